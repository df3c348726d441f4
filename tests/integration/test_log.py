"""The log on S3: nothing in it is ever overwritten, and what fails says whether to try again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.log import S3Log
from broadsheet.domain.keys import message_digest, record_key
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import LogReading
from tests.adapters.stores import log_in

RECORD = Record(
    article="bridge",
    name=RevisionName.of_desk(1),
    based_on=(),
    message=message_digest(b"{}"),
    digest="d",
    content_type="application/json",
    contributor="anna",
    received_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    correlation_id="r-1",
)


@pytest.fixture
def log(bucket: str) -> S3Log:
    return log_in(bucket)


def test_several_messages_are_read_those_that_there_are(log: S3Log) -> None:
    kept = {message_digest(body): body for body in (b"1", b"2", b"3")}
    for body in kept.values():
        log.store_message(body, "application/json")
    assert log.read_messages([*kept, message_digest(b"4")]) == kept
    assert log.read_messages([]) == {}


def test_a_message_is_kept_byte_for_byte_and_once(log: S3Log, bucket: str) -> None:
    log.store_message(b"\x00\xff", "application/json")
    log.store_message(b"\x00\xff", "application/json")
    assert log.message(message_digest(b"\x00\xff")) == b"\x00\xff"
    versions = s3_client().list_object_versions(Bucket=bucket)["Versions"]
    assert len(versions) == 1


def test_a_message_that_is_not_there_is_a_key_error(log: S3Log) -> None:
    with pytest.raises(KeyError):
        log.message("0" * 64)


def test_a_record_is_written_where_none_stands_and_never_over_one(log: S3Log) -> None:
    assert log.append(RECORD)
    assert not log.append(replace(RECORD, contributor="ben"))
    assert log.read("bridge") == LogReading((RECORD,))


@pytest.mark.usefixtures("whole_requests")
def test_of_many_writers_at_once_exactly_one_wins(log: S3Log) -> None:
    writers = [replace(RECORD, contributor=f"writer {number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(log.append, writers))
    assert won.count(True) == 1
    assert log.read("bridge").records[0] == writers[won.index(True)]


def test_the_records_of_an_article_are_its_own(log: S3Log) -> None:
    records = [replace(RECORD, name=RevisionName.of_desk(number)) for number in range(1, 4)]
    for record in [*records, replace(RECORD, article="bridge-2")]:
        assert log.append(record)
    assert log.read("bridge") == LogReading(tuple(records))
    assert log.read("bri") == LogReading(())


def test_articles_are_listed_by_how_their_ids_begin(log: S3Log) -> None:
    assert log.articles("bri") == frozenset()
    for article in ("bridge", "bridge-2", "brink", "abridged"):
        assert log.append(replace(RECORD, article=article))
        assert log.append(replace(RECORD, article=article, name=RevisionName.of_desk(2)))
    assert log.articles("bridge") == {"bridge", "bridge-2"}
    assert log.articles("bri") == {"bridge", "bridge-2", "brink"}


def test_a_listing_of_more_than_a_page_is_read_to_its_end(
    log: S3Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        log.append(replace(RECORD, name=RevisionName.of_desk(number)))
    paginator = s3_client().get_paginator("list_objects_v2")
    paginate = paginator.paginate

    class InTwos:
        def paginate(self, **options: Any) -> Any:
            return paginate(**options, PaginationConfig={"PageSize": 2})

    monkeypatch.setattr(s3_client(), "get_paginator", lambda _: InTwos())
    assert len(log.read("bridge").records) == 5


@pytest.mark.parametrize(
    "stored", [b"", b"[]", b"{", b'{"article": "bridge"}', b"\xff", b"[" * 9**5]
)
def test_what_is_no_record_is_named(log: S3Log, bucket: str, stored: bytes) -> None:
    s3_client().put_object(Bucket=bucket, Key=RECORD.key, Body=stored)
    (error,) = log.read("bridge").unreadable
    assert "desk-1" in str(error)


def test_the_record_of_another_key_is_not_believed(log: S3Log, bucket: str) -> None:
    key = record_key("bridge", RevisionName.of_desk(2))
    s3_client().put_object(Bucket=bucket, Key=key, Body=RECORD.to_json())
    (error,) = log.read("bridge").unreadable
    assert "another key" in str(error)


def client_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "PutObject")


class Failing:
    """An S3 client whose writes fail in turn."""

    def __init__(self, *errors: Exception | None) -> None:
        self.errors = iter(errors)
        self.calls = 0

    def put_object(self, **_: Any) -> None:
        self.calls += 1
        error = next(self.errors)
        if error:
            raise error


def log_of(client: Failing) -> S3Log:
    stand_in: Any = client
    return S3Log(Bucket("articles", lambda: stand_in))


def test_when_two_write_at_once_the_loser_looks_again() -> None:
    client = Failing(client_error("ConditionalRequestConflict"), None)
    assert log_of(client).append(RECORD)
    assert client.calls == 2


@pytest.mark.parametrize(
    "error",
    [client_error("SlowDown"), EndpointConnectionError(endpoint_url="https://s3.example")],
)
def test_what_may_pass_is_told_apart(error: Exception) -> None:
    with pytest.raises(StoreUnavailable):
        log_of(Failing(error)).append(RECORD)


def test_what_will_not_pass_is_not_hidden() -> None:
    with pytest.raises(ClientError, match="AccessDenied"):
        log_of(Failing(client_error("AccessDenied"))).append(RECORD)
