"""Renditions: the sizes and the formats that readers get."""

import io
from collections.abc import Callable, Mapping

from PIL import Image

from broadsheet.domain.picture import RENDITION_TYPES, WIDTHS, height_at

TALLEST = 16_383
"""Pixels: what a WebP holds (RFC 9649, 2.5), the least of the three formats."""

Write = Callable[[str, bytes, str], None]
"""Takes the name of a rendition, such as ``640.avif``, its bytes and its content type."""

# Measured in docs/benchmarks.md, "Pictures"; why these: docs/decisions.md.
ENCODERS: Mapping[str, tuple[str, Mapping[str, int | bool]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 6}),
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
"""By the end of a rendition's name: Pillow's name of the format, and how hard it is tried."""


def rendition_widths(width: int, height: int) -> tuple[int, ...]:
    """Return the widths that a picture of this size is made in, the narrowest first.

    None is wider than the original, and none taller than every format holds.
    """
    widest = max(1, min(width, TALLEST * width // height))
    return tuple(each for each in WIDTHS if each <= widest) or (min(widest, WIDTHS[0]),)


def scaled_height(width: int, original: tuple[int, int]) -> int:
    """Return the height of a rendition of this width, at least one pixel."""
    return min(TALLEST, height_at(width, *original))


def write_renditions(master: Image.Image, original: tuple[int, int], write: Write) -> None:
    """Make every rendition, and hand each on as it is made.

    Parameters
    ----------
    master
        The picture in sRGB, as wide as the widest rendition.
    original
        Width and height of the original as it is seen.
    """
    for width in rendition_widths(*original):
        size = (width, scaled_height(width, original))
        scaled = master if master.size == size else master.resize(size, Image.Resampling.LANCZOS)
        # Whatever the file said of itself went with its info; nothing of it is written.
        scaled.info = {}
        for ending, content_type in RENDITION_TYPES.items():
            write(f"{width}.{ending}", encode(scaled, ending), content_type)


def encode(picture: Image.Image, ending: str) -> bytes:
    """Return a picture as a file of the format that this end of a name stands for."""
    name, settings = ENCODERS[ending]
    body = io.BytesIO()
    picture.save(body, name, **settings)
    return body.getvalue()
