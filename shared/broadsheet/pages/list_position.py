"""The position in a list, as the query of its address has it."""

from dataclasses import dataclass
from urllib.parse import parse_qs

from broadsheet.domain.lists import Cursor

OLDER, NEWER = "older", "newer"
"""Names of parameters; those of a comparison in a history too."""


@dataclass(frozen=True, slots=True)
class ListPosition:
    """Where to read a list: down from a cursor, up from one, or from the top where neither is."""

    older: Cursor | None = None
    newer: Cursor | None = None

    @classmethod
    def of_query(cls, query: str) -> "ListPosition":
        """Read a position; parameters of other names are ignored.

        Raises
        ------
        ValueError
            If it is not one position, or more than one.
        """
        fields = parse_qs(query, keep_blank_values=True)
        given = [(name, text) for name in (OLDER, NEWER) for text in fields.get(name, [])]
        if not given:
            return cls()
        ((name, text),) = given
        cursor = Cursor.parse(text)
        return cls(older=cursor) if name == OLDER else cls(newer=cursor)

    @property
    def is_top(self) -> bool:
        """Whether it is the top of the list."""
        return self.older is None and self.newer is None

    def address(self, path: str) -> str:
        """Build the address of the list from here on, where its top is at this path."""
        if self.older:
            return f"{path}?{OLDER}={self.older}"
        return f"{path}?{NEWER}={self.newer}" if self.newer else path
