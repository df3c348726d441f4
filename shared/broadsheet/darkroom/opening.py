"""Opening a picture: it is what was announced, whole, one picture, and not too large."""

import contextlib
import io
import warnings
from collections.abc import Iterator

from pi_heif import HeifImageFile, register_heif_opener
from PIL import Image
from PIL.ImageFile import ImageFile

from broadsheet.darkroom.file_ends import check_end
from broadsheet.darkroom.file_types import READ, name_format, with_article
from broadsheet.domain.problems import PictureRefused

PIXELS = 100_000_000
"""The largest picture, in pixels; what it takes to develop one is in docs/decisions.md."""

_FORMATS = {"WebP": "WEBP", "HEIC": "HEIF"}
_TOO_LARGE = f"has more than {PIXELS // 1_000_000} million pixels, the most that are taken"
_OUT_OF_MEMORY = "out of memory"

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def open_picture(data: bytes, content_type: str) -> tuple[ImageFile, tuple[str, ...]]:
    """Open a picture without decoding it.

    Returns
    -------
    tuple
        The picture, and what is not shown of it, in sentences.

    Raises
    ------
    PictureRefused
        It is of another type, cut off, animated, too large, or more than a picture.
    """
    name = READ.get(content_type)
    if name is None:
        raise PictureRefused(
            f"is announced as {content_type!r}, which is not read. Send one of: {', '.join(READ)}"
        )
    _check_type(data, name)
    frames = check_end(data, name)
    with decoding():
        picture = _opened(data, _FORMATS.get(name, name))
        # A GIF's are counted already; Pillow would go through its frames one by one.
        frames = frames if name == "GIF" else getattr(picture, "n_frames", 1)
        return picture, _notes(picture, name, frames)


def _opened(data: bytes, name: str) -> ImageFile:
    """Read the head of a file, and refuse a picture that would not fit in the memory."""
    try:
        picture = Image.open(io.BytesIO(data), formats=[name])
    except Image.DecompressionBombError:  # at some twice our limit Pillow does not even open it
        raise PictureRefused(_TOO_LARGE) from None
    width, height = picture.size
    if width * height > PIXELS:
        raise PictureRefused(f"{_TOO_LARGE}: it has {width} by {height}")
    return picture


def _check_type(data: bytes, name: str) -> None:
    found = name_format(data)
    if found == "SVG":
        raise PictureRefused("is an SVG, which can hold programs. Send it as a PNG")
    if found is None:
        raise PictureRefused(f"is no {name}, nor any other picture that is known")
    if found != name:
        raise PictureRefused(
            f"is {with_article(found)}, not the {name} that was announced. Send it as what it is"
        )


def _notes(picture: ImageFile, name: str, frames: int) -> tuple[str, ...]:
    if frames == 1:
        return ()
    if name in {"GIF", "WebP"}:
        return (f"Only the first of {frames:,} frames is shown.",)
    if name == "JPEG":  # a phone's second picture, such as a map of depths
        return ()
    if isinstance(picture, HeifImageFile):
        return (f"Only the main one of the file's {frames:,} pictures is shown.",)
    raise PictureRefused(
        f"is animated, in {frames:,} frames; only of a GIF or WebP the first is taken. Send one"
    )


@contextlib.contextmanager
def decoding() -> Iterator[None]:
    """Take whatever a decoder stumbles over as the picture's fault, but for a lack of memory.

    Raises
    ------
    PictureRefused
        The decoder gave up.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the file's oddities, which are not ours to print
            yield
    except (PictureRefused, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever they like on bytes that are damaged
        if _OUT_OF_MEMORY in str(error).lower():
            raise MemoryError(str(error)) from error
        raise PictureRefused(f"is damaged: it cannot be decoded ({_words(error)})") from error


def _words(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return said or type(error).__name__
