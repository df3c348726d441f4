"""The names of an article's revisions.

An article's log has two parts. The desk's revisions are numbered without gaps, so that the
conditional write of the next number is a lock between editors. A wire's revisions are named by
their version, its time and a digest, so that the same item is one revision however often it comes,
and the order in which items come does not matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from broadsheet.domain.problems import NoMoreRevisions

DESK_DIGITS = 8
LAST_NUMBER = 10**DESK_DIGITS - 1
_NUMBER = re.compile(r"(\d+)", re.ASCII)
_NAME = re.compile(r"desk-(?P<number>\d{1,8})|wire-(?P<label>[a-z0-9.-]{1,200})", re.ASCII)


class Part(StrEnum):
    """The two parts of an article's log."""

    DESK = "desk"
    WIRE = "wire"


@dataclass(frozen=True, slots=True)
class RevisionName:
    """The name of one revision of one article.

    Attributes
    ----------
    part
        Whose revision it is.
    label
        For the desk its number in eight digits, for a wire ``<version>-<time>-<digest>``.
    """

    part: Part
    label: str

    @classmethod
    def of_desk(cls, number: int) -> Self:
        """Name the desk's revision of this number, counted from 1.

        Raises
        ------
        NoMoreRevisions
            If the number has more digits than a key has.
        """
        if number > LAST_NUMBER:
            raise NoMoreRevisions(
                f"The last number that a revision of the desk can have, {LAST_NUMBER}, is taken. "
                "Submit the article under another id."
            )
        return cls(Part.DESK, f"{number:0{DESK_DIGITS}d}")

    @classmethod
    def next_of_desk(cls, names: Iterable[Self]) -> Self:
        """Return the desk's next name: one above the highest of the desk's names among these."""
        numbers = (name.number for name in names if name.part is Part.DESK)
        return cls.of_desk(max(numbers, default=0) + 1)

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """Read a name as it stands in an ETag; nothing if it is no revision's."""
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        number, label = match["number"], match["label"]
        return cls.of_desk(int(number)) if number else cls(Part.WIRE, label)

    @property
    def number(self) -> int:
        """The number of a desk revision."""
        return int(self.label)

    @property
    def order(self) -> tuple[tuple[int | str, ...], str]:
        """What the names of one part sort by: numbers in a label count as numbers.

        A wire's label begins with its version, which agencies write as they like: 10 comes after
        9, and 1.10 after 1.9, padded or not.
        """
        runs = _NUMBER.split(self.label)
        return tuple(int(run) if at % 2 else run for at, run in enumerate(runs)), self.label

    def __str__(self) -> str:
        """Write the name as it stands in an ETag and in paths: ``desk-3``."""
        return f"desk-{self.number}" if self.part is Part.DESK else f"wire-{self.label}"
