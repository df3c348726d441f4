"""The desk: what the API does, from a request to its answer."""
