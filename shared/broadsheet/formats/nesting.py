"""Nesting: HTML written again so that no parser has much to do to read it.

Browsers read any HTML, and take their time for some of it: an element that nobody closes is opened
again in every paragraph that follows, what stands in a table beside its cells is moved in front of
it, and each block looks through all that are open. What is written here has only elements that a
body may have, each closed where it ends and none too deep within others, so that its size and the
work of reading it are in proportion to what was sent. It makes nothing safe: the sanitiser does.
A picture that is placed within a paragraph, a list or whatever else stands behind that.
"""

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from broadsheet.formats.attributes import written_attributes
from broadsheet.formats.elements import (
    BEGINS_IN,
    CELLS,
    CLOSES_PARAGRAPH,
    ELEMENTS,
    FORMATTING,
    HEADINGS,
    RENAMED,
    SCOPES,
    SPECIAL,
    TABLE_PARTS,
    VOID,
)
from broadsheet.formats.placements import placement_of
from broadsheet.formats.tags import BLANK, Tag

MAX_DEPTH = 100
"""Elements within each other; the tags of what is further within are left out. Tables in tables, as
newsletters have them, come to some 40, and browsers themselves stop at 512. 20,000 ``<div>`` within
each other took the parser 1.1 s, and twice as many four times as long."""
MAX_BLOCKS_IN_FORMATTING = 7
"""Blocks out of which a formatting element can end. A parser tries eight times to untangle them
(the HTML standard's adoption agency algorithm), and what it then leaves open multiplies."""
TEXT_PIECE = 4_096
"""Characters after which an empty comment parts a text at the next character that must be escaped.
Each such character takes the sanitiser time in proportion to the text that follows: 50,000 of them
in a text of a million characters took it 1.1 s at each reading."""

_NOTHING = "<!---->"  # parts what stands around it, and the sanitiser takes it away
_PIECE = re.compile(rf".{{{TEXT_PIECE}}}[^&\u00a0]*+(?=[&\u00a0]|\Z)", re.DOTALL)
_HOLDS_PARAGRAPHS = frozenset({None, "p", "div", "blockquote", "td", "li", "dd", "details"})
_MAX_BLANKS = 8
_MAX_REPEATED = 80  # characters of a tag with a language, which both halves of a paragraph have
_BLOCK_NAMES = "|".join(sorted(SPECIAL | {"hr", "img"}))
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK_NAMES})(?: [^>]*)?>")
_BESIDE_BLOCK = re.compile(rf"<p(?: [^>]*)?>|<hr|<img|</(?:{_BLOCK_NAMES})>")
_SPACES = re.compile(r"[\t\n\f\r ]*+")
_TABLE = frozenset({"table"})
_NONE = frozenset[str]()
_PARAGRAPH = frozenset({"p"})
_LINK = frozenset({"a"})
_KEEPS_FROM_END = {**dict.fromkeys(SPECIAL, SCOPES), "table": _NONE, "li": SCOPES | {"ul", "ol"}}
"""What keeps the end tag of an element from reaching it."""
_IN_LIST = SPECIAL - {"div", "p"}
_ENDS_ITS_LIKE = {
    "li": ({"li"}, _IN_LIST),
    **dict.fromkeys(("dd", "dt"), ({"dd", "dt"}, _IN_LIST)),
    **dict.fromkeys(("rt", "rp"), ({"rt", "rp"}, SPECIAL | {"ruby"})),
}
"""Elements that end the one before them, and what keeps them from reaching it."""


def well_nested(parts: Iterable[Tag | str]) -> str:
    """Write HTML again with known elements only, each closed where it ends.

    Parameters
    ----------
    parts
        As :func:`broadsheet.formats.tags.tags_and_texts` reads them.

    Returns
    -------
    str
        HTML with at most ``MAX_DEPTH`` elements within each other, and with no attributes but those
        of ``ATTRIBUTES_OF``.
    """
    nesting = _Nesting()
    for part in parts:
        if isinstance(part, str):
            nesting.text(part)
        elif part.is_end:
            nesting.end(RENAMED.get(part.name, part.name))
        else:
            nesting.begin(RENAMED.get(part.name, part.name), part)
    return nesting.whole()


