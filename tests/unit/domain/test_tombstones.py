"""Tombstones: written, read back, never taken for a record, and one is enough."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.domain.head import Status, erased_head
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import Part, RevisionName
from broadsheet.domain.tombstones import (
    LogReading,
    Tombstone,
    messages_named,
    read_log_object,
    reading_of,
    write_tombstone,
)
from tests.domain import records

ERASED_AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
STONE = Tombstone("bridge", RevisionName.of_desk(3), ERASED_AT, "A court's order")


def test_a_tombstone_is_read_back_as_it_was_written() -> None:
    assert read_log_object(STONE.key, write_tombstone(STONE)) == STONE


def test_a_record_is_no_tombstone() -> None:
    record = records.desk(3)
    assert read_log_object(record.key, record.to_json()) == record


@pytest.mark.parametrize(
    "fields",
    [
        {"erased_at": "yesterday"},
        {"erased_at": None},
        {"article": "tunnel"},
        {"revision": "desk-4"},
    ],
)
def test_a_damaged_tombstone_is_set_aside(fields: dict[str, Any]) -> None:
    stored = json.dumps(json.loads(write_tombstone(STONE)) | fields).encode()
    with pytest.raises(UnreadableRevision, match="desk-3"):
        read_log_object(STONE.key, stored)


def test_one_tombstone_erases_the_article_whatever_else_stands_there() -> None:
    reading = reading_of([records.desk(1), STONE, UnreadableRevision("desk-2", "is damaged")])
    assert reading.is_erased
    assert not LogReading((records.desk(1),)).is_erased
    head = erased_head("k" * 10, reading)
    assert (head.article, head.revision, head.folded) == ("bridge", "desk-3", 3)
    assert (head.path, head.content, head.publish_at, head.lists) == (None, None, None, ())
    assert head.status(ERASED_AT) is Status.ERASED


def test_the_desk_s_newest_tombstone_names_the_head() -> None:
    wire = Tombstone("bridge", RevisionName(Part.WIRE, "9-x"), ERASED_AT)
    first = Tombstone("bridge", RevisionName.of_desk(1), ERASED_AT)
    for stones in ([STONE, wire, first], [first, wire, STONE]):
        assert erased_head("k" * 10, reading_of(stones)).revision == "desk-3"


def test_the_messages_of_an_object_are_named_also_where_it_is_damaged() -> None:
    record = records.desk(1, message="a" * 64, digest="b" * 64)
    assert messages_named(record.to_json()) == {"a" * 64}
    assert messages_named(record.to_json()[:-1]) == {"a" * 64, "b" * 64}
    assert messages_named(write_tombstone(STONE)) == frozenset()
    assert messages_named(b"\xff[") == frozenset()
