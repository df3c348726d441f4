"""Broadsheet: a newspaper without servers."""

import gc

# What a start makes stays, and a page leaves few cycles behind: Python's default, a collection
# every 700 objects, only walks through all that boto3 has loaded. Here, since this runs before
# any of that does. `make bench` measures the start.
gc.set_threshold(50_000)
