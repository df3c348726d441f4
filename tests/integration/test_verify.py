"""Verifying on moto: whatever is done to the log is found, and told of until it is put right."""

import json
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from broadsheet.adapters.clients import s3_client
from broadsheet.custody.daily_manifest import ROTATION_DAYS, Verification, verify_day
from broadsheet.custody.verification import LogDamaged, check_keys
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from broadsheet.functions import verify
from tests.adapters.stores import objects_in
from tests.functions.lambda_context import lambda_context
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
FIRST, SECOND = "articles/bridge/desk/00000001.json", "articles/bridge/desk/00000002.json"


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> Paper:
    """Two articles, one revised and one withdrawn: four records, three messages."""
    monkeypatch.setenv("BUCKET", bucket)
    verify.bucket.cache_clear()
    paper = Paper(bucket, table)
    paper.post(NOW, "bridge")
    paper.put(NOW + timedelta(minutes=1), 1, "bridge", headline="Old bridge closes")
    paper.post(NOW, "gone", headline="Another")
    paper.withdraw(NOW + timedelta(minutes=1), "desk-1", Withdrawal(WithdrawnAs.GONE), "gone")
    return paper


def day(bucket: str, after: int = 0) -> Verification:
    return verify_day(objects_in(bucket), DAY + timedelta(days=after), lambda: True)


def keys(bucket: str, prefix: str = "") -> list[str]:
    return [one.key for one in objects_in(bucket).objects(prefix)]


def write(bucket: str, key: str, body: bytes) -> None:
    s3_client().put_object(Bucket=bucket, Key=key, Body=body)


def delete(bucket: str, key: str) -> None:
    s3_client().delete_object(Bucket=bucket, Key=key)


def purge(bucket: str, key: str) -> None:
    """Delete a key for good, as erasure does."""
    objects_in(bucket).delete(objects_in(bucket).versions(key))


def put_back(bucket: str, key: str) -> None:
    """Restore an object as docs/operations.md says: delete what came after its first version."""
    found = s3_client().list_object_versions(Bucket=bucket, Prefix=key)
    later = [*found.get("DeleteMarkers", []), *found["Versions"][:-1]]  # the newest comes first
    for each in later:
        s3_client().delete_object(Bucket=bucket, Key=key, VersionId=str(each["VersionId"]))


def message_of(bucket: str, record: str) -> str:
    return f"messages/{json.loads(objects_in(bucket).read(record))['message']}"


def test_what_is_whole_has_no_fault_and_a_manifest_a_day(bucket: str) -> None:
    assert check_keys(objects_in(bucket), keys(bucket)) == []
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
        json.loads(line) for line in objects_in(bucket).read(second.manifest).split(b"\n")[:-1]
    ]
    assert start == {
        "date": "2026-11-24",
        "previous": "manifests/2026-11-23.jsonl",
        "previous_digest": first.digest,
    }
    noted = [entry["key"] for entry in entries]
    assert noted == keys(bucket, "articles/") + keys(bucket, "messages/")
    assert check_keys(objects_in(bucket), keys(bucket)) == []


def test_the_manifest_of_a_day_is_written_once(bucket: str, paper: Paper) -> None:
    written = day(bucket).digest
    paper.post(NOW, "later")
    again = day(bucket)
    assert (again.digest, again.faults) == ("", [])
    assert len(keys(bucket, "manifests/")) == 1
    assert objects_in(bucket).copy_to(again.manifest, SimpleNamespace(write=len)) == written


@pytest.mark.parametrize("kind", ["record", "message", "content", "withdrawal"])
def test_a_changed_byte_is_found_by_its_digest(bucket: str, kind: str) -> None:
    key = {
        "record": FIRST,
        "message": message_of(bucket, FIRST),
        "content": keys(bucket, "content/bridge/desk-2")[0],
        "withdrawal": "articles/gone/desk/00000002.json",
    }[kind]
    stored = objects_in(bucket).read(key)
    digest = json.loads(stored)["digest"].encode() if kind in {"record", "withdrawal"} else stored
    place = stored.index(digest)
    changed = bytearray(stored)
    changed[place] = ord("0") if stored[place] != ord("0") else ord("1")
    write(bucket, key, bytes(changed))

    found = check_keys(objects_in(bucket), keys(bucket))

    assert found
    assert any(fault.startswith(key) for fault in found)
    write(bucket, key, stored)
    assert check_keys(objects_in(bucket), keys(bucket)) == []


