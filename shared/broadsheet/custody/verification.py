"""Verifying: recomputing the digests of what is kept, and missing what was taken away.

Content addresses tell of a changed byte: a message's key is the digest of its bytes, a record's
digest is of the item in its message, a content's key ends in the digest of its bytes. What is gone
cannot tell, so a manifest a day says what there was.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from broadsheet.custody.manifest import ManifestStart
from broadsheet.domain.keys import (
    LOG_PREFIX,
    MANIFESTS_PREFIX,
    MESSAGES_PREFIX,
    message_digest,
    message_key,
)
from broadsheet.domain.ports import Objects
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import read_log_object
from broadsheet.formats.json_document import canonical_digest
from broadsheet.formats.stored_articles import stored_item

_AT_ONCE = 16


class LogDamaged(Exception):
    """Something in the log is not what it was; the message says what."""


class FirstLine:
    """Keeps the first line of what is written, and forgets the rest."""

    def __init__(self) -> None:
        self._kept = b""

    def write(self, chunk: bytes, /) -> None:
        """Take a piece."""
        if b"\n" not in self._kept:
            self._kept += chunk

    @property
    def line(self) -> bytes:
        """The line, so far as it has come."""
        return self._kept.partition(b"\n")[0]


def check_keys(objects: Objects, keys: Iterable[str]) -> list[str]:
    """Check the objects at these keys against every digest that speaks of them.

    Returns
    -------
    list of str
        A sentence for each that is not what it was; it begins with the key.
    """

    def check_one(key: str) -> str | None:
        if key.startswith(MANIFESTS_PREFIX):
            return check_manifest(objects, key)
        try:
            return check_bytes(objects, key, objects.read(key))
        except KeyError:
            return f"{key} was listed and is not there"

    with ThreadPoolExecutor(_AT_ONCE) as readers:
        return [fault for fault in readers.map(check_one, keys) if fault]


def check_bytes(objects: Objects, key: str, stored: bytes) -> str | None:
    """Check the bytes of a message, a record or a content.

    A record is checked with the message that it names: its digest is the canonical digest of the
    item there, or for a withdrawal of its kind and reason.
    """
    if key.startswith(MESSAGES_PREFIX):
        good = key == message_key(message_digest(stored))
        return None if good else f"{key} does not hold the bytes that it is named for"
    if key.startswith(LOG_PREFIX):
        return _check_record(objects, key, stored)
    digest = key.rsplit(".", 2)[-2]
    good = bool(digest) and message_digest(stored).startswith(digest)
    return None if good else f"{key} does not hold the bytes that it is named for"


def _check_record(objects: Objects, key: str, stored: bytes) -> str | None:
    try:
        record = read_log_object(key, stored)
        if not isinstance(record, Record):
            return None
    except UnreadableRevision as error:
        return f"{key} cannot be read: {error.reason}"
    try:
        said = record.withdrawal.statement if record.withdrawal else _item(objects, record)
    except KeyError as error:
        return f"{key} names {error.args[0]}, which is not there"
    except UnreadableRevision as error:
        return f"{key} names a message that is no item: {error.reason}"
    if canonical_digest(said) != record.digest:
        return f"{key} does not have the digest of its item"
    return None


def _item(objects: Objects, record: Record) -> object:
    return stored_item(objects.read(message_key(record.message or "")), record)


def check_manifest(objects: Objects, key: str) -> str | None:
    """Check that the manifest before this one is the one that it was made after."""
    own = FirstLine()
    try:
        objects.copy_to(key, own)
        start = ManifestStart.from_line(own.line)
    except KeyError:
        return f"{key} was listed and is not there"
    except (ValueError, TypeError):
        return f"{key} is no manifest"
    if start.previous is None:
        return None
    try:
        digest = objects.copy_to(start.previous, FirstLine())
    except KeyError:
        return f"{start.previous} was removed: {key} names it"
    if digest != start.previous_digest:
        return f"{start.previous} was changed: {key} has another digest of it"
    return None
