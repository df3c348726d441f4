"""The ports of whoever shows articles: what is asked of the index and of the contents."""

from datetime import datetime
from typing import Protocol

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.history import History
from broadsheet.domain.lists import Card, Cursor


class Shelf(Protocol):
    """The index as pages and lists are read from it; each method is one call."""

    def article_and_header(self, key: str) -> tuple[Head | None, HeaderFacts]:
        """Read an article's head and the header's facts."""

    def header(self) -> HeaderFacts:
        """Read the header's facts."""

    def cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards strictly before a place or a moment, the newest first."""

    def cards_after(
        self, list_name: str, after: Cursor, until: datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards strictly after a place and not after a moment, the oldest first."""


class Contents(Protocol):
    """The contents of articles, immutable, and so kept in memory by whoever implements it."""

    def content(self, key: str) -> Content:
        """Give the content at this key."""

    def history(self, key: str) -> History:
        """Give the history at this key."""
