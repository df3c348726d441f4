"""A bucket in memory that keeps every version, as erasure needs it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from broadsheet.domain.keys import message_digest, message_key
from broadsheet.domain.record import Record
from broadsheet.domain.stored import StoredVersion
from tests.fakes.bucket import MemoryBucket


class VersionedBucket(MemoryBucket):
    """A bucket that keeps every version, and that tells in what order its log was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[StoredVersion, bytes]] = []
        self.changes: list[str] = []
        self.faster_writes: list[tuple[str, bytes]] = []

    def put(self, key: str, stored: bytes) -> None:
        made = StoredVersion(key, str(len(self.kept)), True, False, len(stored))  # noqa: FBT003
        self.kept.append((made, stored))
        self.stored[key] = stored

    def put_record(self, record: Record, message: bytes) -> None:
        self.put(message_key(message_digest(message)), message)
        self.put(record.key, record.to_json())

    def write(self, key: str, body: bytes) -> None:
        self.changes.append(f"bury {_name(key)}")
        self.put(key, body)

    def write_once(self, key: str, body: bytes | BinaryIO, content_type: str) -> bool:
        assert content_type
        if self.faster_writes:
            self.put(*self.faster_writes.pop())
        if key in self.stored:
            return False
        self.changes.append(f"claim {_name(key)}")
        self.put(key, body if isinstance(body, bytes) else body.read())
        return True

    def versions(self, prefix: str) -> tuple[StoredVersion, ...]:
        newest = {version.key: version.version for version, _ in self.kept}
        return tuple(
            replace(version, is_newest=newest[version.key] == version.version)
            for version, _ in self.kept
            if version.key.startswith(prefix)
        )

    def read_version(self, version: StoredVersion) -> bytes:
        return next(stored for kept, stored in self.kept if kept.version == version.version)

    def delete(self, versions: Sequence[StoredVersion]) -> None:
        gone = {version.version for version in versions}
        self.changes.append(f"delete {len(gone)}")
        self.kept = [
            (version, stored) for version, stored in self.kept if version.version not in gone
        ]


def _name(key: str) -> str:
    """Name a record as engineers do: ``desk-1``, or the end of the key of a picture's."""
    *_, part, label = key.removesuffix(".json").split("/")
    return f"{part}-{int(label)}" if part == "desk" else f"{part}-{label}"
