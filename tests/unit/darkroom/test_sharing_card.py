"""Cards: of one size, in every script that the faces have, nothing cut off, no empty boxes."""

import io

import pytest
from PIL import Image, ImageChops

from broadsheet.darkroom.lettering import can_set, draw_line, width_of
from broadsheet.darkroom.sharing_card import PAPER, SIZE, draw_card

LONG = ("A long headline that tells of the harbour bridge and of the money. " * 5)[:300]
HEADLINES = {
    "English": ("Old harbour bridge reopens", "en", "ltr"),
    "long": (LONG, "en", "ltr"),
    "Greek": ("Η Βουλή ψηφίζει ξανά «για το λιμάνι»: Ύδρα, Άνδρος", "el", "ltr"),
    "Turkish": ("İstanbul’da ışık değişti: Şişli’de çağrı", "tr", "ltr"),
    "Arabic": ("البرلمان يصوّت مجددًا على ميزانية الميناء (EU) 2027", "ar", "rtl"),
    "long Arabic": (("البرلمان يصوّت مجددًا على ميزانية الميناء " * 9)[:300], "ar", "rtl"),
    "one word": ("Rindfleischetikettierung" * 12, "de", "ltr"),
    "three hundred wide letters": ("W" * 300, "en", "ltr"),
}
MARGIN = 60


def card(
    headline: str, language: str = "en", direction: str = "ltr", section: str | None = "World"
) -> Image.Image:
    body = draw_card(headline, "The Broadsheet", section, language, direction)
    picture = Image.open(io.BytesIO(body))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box that holds all that is drawn."""
    paper = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    box = ImageChops.difference(picture, paper).point(lambda value: 255 * (value > 40)).getbbox()
    assert box
    return box


@pytest.mark.parametrize("name", HEADLINES)
def test_a_card_is_of_the_size_and_nothing_leaves_its_margins(name: str) -> None:
    picture = card(*HEADLINES[name])
    assert picture.size == SIZE
    left, top, right, bottom = ink(picture)
    assert left >= MARGIN
    assert top >= MARGIN
    assert right <= SIZE[0] - MARGIN
    assert bottom <= SIZE[1] - 15


def test_a_card_is_on_warm_paper_and_weighs_little() -> None:
    for headline, language, direction in HEADLINES.values():
        body = draw_card(headline, "The Broadsheet", "World", language, direction)
        assert len(body) < 80_000
    corner = card("Old harbour bridge reopens").getpixel((3, 3))
    assert isinstance(corner, tuple)
    assert all(abs(a - b) <= 4 for a, b in zip(corner, PAPER, strict=True))


@pytest.mark.parametrize("headline", ["日本の首相が辞任", "मुंबई में बारिश", "Old bridge 橋", "  ", ""])
def test_a_headline_that_the_faces_lack_is_left_out_and_not_drawn_in_boxes(headline: str) -> None:
    # The same for every headline: the paper's name, and the section, in the middle.
    alone = card(headline)
    assert ImageChops.difference(alone, card("한국")).getbbox() is None
    left, _, right, _ = ink(alone)
    assert abs((left + right) / 2 - SIZE[0] / 2) < 10


def test_a_section_that_the_faces_lack_is_left_out() -> None:
    known, without = card("Bridge", section="世界"), card("Bridge", section=None)
    assert ImageChops.difference(known, without).getbbox() is None
    assert ImageChops.difference(card("Bridge"), without).getbbox() is not None


def test_what_the_faces_can_set() -> None:
    assert all(can_set(headline) for headline, *_ in HEADLINES.values())
    assert can_set("soft\u00adhyphen, zero\u200bwidth")
    assert not can_set("橋")


def test_a_card_of_arabic_begins_at_the_right() -> None:
    def weight(picture: Image.Image) -> tuple[int, int]:
        halves = [(84, 200, 600, 630), (600, 200, 1116, 630)]
        left, right = (
            sum(value < 128 for value in picture.convert("L").crop(half).tobytes())
            for half in halves
        )
        return left, right

    left, right = weight(card("الميناء", "ar", "rtl"))
    assert left == 0 < right
    left, right = weight(card("Port"))
    assert right == 0 < left


def test_arabic_letters_join_and_marks_stand_on_their_letters() -> None:
    letters = "ميناء"
    assert width_of(letters, 100, "rtl") < 0.9 * sum(width_of(each, 100, "rtl") for each in letters)
    # A mark takes no width of its own, whatever it stands on.
    assert width_of("يصوّت", 100, "rtl") == pytest.approx(width_of("يصوت", 100, "rtl"), rel=0.02)


def test_latin_letters_are_kerned() -> None:
    assert width_of("AV", 100) < width_of("A", 100) + width_of("V", 100) - 2


def test_brackets_in_arabic_open_towards_what_they_hold() -> None:
    # In a line that runs left, "(" is drawn as it looks in one that runs right, and stands first.
    mask, _ = draw_line("(", 100, "rtl")
    other, _ = draw_line(")", 100, "ltr")
    assert ImageChops.difference(mask, other).getbbox() is None
