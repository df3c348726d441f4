"""The deployed stack: how it is reached, and what operators do to it."""
