"""The whole paper in two languages, one of each direction. Nothing here opens a socket."""

import pytest

from tests.pages.whole_paper import WholePaper, site_in

LANGUAGES = ("en", "ar")


@pytest.fixture(autouse=True)
def _sockets_off(socket_disabled: None) -> None:
    """Fail every test that opens a socket."""


@pytest.fixture(scope="session")
def papers() -> dict[str, WholePaper]:
    """The paper in English and in Arabic."""
    return {language: WholePaper(site_in(language)) for language in LANGUAGES}
