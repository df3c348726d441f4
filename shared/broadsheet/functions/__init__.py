"""The handlers: settings, wiring, one call; ``functions/<name>/app.py`` leads Lambda to each."""
