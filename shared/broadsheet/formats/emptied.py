"""Elements that hold nothing: programs write them for space, and what is taken out leaves them.

An empty paragraph, link or emphasis goes. Between two texts an empty block leaves a line break, so
that they do not run together.
"""

from collections.abc import Iterable, Iterator

from broadsheet.formats.elements import ANCHOR_PREFIX, FORMATTING, HEADINGS, PARTING, SPECIAL
from broadsheet.formats.placements import placement_of
from broadsheet.formats.tags import BLANK, COMMENTED, Tag, written_name

_BLOCKS = HEADINGS | {"p", "div", "blockquote", "figure", "figcaption"}
_INLINE = FORMATTING | {"span"}
_MAY_GO = _BLOCKS | _INLINE
_PARTING = SPECIAL | {"hr", "img"}
_HAS_ID = f' id="{ANCHOR_PREFIX}'  # something leads to it
_BREAK = Tag("br", is_end=False, attributes="")


def without_empty_elements(parts: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """Take away elements that hold nothing to read."""
    emptied = _Emptied()
    for part in parts:
        yield from emptied.read(part)
    yield from emptied.end()


class _Emptied:
    """What is held back until something to read comes: elements that began, and blanks."""

    def __init__(self) -> None:
        self._held: list[Tag | str] = []
        self._begun: list[tuple[int, str]] = []  # where held elements begin, and their names
        self._blocks = 0  # of those
        self._follows_text = False
        self._is_parted = False  # whether a block went that stood between texts

    def read(self, part: Tag | str) -> Iterable[Tag | str]:
        if isinstance(part, str):
            return self._read_blank(part) if BLANK.fullmatch(part) else self._read_seen(part, "")
        name = "img" if placement_of(part) else written_name(part)
        if part.name in PARTING:
            self._part()
        if name is None:
            return self._read_blank(part)
        if part.is_end and self._begun and self._begun[-1][1] == name:
            return self._drop()
        if not part.is_end and name in _MAY_GO and not part.attributes.startswith(_HAS_ID):
            self._begun.append((len(self._held), name))
            self._blocks += name in _BLOCKS
        elif name != "br" or not self._blocks:
            return self._read_seen(part, name)
        self._held.append(part)
        return ()

    def end(self) -> list[Tag | str]:
        held, self._held = self._held, []
        self._begun.clear()
        self._blocks = 0
        return held

    def _read_blank(self, part: Tag | str) -> Iterable[Tag | str]:
        if not self._begun:
            return (part,)
        self._held.append(part)
        return ()

    def _read_seen(self, part: Tag | str, name: str) -> Iterable[Tag | str]:
        is_block = name in _PARTING
        begins_line = self._is_parted and not (
            is_block or self._blocks or (isinstance(part, Tag) and part.is_end)
        )
        self._is_parted &= not (is_block or self._blocks or begins_line)
        self._follows_text = not is_block
        if begins_line:
            return [_BREAK, *self.end(), part]
        return [*self.end(), part] if self._held else (part,)

    def _part(self) -> None:
        self._is_parted |= self._follows_text and not self._blocks

    def _drop(self) -> Iterable[Tag | str]:
        index, name = self._begun.pop()
        if name in _INLINE:
            self._held[index] = COMMENTED
        else:
            self._blocks -= 1
            del self._held[index:]
            self._part()
        return () if self._begun else self.end()
