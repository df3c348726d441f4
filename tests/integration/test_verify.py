"""Verifying on moto: whatever is done to the log is found, and told of until it is put right."""

import json
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.s3.archive import Archive
from broadsheet.custody.daily_manifest import ROTATION_DAYS, Verification, verify_day
from broadsheet.custody.verification import LogDamaged, check_keys
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from functions.verify import app as verify
from tests.lambda_context import lambda_context
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
FIRST, SECOND = "articles/bridge/desk/00000001.json", "articles/bridge/desk/00000002.json"


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> Paper:
    """Two articles, one revised and one withdrawn: four records, three messages."""
    monkeypatch.setenv("BUCKET", bucket)
    verify.archive.cache_clear()
    paper = Paper(bucket, table)
    paper.post(NOW, "bridge")
    paper.put(NOW + timedelta(minutes=1), 1, "bridge", headline="Old bridge closes")
    paper.post(NOW, "gone", headline="Another")
    paper.withdraw(NOW + timedelta(minutes=1), "desk-1", Withdrawal(WithdrawnAs.GONE), "gone")
    return paper


def day(bucket: str, after: int = 0) -> Verification:
    return verify_day(Archive(bucket), DAY + timedelta(days=after), lambda: True)


def keys(bucket: str, prefix: str = "") -> list[str]:
    return [one.key for one in Archive(bucket).objects(prefix)]


def write(bucket: str, key: str, body: bytes) -> None:
    s3_client().put_object(Bucket=bucket, Key=key, Body=body)


def delete(bucket: str, key: str) -> None:
    s3_client().delete_object(Bucket=bucket, Key=key)


def message_of(bucket: str, record: str) -> str:
    return f"messages/{json.loads(Archive(bucket).read(record))['message']}"


def test_what_is_whole_has_no_fault_and_a_manifest_a_day(bucket: str) -> None:
    assert check_keys(Archive(bucket), keys(bucket)) == []
    first = day(bucket)
    assert (first.objects, first.read, first.unread, first.faults) == (7, 7, 0, [])
    second = day(bucket, 1)
    assert second.faults == []
    assert second.read < 7
    assert keys(bucket, "manifests/") == [
        "manifests/2026-11-23.jsonl",
        "manifests/2026-11-24.jsonl",
    ]
    start, *entries = [
        json.loads(line) for line in Archive(bucket).read(second.manifest).split(b"\n")[:-1]
    ]
    assert start == {
        "date": "2026-11-24",
        "previous": "manifests/2026-11-23.jsonl",
        "previous_digest": first.digest,
    }
    noted = [entry["key"] for entry in entries]
    assert noted == keys(bucket, "articles/") + keys(bucket, "messages/")
    assert check_keys(Archive(bucket), keys(bucket)) == []


def test_the_manifest_of_a_day_is_written_once(bucket: str, paper: Paper) -> None:
    written = day(bucket).digest
    paper.post(NOW, "later")
    again = day(bucket)
    assert (again.digest, again.faults) == ("", [])
    assert len(keys(bucket, "manifests/")) == 1
    assert Archive(bucket).copy_to(again.manifest, SimpleNamespace(write=len)) == written


@pytest.mark.parametrize("kind", ["record", "message", "content", "withdrawal"])
def test_a_changed_byte_is_found_by_its_digest(bucket: str, kind: str) -> None:
    key = {
        "record": FIRST,
        "message": message_of(bucket, FIRST),
        "content": keys(bucket, "content/bridge/desk-2")[0],
        "withdrawal": "articles/gone/desk/00000002.json",
    }[kind]
    stored = Archive(bucket).read(key)
    digest = json.loads(stored)["digest"].encode() if kind in {"record", "withdrawal"} else stored
    place = stored.index(digest)
    changed = bytearray(stored)
    changed[place] = ord("0") if stored[place] != ord("0") else ord("1")
    write(bucket, key, bytes(changed))

    found = check_keys(Archive(bucket), keys(bucket))

    assert found
    assert any(fault.startswith(key) for fault in found)
    write(bucket, key, stored)
    assert check_keys(Archive(bucket), keys(bucket)) == []


def test_every_changed_byte_of_a_record_is_found_by_the_manifest(bucket: str) -> None:
    day(bucket)
    stored = Archive(bucket).read(SECOND)
    for place in range(0, len(stored), 7):
        changed = bytearray(stored)
        changed[place] ^= 1
        write(bucket, SECOND, bytes(changed))
        assert verify_day(Archive(bucket), DAY, lambda: True).faults == [f"{SECOND} was changed"]
    write(bucket, SECOND, stored)
    assert day(bucket).faults == []


