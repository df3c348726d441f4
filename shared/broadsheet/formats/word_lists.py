"""Lists as Word writes them: paragraphs with ``mso-list`` in their style, and points of text."""

import re
from collections.abc import Iterable, Iterator

from broadsheet.formats.pasted import style_of
from broadsheet.formats.tags import BLANK, COMMENTED, Tag

_LEVEL = re.compile(r"\blevel(\d)\b")
_NUMBER = re.compile(r"\W?(?:\d+(?:\.\d+)*|[a-z]{1,4})[.):]|\d+(?:\.\d+)+", re.IGNORECASE)
_MAX_POINT = 20


def word_lists(parts: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """Write the lists of Word as lists."""
    lists = _WordLists()
    for part in parts:
        yield from lists.read(part)
    yield from lists.end()


class _WordLists:
    """Which lists are open, and what of an item waits until its point is known."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []  # levels and kinds of lists, each with an item
        self._level = 0  # of the item that waits
        self._waiting: list[Tag | str] = []
        self._point = ""
        self._spans_in_point = 0
        self._is_in_item = False

    def read(self, part: Tag | str) -> Iterator[Tag | str]:
        if self._spans_in_point and (isinstance(part, str) or part.name != "p"):
            self._read_point(part)
            return
        self._spans_in_point = 0
        level = _level_of(part)
        if level:
            yield from self._begin_item()
            self._level, self._is_in_item = level, True
        elif not self._is_in_item and not self._open:
            yield part
        elif self._is_in_item and part == Tag("p", is_end=True, attributes=""):
            yield from self._begin_item()
            self._is_in_item = False
        elif _is_point(part):
            self._spans_in_point = 1
        elif self._level and not _is_text(part):
            self._waiting.append(part)
        elif self._is_in_item or _is_nothing(part):
            yield from self._begin_item()
            yield part
        else:
            yield from self.end()
            yield part

    def end(self) -> Iterator[Tag | str]:
        yield from self._begin_item()
        while self._open:
            yield from self._end_list()

    def _end_list(self) -> Iterator[Tag | str]:
        yield Tag("li", is_end=True, attributes="")
        yield Tag(self._open.pop()[1], is_end=True, attributes="")

    def _read_point(self, part: Tag | str) -> None:
        if isinstance(part, str):
            self._point = self._point or part.strip()[:_MAX_POINT]
        elif part.name == "span":
            self._spans_in_point += -1 if part.is_end else 1

    def _begin_item(self) -> Iterator[Tag | str]:
        if not self._level:
            return
        kind = "ol" if _NUMBER.match(self._point) else "ul"
        wanted = (self._level, kind)
        while self._open and self._open[-1] != wanted and self._open[-1][0] >= self._level:
            yield from self._end_list()
        if self._open and self._open[-1] == wanted:
            yield Tag("li", is_end=True, attributes="")
        else:
            self._open.append(wanted)
            yield Tag(kind, is_end=False, attributes="")
        yield Tag("li", is_end=False, attributes="")
        yield from self._waiting
        self._level, self._point = 0, ""
        self._waiting.clear()


def _level_of(part: Tag | str) -> int:
    if isinstance(part, str) or part.name != "p" or part.is_end:
        return 0
    found = _LEVEL.search(style_of(part).get("mso-list", ""))
    return int(found[1]) if found else 0


def _is_point(part: Tag | str) -> bool:
    if isinstance(part, str) or part.name != "span" or part.is_end:
        return False
    return style_of(part).get("mso-list") == "ignore"


def _is_text(part: Tag | str) -> bool:
    return isinstance(part, str) and not BLANK.fullmatch(part)


def _is_nothing(part: Tag | str) -> bool:
    return part == COMMENTED if isinstance(part, Tag) else not _is_text(part)
