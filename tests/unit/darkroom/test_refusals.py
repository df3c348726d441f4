"""Hostile and broken files are refused with the reason, and nothing is written of them."""

import io
import struct
import zipfile
import zlib
from itertools import product

import pytest
from PIL import Image

from broadsheet.darkroom.file_ends import CUT_OFF
from broadsheet.domain.problems import PictureRefused
from tests.darkroom.developed import developed
from tests.darkroom.sources import TYPES, file_of, noise, phone_jpeg, quarters, several_frames

PAGE = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'


def reason(data: bytes, content_type: str) -> str:
    with pytest.raises(PictureRefused) as refused:
        developed(data, content_type)
    return refused.value.reason


def archive() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as file:
        file.writestr("hidden.txt", "what a picture does not hold")
    return body.getvalue()


# ---- Announced as something else ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "announced"), [pair for pair in product(TYPES, TYPES) if pair[0] != pair[1]]
)
def test_a_file_of_another_type_than_announced(found: str, announced: str) -> None:
    data = file_of(quarters((40, 30)), found)
    said = reason(data, TYPES[announced])
    names = {"WEBP": "WebP"}
    what = names.get(found, found)
    article = "an" if found == "AVIF" else "a"
    assert said.startswith(
        f"is {article} {what}, not the {names.get(announced, announced)} that was announced"
    )


@pytest.mark.parametrize("content_type", ["image/svg+xml", "text/html", "image/bmp", ""])
def test_a_type_that_is_not_read(content_type: str) -> None:
    said = reason(file_of(quarters(), "PNG"), content_type)
    assert f"is announced as {content_type!r}, which is not read" in said
    assert "image/jpeg" in said


@pytest.mark.parametrize(
    "data", [SVG, b"<svg/>", b"<!-- a -->\n<SVG >", b"\xef\xbb\xbf <!DOCTYPE svg><svg>"]
)
def test_an_svg_whatever_it_is_called(data: bytes) -> None:
    assert "is an SVG" in reason(data, "image/png")


@pytest.mark.parametrize("data", [b"", b"\0", b"not a picture", bytes(5000)])
@pytest.mark.parametrize("name", TYPES)
def test_what_is_no_picture_at_all(data: bytes, name: str) -> None:
    assert "nor any other picture" in reason(data, TYPES[name])


@pytest.mark.parametrize("name", TYPES)
def test_a_beginning_and_nothing_more(name: str) -> None:
    for length in (3, 8, 12, 16, 20, 30):
        reason(file_of(quarters((40, 30)), name)[:length], TYPES[name])


# ---- Cut off ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TYPES)
def test_a_file_that_is_cut_off_at_any_kilobyte(name: str) -> None:
    data = file_of(noise((120, 90)), name)
    assert len(data) > 6_000
    places = [*range(1024, len(data), 1024), len(data) - 1]
    said = {place: reason(data[:place], TYPES[name]) for place in places}
    assert {place for place, words in said.items() if "is cut off" not in words} == set()


@pytest.mark.parametrize("settings", [{"progressive": True}, {"restart_marker_rows": 1}])
def test_a_jpeg_without_its_end_marker(settings: dict[str, object]) -> None:
    data = file_of(noise((120, 90)), "JPEG", **settings)
    assert "is cut off" in reason(data[:-2], "image/jpeg")
    developed(data, "image/jpeg")


def test_a_phones_jpeg_whose_second_picture_is_cut_off() -> None:
    data = phone_jpeg()
    assert "is cut off" in reason(data[:-2], "image/jpeg")


# ---- More than a picture ------------------------------------------------------------------------


@pytest.mark.parametrize("name", TYPES)
def test_a_zip_behind_a_picture(name: str) -> None:
    said = reason(file_of(quarters((40, 30)), name) + archive(), TYPES[name])
    assert any(words in said for words in ("behind", "ZIP", "cut off")), said


@pytest.mark.parametrize("name", [name for name in TYPES if name != "TIFF"])
def test_a_page_behind_a_picture(name: str) -> None:
    said = reason(file_of(quarters((40, 30)), name) + PAGE, TYPES[name])
    assert any(words in said for words in ("behind", "cut off")), said


def test_a_page_behind_a_gif_is_counted() -> None:
    assert "has 40 bytes behind its end" in reason(file_of(quarters(), "GIF") + PAGE, "image/gif")


def test_a_zip_in_a_comment_of_a_jpeg() -> None:
    # Its list of contents counts from its own end, so it opens wherever it stands.
    hidden = archive()
    comment = b"\xff\xfe" + struct.pack(">H", len(hidden) + 2) + hidden
    data = file_of(quarters((40, 30)), "JPEG")
    assert "ZIP" in reason(data[:2] + comment + data[2:], "image/jpeg")


def test_a_second_jpeg_that_is_not_announced() -> None:
    one = file_of(quarters(), "JPEG")
    assert "behind its end" in reason(one + one, "image/jpeg")


def test_a_page_between_or_behind_the_announced_parts_of_a_phones_jpeg() -> None:
    data = phone_jpeg()
    assert "behind its end" in reason(data + PAGE, "image/jpeg")
    second = data.rindex(b"\xff\xd8\xff")
    assert "behind its end" in reason(data[:second] + PAGE + data[second:], "image/jpeg")


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF"])
def test_zeros_behind_a_picture_are_padding(name: str) -> None:
    developed(file_of(quarters(), name) + bytes(512), TYPES[name])


