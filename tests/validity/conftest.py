"""The whole paper in two languages, one of each direction, with pictures.

Nothing here opens a socket.
"""

import pytest

from tests.pages.illustrated import IllustratedPaper
from tests.pages.whole_paper import WholePaper, site_in

LANGUAGES = ("en", "ar")


@pytest.fixture(autouse=True)
def _sockets_off(socket_disabled: None) -> None:
    """Fail every test that opens a socket."""


def most(number: int) -> bool:
    """Whether a story has a picture: four of five have."""
    return number % 5 != 4


@pytest.fixture(scope="session")
def papers() -> dict[str, WholePaper]:
    """The paper in English and in Arabic."""
    return {language: IllustratedPaper(site_in(language), most) for language in LANGUAGES}
