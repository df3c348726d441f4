"""Typesetting: a cleaned body, as a page has it.

What is a matter of the page and not of the story is written here, so that what was derived of a
story stays as it is. Cleaned HTML has no ``<`` and no ``>`` but those of its tags, and ends every
element.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from broadsheet.domain.content import PICTURE_MARK
from broadsheet.pages.quotations import set_quotations

_TABLE_TAG = re.compile(r"<(/?)(table|tr|td|th|caption)((?: [^>]*)?)>")
_BLOCKS = "p|h[2-4]|li|dt|dd|td|th|caption|figcaption|summary"
_BLOCK = re.compile(
    rf"<({_BLOCKS})((?: [^>]*)?)>([^<]*+(?:<(?!/?(?:{_BLOCKS}|ul|ol|dl|table)[ >])[^<]*+)*+)"
)
"""A paragraph or its like, up to where it ends or another begins in it."""
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of the scripts that are written from right to left (Unicode, UAX 9: R and AL)."""
_TAG = re.compile(r"<[^>]*>")
_SPAN = re.compile(r' (col|row)span="(\d+)"')
_SIDE = re.compile(r' align="(\w+)"')
_FIGURE = re.compile(r"(?:[A-Z]{1,3}(?=[$¢£¥€]))?\W*\d[\d\W]*(?:(?<=\d)[^\W\d_]{1,3})?\W*")
"""``97,712``, ``-3.5 %``, ``US$12.4bn``; no words, and no days with the month in letters."""
_MAX_FIGURE = 32
"""Characters of a figure; trying it takes time in proportion to their square."""
_MAX_COLUMNS = 100
"""Columns that are looked at: a span over all that follow makes work of each."""
_MAX_READ = 1_000
"""Characters, with tags, of a cell that may be a figure, and of a caption that may be a name."""
_LONGEST_PLACEHOLDER = 3  # letters, as in "n/a"


def typeset(body: str, direction: str, table: str) -> Markup:
    """Write a cleaned body as a page has it that is written in a direction, ``ltr`` or ``rtl``.

    A paragraph that is mostly in letters of the other direction is read in that. A short quotation
    with a name below it is a pull quote.

    A table that stands in no other scrolls in a region of its own, which has its name, else the
    word ``table``, and which the keyboard reaches. A column in which there are only figures is
    aligned at its right, so that their units stand below each other.
    """
    body = set_quotations(body)
    if direction == "rtl" or _RIGHT_TO_LEFT.search(body):
        body = _BLOCK.sub(lambda block: _directed(block, direction), body)
    changes: list[tuple[int, int, str]] = []
    names = Counter[str]()
    tables: list[_Table] = []
    for tag in _TABLE_TAG.finditer(body):
        is_end, element, attributes = tag.groups()
        if element == "table" and not is_end:
            tables.append(_Table(tag.start()))
        elif not tables:
            continue
        elif element == "table":
            opened = tables.pop()
            changes += opened.changes()
            if not tables:
                region = _region(opened.name, table, names)
                changes += [(opened.start, opened.start, region), (tag.end(), tag.end(), "</div>")]
        elif element == "tr":
            tables[-1].next_row(is_end=bool(is_end))
        elif not is_end:
            tables[-1].begin(_Cell(tag.start(), tag.end(), element, attributes))
        else:
            tables[-1].end(body, tag.start())
    return Markup(_changed(body, changes))  # noqa: S704 - as safe as it came


class BodyPart(NamedTuple):
    """A part of a body: its HTML, and the index of the picture that follows, if one does."""

    html: Markup
    picture: int | None = None


def parts_of(body: str) -> Iterator[BodyPart]:
    """Part a body at the marks of its pictures, which are left out."""
    start = 0
    for mark in PICTURE_MARK.finditer(body):
        yield BodyPart(Markup(body[start : mark.start()]), int(mark[1]))  # noqa: S704 - as it came
        start = mark.end()
    yield BodyPart(Markup(body[start:]))  # noqa: S704 - as it came