@pytest.mark.parametrize("name", ["AVIF", "HEIC"])
def test_a_box_of_another_kind_behind_a_picture(name: str) -> None:
    film = struct.pack(">I4s", 16, b"mpvd") + bytes(8)
    assert "“mpvd”" in reason(file_of(quarters(), name) + film, TYPES[name])


# ---- Several pictures ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["PNG", "AVIF"])
def test_an_animation_that_is_no_gif_or_webp(name: str) -> None:
    assert "is animated" in reason(several_frames(name, 3), TYPES[name])


def test_a_tiff_of_several_pages() -> None:
    assert "has 3 pages" in reason(several_frames("TIFF", 3), "image/tiff")


def _tiff(entries: bytes, behind: bytes = b"", following: int = 0) -> bytes:
    """Return a TIFF with these entries beside its own, and what follows them."""
    plain = file_of(quarters((40, 30)), "TIFF")
    (at,) = struct.unpack_from("<I", plain, 4)
    (count,) = struct.unpack_from("<H", plain, at)
    own = plain[at + 2 : at + 2 + 12 * count]
    plain += bytes(len(plain) % 2)
    table = struct.pack("<H", count + len(entries) // 12) + own + entries
    head = plain[:4] + struct.pack("<I", len(plain)) + plain[8:]
    return head + table + struct.pack("<I", following) + behind


def test_a_tiff_whose_entries_all_lead_to_the_same_bytes() -> None:
    """Each of 65,535 could have forty megabytes read, as often."""
    places = struct.pack("<HHII", 40_000, 7, 80_000, 8)
    data = _tiff(places, bytes(100_000))
    assert developed(data, "image/tiff").said.width == 40
    assert reason(_tiff(places * 2, bytes(100_000)), "image/tiff") == CUT_OFF


def test_a_tiff_of_a_hundred_thousand_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are counted without Pillow, which needs a quarter of a millisecond for each."""
    monkeypatch.setattr("broadsheet.darkroom.opening._opened", pytest.fail)
    start = len(_tiff(b""))
    pages = (struct.pack("<HI", 0, start + 6 * number) for number in range(1, 100_000))
    data = _tiff(b"", b"".join(pages) + bytes(6), following=start)
    assert "has 100,001 pages" in reason(data, "image/tiff")


# ---- Too large ----------------------------------------------------------------------------------


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + body


@pytest.mark.parametrize("size", [(10_001, 10_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_more_than_a_hundred_megapixels(size: tuple[int, int]) -> None:
    assert "more than 100 million pixels" in reason(_png(*size, b""), "image/png")


def test_a_gif_of_a_few_bytes_that_says_it_is_huge() -> None:
    data = bytearray(file_of(quarters((2, 2)), "GIF"))
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    assert "more than 100 million pixels" in reason(bytes(data), "image/gif")


def test_text_in_a_png_that_unpacks_to_a_hundred_megabytes() -> None:
    bomb = b"comment\0\0" + zlib.compress(bytes(100_000_000))
    crc = zlib.crc32(b"zTXt" + bomb)
    text = struct.pack(">I", len(bomb)) + b"zTXt" + bomb + struct.pack(">I", crc)
    data = file_of(quarters(), "PNG")
    reason(data[:33] + text + data[33:], "image/png")


# ---- EXIF that leads nowhere --------------------------------------------------------------------


def _exif(*entries: tuple[int, int, int, int]) -> bytes:
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + table + b"\x08\0\0\0"


@pytest.mark.parametrize(
    "exif",
    [
        _exif((0x8769, 4, 1, 8)),  # the EXIF directory is the first directory again
        _exif((0x8825, 4, 1, 8), (0xA005, 4, 1, 8)),  # so are GPS and interoperability
        _exif((0x0112, 3, 2**31, 0xFFFFFFF0)),
        _exif((0x0112, 2, 4, 0)),
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
    ],
)
@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_exif_that_goes_in_a_circle_or_nowhere_does_no_harm(exif: bytes, name: str) -> None:
    result = developed(file_of(quarters(), name, exif=exif), TYPES[name])
    assert (result.said.width, result.said.height) == (400, 300)


def test_a_lack_of_memory_is_not_the_pictures_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object) -> None:
        raise MemoryError

    data = file_of(quarters(), "TIFF")
    monkeypatch.setattr(Image.Image, "load", no_memory)
    with pytest.raises(MemoryError):
        developed(data, "image/tiff")


def test_a_decoder_that_says_it_has_no_memory_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object) -> None:
        raise OSError("out of memory error when reading image file")

    data = file_of(quarters(), "TIFF")
    monkeypatch.setattr(Image.Image, "load", no_memory)
    with pytest.raises(MemoryError):
        developed(data, "image/tiff")


def test_a_box_is_named_without_what_a_terminal_obeys() -> None:
    data = file_of(quarters((40, 30)), "AVIF") + struct.pack(">I4s", 8, b"\x1b[2J")
    assert "has a box “\\x1b[2J” behind it" in reason(data, "image/avif")


@pytest.mark.parametrize("name", ["AVIF", "HEIC"])
def test_a_film_in_the_boxes_of_a_picture(name: str) -> None:
    film = struct.pack(">I4s", 8, b"moov")
    assert "is animated" in reason(file_of(quarters((40, 30)), name) + film, TYPES[name])
