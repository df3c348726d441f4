"""Crops: a part of a picture in the shape that a place for it has, around what matters in it."""

import io

from PIL import Image, ImageOps

from broadsheet.darkroom.renditions import encode

SHARING = (1200, 630)
"""Pixels of ``og:image``."""
SEARCHING = ((1200, 1200), (1200, 900), (1200, 675))
"""Pixels of ``image`` in JSON-LD: 1:1, 4:3 and 16:9 (Google Search Central, Article)."""
_CENTRE = (0.5, 0.5)


def crop(rendition: bytes, size: tuple[int, int], focus: tuple[float, float] | None) -> bytes:
    """Cut a JPEG of exactly this size out of a rendition.

    As much of it is kept as the shape allows. It is made larger only where it would not fill the
    size otherwise.

    Parameters
    ----------
    rendition
        A file that the darkroom made.
    size
        Width and height of the crop, in pixels.
    focus
        What is kept as near to the middle as can be: each 0 to 1, from the left and from the top.
        Nothing stands for the centre.
    """
    across, down = focus or _CENTRE
    with Image.open(io.BytesIO(rendition)) as picture:
        upright = picture.convert("RGB")
    shape = min(upright.width / size[0], upright.height / size[1])
    kept = (
        _placed(across, size[0] * shape / upright.width),
        _placed(down, size[1] * shape / upright.height),
    )
    cut = ImageOps.fit(upright, size, Image.Resampling.LANCZOS, centering=kept)
    cut.info = {}
    return encode(cut, "jpg")


def _placed(focus: float, kept: float) -> float:
    """Return which share of what is cut off lies before the part kept, so that the focus is mid."""
    cut_off = 1 - kept
    if cut_off <= 0:
        return 0.5
    return min(1.0, max(0.0, (focus - kept / 2) / cut_off))
