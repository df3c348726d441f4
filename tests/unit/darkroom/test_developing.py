"""Every format is read, turned, scaled, and written without a word of what its file said."""

import io
import struct
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from broadsheet.darkroom.developing import develop
from tests.darkroom.developed import developed, near
from tests.darkroom.sources import (
    CORNERS,
    TYPES,
    display_p3,
    file_of,
    phone_jpeg,
    quarters,
    several_frames,
)

PLACES = {
    "top left": (0.2, 0.2),
    "top right": (0.8, 0.2),
    "bottom left": (0.2, 0.8),
    "bottom right": (0.8, 0.8),
}
# EXIF 3.0, 4.6.5.1.6: where the first row and the first column of the stored pixels are seen.
TURNED_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
ADDRESS = "Nowhere Street 7"


@pytest.mark.parametrize("name", TYPES)
def test_every_format_becomes_three(name: str) -> None:
    result = developed(file_of(quarters(), name), TYPES[name])
    assert (result.said.width, result.said.height) == (400, 300)
    assert result.said.widths == (320,)
    assert result.said.notes == ()
    assert result.types == {
        "320.avif": "image/avif",
        "320.webp": "image/webp",
        "320.jpg": "image/jpeg",
    }
    for ending, kind in (("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")):
        with result.picture(f"320.{ending}") as picture:
            assert (picture.format, picture.size, picture.mode) == (kind, (320, 240), "RGB")
        for corner, place in PLACES.items():
            assert near(result.colour_at(*place, ending), CORNERS[corner]), (ending, corner)


@pytest.mark.parametrize("name", [name for name in TYPES if name != "GIF"])
@pytest.mark.parametrize("orientation", TURNED_BACK)
def test_a_picture_is_seen_upright_however_it_was_held(name: str, orientation: int) -> None:
    back = TURNED_BACK[orientation]
    held = quarters() if back is None else quarters().transpose(back)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    settings = {"exif": exif.tobytes()} if name == "HEIC" else {"exif": exif}
    result = developed(file_of(held, name, **settings), TYPES[name])
    assert (result.said.width, result.said.height) == (400, 300)
    with result.picture("320.jpg") as picture:
        assert picture.size == (320, 240)
    for corner, place in PLACES.items():
        assert near(result.colour_at(*place), CORNERS[corner]), corner


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1, 1), (1,)),
        ((319, 200), (319,)),
        ((320, 200), (320,)),
        ((1279, 100), (320, 640, 960)),
        ((2560, 100), (320, 640, 960, 1280, 1920, 2560)),
        ((20_000, 10), (320, 640, 960, 1280, 1920, 2560)),
    ],
)
def test_renditions_are_as_wide_as_asked_and_none_wider_than_the_original(
    size: tuple[int, int], widths: tuple[int, ...]
) -> None:
    result = developed(file_of(quarters(size), "PNG"), "image/png")
    assert result.said.widths == widths
    assert set(result.renditions) == {
        f"{width}.{ending}" for width in widths for ending in ("avif", "webp", "jpg")
    }
    for width in widths:
        for ending in ("avif", "webp", "jpg"):
            with result.picture(f"{width}.{ending}") as picture:
                assert picture.size == (width, max(1, round(width * size[1] / size[0])))


def test_a_tower_is_made_as_narrow_as_the_formats_hold_it() -> None:
    result = developed(file_of(quarters((10, 20_000)), "PNG"), "image/png")
    assert result.said.widths == (8,)
    with result.picture("8.webp") as picture:
        assert picture.size == (8, 16_000)


def _with_everything(name: str) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = ADDRESS
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (35.0, 10.0, 1.5)
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{ADDRESS}</x:xmpmeta>".encode()
    settings: dict[str, object] = {"icc_profile": display_p3(), "exif": exif.tobytes()}
    if name == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", xmp.decode())
        words.add_text("Comment", ADDRESS)
        settings["pnginfo"] = words
    if name in {"JPEG", "WEBP", "AVIF", "HEIC"}:
        settings["xmp"] = xmp
    if name == "TIFF":
        settings["compression"] = None  # libtiff writes no place
    if name in {"JPEG", "GIF"}:
        settings["comment"] = ADDRESS
    data = file_of(quarters(), name, **settings)
    return _with_iptc(data) if name == "JPEG" else data


def _with_iptc(data: bytes) -> bytes:
    said = b"\x1c\x02\x78" + struct.pack(">H", len(ADDRESS)) + ADDRESS.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(said)) + said
    block += b"\0" * (len(said) % 2)
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]


@pytest.mark.parametrize("name", TYPES)
def test_nothing_that_the_file_says_is_in_what_readers_get(name: str) -> None:
    data = _with_everything(name)
    assert ADDRESS.encode() in data  # or there would be nothing to drop
    result = developed(data, TYPES[name])
    for rendition, body in result.renditions.items():
        for trace in (ADDRESS.encode(), b"Exif", b"xmp", b"ICC", b"8BIM", b"P3", b"GPS"):
            assert trace not in body, (rendition, trace)
        with Image.open(io.BytesIO(body)) as picture:
            picture.load()
            assert not set(picture.info) & {
                "exif",
                "xmp",
                "icc_profile",
                "comment",
                "photoshop",
                "XML:com.adobe.xmp",
            }
            assert dict(picture.getexif()) == {}


def test_of_a_phones_two_pictures_the_first_is_shown() -> None:
    result = developed(phone_jpeg(), "image/jpeg")
    assert (result.said.width, result.said.notes) == (400, ())
    assert near(result.colour_at(*PLACES["top left"]), CORNERS["top left"])


@pytest.mark.parametrize("name", ["GIF", "WEBP"])
def test_of_a_moving_gif_or_webp_the_first_frame_is_shown_and_it_says_so(name: str) -> None:
    result = developed(several_frames(name, 12), TYPES[name])
    assert result.said.notes == ("Only the first of 12 frames is shown.",)
    assert near(result.colour_at(0.5, 0.5), (200, 30, 30))


def test_the_colour_is_the_mean_of_the_picture() -> None:
    half = Image.new("RGB", (100, 100), (0, 0, 0))
    half.paste((200, 100, 50), (0, 0, 50, 100))
    assert developed(file_of(half, "PNG"), "image/png").said.colour == "#643219"


def test_what_fails_while_renditions_are_written_is_not_the_pictures_fault(
    tmp_path: Path,
) -> None:
    original = tmp_path / "original"
    original.write_bytes(file_of(quarters(), "PNG"))

    def write(name: str, body: bytes, content_type: str) -> None:
        raise ConnectionError(f"{name}, {len(body)} bytes of {content_type}")

    with pytest.raises(ConnectionError, match=r"320\.avif"):
        develop(original, "image/png", write)
