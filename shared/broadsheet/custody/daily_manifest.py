"""The manifest of a day: what stands, compared with the entries of the manifest before.

What is new or has another tag since then is read, and so is a part of the rest, another one every
day. What was taken away or changed keeps its entry as it was, so that it is told of every day until
it is put back.
"""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import BinaryIO
from zlib import crc32

from broadsheet.custody.manifest import ManifestEntry, ManifestStart, align
from broadsheet.custody.readings import Reading, is_of_erased_picture, read_for_manifest
from broadsheet.custody.verification import Nowhere, check_manifest
from broadsheet.domain.keys import (
    LOG_PREFIX,
    MANIFESTS_PREFIX,
    MESSAGES_PREFIX,
    ORIGINALS_PREFIX,
    PICTURE_LOG_PREFIX,
    is_manifest_key,
    manifest_key,
    message_key,
    parse_picture_record_key,
    parse_record_key,
)
from broadsheet.domain.ports import Objects
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import Part
from broadsheet.domain.stored import StoredObject

ROTATION_DAYS = 30
"""Everything is read again once in so many days, a part of it each day."""
_AT_ONCE = 16
_AHEAD = 64
_MOST_TOLD = 100


@dataclass(slots=True)
class Verification:
    """What the verification of a day found.

    Attributes
    ----------
    manifest
        Key of the day's manifest.
    digest
        Its SHA-256. Whoever keeps the logs of ``verify`` has it apart from the bucket.
    objects, read, unread, erased
        How many there are, were read now, wait to be read, and are tombstones.
    faults, damaged
        A sentence for each object that is not what it was, the first hundred; and how many.
    """

    manifest: str
    digest: str = ""
    objects: int = 0
    read: int = 0
    unread: int = 0
    erased: int = 0
    damaged: int = 0
    faults: list[str] = field(default_factory=list)

    def tell(self, fault: str | None) -> None:
        """Add a fault, if it is one."""
        if fault:
            self.damaged += 1
            self.faults = [*self.faults, fault][:_MOST_TOLD]


def verify_day(objects: Objects, today: date, has_time: Callable[[], bool]) -> Verification:
    """Compare the log with the newest manifest, and write the manifest of a day.

    Parameters
    ----------
    objects
        The bucket.
    today
        The day. Its manifest is written once: later on the same day it is only compared with.
    has_time
        Returns whether more may be read. What is not read is in the next day's part.
    """
    found = Verification(manifest_key(today))
    with tempfile.TemporaryFile() as before, tempfile.TemporaryFile() as after:
        start = _start(objects, today, before, found)
        after.write(start.to_line())
        for entry in _Day(objects, today, has_time, found).entries(_noted(before, found)):
            after.write(entry.to_line())
        after.seek(0)
        if objects.write_once(found.manifest, after, "application/jsonl"):
            found.digest = objects.copy_to(found.manifest, Nowhere())
    return found


def _start(objects: Objects, today: date, before: BinaryIO, found: Verification) -> ManifestStart:
    """Fetch the newest manifest, check it against the one before, and begin the one of today."""
    newest = None
    for each in objects.objects(MANIFESTS_PREFIX):
        if is_manifest_key(each.key):
            newest = each.key
        else:
            found.tell(f"{each.key} is nothing that the paper has written")
    if newest is None:
        return ManifestStart(today.isoformat(), None, None)
    found.tell(check_manifest(objects, newest))
    digest = objects.copy_to(newest, before)
    before.seek(0)
    return ManifestStart(today.isoformat(), newest, digest)


def _noted(before: BinaryIO, found: Verification) -> Iterator[ManifestEntry]:
    """Read the entries of the manifest before; a line that is none is reported and left out."""
    before.readline()
    for number, line in enumerate(before, start=2):
        try:
            yield ManifestEntry.from_line(line)
        except (ValueError, TypeError) as error:
            found.tell(f"line {number} of the manifest before cannot be read: {error}")


