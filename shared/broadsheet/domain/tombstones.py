"""Tombstones: what stands at the keys of an erased article's log, so that nothing brings it back.

Erasure is for the law, the one exception to a log that only grows. One tombstone anywhere in the
log of an article erases the whole article, whatever else stands there or comes late.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.domain.keys import parse_record_key, record_key
from broadsheet.domain.members import Members
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import RevisionName

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands at a revision's key since its article was erased, and for ever."""

    article: str
    name: RevisionName
    erased_at: datetime
    reason: str | None = None

    @property
    def key(self) -> str:
        """Its key in the log."""
        return record_key(self.article, self.name)


@dataclass(frozen=True, slots=True)
class LogReading:
    """What the log holds of one article.

    Attributes
    ----------
    records
        The revisions that can be read, in no order.
    unreadable
        Those that cannot, each with its reason: set aside, never skipped in silence.
    tombstones
        What erasure left. One is enough: the article is erased, whatever else stands there.
    """

    records: tuple[Record, ...]
    unreadable: tuple[UnreadableRevision, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()

    @property
    def is_erased(self) -> bool:
        """Whether the article was erased."""
        return bool(self.tombstones)


def write_tombstone(tombstone: Tombstone) -> bytes:
    """Write a tombstone as it is stored."""
    document = {
        "article": tombstone.article,
        "revision": str(tombstone.name),
        "erased_at": write_moment(tombstone.erased_at),
        "reason": tombstone.reason,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def read_log_object(key: str, stored: bytes) -> Record | Tombstone:
    """Read what is stored at a key of the log.

    Raises
    ------
    UnreadableRevision
        If the bytes are neither a record nor a tombstone, or those of another key.
    """
    article, name = parse_record_key(key)
    document = _read_object(stored)
    if document is None or "erased_at" not in document:
        return Record.from_json(key, stored)
    try:
        members = Members(document)
        if (members.text("article"), members.text("revision")) != (article, str(name)):
            raise ValueError("it is the tombstone of another key")
        erased_at = parse_moment(members.text("erased_at"))
        return Tombstone(article, name, erased_at, members.text_or_nothing("reason"))
    except KeyError as error:
        raise UnreadableRevision(str(name), f"it has no {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableRevision(str(name), str(error)) from error


def reading_of(objects: Iterable[Record | Tombstone | UnreadableRevision]) -> LogReading:
    """Put together what was read of one article, each object or why it could not be read."""
    read = tuple(objects)
    return LogReading(
        records=tuple(item for item in read if isinstance(item, Record)),
        unreadable=tuple(item for item in read if isinstance(item, UnreadableRevision)),
        tombstones=tuple(item for item in read if isinstance(item, Tombstone)),
    )


def messages_named(stored: bytes) -> frozenset[str]:
    """Return the digests of the messages that an object of the log refers to.

    An object that cannot be read may refer to whatever in it looks like a digest.
    """
    document = _read_object(stored)
    if document is None:
        return frozenset(_DIGEST.findall(stored.decode(errors="replace")))
    message = document.get("message")
    return frozenset({message}) if isinstance(message, str) else frozenset()


def _read_object(stored: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(stored)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
