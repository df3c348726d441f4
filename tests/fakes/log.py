"""A log in memory, whose writes happen only where nothing stands."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from broadsheet.domain.keys import log_prefix, message_digest
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading, Tombstone, read_log_object, reading_of
from tests.domain.records import desk


class MemoryLog:
    """A log whose writes happen only where nothing stands."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self.stored: dict[str, bytes] = {}

    def store_message(self, message: bytes, content_type: str) -> None:
        assert content_type
        self.messages.setdefault(message_digest(message), message)

    def append(self, record: Record) -> bool:
        if record.key in self.stored:
            return False
        self.stored[record.key] = record.to_json()
        return True

    def keep(self, number: int, message: bytes, **fields: Any) -> Record:
        """Keep a message and the record of a desk's revision that names it."""
        self.store_message(message, "application/json")
        record = replace(desk(number, **fields), message=message_digest(message))
        assert self.append(record)
        return record

    def message_url(self, digest: str, content_type: str | None) -> str:
        return f"memory:{digest}?{content_type}"

    def message(self, digest: str) -> bytes:
        return self.messages[digest]

    def read_messages(self, digests: Collection[str]) -> dict[str, bytes]:
        return {digest: self.messages[digest] for digest in digests if digest in self.messages}

    def read(self, article: str) -> LogReading:
        prefix = log_prefix(article)
        keys = sorted(key for key in self.stored if key.startswith(prefix))
        return reading_of(self._object(key) for key in keys)

    def articles(self, prefix: str) -> frozenset[str]:
        articles = {key.split("/")[1] for key in self.stored}
        return frozenset(article for article in articles if article.startswith(prefix))

    def _object(self, key: str) -> Record | Tombstone | UnreadableRevision:
        try:
            return read_log_object(key, self.stored[key])
        except UnreadableRevision as error:
            return error