class _Day:
    """One pass over the log and the manifest before, together."""

    def __init__(
        self, objects: Objects, today: date, has_time: Callable[[], bool], found: Verification
    ) -> None:
        self._objects = objects
        self._read = partial(read_for_manifest, objects)
        self._part = today.toordinal() % ROTATION_DAYS
        self._has_time = has_time
        self._found = found
        self._released: set[str] = set()  # messages of erased records

    def entries(self, noted: Iterable[ManifestEntry]) -> Iterator[ManifestEntry]:
        """Yield the entries of today's manifest, in the order of their keys."""
        numbers = _Numbers()
        for entry, stands, reading in self._read_ahead(align(noted, self._standing())):
            self._found.tell(numbers.missing_before(entry or stands))
            kept = self._compared(entry, stands, reading)
            if kept is None:
                continue
            if stands and not stands.is_deleted:
                self._found.objects += 1
                if stands.versions > 1 and not kept.erased:
                    told = f"{kept.key} was overwritten: it has {stands.versions} versions"
                    self._found.tell(told)
            self._found.erased += kept.erased
            self._found.unread += kept.digest is None
            if kept.erased and kept.message:
                self._released.add(message_key(kept.message))
            yield kept

    def _standing(self) -> Iterator[StoredObject]:
        for prefix in (LOG_PREFIX, MESSAGES_PREFIX, ORIGINALS_PREFIX, PICTURE_LOG_PREFIX):
            yield from self._objects.objects_with_versions(prefix)

    def _read_ahead(
        self, pairs: Iterable[tuple[ManifestEntry | None, StoredObject | None]]
    ) -> Iterator[tuple[ManifestEntry | None, StoredObject | None, Reading | None]]:
        """Read many objects at once, and yield them in their order."""
        ahead: deque[tuple[ManifestEntry | None, StoredObject | None, Future[Reading] | None]] = (
            deque()
        )
        with ThreadPoolExecutor(_AT_ONCE) as readers:
            for entry, stands in pairs:
                due = stands and self._is_due(entry, stands) and self._has_time()
                reading = (
                    readers.submit(read_for_manifest, self._objects, stands.key)
                    if stands and due
                    else None
                )
                ahead.append((entry, stands, reading))
                if len(ahead) > _AHEAD:
                    yield _done(ahead.popleft())
            while ahead:
                yield _done(ahead.popleft())

    def _is_due(self, entry: ManifestEntry | None, stands: StoredObject) -> bool:
        return not stands.is_deleted and (
            entry is None
            or entry.digest is None
            or entry.etag != stands.etag
            or crc32(stands.key.encode()) % ROTATION_DAYS == self._part
        )

    def _compared(
        self, entry: ManifestEntry | None, stands: StoredObject | None, reading: Reading | None
    ) -> ManifestEntry | None:
        """Compare what was noted with what stands, and return what is to be noted."""
        if stands is None or stands.is_deleted:
            gone = entry or stands
            if gone is None or gone.key in self._released:
                return None
            if is_of_erased_picture(self._objects, gone.key):
                return None
            self._found.tell(f"{gone.key} was removed")
            return entry
        if reading is None:
            return entry or ManifestEntry(stands.key, stands.etag, None)
        return self._read_again(entry, stands, reading)

    def _read_again(
        self, entry: ManifestEntry | None, stands: StoredObject, reading: Reading
    ) -> ManifestEntry:
        """Compare what was noted with what was read."""
        self._found.read += 1
        now = ManifestEntry(
            stands.key, stands.etag, reading.digest, reading.message, reading.erased
        )
        if stands.key in self._released:
            return now
        if reading.erased:
            return replace(now, message=entry.message) if entry else now
        if entry and entry.digest and entry.digest != reading.digest:
            self._found.tell(f"{stands.key} was changed")
            return entry
        self._found.tell(reading.fault)
        # Without a digest it is read again the next day, and told of until it is put right.
        return replace(now, digest=None) if reading.fault else now


class _Numbers:
    """Sees gaps in the numbers of a desk and of a picture's log, which are given without any."""

    def __init__(self) -> None:
        self._log = ""
        self._number = 0

    def missing_before(self, at: ManifestEntry | StoredObject | None) -> str | None:
        """Name what should stand before this and does not."""
        numbered = _numbered(at.key if at else "")
        if numbered is None:
            return None
        log, what, number = numbered
        expected = self._number + 1 if log == self._log else 1
        self._log, self._number = log, number
        return None if number == expected else f"{log} has no {what} {expected} to {number - 1}"


def _numbered(key: str) -> tuple[str, str, int] | None:
    """Return the log that a numbered record is of, what it is called, and its number."""
    with suppress(UnreadableRevision):
        article, name = parse_record_key(key)
        is_desk = name.part is Part.DESK
        return (f"{LOG_PREFIX}{article}/desk", "revision", name.number) if is_desk else None
    with suppress(UnreadableRevision):
        picture, number = parse_picture_record_key(key)
        return f"{PICTURE_LOG_PREFIX}{picture}", "record", number
    return None


def _done(
    ahead: tuple[ManifestEntry | None, StoredObject | None, Future[Reading] | None],
) -> tuple[ManifestEntry | None, StoredObject | None, Reading | None]:
    entry, stands, reading = ahead
    return entry, stands, reading.result() if reading else None
