"""Pictures as pages show them, of any size and with any words."""

from dataclasses import replace
from typing import Any

from broadsheet.domain.picture import WIDTHS, ShownPicture

TOKEN = "tokenoffthepicture2345abcd"  # noqa: S105 - part of a public address
ALT, CAPTION, CREDIT = "A bridge & its <arches>", 'The "old" bridge.', "Eleni Markou/Levant Wire"


def a_shown_picture(width: int = 1920, height: int = 1280, **changes: Any) -> ShownPicture:
    """Give a picture of a size with a caption and a credit; ``token`` and the rest may differ."""
    widths = tuple(each for each in WIDTHS if each <= width) or (width,)
    shown = ShownPicture(TOKEN, width, height, widths, "#806040", ALT, CAPTION, CREDIT)
    return replace(shown, **changes)
