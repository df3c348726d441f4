"""The ports: what the paper asks of the world outside; ``broadsheet.adapters`` answers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.history import History
from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading


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


class Messages(Protocol):
    """What came in, byte for byte."""

    def message(self, digest: str) -> bytes:
        """Read the bytes of a message; KeyError if there is none."""


class LogStore(Messages, Protocol):
    """The log: every message and every revision, only ever added to."""

    def store_message(self, message: bytes, content_type: str) -> None:
        """Keep the bytes of a submission."""

    def append(self, record: Record) -> bool:
        """Write a record where none stands; False if one does."""

    def read_messages(self, digests: Collection[str]) -> Mapping[str, bytes]:
        """Read several messages at once, those that there are."""

    def read(self, article_id: str) -> LogReading:
        """Read every revision of an article."""


class MessageLinks(LogStore, Protocol):
    """The log, for those who are to fetch a message by themselves."""

    def message_url(self, digest: str, content_type: str | None) -> str:
        """Give an address where the bytes of a message can be had for a minute."""


class FaultIndex(Protocol):
    """The index as the desk asks it: how far it has come with an article."""

    def head_and_fault(self, article: str) -> tuple[Head | None, IndexFault | None]:
        """Read an article's head and what keeps its newest revision out of the index."""


class DeskIndex(Shelf, Protocol):
    """The index as the desk looks things up in it: what readers may find, and the faults."""

    def faults_after(self, article: str, limit: int) -> tuple[tuple[str, IndexFault], ...]:
        """Read the faults of the articles after one, in the order of their ids."""


class HeadIndex(Protocol):
    """The index as indexing writes it."""

    def head(self, key: str) -> Head | None:
        """Read an article's head as it is now."""

    def last_head(self, key: str) -> Head | None:
        """Read the head that was made last, also where it is no measure of the next one."""

    def move_head(self, head: Head, cards: Mapping[str, Card], read: Head | None) -> None:
        """Put a head and its cards in the place of the ones that were read."""

    def record_fault(self, article: str, fault: IndexFault) -> None:
        """Say at an article what keeps its newest revision out of the index."""


class ContentWriter(Protocol):
    """What pages show of each article, as indexing keeps it."""

    def store(self, content: Content) -> str:
        """Keep a content and give its key."""

    def kept(self, article: str) -> frozenset[str]:
        """Give the keys at which contents of an article need not be written again."""

    def store_all(self, contents: Sequence[Content], kept: frozenset[str]) -> list[str]:
        """Keep contents, but for those at keys that are kept already, and give the keys of all."""

    def store_history(self, history: History) -> str:
        """Keep the list of an article's public revisions and give its key."""


class Sink(Protocol):
    """What bytes are written to, a piece at a time."""

    def write(self, chunk: bytes, /) -> object:
        """Take a piece."""
