"""A crop has exactly its size, keeps what the focus names, and as much as the shape allows."""

import io

import pytest
from PIL import Image

from broadsheet.darkroom.crops import SEARCHING, SHARING, crop
from tests.darkroom.developed import near
from tests.darkroom.sources import CORNERS, display_p3, file_of, quarters

SIZES = (SHARING, *SEARCHING)
FOCUSES = {
    "top left": (0.0, 0.0),
    "top right": (1.0, 0.0),
    "bottom left": (0.0, 1.0),
    "bottom right": (1.0, 1.0),
}


def cropped(
    picture: Image.Image, size: tuple[int, int], focus: tuple[float, float] | None
) -> Image.Image:
    body = crop(file_of(picture, "WEBP"), size, focus)
    found = Image.open(io.BytesIO(body))
    assert found.format == "JPEG"
    return found


def colour(picture: Image.Image, across: float, down: float) -> tuple[int, ...]:
    place = (int(across * (picture.width - 1)), int(down * (picture.height - 1)))
    found = picture.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "of", [(2560, 1707), (1707, 2560), (640, 480), (1, 1), (2560, 1), (8, 900)]
)
def test_a_crop_has_exactly_its_size(size: tuple[int, int], of: tuple[int, int]) -> None:
    for focus in (None, (0.0, 0.3), (1.0, 1.0)):
        assert cropped(quarters(of), size, focus).size == size


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("of", [(3000, 500), (500, 3000)])
def test_what_the_focus_names_is_kept(corner: str, of: tuple[int, int]) -> None:
    found = cropped(quarters(of), (1200, 1200), FOCUSES[corner])
    across, down = FOCUSES[corner]
    assert near(colour(found, across, down), CORNERS[corner])
    # Along the longer side nothing but the half that the focus is in is left.
    other = (across, 1 - down) if of[0] > of[1] else (1 - across, down)
    assert near(colour(found, *other), CORNERS[_other(corner, lying=of[0] > of[1])])


def _other(corner: str, *, lying: bool) -> str:
    down, across = corner.split()
    if lying:
        return f"{'bottom' if down == 'top' else 'top'} {across}"
    return f"{down} {'right' if across == 'left' else 'left'}"


def test_the_focus_stands_in_the_middle_where_there_is_room() -> None:
    picture = Image.new("RGB", (2400, 600), (0, 0, 0))
    picture.paste((255, 255, 255), (700, 0, 740, 600))
    found = cropped(picture, (600, 600), (720 / 2400, 0.5))
    assert near(colour(found, 0.5, 0.5), (255, 255, 255))


def test_without_a_focus_the_middle_is_kept_to_its_edges() -> None:
    found = cropped(quarters((1200, 630)), SHARING, None)
    for corner, (across, down) in FOCUSES.items():
        assert near(colour(found, across, down), CORNERS[corner])


def test_a_crop_says_nothing_of_its_source() -> None:
    source = file_of(quarters(), "JPEG", icc_profile=display_p3(), comment="secret")
    body = crop(source, SHARING, None)
    assert b"secret" not in body
    with Image.open(io.BytesIO(body)) as found:
        assert not set(found.info) & {"icc_profile", "exif", "comment"}
