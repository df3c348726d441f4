"""Whatever colours a picture holds, readers see them in plain sRGB."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from broadsheet.darkroom.colours import ESTIMATED, NO_PROFILE
from broadsheet.domain.problems import PictureRefused
from tests.darkroom.developed import Developed, developed, near
from tests.darkroom.sources import CORNERS, TYPES, display_p3, file_of, quarters

RED = (200, 30, 30)


def middle(result: Developed) -> tuple[int, ...]:
    return result.colour_at(0.5, 0.5)


def plain(mode: str, colour: object) -> Image.Image:
    return Image.new(mode, (64, 48), colour)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIC"])
def test_a_wide_gamut_is_converted_by_the_embedded_profile(name: str) -> None:
    data = file_of(plain("RGB", RED), name, icc_profile=display_p3())
    result = developed(data, TYPES[name])
    # By the primaries of Display P3 and the curve of sRGB; clipped where sRGB has no such green.
    assert near(middle(result), (218, 0, 6))
    assert result.said.notes == ()


def test_the_same_red_without_a_profile_is_taken_as_srgb() -> None:
    assert near(middle(developed(file_of(plain("RGB", RED), "PNG"), "image/png")), RED)


@pytest.mark.parametrize("profile", [b"no profile", display_p3()[:200], bytes(300)])
def test_a_broken_profile_is_noted_and_left(profile: bytes) -> None:
    result = developed(file_of(plain("RGB", RED), "PNG", icc_profile=profile), "image/png")
    assert near(middle(result), RED)
    assert result.said.notes == (NO_PROFILE,)


def test_a_profile_of_other_colours_is_noted_and_left() -> None:
    result = developed(
        file_of(plain("CMYK", (0, 255, 255, 0)), "JPEG", icc_profile=display_p3()), "image/jpeg"
    )
    assert near(middle(result), (255, 0, 0))
    assert result.said.notes == (NO_PROFILE,)


@pytest.mark.parametrize("name", ["JPEG", "TIFF"])
def test_cmyk_without_a_profile_is_estimated_and_says_so(name: str) -> None:
    result = developed(file_of(plain("CMYK", (0, 255, 255, 0)), name), TYPES[name])
    assert near(middle(result), (255, 0, 0))
    assert result.said.notes == (ESTIMATED,)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF"])
def test_grey_stays_grey(name: str) -> None:
    result = developed(file_of(plain("L", 90), name), TYPES[name])
    assert near(middle(result), (90, 90, 90), by=2)


def test_grey_with_a_profile_of_rgb_is_converted() -> None:
    body = file_of(plain("L", 90), "JPEG", icc_profile=display_p3())
    result = developed(body, "image/jpeg")
    assert near(middle(result), (90, 90, 90), by=2)
    assert result.said.notes == ()


@pytest.mark.parametrize("name", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_become_eight(name: str) -> None:
    # 40,000 of 65,535: what does not fit in 8 bits by itself must be scaled, not cut.
    result = developed(file_of(plain("I;16", 40_000), name), TYPES[name])
    assert near(middle(result), (156, 156, 156), by=2)


def _png_of_16_bits(kind: int, *samples: int) -> bytes:
    """A PNG of 16 bits a sample, which Pillow does not write (PNG Third Edition, 11.2.1)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)

    row = b"\0" + struct.pack(f">{len(samples)}H", *samples) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 16, kind, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 8)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_sixteen_bits_of_colour_become_eight() -> None:
    data = _png_of_16_bits(2, 200 << 8, 30 << 8, 30 << 8)
    assert near(middle(developed(data, "image/png")), RED, by=3)


def test_sixteen_bits_of_colour_with_alpha_become_eight() -> None:
    data = _png_of_16_bits(6, 200 << 8, 30 << 8, 30 << 8, 0)
    assert near(middle(developed(data, "image/png")), (255, 255, 255), by=3)


@pytest.mark.parametrize(
    ("mode", "colour", "settings"),
    [
        ("RGBA", (200, 30, 30, 0), {}),
        ("LA", (30, 0), {}),
        ("RGB", RED, {"transparency": RED}),
        ("L", 30, {"transparency": 30}),
    ],
)
def test_what_is_clear_is_white(mode: str, colour: object, settings: dict[str, object]) -> None:
    result = developed(file_of(plain(mode, colour), "PNG", **settings), "image/png")
    for ending in ("avif", "webp", "jpg"):
        assert near(result.colour_at(0.5, 0.5, ending), (255, 255, 255), by=2)


@pytest.mark.parametrize("name", ["PNG", "GIF"])
def test_a_palette_with_a_clear_colour_is_laid_on_white(name: str) -> None:
    picture = quarters().quantize(8)
    clear = picture.getpixel((10, 10))
    result = developed(file_of(picture, name, transparency=clear), TYPES[name])
    assert near(result.colour_at(0.2, 0.2), (255, 255, 255), by=2)
    assert near(result.colour_at(0.8, 0.8), CORNERS["bottom right"])


def test_no_dark_seam_where_a_clear_part_ends() -> None:
    # Black that is clear, beside white: scaled without regard to alpha, grey would come between.
    picture = Image.new("RGBA", (2000, 30), (0, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (1003, 0, 2000, 30))
    result = developed(file_of(picture, "PNG"), "image/png")
    with result.picture(f"{result.said.widths[-1]}.webp") as shown:
        darkest = min(shown.convert("L").tobytes())
    assert darkest >= 250


def test_a_picture_of_one_bit_is_black_and_white() -> None:
    result = developed(file_of(plain("1", 1), "PNG"), "image/png")
    assert near(middle(result), (255, 255, 255), by=2)


def test_lab_is_converted() -> None:
    result = developed(file_of(plain("LAB", (128, 128, 128)), "TIFF"), "image/tiff")
    red, green, blue = middle(result)
    assert max(red, green, blue) - min(red, green, blue) <= 4
    assert 110 <= green <= 130


def test_measurements_are_no_picture() -> None:
    with pytest.raises(PictureRefused, match="no colours"):
        developed(file_of(plain("F", 0.5), "TIFF"), "image/tiff")


def test_the_profile_of_these_tests_is_one() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(display_p3()))
    assert profile.profile.xcolor_space == "RGB "
