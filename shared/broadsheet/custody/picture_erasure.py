"""Erasing a picture for good, by law, as articles are erased: tombstones first, bytes afterwards.

A tombstone is a record of the picture's log that says ``erased``. One stands at every number, and
at the next one, so that nothing under way brings the picture back. S3 tells ``picture`` of them,
which removes what readers get and has every article that shows the picture derived again.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.domain.keys import (
    original_key,
    parse_picture_record_key,
    picture_log_prefix,
    renditions_prefix,
    uploads_prefix,
)
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.domain.ports import VersionedObjects
from broadsheet.domain.problems import NoSuchPicture, StoreUnavailable, UnreadableRevision
from broadsheet.domain.stored import StoredVersion

_ATTEMPTS = 5
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class PictureHoldings:
    """What is kept of a picture.

    Attributes
    ----------
    tombstones
        Those that stand, by their numbers.
    log
        Every version in its log but for those.
    originals, renditions
        Every version of its exact bytes, those just sent too, and of what was made of them.
    """

    tombstones: dict[int, PictureRecord]
    log: tuple[StoredVersion, ...]
    originals: tuple[StoredVersion, ...]
    renditions: tuple[StoredVersion, ...]


class PictureEraser:
    """Erases pictures.

    Parameters
    ----------
    objects
        Every version of what is kept.
    """

    def __init__(self, objects: VersionedObjects) -> None:
        self._objects = objects

    def holdings(self, picture: str) -> PictureHoldings:
        """Return what is kept of a picture.

        Raises
        ------
        NoSuchPicture
            If nothing ever stood under this id.
        """
        versions = self._objects.versions(picture_log_prefix(picture))
        if not versions:
            raise NoSuchPicture(f"The id {picture!r} never stood for any picture.")
        standing: dict[int, PictureRecord] = {}
        log: list[StoredVersion] = []
        tokens: set[str] = set()
        for version in versions:
            stored = b"" if version.is_marker else self._objects.read_version(version)
            record = _read(version.key, stored)
            tokens |= _tokens(stored)
            if record and record.event is PictureEvent.ERASED and version.is_newest:
                standing[record.number] = record
            else:
                log.append(version)
        keys = (original_key(picture), uploads_prefix(picture))
        return PictureHoldings(
            tombstones=standing,
            log=tuple(log),
            originals=tuple(each for key in keys for each in self._objects.versions(key)),
            renditions=tuple(
                each
                for token in sorted(tokens)
                for each in self._objects.versions(renditions_prefix(token))
            ),
        )

    def bury(self, picture: str, reason: str | None, now: datetime) -> datetime:
        """Put a tombstone at every number of a picture's log, and at the next one.

        Returns
        -------
        datetime
            When it was erased: now, or when an earlier run began.

        Raises
        ------
        NoSuchPicture
            If nothing ever stood under this id.
        StoreUnavailable
            If AWS is, or records kept coming.
        """
        for _ in range(_ATTEMPTS):
            holdings = self.holdings(picture)
            numbers = _numbers(holdings.log)
            last = holdings.tombstones.get(max(numbers | holdings.tombstones.keys()))
            if last is None:
                number = max(numbers | holdings.tombstones.keys()) + 1
                last = PictureRecord(
                    picture, number, PictureEvent.ERASED, now, "", "", reason=reason
                )
                if not self._objects.write_once(last.key, last.to_json(), _JSON):
                    continue
            for number in numbers - holdings.tombstones.keys() - {last.number}:
                tombstone = replace(last, number=number)
                self._objects.write(tombstone.key, tombstone.to_json())
            return last.at
        raise StoreUnavailable(f"records of {picture!r} kept coming; try again")

    def remove(self, picture: str) -> PictureHoldings:
        """Delete the bytes of a picture that was buried; its records last, which name the rest.

        Raises
        ------
        StoreUnavailable
            If a record stands without a tombstone: bury again.
        """
        holdings = self.holdings(picture)
        if any(each.is_newest and not each.is_marker for each in holdings.log):
            raise StoreUnavailable(f"a record of {picture!r} came meanwhile; run it again")
        for versions in (holdings.originals, holdings.renditions, holdings.log):
            self._objects.delete(versions)
        return holdings


def _read(key: str, stored: bytes) -> PictureRecord | None:
    with suppress(UnreadableRevision):
        return PictureRecord.from_json(key, stored)
    return None


def _tokens(stored: bytes) -> set[str]:
    """Return the token that a record names, be the rest of it damaged."""
    with suppress(ValueError, TypeError, KeyError):
        token = json.loads(stored)["made"]["token"]
        if isinstance(token, str) and token:
            return {token}
    return set()


def _numbers(versions: Iterable[StoredVersion]) -> set[int]:
    numbers = set()
    for version in versions:
        with suppress(UnreadableRevision):
            numbers.add(parse_picture_record_key(version.key)[1])
    return numbers
