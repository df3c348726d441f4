"""Lettering: a line of text becomes a mask of pixels, whatever way its script runs.

HarfBuzz joins and places the letters and fills their outlines, from its own wheel: Pillow's text
wants the system's FriBidi for Arabic, which Lambda has not.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from unicodedata import bidirectional, category

import uharfbuzz
from bidi.algorithm import get_display
from PIL import Image

DISPLAY, ARABIC = "display.ttf", "arabic.ttf"
EDGE = 0.2
"""Of the size: what a mask has at each side, since letters lean out of their width."""
_FOLDER = "card_faces"
_RIGHT_TO_LEFT = {"R", "AL"}
_MARK = "NSM"
_NOT_DRAWN = {"Cf", "Cc", "Mn", "Me"}
"""What needs no letter of its own: controls, joiners and marks, if a face lacks them."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one face and one direction, in the order of reading."""

    text: str
    face: str
    runs_left: bool


@cache
def _face(name: str) -> uharfbuzz.Face:
    """Load a face of the layer; in a checkout, where none is cast, cast it."""
    try:
        data = files(_FOLDER).joinpath(name).read_bytes()
    except ModuleNotFoundError:
        from broadsheet.foundry.card_faces import cast_card_face  # noqa: PLC0415 - not in the layer

        data = cast_card_face(name)
    return uharfbuzz.Face(data)


@cache
def _letters(name: str) -> frozenset[int]:
    return frozenset(_face(name).unicodes)


def can_set(text: str) -> bool:
    """Whether the faces have every letter of a text, so that none would be an empty box."""
    known = _letters(DISPLAY) | _letters(ARABIC)
    return all(ord(each) in known or category(each) in _NOT_DRAWN for each in text)


def width_of(text: str, size: float, direction: str = "ltr") -> float:
    """Return how wide a line is, in pixels, at a size in pixels for each em."""
    return sum(advance for *_, advance in _shaped(text, size, direction))


def draw_line(text: str, size: float, direction: str = "ltr") -> tuple[Image.Image, int]:
    """Draw a line.

    Returns
    -------
    tuple
        A mask of the line, and how far below its top the base line is, in pixels.
    """
    ascent, descent = round(size * 1.2), round(size * 0.6)
    edge = round(size * EDGE)
    width = round(width_of(text, size, direction)) + 2 * edge
    draw = uharfbuzz.RasterDraw()
    draw.extents = uharfbuzz.RasterExtents(0, 0, width, ascent + descent, 0)
    at = float(edge)
    for font, info, position, advance in _shaped(text, size, direction):
        scale = size / font.face.upem
        x = at + position.x_offset * scale
        y = descent + position.y_offset * scale
        draw.transform = (scale, 0, 0, scale, x, y)
        draw.draw_glyph(font, info.codepoint)
        at += advance
    image = draw.render()
    if image is None:
        return Image.new("L", (width, ascent + descent)), ascent
    extents = image.extents
    mask = Image.frombytes(
        "L", (extents.width, extents.height), image.buffer, "raw", "L", extents.stride, -1
    )
    return mask, ascent


_Glyph = tuple[uharfbuzz.Font, uharfbuzz.GlyphInfo, uharfbuzz.GlyphPosition, float]


def _shaped(text: str, size: float, direction: str) -> list[_Glyph]:
    """Return the glyphs of a line from left to right, each with its advance in pixels."""
    glyphs: list[_Glyph] = []
    for run in _runs(text, direction):
        font = uharfbuzz.Font(_face(run.face))
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run.text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if run.runs_left else "ltr"
        uharfbuzz.shape(font, buffer, {"kern": True, "liga": True})
        scale = size / font.face.upem
        pairs = zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
        glyphs += [(font, info, place, place.x_advance * scale) for info, place in pairs]
    return glyphs


def _runs(text: str, direction: str) -> list[_Run]:
    """Part a line into runs, in the order in which they stand from left to right (UAX 9)."""
    shown = get_display(text, base_dir="R" if direction == "rtl" else "L")
    runs = []
    for (face, runs_left), letters in groupby(_with_marks(shown), key=lambda each: each[1]):
        part = "".join(letter for letter, _ in letters)
        # HarfBuzz takes letters as they are read, and turns those that run left by itself.
        runs.append(_Run(part[::-1] if runs_left else part, face, runs_left))
    return runs


def _with_marks(shown: str) -> list[tuple[str, tuple[str, bool]]]:
    """Give each letter its face and whether it runs left; a mark goes with what it stands on."""
    given: list[tuple[str, tuple[str, bool]]] = []
    for place, letter in enumerate(shown):
        base = letter
        if bidirectional(letter) == _MARK:
            # Turned with its letter, a mark stands before it; otherwise behind it.
            behind = shown[place:].lstrip(letter)[:1]
            turned = bool(behind) and bidirectional(behind) in _RIGHT_TO_LEFT
            base = behind if turned else (shown[:place] or letter)[-1]
        runs_left = bidirectional(base) in _RIGHT_TO_LEFT
        has_it = ord(base) in _letters(DISPLAY) and not runs_left
        given.append((letter, (DISPLAY if has_it else ARABIC, runs_left)))
    return given
