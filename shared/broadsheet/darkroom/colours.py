"""Colours: whatever a picture holds becomes plain sRGB in 8 bits, without transparency."""

import io
from contextlib import suppress

from PIL import Image, ImageCms

from broadsheet.domain.problems import PictureRefused

NO_PROFILE = "Its colour profile cannot be read, so its colours are shown as sRGB."
ESTIMATED = "It has no colour profile, so its printing colours (CMYK) are only estimated."
WHITE = (255, 255, 255)

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""The mode of a picture whose colours a profile of this space tells (ICC.1, 7.2.6)."""


def plain_mode(picture: Image.Image) -> Image.Image:
    """Return a picture of whatever mode in one that can be scaled: L, LA, RGB, RGBA or CMYK.

    Raises
    ------
    PictureRefused
        Its numbers are no colours: measurements, or heights.
    """
    if picture.mode in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        has_clear_colour = "transparency" in picture.info and picture.mode in {"L", "RGB"}
        return picture.convert("RGBA") if has_clear_colour else picture
    if picture.mode in {"I;16", "I;16L", "I;16B", "I;16N"}:
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"P", "PA"}:
        clear = "transparency" in picture.info or picture.mode == "PA"
        return picture.convert("RGBA" if clear else "RGB")
    if picture.mode in {"1", "YCbCr", "RGBX", "La", "RGBa", "LAB"}:
        modes = {"1": "L", "La": "LA", "RGBa": "RGBA"}
        if picture.mode == "LAB":
            return _from_lab(picture)
        return picture.convert(modes.get(picture.mode, "RGB"))
    raise PictureRefused(
        f"holds numbers that are no colours (mode {picture.mode}). Export it in 8 or 16 bits"
    )


def to_srgb(picture: Image.Image, profile: bytes | None) -> tuple[Image.Image, tuple[str, ...]]:
    """Return a picture of a plain mode in sRGB, and what could not be shown as it was meant.

    Parameters
    ----------
    picture
        As ``plain_mode`` makes it.
    profile
        The ICC profile that is embedded in its file.
    """
    notes: tuple[str, ...] = ()
    alpha = picture.getchannel("A") if picture.mode in {"LA", "RGBA"} else None
    opaque = picture.convert(picture.mode.removesuffix("A")) if alpha else picture
    if profile:
        told = _by_profile(opaque, profile)
        notes = () if told else (NO_PROFILE,)
    else:
        told = None
        notes = (ESTIMATED,) if opaque.mode == "CMYK" else ()
    colours = told or opaque.convert("RGB")
    return (_on_white(colours, alpha) if alpha else colours), notes


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Convert by a profile; nothing where it is broken or tells of other colours."""
    # Relative colorimetric with black point compensation is what browsers and editors use.
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = _MODES.get(source.profile.xcolor_space.strip())
        if mode is None or (mode == "CMYK") != (picture.mode == "CMYK"):
            return None
        if mode == "L" and picture.mode == "RGB":
            return None
        return ImageCms.profileToProfile(
            picture.convert(mode),
            source,
            _SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    return None


def _from_lab(picture: Image.Image) -> Image.Image:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    turned = ImageCms.profileToProfile(picture, lab, _SRGB, outputMode="RGB")
    if turned is None:
        raise PictureRefused("has Lab colours that cannot be converted. Export it in sRGB")
    turned.info.pop("icc_profile", None)
    return turned


def _on_white(colours: Image.Image, alpha: Image.Image) -> Image.Image:
    """Lay a picture on white: one look in every format, on light pages and on dark ones."""
    paper = Image.new("RGB", colours.size, WHITE)
    paper.paste(colours, mask=alpha)
    return paper


def mean_colour(picture: Image.Image) -> str:
    """Return the mean colour of a picture in RGB, as ``#rrggbb``."""
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"
