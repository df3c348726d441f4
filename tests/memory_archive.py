"""A bucket in memory, as verifying reads it, with a small log in it."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from broadsheet.domain.keys import message_digest
from broadsheet.domain.ports import Sink
from broadsheet.domain.record import Record
from broadsheet.domain.stored import StoredObject
from broadsheet.formats.json_document import canonical_digest
from tests.records import GONE, desk

ITEM = {"headline": "Bridge", "section": "news", "body": "Open."}
SECOND_ITEM = ITEM | {"body": "Shut."}


class MemoryArchive:
    """A bucket whose tags change with the bytes, but where a test says otherwise."""

    def __init__(self) -> None:
        self.stored: dict[str, bytes] = {}
        self.tags: dict[str, str] = {}

    def objects(self, prefix: str) -> Iterator[StoredObject]:
        for key in sorted(self.stored):
            if key.startswith(prefix):
                tag = self.tags.get(key) or message_digest(self.stored[key])[:32]
                yield StoredObject(key, tag)

    def read(self, key: str) -> bytes:
        return self.stored[key]

    def copy_to(self, key: str, sink: Sink) -> str:
        sink.write(self.stored[key])
        return message_digest(self.stored[key])

    def write_once(self, key: str, file: BinaryIO) -> bool:
        if key in self.stored:
            return False
        self.stored[key] = file.read()
        return True

    def keep(self, record: Record, item: Any = None) -> tuple[str, str]:
        """Keep a record, with its message where it is no withdrawal, and give both keys."""
        said: Any = item
        message = json.dumps(item, indent=1).encode()
        if record.withdrawal:
            said = [record.withdrawal.withdrawn_as, record.withdrawal.reason]
        fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
        fields |= {"digest": canonical_digest(said)}
        fields |= {"message": None if record.withdrawal else message_digest(message)}
        self.stored[record.key] = Record(**fields).to_json()
        kept = f"messages/{message_digest(message)}"
        if not record.withdrawal:
            self.stored[kept] = message
        return record.key, kept


def small_archive() -> MemoryArchive:
    """An article that was revised and then withdrawn: three records and two messages."""
    archive = MemoryArchive()
    archive.keep(desk(1), ITEM)
    archive.keep(desk(2), SECOND_ITEM)
    archive.keep(desk(3, withdrawal=GONE))
    return archive
