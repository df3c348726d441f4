"""Places in a list, as the query of a page's address names them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from broadsheet.domain.lists import Cursor
from broadsheet.domain.ports import Shelf
from broadsheet.pages.reading import Stretch, read_newer, read_newest, read_older


@dataclass(frozen=True, slots=True)
class Place:
    """Where to read a list: down from a cursor, up from one, or from the top where neither is."""

    older: Cursor | None = None
    newer: Cursor | None = None

    @classmethod
    def of_query(cls, query: str) -> "Place":
        """Read a place; parameters of other names say nothing here.

        Raises
        ------
        ValueError
            If it names no place, or more than one.
        """
        fields = parse_qs(query, keep_blank_values=True)
        given = [(name, text) for name in ("older", "newer") for text in fields.get(name, [])]
        if not given:
            return cls()
        ((name, text),) = given
        cursor = Cursor.parse(text)
        return cls(older=cursor) if name == "older" else cls(newer=cursor)

    @property
    def is_top(self) -> bool:
        """Whether it is the top of the list."""
        return self.older is None and self.newer is None

    def __str__(self) -> str:
        """Write the place as it stands after a path."""
        if self.older:
            return f"?older={self.older}"
        return f"?newer={self.newer}" if self.newer else ""

    def read(self, shelf: Shelf, list_name: str, now: datetime, limit: int) -> Stretch | None:
        """Read the list from here.

        Returns
        -------
        Stretch or None
            Nothing where the way up has reached the top, which is a page of its own.
        """
        if self.older:
            return read_older(shelf, list_name, self.older, now, limit)
        if self.newer:
            return read_newer(shelf, list_name, self.newer, now, limit)
        return read_newest(shelf, list_name, now, limit)
