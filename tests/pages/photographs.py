"""Pictures that look like photographs to a codec and, nearly, to a reader; drawn, so nobody's.

Clouds, hills, water and grain of many sizes weigh about what a photograph of the kind weighs.
"""

import math
from functools import cache
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from broadsheet.darkroom.colours import mean_colour
from broadsheet.darkroom.renditions import encode, rendition_widths, scaled_height
from broadsheet.domain.picture import RENDITION_TYPES, ShownPicture

LANDSCAPE, PANORAMA, PORTRAIT, SMALL = (1920, 1280), (1920, 1080), (1200, 1600), (720, 480)
_SIZES = (LANDSCAPE, PANORAMA, LANDSCAPE, PORTRAIT)
_HOURS = (
    ("#d9e6ee", "#6f9cc0", "#3f5a4c", "#2c5a70"),
    ("#f6d9a8", "#c8795a", "#4a4038", "#6b5a5c"),
    ("#eef0ee", "#a9b4b8", "#56604f", "#7d8a8c"),
    ("#b9d3ea", "#3f6fa8", "#8a7a52", "#20506e"),
    ("#2e3d5c", "#10182c", "#141c20", "#1c2a40"),
)
"""Of an hour of the day: the sky at the horizon and above, the land, the water."""


def shown(number: int, alt: str, *, size: tuple[int, int] | None = None) -> ShownPicture:
    """Give a picture as pages show it, by its number: the same number is the same picture."""
    size = size or _SIZES[number % len(_SIZES)]
    token = f"{chr(ord('a') + number % 26)}{size[0]}x{size[1]}".translate(_LETTERS).ljust(26, "q")
    _KNOWN[token] = (number, size)
    return ShownPicture(token, *size, rendition_widths(*size), _colour(number), alt)


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_KNOWN: dict[str, tuple[int, tuple[int, int]]] = {}


@cache
def rendition(path: str) -> tuple[bytes, str]:
    """Give what stands at the path of a rendition, and its content type."""
    token, _, name = path.removeprefix("/pictures/").partition("/")
    width, _, ending = name.partition(".")
    number, size = _KNOWN[token]
    smaller = (int(width), scaled_height(int(width), size))
    drawn = photograph(number, size).resize(smaller, Image.Resampling.LANCZOS)
    return encode(drawn, ending), RENDITION_TYPES[ending]


@cache
def _colour(number: int) -> str:
    return mean_colour(photograph(number, (96, 64)))


@cache
def photograph(number: int, size: tuple[int, int]) -> Image.Image:
    """Draw water with hills behind it, and a bridge or, where it is high, a tower."""
    chance, (width, height) = Random(number), size  # noqa: S311 - no secret
    horizon, above, land, water = _HOURS[number % len(_HOURS)]
    picture = ImageOps.colorize(_graded(chance, size), above, horizon)
    waterline = int(height * chance.uniform(0.58, 0.72))
    for layer in range(1, 4):
        far = Image.new("RGB", size, horizon)
        ground = ImageOps.colorize(_cloud(chance, size), "black", land, mid=land)
        hills = Image.blend(far, ground, 0.3 + 0.22 * layer)
        line = _ridge(chance, size, waterline * (0.62 + 0.1 * layer), height / (5 + layer))
        picture.paste(hills, mask=_below(size, line))
    waves = _cloud(chance, (max(2, width // 24), height)).resize(size, Image.Resampling.BICUBIC)
    sea = ImageOps.colorize(ImageOps.autocontrast(waves), water, horizon, mid=water)
    seen_again = ImageOps.flip(picture).filter(ImageFilter.GaussianBlur(width / 160))
    sea = Image.blend(sea, ImageChops.offset(seen_again, 0, 2 * waterline - height), 0.45)
    picture.paste(sea, mask=_below(size, [(0, waterline), (width, waterline)]))
    if height > width:
        _tower(chance, picture, waterline)
    elif number % 2 == 0:
        _bridge(chance, picture, waterline, land)
    return _with_grain(chance, picture)


def _bridge(chance: Random, picture: Image.Image, waterline: int, land: str) -> None:
    width, height = picture.size
    deck, arches = waterline - height // 7, 4
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((0, deck - height // 60, width, waterline + height // 30), fill=255)
    span = width / arches
    for arch in range(arches):
        left = arch * span + span * 0.08
        box = (left, deck + height // 40, left + span * 0.84, deck + height * 0.42)
        draw.ellipse(box, fill=0)
    stone = ImageOps.colorize(_cloud(chance, picture.size), land, "#d8cdb8")
    picture.paste(stone, mask=mask)


def _tower(chance: Random, picture: Image.Image, waterline: int) -> None:
    width, height = picture.size
    foot, top, middle = waterline + height / 40, height * 0.2, width * chance.uniform(0.4, 0.6)
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    base, rim = width * 0.11, width * 0.07
    draw.polygon(
        [(middle - base, foot), (middle - rim, top), (middle + rim, top), (middle + base, foot)],
        fill=255,
    )
    draw.rectangle((middle - rim * 1.3, top, middle + rim * 1.3, top + height / 60), fill=255)
    draw.rectangle((middle - rim * 0.6, top - height / 14, middle + rim * 0.6, top), fill=255)
    draw.pieslice(
        (middle - rim * 0.8, top - height / 9, middle + rim * 0.8, top - height / 30),
        180,
        0,
        fill=255,
    )
    light = Image.linear_gradient("L").rotate(90).resize(picture.size)
    stone = ImageOps.colorize(
        Image.blend(light, _cloud(chance, picture.size), 0.5), "#5c564c", "#f4efe4"
    )
    picture.paste(stone, mask=mask)


def _graded(chance: Random, size: tuple[int, int]) -> Image.Image:
    """Draw light that falls off, with clouds in it."""
    gradient = Image.linear_gradient("L").resize(size)
    return Image.blend(gradient, _cloud(chance, size), 0.3)


def _cloud(chance: Random, size: tuple[int, int]) -> Image.Image:
    """Draw noise of every size, the finer the fainter."""
    cloud = Image.new("L", size, 128)
    for octave in range(2, int(math.log2(max(4, size[0])))):
        small = (min(2**octave, size[0]), min(max(2, 2**octave * size[1] // size[0]), size[1]))
        noise = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
        cloud = Image.blend(cloud, noise.resize(size, Image.Resampling.BICUBIC), 0.8 / (octave - 1))
    return ImageOps.autocontrast(cloud)


def _ridge(
    chance: Random, size: tuple[int, int], at: float, rise: float
) -> list[tuple[float, float]]:
    """Draw the line of hills, by halves that rise or fall ever less."""
    line = [(0.0, at), (float(size[0]), at)]
    while len(line) < 260:
        halves = []
        for (x, y), (to_x, to_y) in pairwise(line):
            halves += [(x, y), ((x + to_x) / 2, (y + to_y) / 2 + chance.uniform(-rise, rise))]
        line, rise = [*halves, line[-1]], rise * 0.52
    return line


def _below(size: tuple[int, int], line: list[tuple[float, float]]) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon([*line, size, (0, size[1])], fill=255)
    return mask


def _with_grain(chance: Random, picture: Image.Image) -> Image.Image:
    width, height = picture.size
    grain = Image.frombytes("L", picture.size, chance.randbytes(width * height)).convert("RGB")
    return Image.blend(picture, grain, 0.07)
