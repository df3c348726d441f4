import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.domain.article import Hold
from broadsheet.domain.keys import log_prefix, message_digest, parse_record_key, record_key
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import Part, RevisionName
from tests.domain.records import GONE, VANISH, desk, wire


def test_names_of_the_desk_sort_as_their_numbers_do() -> None:
    labels = [RevisionName.of_desk(number).label for number in (1, 2, 9, 10, 99_999_999)]
    assert labels == sorted(labels)


def test_a_name_is_short_for_people_and_whole_in_keys() -> None:
    name = RevisionName.of_desk(3)
    assert str(name) == "desk-3"
    assert name.number == 3
    assert record_key("bridge", name) == "articles/bridge/desk/00000003.json"
    assert str(RevisionName(Part.WIRE, "1-2-a")) == "wire-1-2-a"


@pytest.mark.parametrize("name", [desk(1).name, desk(99_999_999).name, wire("1-2026.11-ab").name])
def test_a_name_is_read_back(name: RevisionName) -> None:
    assert RevisionName.parse(str(name)) == name


@pytest.mark.parametrize("name", ["", "desk-", "desk-100000000", "desk-1a", "wire-", "articles/b/"])
def test_what_is_no_name_of_a_revision_is_none(name: str) -> None:
    assert RevisionName.parse(name) is None


@pytest.mark.parametrize("record", [desk(1), wire("1-2026.11-ab")])
def test_a_key_is_read_back(record: Record) -> None:
    assert record.key.startswith(log_prefix(record.article))
    assert parse_record_key(record.key) == (record.article, record.name)


@pytest.mark.parametrize(
    "key",
    [
        "", "articles/bridge/desk/1.json", "articles/bridge/desk/000000001.json",
        "articles/bridge/desk/0000000a.json", "articles/bridge/desk/00000001.json.bak",
        "articles/Bridge/desk/00000001.json", "articles/bridge/other/00000001.json",
        "articles/a/b/desk/00000001.json", "messages/bridge/desk/00000001.json",
        "articles//desk/00000001.json", "articles/bridge/wire/.json",
        "articles/bridge/desk/\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661.json",
    ],
)  # fmt: skip
def test_what_is_no_key_of_a_record_is_refused(key: str) -> None:
    with pytest.raises(UnreadableRevision, match="its key is not the key of a record"):
        parse_record_key(key)


@pytest.mark.parametrize(
    "record",
    [
        desk(1),
        desk(2, publish_at=datetime(2026, 12, 1, tzinfo=UTC), correction="Η χρονιά"),
        desk(3, publish_at=Hold.HOLD, based_on=("desk-2", "wire-1")),
        desk(4, message=None, content_type=None, withdrawal=GONE),
        wire("1-2-a", withdrawal=VANISH),
    ],
)
def test_a_record_is_read_back_as_it_was_written(record: Record) -> None:
    assert Record.from_json(record.key, record.to_json()) == record


def test_a_record_is_written_as_engineers_will_read_it() -> None:
    assert json.loads(desk(4, withdrawal=GONE).to_json()) == {
        "article": "bridge",
        "revision": "desk-4",
        "based_on": [],
        "message": "0" * 64,
        "item": None,
        "digest": "1" * 64,
        "content_type": "application/json",
        "contributor": "arn:anna",
        "received_at": "2026-11-23T12:04:00.000000Z",
        "correlation_id": "request-1",
        "publish_at": None,
        "correction": None,
        "withdrawal": {"as": "gone", "reason": "An error"},
    }


def changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(desk(1).to_json()) | fields).encode()


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (b"", "Expecting value"),
        (b"\xff\xfe\xfa", "codec"),
        (b"[" * 100_000, "recursion"),
        (b"[]", "not an object"),
        (b"null", "not an object"),
        (b"{}", "it has no 'withdrawal'"),
        (changed(article="other"), "the record of another key"),
        (changed(revision="desk-2"), "the record of another key"),
        (changed(received_at="yesterday"), "is not a date and time"),
        (changed(received_at=5), "its received_at is not a text"),
        (changed(publish_at="soon"), "is not a date and time"),
        (changed(withdrawal={"as": "whim", "reason": None}), "not a valid WithdrawnAs"),
        (changed(based_on=None), "its based_on is no list"),
        (changed(based_on=[5]), "its based_on is not a text"),
        (changed(based_on=["desk-1"] * 101), "its based_on is no list of at most 100"),
        (changed(message=None), "its message is no SHA-256"),
        (changed(message={}), "its message is no SHA-256"),
        (changed(message="../secret"), "its message is no SHA-256"),
        (changed(item=5), "its item is not a text"),
        (changed(correlation_id=None), "its correlation_id is not a text"),
        (changed(correlation_id="x" * 500_000), "its correlation_id has 500000 characters"),
        (changed(correlation_id="\ud800"), "half of a surrogate pair"),
        (changed(correction=5), "its correction is not a text"),
        (changed(correction="x" * 100_001), "its correction has 100001 characters"),
        (changed(withdrawal=[]), "its withdrawal is not an object"),
        (changed(withdrawal={"as": "gone", "reason": 5}), "its reason is not a text"),
        (changed(received_at="9999-01-01T00:00:00Z"), "is not between the years"),
        (changed(publish_at="9999-12-31T23:59:59Z"), "is not between the years"),
    ],
)
def test_what_is_no_record_is_refused_with_its_name_and_a_reason(
    stored: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableRevision, match=reason) as caught:
        Record.from_json(desk(1).key, stored)
    assert caught.value.revision == "desk-1"
    assert "revision desk-1 cannot be read: " in str(caught.value)


def test_a_record_needs_every_field() -> None:
    whole = json.loads(desk(1).to_json())
    for name in whole:
        rest = {other: value for other, value in whole.items() if other != name}
        with pytest.raises(UnreadableRevision, match=f"it has no '{name}'"):
            Record.from_json(desk(1).key, json.dumps(rest).encode())


def test_a_message_is_named_by_its_sha_256() -> None:
    assert message_digest(b"x") == hashlib.sha256(b"x").hexdigest()
