"""Figures: of pictures of other sites, what was said of them is kept as a line in brackets.

A figure goes as a whole, with the links around its picture; its alternative text and its caption
are kept. A figure that holds a quotation, a table or a list beside its picture is more than a
picture, and stays. Where it shows a picture of the article's own, its caption becomes a paragraph
below that: what belongs to a picture is said in ``images``.
"""

import html
from collections.abc import Iterable, Iterator

from broadsheet.formats.elements import SPECIAL
from broadsheet.formats.placements import placement_of
from broadsheet.formats.tags import BLANK, COMMENTED, Tag, attributes_of, written_name

_MEDIA = frozenset({"img", "picture", "svg", "video", "audio", "canvas", "iframe", "object"})
_IS_MORE = SPECIAL - {"figure", "figcaption", "p", "div"}
_PARTING = SPECIAL | {"br", "hr"}
_SPACES = "\t\n\f\r "
_BETWEEN = " — "


def without_other_pictures(parts: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """Write lines in brackets for pictures and their figures, but for the article's own pictures.

    Of images only those are left that place one of these, written as ``placement_of`` does.
    """
    figure: list[Tag | str] = []
    depth = 0
    for part in parts:
        is_figure = isinstance(part, Tag) and part.name == "figure"
        if is_figure and isinstance(part, Tag):
            depth += (-1 if depth else 0) if part.is_end else 1
        if not depth and not figure:
            yield from _shown(part)
            continue
        figure.append(part)
        if not depth:
            yield from _line(figure) if _shows_picture(figure) else _all_shown(figure)
            figure = []
    yield from _all_shown(figure)


def _shows_picture(figure: list[Tag | str]) -> bool:
    names = {part.name for part in figure if isinstance(part, Tag)}
    written = {written_name(part) for part in figure if isinstance(part, Tag)}
    return not names.isdisjoint(_MEDIA) and written.isdisjoint(_IS_MORE)


def _line(figure: list[Tag | str]) -> Iterator[Tag | str]:
    placed = [placement for part in figure if (placement := placement_of(part))]
    rest = [part for part in figure if not placement_of(part)] if placed else figure
    said = dict.fromkeys(text for part in rest if (text := _alternative(part)))
    caption = list(_on_one_line(rest))
    text = "".join(part for part in caption if isinstance(part, str))
    said.pop(text, None)
    yield from placed
    yield Tag("p", is_end=False, attributes="")
    if placed and not said:
        yield from caption
    elif said or text:
        yield f"[{_BETWEEN.join(said)}{_BETWEEN if said and text else ''}"
        yield from caption
        yield "]"
    yield Tag("p", is_end=True, attributes="")


def _on_one_line(figure: list[Tag | str]) -> Iterator[Tag | str]:
    # Phrases as they stand, and one space for whatever else is between them.
    begun = spaced = False
    for part in figure:
        if isinstance(part, str) and not BLANK.fullmatch(part):
            yield " " * (begun and (spaced or part[0] in _SPACES)) + part.strip(_SPACES)
            begun, spaced = True, part[-1] in _SPACES
        elif isinstance(part, str) or written_name(part) in _PARTING:
            spaced = True
        else:
            if begun and spaced and not part.is_end:
                yield " "
                spaced = False
            yield part


def _all_shown(figure: list[Tag | str]) -> Iterator[Tag | str]:
    for part in figure:
        yield from _shown(part)


def _shown(part: Tag | str) -> Iterator[Tag | str]:
    text = _alternative(part)
    if placement := placement_of(part):
        yield placement
    elif text:
        yield f"[{text}]" if any(map(str.isalnum, text)) else text  # a smiley stands for itself
    else:
        yield COMMENTED if isinstance(part, Tag) and part.name == "img" else part


def _alternative(part: Tag | str) -> str:
    if isinstance(part, str) or part.name != "img" or part.is_end:
        return ""
    for name, value in attributes_of(part):
        if name == "alt":
            return html.escape(" ".join(html.unescape(value).split()), quote=False)
    return ""
