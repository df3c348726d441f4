"""A bucket in memory, which keeps every version as the real one does, and a small log in it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from broadsheet.domain.keys import message_digest, message_key
from broadsheet.domain.ports import Sink
from broadsheet.domain.record import Record
from broadsheet.domain.stored import StoredObject
from broadsheet.formats.json_document import canonical_digest
from tests.domain.records import GONE, desk
from tests.formats.items import ITEM

SECOND_ITEM = ITEM | {"body": "Shut."}


class MemoryBucket:
    """A bucket whose tags change with the bytes, but where a test says otherwise."""

    def __init__(self) -> None:
        self.stored: dict[str, bytes] = {}
        self.tags: dict[str, str] = {}
        self.versions_of: dict[str, int] = {}

    def objects(self, prefix: str) -> Iterator[StoredObject]:
        for key in sorted(self.stored):
            if key.startswith(prefix):
                tag = self.tags.get(key) or message_digest(self.stored[key])[:32]
                yield StoredObject(key, tag)

    def objects_with_versions(self, prefix: str) -> Iterator[StoredObject]:
        for each in self.objects(prefix):
            yield replace(each, versions=self.versions_of.get(each.key, 1))

    def read(self, key: str) -> bytes:
        return self.stored[key]

    def copy_to(self, key: str, sink: Sink) -> str:
        sink.write(self.stored[key])
        return message_digest(self.stored[key])

    def write(self, key: str, body: bytes) -> None:
        self.stored[key] = body

    def write_once(self, key: str, body: bytes | BinaryIO, content_type: str) -> bool:
        assert content_type
        if key in self.stored:
            return False
        self.write(key, body if isinstance(body, bytes) else body.read())
        return True

    def keep(self, record: Record, item: Any = None) -> tuple[str, str]:
        """Keep a record, with its message where it is no withdrawal, and give both keys."""
        said: Any = item
        message = json.dumps(item, indent=1).encode()
        if record.withdrawal:
            said = record.withdrawal.statement
        fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
        fields |= {"digest": canonical_digest(said)}
        fields |= {"message": None if record.withdrawal else message_digest(message)}
        self.stored[record.key] = Record(**fields).to_json()
        kept = message_key(message_digest(message))
        if not record.withdrawal:
            self.stored[kept] = message
        return record.key, kept


def small_log() -> MemoryBucket:
    """An article that was revised and then withdrawn: three records and two messages."""
    bucket = MemoryBucket()
    bucket.keep(desk(1), ITEM)
    bucket.keep(desk(2), SECOND_ITEM)
    bucket.keep(desk(3, withdrawal=GONE))
    return bucket
