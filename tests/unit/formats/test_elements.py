"""What an attribute may say: of pictures an id and nothing else, whatever was cleaned before."""

import pytest

from broadsheet.formats.elements import allowed_value
from tests.domain.pictures import a_picture

BOAT = a_picture("boat")


def test_a_picture_is_named_by_its_id() -> None:
    assert allowed_value("img", "src", f"image:{BOAT}") == f"image:{BOAT}"


@pytest.mark.parametrize(
    "value",
    [
        "https://elsewhere.example/a.jpg",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        f"/pictures/{BOAT}/640.jpg",
        "image:",
        f"image:{BOAT}x",
        f"image:{BOAT}\n",
        f" image:{BOAT}",
        f"IMAGE:{BOAT}",
    ],
)
def test_nothing_else_is_let_in(value: str) -> None:
    assert allowed_value("img", "src", value) is None