def _directed(block: re.Match[str], direction: str) -> str:
    """Write a paragraph again, with its direction where that is another than the page's."""
    tag, attributes, content = block.groups()
    letters = "".join(filter(str.isalpha, html.unescape(_TAG.sub("", content))))
    from_right = len(_RIGHT_TO_LEFT.findall(letters))
    of_letters = "rtl" if 2 * from_right > len(letters) else "ltr"
    if not letters or of_letters == direction or " dir=" in attributes:
        return block[0]
    # A word of the page's own direction may come first, by which browsers would judge.
    begins = "rtl" if _RIGHT_TO_LEFT.match(letters) else "ltr"
    written = "auto" if begins == of_letters else of_letters
    return f'<{tag}{attributes} dir="{written}">{content}'


def _region(caption: str, table: str, names: Counter[str]) -> str:
    """Return the start tag of a table's region; no two on a page have one name."""
    name = caption or table
    names[name] += 1
    label = caption if caption and names[name] == 1 else f"{name} {names[name]}"
    return f'<div class="scroll" role="region" aria-label="{html.escape(label)}" tabindex="0">'


def _changed(text: str, changes: list[tuple[int, int, str]]) -> str:
    pieces, position = [], 0
    for start, end, written in sorted(changes):
        pieces += [text[position:start], written]
        position = end
    return "".join([*pieces, text[position:]])


@dataclass(slots=True)
class _Cell:
    """A cell or a caption: where its start tag stands, and what it says."""

    start: int
    end: int
    element: str
    attributes: str
    column: int | None = None  # nothing where it spans several
    text: str = "that is not read"

    @property
    def is_figure(self) -> bool:
        return len(self.text) <= _MAX_FIGURE and bool(_FIGURE.fullmatch(self.text))

    @property
    def says_something(self) -> bool:
        letters = sum(map(str.isalpha, self.text))
        return letters > _LONGEST_PLACEHOLDER or any(map(str.isdigit, self.text))

    def span(self, direction: str) -> int:
        return next((int(n) for of, n in _SPAN.findall(self.attributes) if of == direction), 1)

    def tag(self, *, is_of_figures: bool) -> str:
        side = _SIDE.search(self.attributes)
        kind = side[1].lower() if side else "right" * is_of_figures
        if kind == "right" and self.is_figure:
            kind = "figure"
        written = _SIDE.sub("", self.attributes) + (f' class="{kind}"' if kind else "")
        return f"<{self.element}{written}>"


@dataclass(slots=True)
class _Table:
    """A table that is being read: its cells in their columns."""

    start: int
    name: str = ""
    _cells: list[_Cell] = field(default_factory=list)
    _open: _Cell | None = None
    _column: int = 0
    _rows_taken: dict[int, int] = field(default_factory=dict)  # of each column, this one too

    def next_row(self, *, is_end: bool) -> None:
        self._column = 0
        if is_end:
            self._rows_taken = {at: n - 1 for at, n in self._rows_taken.items() if n > 1}

    def begin(self, cell: _Cell) -> None:
        self._open = cell
        if cell.element == "caption":
            return
        self._cells.append(cell)
        while self._rows_taken.get(self._column):
            self._column += 1
        if self._column >= _MAX_COLUMNS:
            return
        columns = range(self._column, self._column + cell.span("col"))
        cell.column = self._column if len(columns) == 1 else None
        self._rows_taken |= dict.fromkeys(columns, cell.span("row"))
        self._column = columns.stop

    def end(self, body: str, end: int) -> None:
        if (cell := self._open) and end - cell.end <= _MAX_READ:
            cell.text = " ".join(html.unescape(_TAG.sub(" ", body[cell.end : end])).split())
            if cell.element == "caption":
                self.name = cell.text
        self._open = None

    def changes(self) -> list[tuple[int, int, str]]:
        """Return the start tags of the cells as the page has them."""
        data = [cell for cell in self._cells if cell.element == "td" and cell.says_something]
        of_words = {cell.column for cell in data if not cell.is_figure}
        of_figures = {cell.column for cell in data} - of_words - {None}
        return [
            (cell.start, cell.end, cell.tag(is_of_figures=cell.column in of_figures))
            for cell in self._cells
        ]
