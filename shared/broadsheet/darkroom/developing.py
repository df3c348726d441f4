"""Developing: from a photographer's file to the pictures that readers get.

The picture is scaled down as soon as it is decoded, and a JPEG while it is; all else is done to
the small one. What is needed at most is the decoder's own memory and two copies of the picture.
"""

from pathlib import Path

from PIL import Image
from PIL.ImageFile import ImageFile

from broadsheet.darkroom.captions import read_suggestions
from broadsheet.darkroom.colours import mean_colour, plain_mode, to_srgb
from broadsheet.darkroom.opening import decoding, open_picture
from broadsheet.darkroom.renditions import (
    Write,
    rendition_widths,
    scaled_height,
    write_renditions,
)
from broadsheet.domain.picture import Development
from broadsheet.domain.problems import PictureRefused

_ORIENTATION = 0x0112
_UPRIGHT = 1
# EXIF 3.0, 4.6.5.1.6: what has to be done to see the picture upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = {5, 6, 7, 8}
"""Orientations whose width is seen as height."""


def develop(original: Path, content_type: str, write: Write) -> Development:
    """Develop a picture, and hand on each rendition as it is made.

    Parameters
    ----------
    original
        The file as it was sent.
    content_type
        What it was announced as.
    write
        Takes the name of a rendition (``640.avif``), its bytes, and its content type.

    Raises
    ------
    PictureRefused
        The file cannot be taken as a picture; nothing has been written.
    """
    data = original.read_bytes()
    picture, notes = open_picture(data, content_type)
    del data
    suggestions = read_suggestions(picture)
    with decoding():
        seen, size = _decode(picture)
        profile = picture.info.get("icc_profile")
        picture.close()
        del picture
        master, colour_notes = to_srgb(seen, profile)
    write_renditions(master, size, write)
    return Development(
        width=size[0],
        height=size[1],
        widths=rendition_widths(*size),
        colour=mean_colour(master),
        suggestions=suggestions,
        notes=notes + colour_notes,
    )


def _decode(picture: ImageFile) -> tuple[Image.Image, tuple[int, int]]:
    """Return a picture upright, as wide as its widest rendition, and its size as it is seen."""
    stored = picture.size
    lying = _orientation(picture) in _LYING
    picture.draft(None, _scaled(stored, lying=lying))
    picture.load()
    # A TIFF turns itself when it is loaded, and says then that it is upright.
    turn = _orientation(picture)
    if picture.format == "TIFF":
        stored, lying = picture.size, False
    plain = plain_mode(picture)
    small = _shrink(plain, _scaled(stored, lying=lying))
    upright = small.transpose(_TURNS[turn]) if turn in _TURNS else small
    return upright, (stored[::-1] if lying else stored)


def _shrink(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture.copy()
    return picture.resize(size, Image.Resampling.LANCZOS)


def _scaled(stored: tuple[int, int], *, lying: bool) -> tuple[int, int]:
    """Return the size of the widest rendition, as the pixels are stored."""
    seen = stored[::-1] if lying else stored
    width = rendition_widths(*seen)[-1]
    size = (width, scaled_height(width, seen))
    return size[::-1] if lying else size


def _orientation(picture: Image.Image) -> int:
    """Return how the picture was held; upright where its EXIF cannot be read."""
    try:
        with decoding():
            value = picture.getexif().get(_ORIENTATION, _UPRIGHT)
    except PictureRefused:
        return _UPRIGHT
    return value if isinstance(value, int) else _UPRIGHT
