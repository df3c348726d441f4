"""How many examples Hypothesis tries: HYPOTHESIS_PROFILE=long for a night's worth."""

import os

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=100, deadline=None)
settings.register_profile("long", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True)
def _sockets_off(socket_disabled: None) -> None:
    """Fail every test that opens a socket."""
