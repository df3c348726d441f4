import pytest

from broadsheet.pages.scripts import direction_of


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("el-CY", "ltr"),
        ("tr", "ltr"),
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("ur", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ku-Latn", "ltr"),
        ("ar-Latn", "ltr"),
    ],
)
def test_a_language_is_written_in_its_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction
