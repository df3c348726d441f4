"""A port for a server of a test."""

import socket


def find_free_port() -> int:
    """Ask the system for a port that nobody has."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