class _Nesting:
    """What is written so far, and which elements are open at its end."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._open: list[str] = []
        self._left_out: Counter[str] = Counter()  # of those that are open, too deep to be written
        self._placed: list[str] = []  # images that wait for the end of what they stand in

    def whole(self) -> str:
        while self._placed:
            self._end_from(len(self._open) - 1)
        return "".join(self.written)

    def text(self, text: str) -> None:
        if self._is_between_cells() and not _SPACES.fullmatch(text):
            if BLANK.fullmatch(text):
                return
            self._begin_cell()
        self.written.append(_PIECE.sub(rf"\g<0>{_NOTHING}", text))

    def begin(self, name: str, tag: Tag) -> None:
        if placement := placement_of(tag):
            self._place(f"<img{placement.attributes}>")
        elif not self._can_begin(name):
            self._leave_out(name)
        elif name == "br":
            self._break_line(tag)
        elif name in VOID:
            self.written.append(f"<{name}{written_attributes(name, tag)}>")
        elif len(self._open) >= MAX_DEPTH:
            self._left_out[name] += 1
            self._leave_out(name)
        else:
            self._write_begin(name, written_attributes(name, tag))

    def end(self, name: str) -> None:
        if self._left_out[name]:
            self._left_out[name] -= 1
            self._leave_out(name)
        elif not self._can_end(name):
            self._leave_out(name if name in BEGINS_IN else "")

    def _place(self, image: str) -> None:
        if _are_divs(self._open):
            self.written.append(image)
        elif (begin := self._begin_of_empty_paragraph()) is not None:
            self.written.insert(begin, image)
        else:
            self._placed.append(image)
            self._leave_out("figure")

    def _begin_of_empty_paragraph(self) -> int | None:
        # Where line breaks part a text, a picture on its own would begin the next paragraph.
        if self._open[-1] != "p" or not _are_divs(self._open[:-1]):
            return None
        begin = len(self.written) - 1
        least = begin - _MAX_BLANKS
        while begin > least and BLANK.fullmatch(self.written[begin].removeprefix(_NOTHING)):
            begin -= 1
        return begin if self.written[begin].startswith("<p") else None

    def _write_placed(self) -> None:
        if self._placed and _are_divs(self._open):
            self.written += self._placed
            self._placed.clear()

    def _break_line(self, tag: Tag) -> None:
        # Two make a paragraph; beside blocks, programs write them for space.
        last = len(self.written) - 1
        while last >= 0 and (self.written[last] == _NOTHING or BLANK.fullmatch(self.written[last])):
            last -= 1
        around = self._open[-1] if self._open else None
        written = self.written[last] if last >= 0 else ""
        if around not in _HOLDS_PARAGRAPHS or len(self._open) >= MAX_DEPTH:
            self.written.append(f"<br{written_attributes('br', tag)}>")
        elif _BESIDE_BLOCK.match(written):
            del self.written[last + 1 :]
        elif not written.startswith("<br"):
            self.written.append(f"<br{written_attributes('br', tag)}>")
        else:
            del self.written[last:]
            self._begin_paragraph()

    def _begin_paragraph(self) -> None:
        first = len(self.written)
        while first and not _BLOCK_TAG.match(self.written[first - 1]):
            first -= 1
        begin = "<p>"
        if self._open and self._open[-1] == "p":
            self._end_from(len(self._open) - 1)
            if len(self.written[first - 1]) < _MAX_REPEATED:
                begin = self.written[first - 1]
        elif not all(map(BLANK.fullmatch, self.written[first:])):
            self.written.insert(first, begin)  # what stands before it becomes one too
            self.written.append("</p>")
        self.written.append(begin)
        self._open.append("p")

    def _can_begin(self, name: str) -> bool:
        # Ends what cannot go on when this element begins.
        if name in BEGINS_IN:
            return not self._left_out["table"] and self._make_room_in_table(name)
        if self._is_between_cells():
            if name == "table":
                self._end_nearest(_TABLE, _NONE)
            elif name in SPECIAL:
                self._begin_cell()
            else:
                return False
        if name in _ENDS_ITS_LIKE:
            self._end_nearest(*_ENDS_ITS_LIKE[name])
        if name in CLOSES_PARAGRAPH:
            self._end_nearest(_PARAGRAPH, SCOPES)
        if name in HEADINGS:
            self._end_nearest(HEADINGS, ELEMENTS - HEADINGS)
        if name == "a" and self._find(_LINK, SCOPES) is not None:
            return self._end_formatting(name)
        return name in ELEMENTS

    def _can_end(self, name: str) -> bool:
        if name in FORMATTING:
            return self._end_formatting(name)
        if name in HEADINGS:
            return self._end_nearest(HEADINGS, SCOPES)
        if name in BEGINS_IN:
            return not self._left_out["table"] and self._end_nearest({name}, _TABLE)
        if self._end_nearest({name}, _KEEPS_FROM_END.get(name, SPECIAL)):
            return True
        if name in {"p", "br"} and not self._is_between_cells():
            self.written.append("<br>" if name == "br" else "<p></p>")  # as browsers do
            return True
        return False

    def _end_formatting(self, name: str) -> bool:
        index = self._find({name}, SCOPES)
        if index is None:
            return False
        blocks = sum(name in SPECIAL for name in self._open[index + 1 :])
        if blocks > MAX_BLOCKS_IN_FORMATTING:
            return False
        if blocks:  # the parser ends it in each of them
            self.written.append(f"</{name}>")
            del self._open[index]
            self._write_placed()
        else:
            self._end_from(index)
        return True

    def _make_room_in_table(self, name: str) -> bool:
        index = self._find(BEGINS_IN[name], _NONE)
        if index is None:
            return False
        self._end_from(index + 1)
        if name in CELLS and name != "caption" and self._open[-1] != "tr":
            self._write_begin("tr")
        return True

    def _is_between_cells(self) -> bool:
        return bool(self._open) and self._open[-1] in TABLE_PARTS

    def _begin_cell(self) -> None:
        # A browser moves what stands here in front of the table, one by one.
        if self._open[-1] != "tr":
            self._write_begin("tr")
        self._write_begin("td")

    def _write_begin(self, name: str, attributes: str = "") -> None:
        self.written.append(f"<{name}{attributes}>")
        self._open.append(name)

    def _find(self, names: AbstractSet[str], stops: AbstractSet[str]) -> int | None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index] in names:
                return index
            if self._open[index] in stops:
                return None
        return None

    def _end_nearest(self, names: AbstractSet[str], stops: AbstractSet[str]) -> bool:
        index = self._find(names, stops)
        if index is not None:
            self._end_from(index)
        return index is not None

    def _end_from(self, index: int) -> None:
        if index < len(self._open):
            self.written.extend(f"</{name}>" for name in reversed(self._open[index:]))
            del self._open[index:]
            self._left_out.clear()
            self._write_placed()

    def _leave_out(self, block: str = "") -> None:
        # So that the texts on both sides make no tag and no character reference together, and no
        # word if a block was between them.
        if not self.written:
            return
        last = self.written[-2:][0] if self.written[-1] == _NOTHING else self.written[-1]
        if block in SPECIAL and not self._is_between_cells() and not last.endswith((" ", "\n")):
            self.written.append(" ")
        elif not self.written[-1].endswith((">", " ")):
            self.written.append(_NOTHING)


def _are_divs(names: list[str]) -> bool:
    return all(name == "div" for name in names)
