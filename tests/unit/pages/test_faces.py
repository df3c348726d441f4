"""The faces that the stylesheet names: the display face, and those that hold its place."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from broadsheet.foundry.display_face import CHARACTERS
from broadsheet.pages.assets import DISPLAY_FACE, STYLESHEET, asset

HEADLINE = (
    "Council votes to rebuild the old harbour wall after the storm that no one in the village had "
    "expected. Ministers agree on a budget for schools and roads. How the island learned to live "
    "with less water, and what it means for Europe"
)
WIDTHS = {"LikeTimes": 97.14, "LikeNoto": 115.49, "LikeDejaVu": 128.70}
"""Of the headline in ems: its advances in the bold of Liberation Serif 1.07 (which has the widths
of Times New Roman), Noto Serif 2.015 and DejaVu Serif 2.37, as the fonts' files have them."""


def faces() -> dict[str, dict[str, str]]:
    found = {}
    for block in re.findall(r"@font-face ?\{([^}]*)\}", asset(STYLESHEET).body):
        fields = dict(field.split(":", 1) for field in block.split(";"))
        face = {name.strip(): value.strip() for name, value in fields.items()}
        found[face.pop("font-family")] = face
    return found


def per_cent(face: dict[str, str], name: str) -> float:
    return float(face[name].removesuffix("%")) / 100


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(BytesIO(b64decode(asset(DISPLAY_FACE).body)))


def test_text_is_there_before_the_face_is() -> None:
    assert faces()["Display"]["font-display"] == "swap"
    assert faces().keys() == {"Display", *WIDTHS}


def test_the_face_is_asked_for_by_letters_that_it_has() -> None:
    ranges = [
        [int(end, 16) for end in part.strip().removeprefix("U+").split("-")]
        for part in faces()["Display"]["unicode-range"].split(",")
    ]
    assert [code for code in CHARACTERS if not any(a <= code <= b for a, b in ranges)] == []
    assert not any(a <= ord(letter) <= b for letter in "العربية" for a, b in ranges)


@pytest.mark.parametrize("name", WIDTHS)
def test_what_holds_its_place_is_as_wide_and_as_high(name: str, font: TTFont) -> None:
    face, em = faces()[name], font["head"].unitsPerEm
    width = sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in HEADLINE) / em
    size = per_cent(face, "size-adjust")
    assert WIDTHS[name] * size == pytest.approx(width, rel=0.01)
    assert size * per_cent(face, "ascent-override") == pytest.approx(
        font["hhea"].ascent / em, abs=0.003
    )
    assert size * per_cent(face, "descent-override") == pytest.approx(
        -font["hhea"].descent / em, abs=0.003
    )


@pytest.mark.parametrize("name", ["Display", *WIDTHS])
def test_no_face_is_made_bolder_than_it_is(name: str) -> None:
    assert faces()[name]["font-weight"] == "700"
