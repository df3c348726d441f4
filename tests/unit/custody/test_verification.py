"""Every digest that speaks of an object is recomputed: a changed byte of any of them is told."""

import json

import pytest

from broadsheet.custody.manifest import ManifestStart
from broadsheet.custody.verification import FirstLine, check_keys, check_manifest
from broadsheet.domain.keys import message_digest
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from tests.domain.records import NOON
from tests.fakes.bucket import MemoryBucket, small_log

FIRST, SECOND, WITHDRAWAL = (f"articles/bridge/desk/0000000{number}.json" for number in (1, 2, 3))
CONTENT = b'{"headline": "Bridge"}'
CONTENT_KEY = f"content/bridge/desk-1.{message_digest(CONTENT)[:12]}.json"


@pytest.fixture
def archive() -> MemoryBucket:
    archive = small_log()
    archive.stored[CONTENT_KEY] = CONTENT
    return archive


def message_of(archive: MemoryBucket, record: str) -> str:
    return f"messages/{json.loads(archive.stored[record])['message']}"


def test_what_is_whole_has_no_fault(archive: MemoryBucket) -> None:
    assert len(archive.stored) == 6
    assert check_keys(archive, archive.stored) == []


@pytest.mark.parametrize("what", ["message", "content"])
def test_any_changed_byte_of_what_is_named_for_its_bytes_is_told(
    archive: MemoryBucket, what: str
) -> None:
    key = CONTENT_KEY if what == "content" else message_of(archive, FIRST)
    good = archive.stored[key]
    for place in range(len(good)):
        archive.stored[key] = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
        assert check_keys(archive, [key]) == [f"{key} does not hold the bytes that it is named for"]


@pytest.mark.parametrize("record", [FIRST, WITHDRAWAL])
def test_a_record_with_another_digest_than_its_items_is_told(
    archive: MemoryBucket, record: str
) -> None:
    document = json.loads(archive.stored[record])
    archive.stored[record] = json.dumps(document | {"digest": "0" * 64}).encode()
    assert check_keys(archive, archive.stored) == [f"{record} does not have the digest of its item"]


def test_a_withdrawal_with_another_reason_is_told(archive: MemoryBucket) -> None:
    archive.stored[WITHDRAWAL] = archive.stored[WITHDRAWAL].replace(b"An error", b"No error")
    assert check_keys(archive, [WITHDRAWAL]) == [
        f"{WITHDRAWAL} does not have the digest of its item"
    ]


def test_a_record_that_is_none_is_told(archive: MemoryBucket) -> None:
    archive.stored[FIRST] = b"{}"
    (told,) = check_keys(archive, [FIRST, SECOND])
    assert told.startswith(f"{FIRST} cannot be read: ")


def test_a_record_that_stands_at_the_key_of_another_is_told(archive: MemoryBucket) -> None:
    archive.stored[SECOND] = archive.stored[FIRST]
    (told,) = check_keys(archive, [FIRST, SECOND])
    assert told.startswith(f"{SECOND} cannot be read: ")


def test_a_record_whose_message_is_missing_or_no_item_is_told(archive: MemoryBucket) -> None:
    message = message_of(archive, FIRST)
    archive.stored[message] = b"not an item"
    (told,) = check_keys(archive, [FIRST])
    assert told.startswith(f"{FIRST} names a message that is no item: ")
    del archive.stored[message]
    assert check_keys(archive, [FIRST, message]) == [
        f"{FIRST} names {message}, which is not there",
        f"{message} was listed and is not there",
    ]


def test_a_tombstone_is_no_damage(archive: MemoryBucket) -> None:
    del archive.stored[message_of(archive, FIRST)]
    archive.stored[FIRST] = write_tombstone(Tombstone("bridge", RevisionName.of_desk(1), NOON))
    assert check_keys(archive, archive.stored) == []


def manifest(archive: MemoryBucket, day: str, previous: str | None, digest: str | None) -> str:
    key = f"manifests/{day}.jsonl"
    archive.stored[key] = ManifestStart(day, previous, digest).to_line() + b"{}\n"
    return key


def test_a_manifest_speaks_of_the_one_before_it(archive: MemoryBucket) -> None:
    first = manifest(archive, "2026-11-22", None, None)
    digest = message_digest(archive.stored[first])
    second = manifest(archive, "2026-11-23", first, digest)
    assert check_keys(archive, [first, second]) == []
    archive.stored[first] += b" "
    assert check_keys(archive, [second]) == [
        f"{first} was changed: {second} has another digest of it"
    ]
    del archive.stored[first]
    assert check_keys(archive, [second]) == [f"{first} was removed: {second} names it"]


def test_what_is_no_manifest_is_told(archive: MemoryBucket) -> None:
    assert (
        check_manifest(archive, "manifests/x.jsonl")
        == "manifests/x.jsonl was listed and is not there"
    )
    for stored in (b"", b"[]", b'{"date": "x"}', b'{"date": "x", "colour": "red"}'):
        archive.stored["manifests/x.jsonl"] = stored
        assert check_manifest(archive, "manifests/x.jsonl") == "manifests/x.jsonl is no manifest"


def test_the_first_line_is_kept_however_it_comes() -> None:
    line = FirstLine()
    for chunk in (b"fir", b"st\nsec", b"ond\nthird"):
        line.write(chunk)
    assert line.line == b"first"