@pytest.mark.parametrize("what", ["first record", "newest record", "message", "article"])
def test_what_is_removed_is_told_of_every_day_until_it_is_back(bucket: str, what: str) -> None:
    day(bucket)
    gone = {
        "first record": [FIRST],
        "newest record": [SECOND],
        "message": [message_of(bucket, FIRST)],
        "article": [FIRST, SECOND],
    }[what]
    stored = {key: Archive(bucket).read(key) for key in gone}
    for key in gone:
        delete(bucket, key)

    for after in (1, 2):
        found = day(bucket, after)
        assert {f"{key} was removed" for key in gone} <= set(found.faults)
        assert found.damaged == len(found.faults)

    for key, body in stored.items():
        write(bucket, key, body)
    assert day(bucket, 3).faults == []


def test_a_gap_in_the_numbers_is_found_without_any_manifest(bucket: str) -> None:
    delete(bucket, FIRST)
    assert day(bucket).faults == ["articles/bridge/desk has no revision 1 to 1"]


def test_damage_from_before_the_first_manifest_is_told_of_every_day(bucket: str) -> None:
    message = message_of(bucket, FIRST)
    stored = Archive(bucket).read(message)
    write(bucket, message, stored + b" ")
    for after in range(2):
        assert (
            f"{message} does not hold the bytes that it is named for" in day(bucket, after).faults
        )
    write(bucket, message, stored)
    day(bucket, 2)
    assert day(bucket, 3).faults == []


@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_manifest_that_was_touched_is_found_by_the_next(bucket: str, how: str) -> None:
    first, second = day(bucket).manifest, day(bucket, 1).manifest
    if how == "changed":
        write(bucket, first, Archive(bucket).read(first).replace(b"desk", b"disk", 1))
    else:
        delete(bucket, first)

    told = check_keys(Archive(bucket), keys(bucket))
    assert len(told) == 1
    assert told[0].startswith(f"{first} was {how}")
    assert told[0] in day(bucket, 2).faults
    assert second in told[0]


def test_everything_is_read_again_within_the_rotation(bucket: str) -> None:
    day(bucket)
    assert sum(day(bucket, after).read for after in range(1, ROTATION_DAYS + 1)) == 7


def test_what_there_was_no_time_for_is_read_the_next_day(bucket: str) -> None:
    hurried = verify_day(Archive(bucket), DAY, lambda: False)
    assert (hurried.read, hurried.unread, hurried.objects) == (0, 7, 7)
    rested = day(bucket, 1)
    assert (rested.read, rested.unread, rested.faults) == (7, 0, [])


@pytest.mark.parametrize("known", [True, False], ids=["after a manifest", "before any"])
def test_an_erased_article_is_no_fault(bucket: str, *, known: bool) -> None:
    if known:
        day(bucket)
    messages = {message_of(bucket, FIRST), message_of(bucket, SECOND)}
    for number, key in enumerate((FIRST, SECOND), start=1):
        stone = Tombstone("bridge", RevisionName.of_desk(number), NOW)
        write(bucket, key, write_tombstone(stone))
    for message in messages:
        delete(bucket, message)

    for after in (1, 2):
        found = day(bucket, after)
        assert (found.faults, found.erased) == ([], 2)
    assert check_keys(Archive(bucket), keys(bucket, "articles/")) == []
    delete(bucket, FIRST)
    assert f"{FIRST} was removed" in day(bucket, 3).faults


def test_the_schedules_own_call_fails_where_there_is_damage(bucket: str) -> None:
    schedule = {"source": "aws.scheduler"}
    assert verify.handler(schedule, lambda_context())["faults"] == []
    delete(bucket, SECOND)
    assert verify.handler({}, lambda_context())["faults"] == [f"{SECOND} was removed"]
    with pytest.raises(LogDamaged, match=f"{SECOND} was removed"):
        verify.handler(schedule, lambda_context())


def test_a_batch_tells_of_what_is_not_there(bucket: str) -> None:
    items = [{"Key": FIRST}, {"Key": "messages/none"}]
    told = verify.handler({"Items": items}, lambda_context())
    assert told == {"checked": 2, "faults": ["messages/none was listed and is not there"]}
    assert keys(bucket, "manifests/") == []
