"""Verifying: recomputing the digests of what is kept, and missing what was taken away.

Content addresses reveal a changed byte: a message's key is the digest of its bytes, a record's
digest is of the item in its message, an original's key is made from the digest of its bytes, and a
content's key ends in it. What is gone cannot tell, so a manifest a day says what there was.
"""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from broadsheet.custody.manifest import ManifestStart
from broadsheet.domain.keys import (
    LOG_PREFIX,
    MANIFESTS_PREFIX,
    MESSAGES_PREFIX,
    ORIGINALS_PREFIX,
    PICTURE_LOG_PREFIX,
    message_digest,
    message_key,
    original_key,
)
from broadsheet.domain.picture import picture_id
from broadsheet.domain.picture_record import PictureRecord
from broadsheet.domain.ports import Objects
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import read_log_object
from broadsheet.formats.characters import as_lines
from broadsheet.formats.json_document import canonical_digest
from broadsheet.formats.stored_articles import article_in, stored_item
from broadsheet.site_file import load_site

_AT_ONCE = 16
_LONGEST_LINE = 10_000
DERIVED_DIGEST = re.compile(r"\.([0-9a-f]{12})\.json$", re.ASCII)


class LogDamaged(Exception):
    """Something in the log is not what it was; the message says what."""


class Nowhere:
    """Takes what is written and forgets it."""

    def write(self, chunk: bytes, /) -> None:
        """Take a piece."""


class FirstLine:
    """Keeps the first line of what is written, and forgets the rest."""

    def __init__(self) -> None:
        self._kept = b""

    def write(self, chunk: bytes, /) -> None:
        """Take a piece."""
        if b"\n" not in self._kept and len(self._kept) < _LONGEST_LINE:
            self._kept += chunk[:_LONGEST_LINE]

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
        try:
            if key.startswith(MANIFESTS_PREFIX):
                return check_manifest(objects, key)
            if key.startswith(ORIGINALS_PREFIX):
                return check_original(key, objects.copy_to(key, Nowhere()))
            return check_bytes(objects, key, objects.read(key))
        except KeyError:
            return f"{key} was listed and is not there"
        except UnreadableRevision as error:
            return f"{key} cannot be read: {error.reason}"

    with ThreadPoolExecutor(_AT_ONCE) as readers:
        return [fault for fault in readers.map(check_one, keys) if fault]


def check_original(key: str, digest: str) -> str | None:
    """Check that an original whose bytes have this SHA-256 is the one that its key names."""
    good = key == original_key(picture_id(digest))
    return None if good else f"{key} does not hold the bytes that it is named for"


def check_bytes(objects: Objects, key: str, stored: bytes) -> str | None:
    """Check the bytes of a message, a record, of an article or of a picture, or a content.

    A record is checked with the message that it names: its digest is the canonical digest of the
    item there, or for a withdrawal of its kind and reason.
    """
    if key.startswith(MESSAGES_PREFIX):
        good = key == message_key(message_digest(stored))
        return None if good else f"{key} does not hold the bytes that it is named for"
    if key.startswith(LOG_PREFIX):
        return _check_record(objects, key, stored)
    if key.startswith(PICTURE_LOG_PREFIX):
        return _check_picture_record(key, stored)
    digest = DERIVED_DIGEST.search(key)
    if digest is None:
        return f"{key} is nothing that the paper has written"
    good = message_digest(stored).startswith(digest[1])
    return None if good else f"{key} does not hold the bytes that it is named for"


def _check_record(objects: Objects, key: str, stored: bytes) -> str | None:
    try:
        record = read_log_object(key, stored)
        if not isinstance(record, Record):
            return None
    except UnreadableRevision as error:
        return f"{key} cannot be read: {error.reason}"
    try:
        if record.withdrawal:
            item: object = record.withdrawal.statement
            wrong = None
        else:
            message = objects.read(message_key(record.message or ""))
            item = stored_item(message, record)
            wrong = _contradiction(record, message)
    except KeyError as error:
        return f"{key} names {error.args[0]}, which is not there"
    except UnreadableRevision as error:
        return f"{key} names a message that is no item: {error.reason}"
    if canonical_digest(item) != record.digest:
        return f"{key} does not have the digest of its item"
    return wrong and f"{key} {wrong}"


def _check_picture_record(key: str, stored: bytes) -> str | None:
    """Check that a picture's record can be read, and announces the picture that it is of."""
    try:
        record = PictureRecord.from_json(key, stored)
    except UnreadableRevision as error:
        return f"{key} cannot be read: {error.reason}"
    if record.announcement and picture_id(record.announcement.digest) != record.picture:
        return f"{key} announces another picture than its own"
    return None


def _contradiction(record: Record, message: bytes) -> str | None:
    """Return what a record says of its item that the item does not say."""
    article = article_in(message, record, load_site())
    if record.publish_at != article.moment_at(record.received_at):
        return "has another publish_at than its item"
    if as_lines(record.correction or "") != (article.correction or ""):
        return "has another correction than its item"
    return None


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
