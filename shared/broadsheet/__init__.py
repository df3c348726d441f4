"""Broadsheet: a newspaper without servers."""
