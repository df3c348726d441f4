"""Indexing: from the log of an article to what readers are shown of it."""
