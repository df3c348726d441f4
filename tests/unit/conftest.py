"""Unit tests reach nothing outside their process."""

import pytest

from tests.fakes.log import MemoryLog


@pytest.fixture(autouse=True)
def _sockets_off(socket_disabled: None) -> None:
    """Fail every test that opens a socket."""


@pytest.fixture
def log() -> MemoryLog:
    """Make a log with nothing in it."""
    return MemoryLog()
