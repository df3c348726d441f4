"""A manifest a day: what is changed or taken away is told of every day until it is put back."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from broadsheet.custody.daily_manifest import ROTATION_DAYS, Verification, verify_day
from broadsheet.domain.keys import message_digest
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from tests.domain.records import NOON, desk
from tests.fakes.bucket import MemoryBucket, small_log

DAY = date(2026, 11, 23)
FIRST, SECOND, NEWEST = (f"articles/bridge/desk/0000000{number}.json" for number in (1, 2, 3))
OBJECTS = 5


@pytest.fixture
def archive() -> MemoryBucket:
    return small_log()


@pytest.fixture
def days(archive: MemoryBucket) -> Iterator[Verification]:
    """One day after the other, each verified when it is asked for."""
    return (verify_day(archive, DAY + timedelta(after), lambda: True) for after in count())


def message_of(archive: MemoryBucket, record: str) -> str:
    return f"messages/{json.loads(archive.stored[record])['message']}"


def lines(archive: MemoryBucket, manifest: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.stored[manifest].splitlines()]


def test_a_manifest_notes_every_object_with_its_digest(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    stood = dict(archive.stored)
    found = next(days)
    assert (found.objects, found.read, found.unread, found.erased) == (OBJECTS, OBJECTS, 0, 0)
    assert (found.faults, found.damaged) == ([], 0)
    start, *entries = lines(archive, found.manifest)
    assert start == {"date": "2026-11-23", "previous": None, "previous_digest": None}
    noted = {entry["key"]: entry["digest"] for entry in entries}
    assert noted == {key: message_digest(body) for key, body in stood.items()}
    assert list(noted) == sorted(noted)


def test_each_manifest_holds_the_digest_of_the_one_before(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    first, second, third = (next(days) for _ in range(3))
    assert first.digest == message_digest(archive.stored[first.manifest])
    assert lines(archive, second.manifest)[0]["previous_digest"] == first.digest
    assert lines(archive, third.manifest)[0]["previous"] == second.manifest
    archive.stored[second.manifest] += b" "
    assert next(days).faults == [
        f"{second.manifest} was changed: {third.manifest} has another digest of it"
    ]


def test_a_manifest_is_written_once_a_day(archive: MemoryBucket) -> None:
    written = verify_day(archive, DAY, lambda: True)
    stored = archive.stored[written.manifest]
    archive.keep(desk(4), {"headline": "Later"})
    again = verify_day(archive, DAY, lambda: True)
    assert (again.digest, again.objects) == ("", OBJECTS + 2)
    assert archive.stored[written.manifest] == stored


def test_a_changed_byte_is_told_until_it_is_put_back(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    next(days)
    good = archive.stored[SECOND]
    archive.stored[SECOND] = good.replace(b"anna", b"anne")
    for _ in range(3):
        assert next(days).faults == [f"{SECOND} was changed"]
    archive.stored[SECOND] = good
    assert next(days).faults == []


@pytest.mark.parametrize("gone", [FIRST, SECOND, NEWEST, "message"])
def test_what_was_removed_is_told_until_it_is_back(
    archive: MemoryBucket, days: Iterator[Verification], gone: str
) -> None:
    next(days)
    key = message_of(archive, FIRST) if gone == "message" else gone
    good = archive.stored.pop(key)
    for _ in range(3):
        assert next(days).faults == [f"{key} was removed"]
    archive.stored[key] = good
    assert next(days).faults == []


def test_a_gap_is_told_where_no_manifest_knows_of_what_stood_there(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    del archive.stored[FIRST], archive.stored[SECOND]
    for _ in range(2):
        assert next(days).faults == ["articles/bridge/desk has no revision 1 to 2"]


def test_damage_that_no_manifest_has_seen_whole_is_told_until_it_is_mended(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    message = message_of(archive, FIRST)
    good = archive.stored[message]
    archive.stored[message] = good + b"\n"
    for _ in range(2):
        found = next(days)
        assert (found.damaged, found.unread) == (1, 1)
        assert found.faults == [f"{message} does not hold the bytes that it is named for"]
    archive.stored[message] = good
    assert next(days).faults == []


def test_a_byte_that_changed_unwritten_is_found_within_the_rotation(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    archive.tags[SECOND] = "the tag it had"
    next(days)
    archive.stored[SECOND] = archive.stored[SECOND].replace(b"anna", b"anne")
    told = [next(days).faults for _ in range(ROTATION_DAYS)]
    assert [f"{SECOND} was changed"] in told


def test_everything_is_read_again_once_in_the_rotation(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    stood = sorted(archive.stored)
    next(days)
    assert sum(next(days).read for _ in range(ROTATION_DAYS)) == len(stood)


def test_what_there_was_no_time_for_is_read_the_next_day(archive: MemoryBucket) -> None:
    archive.stored[message_of(archive, FIRST)] += b" "
    time_left = iter([True, True])
    hurried = verify_day(archive, DAY, lambda: next(time_left, False))
    assert (hurried.objects, hurried.read, hurried.unread) == (OBJECTS, 2, OBJECTS - 2)
    rested = verify_day(archive, DAY + timedelta(1), lambda: True)
    assert rested.read >= OBJECTS - 2
    assert rested.damaged == 1


@pytest.mark.parametrize("known", [True, False], ids=["after a manifest", "before any"])
def test_an_erased_article_is_no_damage_and_its_tombstones_are_to_stay(
    archive: MemoryBucket, days: Iterator[Verification], *, known: bool
) -> None:
    if known:
        next(days)
    for key in [key for key in archive.stored if key.startswith("messages/")]:
        del archive.stored[key]
    for number, key in enumerate((FIRST, SECOND, NEWEST), start=1):
        stone = Tombstone("bridge", RevisionName.of_desk(number), NOON)
        archive.stored[key] = write_tombstone(stone)
    for _ in range(2):
        found = next(days)
        assert (found.faults, found.erased) == ([], 3)
    del archive.stored[NEWEST]
    assert next(days).faults == [f"{NEWEST} was removed"]


def test_the_first_hundred_faults_are_told_and_all_are_counted(
    archive: MemoryBucket, days: Iterator[Verification]
) -> None:
    for number in range(101):
        archive.stored[f"messages/{number:064d}"] = b"x"
    found = next(days)
    assert (len(found.faults), found.damaged) == (100, 101)