def test_every_changed_byte_of_a_record_is_found_by_the_manifest(bucket: str) -> None:
    day(bucket)
    stored = objects_in(bucket).read(SECOND)
    for place in range(0, len(stored), 7):
        changed = bytearray(stored)
        changed[place] ^= 1
        write(bucket, SECOND, bytes(changed))
        faults = verify_day(objects_in(bucket), DAY, lambda: True).faults
        assert f"{SECOND} was changed" in faults
    put_back(bucket, SECOND)
    assert objects_in(bucket).read(SECOND) == stored
    assert day(bucket).faults == []


def test_an_overwritten_record_is_told_of_before_any_manifest_has_it(bucket: str) -> None:
    held = json.loads(objects_in(bucket).read(FIRST))
    write(bucket, FIRST, json.dumps(held).encode())
    for after in (0, 1):
        assert day(bucket, after).faults == [f"{FIRST} was overwritten: it has 2 versions"]
    put_back(bucket, FIRST)
    assert day(bucket, 2).faults == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("publish_at", "2020-01-01T00:00:00.000000Z"), ("publish_at", "hold"), ("correction", "No.")],
)
def test_a_record_that_says_other_than_its_message_is_told_of(
    bucket: str, field: str, value: str
) -> None:
    record = json.loads(objects_in(bucket).read(FIRST))
    purge(bucket, FIRST)
    write(bucket, FIRST, json.dumps(record | {field: value}).encode())
    fault = f"{FIRST} has another {field} than its item"
    assert day(bucket).faults == [fault]
    assert check_keys(objects_in(bucket), [FIRST]) == [fault]


@pytest.mark.parametrize(
    "key",
    ["content/x", "content/bridge/x.json", "manifests/zzz", "manifests/2099-01-01.json",
     "articles/x", "articles/bridge/x", "messages/x"],
)  # fmt: skip
def test_a_stray_object_stops_nothing_and_is_told_of(bucket: str, key: str) -> None:
    write(bucket, key, b"\xff")
    assert len(check_keys(objects_in(bucket), keys(bucket))) == 1
    if not key.startswith("content/"):
        (fault,) = day(bucket).faults
        assert key in fault
    assert len(day(bucket, 1).faults) == (not key.startswith("content/"))


@pytest.mark.parametrize("what", ["first record", "newest record", "message", "article"])
def test_what_is_removed_is_told_of_every_day_until_it_is_back(bucket: str, what: str) -> None:
    day(bucket)
    gone = {
        "first record": [FIRST],
        "newest record": [SECOND],
        "message": [message_of(bucket, FIRST)],
        "article": [FIRST, SECOND],
    }[what]
    for key in gone:
        delete(bucket, key)

    for after in (1, 2):
        found = day(bucket, after)
        assert {f"{key} was removed" for key in gone} <= set(found.faults)
        assert found.damaged == len(found.faults)

    for key in gone:
        put_back(bucket, key)
    assert day(bucket, 3).faults == []


def test_what_is_deleted_is_told_of_without_any_manifest(bucket: str) -> None:
    delete(bucket, FIRST)
    for after in (0, 1):
        assert day(bucket, after).faults == [f"{FIRST} was removed"]


def test_a_gap_in_the_numbers_is_found_without_any_manifest(bucket: str) -> None:
    purge(bucket, FIRST)
    assert day(bucket).faults == ["articles/bridge/desk has no revision 1 to 1"]


def test_damage_from_before_the_first_manifest_is_told_of_every_day(bucket: str) -> None:
    message = message_of(bucket, FIRST)
    stored = objects_in(bucket).read(message)
    write(bucket, message, stored + b" ")
    for after in range(2):
        assert (
            f"{message} does not hold the bytes that it is named for" in day(bucket, after).faults
        )
    put_back(bucket, message)
    day(bucket, 2)
    assert day(bucket, 3).faults == []


@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_manifest_that_was_touched_is_found_by_the_next(bucket: str, how: str) -> None:
    first, second = day(bucket).manifest, day(bucket, 1).manifest
    if how == "changed":
        write(bucket, first, objects_in(bucket).read(first).replace(b"desk", b"disk", 1))
    else:
        delete(bucket, first)

    told = check_keys(objects_in(bucket), keys(bucket))
    assert len(told) == 1
    assert told[0].startswith(f"{first} was {how}")
    assert told[0] in day(bucket, 2).faults
    assert second in told[0]


def test_everything_is_read_again_within_the_rotation(bucket: str) -> None:
    day(bucket)
    assert sum(day(bucket, after).read for after in range(1, ROTATION_DAYS + 1)) == 7


def test_what_there_was_no_time_for_is_read_the_next_day(bucket: str) -> None:
    hurried = verify_day(objects_in(bucket), DAY, lambda: False)
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
        purge(bucket, message)

    for after in (1, 2):
        found = day(bucket, after)
        assert (found.faults, found.erased) == ([], 2)
    assert check_keys(objects_in(bucket), keys(bucket, "articles/")) == []
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
