"""What `make` runs: each module with a ``main`` is one target."""
