"""Where the picture in a file ends, and that nothing is behind it.

A file may be two things at once, such as a JPEG for one program and a ZIP or a page of HTML for
another. What is kept as a picture is a picture and nothing else: every format is walked here by
its own structure to its end, where the file must end too. A file that was cut off has no end.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator

from broadsheet.domain.problems import PictureRefused

CUT_OFF = "is cut off: its file ends before the picture does. Send the whole file"
_ISO_BOXES = {b"ftyp", b"meta", b"mdat", b"free", b"skip", b"moov", b"uuid", b"mini", b"idat"}

# ITU-T T.81, B.1.1: in coded data FF is followed by 0 or a restart marker, anything else ends it.
_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_SOI, _EOI, _APP2, _TEM = 0xD8, 0xD9, 0xE2, 0x01

# The blocks of a GIF (GIF89a, appendix A).
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B


def check_end(data: bytes, name: str) -> int:
    """Check that a file is one picture to its last byte, and return the number of its frames.

    Zeros behind the end are padding, and allowed. Frames are counted for GIF alone, which has no
    other place that says so; otherwise the answer is 1.

    Raises
    ------
    PictureRefused
        It is cut off, or something is behind the picture.
    """
    try:
        end, frames = _WALKS[name](data)
    except (IndexError, struct.error):
        raise PictureRefused(CUT_OFF) from None
    if end > len(data):
        raise PictureRefused(CUT_OFF)
    behind = len(data[end:].rstrip(b"\0"))
    if behind:
        raise PictureRefused(
            f"has {behind:,} bytes behind its end, which are no part of it (a film, an archive or "
            "a page may hide there). Export it again as a plain picture"
        )
    if _is_zip(data):
        raise PictureRefused("is a ZIP archive too. Export it again as a plain picture")
    return frames


def _is_zip(data: bytes) -> bool:
    """Whether a program that unpacks archives finds files in this one."""
    # The four bytes that is_zipfile looks for come about in photographs by chance.
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        return False


def _jpeg_end(data: bytes) -> tuple[int, int]:
    """Find the end of a JPEG, and of the pictures that belong to it.

    Phones write several JPEGs one behind the other, a depth map or a gain map, and announce them
    in a segment MPF (CIPA DC-007, Multi-Picture Format). Without it nothing may follow.
    """
    end, announced = _one_jpeg(data, 0)
    while announced:
        following = _first_not_zero(data, end)
        if not data.startswith(b"\xff\xd8\xff", following):
            break
        end, _ = _one_jpeg(data, following)
    return end, 1


def _first_not_zero(data: bytes, start: int) -> int:
    found = re.compile(rb"[^\x00]").search(data, start)
    return found.start() if found else len(data)


def _one_jpeg(data: bytes, start: int) -> tuple[int, bool]:
    """Return where a JPEG ends, and whether it announces others (ITU-T T.81, B.1)."""
    at, announced = start + 2, False
    while True:
        marker = _JPEG_MARKER.search(data, at)
        if not marker:
            raise PictureRefused(CUT_OFF)
        code, at = marker[1][0], marker.end()
        if code == _EOI:
            return at, announced
        if code in {_SOI, _TEM}:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        announced = announced or (code == _APP2 and data[at + 2 : at + 6] == b"MPF\0")
        at += length


def _png_end(data: bytes) -> tuple[int, int]:
    """Find the end of the chunk ``IEND`` (PNG Third Edition, 5.3)."""
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if kind == b"IEND":
            return at, 1


def _gif_end(data: bytes) -> tuple[int, int]:
    """Find the trailer, and count the images before it (GIF89a, 17 to 27)."""
    at, frames = 13 + _colour_table(data[10]), 0
    while data[at] != _TRAILER:
        if data[at] == _EXTENSION:  # its label, then sub-blocks
            at = _behind_sub_blocks(data, at + 2)
        elif data[at] == _IMAGE:  # its descriptor, its colours, the code size, sub-blocks
            frames += 1
            at = _behind_sub_blocks(data, at + 11 + _colour_table(data[at + 9]))
        else:
            raise PictureRefused("is a damaged GIF: between its blocks is something that is none")
    return at + 1, frames


def _colour_table(packed: int) -> int:
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _behind_sub_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _riff_end(data: bytes) -> tuple[int, int]:
    """Return the end that the header of the file announces (WebP Container, RIFF)."""
    (size,) = struct.unpack_from("<I", data, 4)
    return 8 + size + size % 2, 1


def _iso_end(data: bytes) -> tuple[int, int]:
    """Walk the boxes of a file to its last byte (ISO/IEC 14496-12, 4.2)."""
    kinds = set()
    for kind in _iso_boxes(data):
        if kind not in _ISO_BOXES:
            name = ascii(kind)[2:-1]  # a terminal may obey what stands there
            raise PictureRefused(
                f"has a box “{name}” behind it, which is no part of a picture. "
                "Export it again as a plain picture"
            )
        kinds.add(kind)
    if b"moov" in kinds:
        raise PictureRefused("is animated: send one frame of it, or a GIF or WebP")
    if b"meta" in kinds and b"mdat" not in kinds:
        raise PictureRefused(CUT_OFF)
    return len(data), 1


def _iso_boxes(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            header = 16
        elif size == 0:  # it goes to the end of the file
            size = len(data) - at
        if size < header or at + size > len(data):
            raise PictureRefused(CUT_OFF)
        yield kind
        at += size


def _tiff_end(data: bytes) -> tuple[int, int]:
    """Check that all that a TIFF refers to is in the file; its parts may stand in any order.

    Each has its own bytes: entries that all lead to the same ones would be read for hours.
    """
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    if (pages := _tiff_pages(data, order, at)) > 1:
        raise PictureRefused(f"has {pages:,} pages, and a picture has one. Send it alone")
    (count,) = struct.unpack_from(f"{order}H", data, at)
    parts: dict[int, list[int]] = {}
    whole = 0
    for number in range(count):
        tag, kind, values = struct.unpack_from(f"{order}HHI", data, at + 2 + 12 * number)
        size = _TIFF_SIZES.get(kind, 1) * values
        place = at + 10 + 12 * number
        whole += size
        if size > _TIFF_INLINE:
            (place,) = struct.unpack_from(f"{order}I", data, place)
        if place + size > len(data) or whole > len(data):
            raise PictureRefused(CUT_OFF)
        if tag in _TIFF_PARTS and kind in _TIFF_NUMBERS:
            form = f"{order}{values}{_TIFF_NUMBERS[kind]}"
            parts[tag] = list(struct.unpack_from(form, data, place))
    for starts, lengths in _TIFF_PAIRS:
        for start, length in zip(parts.get(starts, []), parts.get(lengths, []), strict=False):
            if start + length > len(data):
                raise PictureRefused(CUT_OFF)
    return len(data), 1


def _tiff_pages(data: bytes, order: str, at: int) -> int:
    """Count the directories of a TIFF, each a page; Pillow reads every one whole to count them."""
    seen: set[int] = set()
    while at and at not in seen:
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        (at,) = struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)
    return len(seen)


_TIFF_INLINE = 4
"""Bytes of a value that stand in its entry, and not elsewhere in the file."""
# TIFF 6.0: the bytes of a value of each type; where strips and tiles are, and their lengths.
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_TIFF_NUMBERS = {3: "H", 4: "I"}
_TIFF_PAIRS = ((273, 279), (324, 325))
_TIFF_PARTS = {tag for pair in _TIFF_PAIRS for tag in pair}

_WALKS: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "JPEG": _jpeg_end,
    "PNG": _png_end,
    "GIF": _gif_end,
    "WebP": _riff_end,
    "AVIF": _iso_end,
    "HEIC": _iso_end,
    "TIFF": _tiff_end,
}
