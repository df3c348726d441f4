"""Manifests: what stood in the log on a day, so that what is taken away or changed is missed.

A manifest is JSON lines: first its date and the digest of the manifest before it, then an entry for
each object under ``articles/``, ``messages/``, ``originals/`` and ``picture-records/``, in the
order of their keys.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from broadsheet.domain.stored import StoredObject


@dataclass(frozen=True, slots=True)
class ManifestStart:
    """The first line of a manifest.

    Attributes
    ----------
    date
        Of which day, ``2026-11-23``.
    previous, previous_digest
        Key and SHA-256 of the manifest before this one; nothing in the first.
    """

    date: str
    previous: str | None
    previous_digest: str | None

    def to_line(self) -> bytes:
        """Write it as a line."""
        return _line(asdict(self))

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """Read a line that :meth:`to_line` wrote; ValueError if it is none."""
        return cls(**_members(line, cls.__slots__))


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What a manifest says of one object.

    Attributes
    ----------
    key, etag
        As S3 lists it.
    digest
        SHA-256 of its bytes; nothing where there was no time to read them.
    message
        Of a record: the digest of its message, also once the record has been erased.
    erased
        Whether it is a tombstone.
    """

    key: str
    etag: str
    digest: str | None
    message: str | None = None
    erased: bool = False

    def to_line(self) -> bytes:
        """Write it as a line."""
        return _line({name: value for name, value in asdict(self).items() if value})

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """Read a line that :meth:`to_line` wrote; ValueError if it is none."""
        members = {"digest": None} | _members(line, cls.__slots__)
        texts = (members.get("key"), members.get("etag"))
        others = (members["digest"], members.get("message"))
        if not all(isinstance(each, str) for each in texts) or not all(
            each is None or isinstance(each, str) for each in others
        ):
            raise ValueError("is no entry of a manifest")
        return cls(**members)


def align(
    entries: Iterable[ManifestEntry], objects: Iterable[StoredObject]
) -> Iterator[tuple[ManifestEntry | None, StoredObject | None]]:
    """Pair what was noted with what is there now, by key, with one of each in memory."""
    noted, listed = iter(entries), iter(objects)
    entry, found = next(noted, None), next(listed, None)
    while entry or found:
        if found is None or (entry and entry.key < found.key):
            yield entry, None
            entry = next(noted, None)
        elif entry is None or found.key < entry.key:
            yield None, found
            found = next(listed, None)
        else:
            yield entry, found
            entry, found = next(noted, None), next(listed, None)


def _line(members: dict[str, Any]) -> bytes:
    return json.dumps(members).encode() + b"\n"


def _members(line: bytes, names: Iterable[str]) -> dict[str, Any]:
    members = json.loads(line)
    if not isinstance(members, dict) or members.keys() - set(names):
        raise ValueError("is no line of a manifest")
    return members
