"""Custody: what proves that the log is what it was, and what the law has erased from it."""
