"""Unit tests reach nothing outside their process."""

import pytest


@pytest.fixture(autouse=True)
def _sockets_off(socket_disabled: None) -> None:
    """Fail every test that opens a socket."""
