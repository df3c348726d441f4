"""Pictures are verified as articles are: originals by their names, their log by the manifest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from broadsheet.custody.daily_manifest import Verification, verify_day
from broadsheet.custody.verification import check_keys
from broadsheet.domain.keys import original_key
from broadsheet.domain.picture_record import PictureEvent
from tests.domain.pictures import a_picture, ready, record
from tests.fakes.bucket import MemoryBucket

DAY = date(2026, 11, 26)
ORIGINAL = original_key(a_picture("harbour"))
ANNOUNCED, MADE = ready("harbour")


@pytest.fixture
def archive() -> MemoryBucket:
    archive = MemoryBucket()
    archive.stored = {ORIGINAL: b"harbour"} | {
        each.key: each.to_json() for each in (ANNOUNCED, MADE)
    }
    return archive


@pytest.fixture
def days(archive: MemoryBucket) -> Iterator[Verification]:
    """One day after the other, each verified when it is asked for."""
    return (verify_day(archive, DAY + timedelta(after), lambda: True) for after in count())


def test_what_is_whole_has_no_fault(archive: MemoryBucket, days: Iterator[Verification]) -> None:
    assert check_keys(archive, list(archive.stored)) == []
    found = next(days)
    assert (found.objects, found.read, found.faults) == (3, 3, [])


def test_any_changed_byte_of_an_original_is_told(archive: MemoryBucket) -> None:
    good = archive.stored[ORIGINAL]
    for place in range(len(good)):
        archive.stored[ORIGINAL] = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
        told = [f"{ORIGINAL} does not hold the bytes that it is named for"]
        assert check_keys(archive, [ORIGINAL]) == told
        assert verify_day(archive, DAY + timedelta(place), lambda: True).faults == told


def test_a_record_that_is_none_or_announces_another_picture_is_told(archive: MemoryBucket) -> None:
    archive.stored[MADE.key] = b"{}"
    (told,) = check_keys(archive, [MADE.key])
    assert told.startswith(f"{MADE.key} cannot be read: ")
    ferry = replace(ANNOUNCED, announcement=record("ferry", 1, PictureEvent.ANNOUNCED).announcement)
    archive.stored[ANNOUNCED.key] = ferry.to_json()
    assert check_keys(archive, [ANNOUNCED.key]) == [
        f"{ANNOUNCED.key} announces another picture than its own"
    ]


@pytest.mark.parametrize("key", [ORIGINAL, ANNOUNCED.key, MADE.key])
def test_what_was_removed_is_told_until_it_is_back(
    archive: MemoryBucket, days: Iterator[Verification], key: str
) -> None:
    next(days)
    good = archive.stored.pop(key)
    for _ in range(3):
        assert next(days).faults == [f"{key} was removed"]
    archive.stored[key] = good
    assert next(days).faults == []


def test_a_takedown_that_was_taken_away_is_missed_without_a_manifest(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    later = record("harbour", 4, PictureEvent.BROUGHT_BACK)
    archive.stored[later.key] = later.to_json()
    log = f"picture-records/{a_picture('harbour')}"
    assert next(days).faults == [f"{log} has no record 3 to 3"]


def test_the_original_of_an_erased_picture_is_not_missed(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    next(days)
    del archive.stored[ORIGINAL]
    for number in (1, 2, 3):
        stone = replace(record("harbour", number, PictureEvent.ERASED), announcement=None)
        archive.stored[stone.key] = stone.to_json()
        archive.versions_of[stone.key] = 2
    for _ in range(2):
        found = next(days)
        assert (found.faults, found.erased) == ([], 3)
