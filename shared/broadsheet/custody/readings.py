"""What the bytes of one object of the log say, as its manifest notes it."""

from contextlib import suppress
from dataclasses import dataclass

from broadsheet.custody.verification import Nowhere, check_bytes, check_original
from broadsheet.domain.keys import (
    LOG_PREFIX,
    ORIGINALS_PREFIX,
    PICTURE_LOG_PREFIX,
    message_digest,
    picture_record_key,
)
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.domain.ports import Objects
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.tombstones import Tombstone, messages_named, read_log_object


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bytes of one object say.

    Attributes
    ----------
    digest
        SHA-256 of them; empty where they could not be read.
    message
        Of an article's record: the digest of its message.
    erased
        Whether it is a tombstone.
    fault
        What is wrong with it, in a sentence.
    """

    digest: str
    message: str | None
    erased: bool
    fault: str | None


def read_for_manifest(objects: Objects, key: str) -> Reading:
    """Read an object of the log, and check it against every digest that speaks of it."""
    try:
        if key.startswith(ORIGINALS_PREFIX):
            # Up to 40 MB, many at once: a piece of each in memory.
            digest = objects.copy_to(key, Nowhere())
            return Reading(digest, None, erased=False, fault=check_original(key, digest))
        stored = objects.read(key)
    except KeyError:
        return Reading("", None, erased=False, fault=f"{key} was listed and is not there")
    except UnreadableRevision as error:
        return Reading("", None, erased=False, fault=f"{key} cannot be read: {error.reason}")
    message = min(messages_named(stored), default=None) if key.startswith(LOG_PREFIX) else None
    fault = check_bytes(objects, key, stored)
    return Reading(message_digest(stored), message, _is_tombstone(key, stored), fault)


def is_of_erased_picture(objects: Objects, key: str) -> bool:
    """Whether an object that is gone was the original of a picture that was erased.

    The listing comes to it before it comes to the picture's log.
    """
    if not key.startswith(ORIGINALS_PREFIX):
        return False
    first = picture_record_key(key.removeprefix(ORIGINALS_PREFIX), 1)
    with suppress(KeyError, UnreadableRevision):
        return _is_tombstone(first, objects.read(first))
    return False


def _is_tombstone(key: str, stored: bytes) -> bool:
    with suppress(UnreadableRevision):
        if key.startswith(LOG_PREFIX):
            return isinstance(read_log_object(key, stored), Tombstone)
        if key.startswith(PICTURE_LOG_PREFIX):
            return PictureRecord.from_json(key, stored).event is PictureEvent.ERASED
    return False
