"""The local AWS, and the whole of Broadsheet on it."""
