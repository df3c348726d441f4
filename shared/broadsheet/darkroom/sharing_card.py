"""The card that stands for an article without a picture, where it is shared: headline on paper."""

import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw

from broadsheet.darkroom.lettering import EDGE, can_set, draw_line, width_of

SIZE = (1200, 630)
PAPER, INK, QUIET = (250, 247, 240), (26, 24, 22), (110, 103, 94)

_MARGIN = 84
_RULE = 156
"""From the top, in pixels: the line under the nameplate."""
_AIR = 54
"""Above and below the headline, in pixels."""
_ROOM = (SIZE[0] - 2 * _MARGIN, SIZE[1] - _RULE - 2 * _AIR)
_LARGEST, _SMALLEST, _STEP = 92, 34, 2
_LEADING = 1.16
_ARABIC_LEADING = 1.42
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Setting:
    """A headline parted into lines at a size."""

    lines: tuple[str, ...]
    size: int
    leading: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a card: its size, its base line from the top, and where on it the line stands."""

    text: str
    size: int
    base: int
    colour: tuple[int, int, int]
    place: Literal["start", "middle", "end"]


def draw_card(
    headline: str, paper: str, section: str | None, language: str, direction: str
) -> bytes:
    """Draw a card of 1200 by 630 pixels, as a PNG.

    A text with a letter that no face has is left out, rather than drawn with empty boxes: then the
    paper's name stands alone in the middle, with the section where that can be set.

    Parameters
    ----------
    headline, paper, section
        The article's headline, the name of the paper and that of the section.
    language
        The article's, in BCP 47; Arabic letters want more room between lines.
    direction
        ``ltr`` or ``rtl``: from which side lines begin.
    """
    card = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(card)
    words = " ".join(headline.split())
    # Whatever the faces cannot set is not drawn at all.
    name = paper if can_set(paper) else ""
    beside = section if section and can_set(section) else ""
    if words and can_set(words):
        _draw_plate(card, name, beside, direction)
        draw.rectangle((_MARGIN, _RULE, SIZE[0] - _MARGIN, _RULE + 2), fill=INK)
        _draw_headline(card, _set(words, language, direction), direction)
    else:
        _draw_alone(card, name, beside, direction)
    body = io.BytesIO()
    # Some sixty shades are all that paper and ink have between them: a fifth of the bytes.
    card.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        body, "PNG", optimize=True
    )
    return body.getvalue()


def _draw_plate(card: Image.Image, name: str, section: str, direction: str) -> None:
    """Draw the paper's name where lines begin, and the section where they end."""
    _put(card, _Line(name, 46, 122, INK, "start"), direction)
    _put(card, _Line(section, 30, 120, QUIET, "end"), direction)


def _draw_alone(card: Image.Image, name: str, section: str, direction: str) -> None:
    draw = ImageDraw.Draw(card)
    size = 96
    while size > _SMALLEST and width_of(name, size, direction) > _ROOM[0]:
        size -= _STEP
    middle = SIZE[1] // 2
    _put(card, _Line(name, size, middle + size // 4, INK, "middle"), direction)
    draw.rectangle((SIZE[0] // 2 - 60, middle + 70, SIZE[0] // 2 + 60, middle + 72), fill=INK)
    _put(card, _Line(section, 32, middle + 124, QUIET, "middle"), direction)


def _draw_headline(card: Image.Image, setting: _Setting, direction: str) -> None:
    """Draw the lines in the middle of the room under the rule."""
    step = setting.size * setting.leading
    height = step * (len(setting.lines) - 1) + setting.size * 0.95
    base = _RULE + _AIR + (_ROOM[1] - height) / 2 + setting.size * 0.74
    for number, line in enumerate(setting.lines):
        place = round(base + number * step)
        _put(card, _Line(line, setting.size, place, INK, "start"), direction)


def _set(words: str, language: str, direction: str) -> _Setting:
    """Choose the largest size at which a headline fits; one that never does is cut short."""
    arabic = direction == "rtl" or language.partition("-")[0] in {"ar", "fa", "ur"}
    leading = _ARABIC_LEADING if arabic else _LEADING
    for size in range(_LARGEST, _SMALLEST - 1, -_STEP):
        lines = _balanced(words, size, direction)
        if lines and len(lines) <= _most_lines(size, leading):
            return _Setting(lines, size, leading)
    most = _most_lines(_SMALLEST, leading)
    broken = _lines(_breakable(words, direction), _SMALLEST, _ROOM[0], direction)
    if len(broken) > most:
        last = broken[most - 1]
        while width_of(last + _ELLIPSIS, _SMALLEST, direction) > _ROOM[0]:
            last = last[:-1].rstrip()
        broken = [*broken[: most - 1], last + _ELLIPSIS]
    return _Setting(tuple(broken), _SMALLEST, leading)


def _most_lines(size: int, leading: float) -> int:
    return int((_ROOM[1] - size * 0.95) // (size * leading)) + 1


def _balanced(words: str, size: int, direction: str) -> tuple[str, ...]:
    """Part a headline into as few lines as fit, much of a length; nothing if a word is too long."""
    parts = words.split(" ")
    if any(width_of(part, size, direction) > _ROOM[0] for part in parts):
        return ()
    lines = _lines(parts, size, _ROOM[0], direction)
    narrow, wide = 0.0, float(_ROOM[0])
    while wide - narrow > size / 4:  # the narrowest measure that needs no further line
        middle = (narrow + wide) / 2
        tried = _lines(parts, size, middle, direction)
        fits = all(width_of(line, size, direction) <= middle for line in tried)
        if fits and len(tried) <= len(lines):
            wide, lines = middle, tried
        else:
            narrow = middle
    return tuple(lines)


def _lines(parts: list[str], size: int, width: float, direction: str) -> list[str]:
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]} {part}"
        if width_of(longer, size, direction) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _breakable(words: str, direction: str) -> list[str]:
    """Part a headline into words, and a word that is too long for a line into pieces of it."""
    parts: list[str] = []
    for word in words.split(" "):
        piece = ""
        for letter in word:
            if width_of(piece + letter, _SMALLEST, direction) > _ROOM[0]:
                parts.append(piece)
                piece = ""
            piece += letter
        parts.append(piece)
    return parts


def _put(card: Image.Image, line: _Line, direction: str) -> None:
    """Draw a line on its base line, where lines begin, in the middle, or where they end."""
    if not line.text:
        return
    mask, ascent = draw_line(line.text, line.size, direction)
    edge = round(line.size * EDGE)
    left, right = _MARGIN - edge, SIZE[0] - _MARGIN - mask.width + edge
    if line.place == "middle":
        at = (SIZE[0] - mask.width) // 2
    else:
        at = left if (line.place == "start") == (direction == "ltr") else right
    card.paste(line.colour, (at, line.base - ascent), mask)
