"""The paper as an application of Django."""
