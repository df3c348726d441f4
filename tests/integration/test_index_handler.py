"""The index handler on moto: from S3's notices to the table, one message at a time."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.desk.requests import DeskRequest
from broadsheet.desk.wiring import wiring
from broadsheet.domain.head import Status
from broadsheet.domain.identity import article_key
from tests.adapters.stores import index_in
from tests.functions.handlers import deliver, message, notice, record_key, wire_handlers

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _functions(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    wire_handlers(monkeypatch, bucket, table)


@pytest.fixture
def paper(table: str) -> IndexTable:
    return index_in(table)


def post(article: str, now: datetime = NOW, **fields: Any) -> None:
    document = {"id": article, "headline": "Bridge", "section": "news", "body": "Open."} | fields
    request = DeskRequest(
        operation="POST /articles", path_id="", query={},
        headers={"content-type": "application/json"},
        body=json.dumps(document).encode(), contributor="anna", correlation_id=f"r-{article}",
    )  # fmt: skip
    assert wiring("https://paper.example").desk.submit(request, now).is_new


def written(*articles: str) -> dict[str, Any]:
    return notice(*map(record_key, articles))


def test_an_article_that_was_stored_is_found_by_its_key(paper: IndexTable) -> None:
    post("bridge", tags=["Cyprus"])
    assert deliver(message("m1", written("bridge"))) == []
    head = paper.head(article_key("bridge"))
    assert head
    assert head.status(NOW) is Status.PUBLISHED
    assert head.correlation_id == "r-bridge"
    (card,) = paper.cards_before("tag#cyprus", NOW + timedelta(seconds=1), 9)
    assert (card.article, card.name) == ("bridge", "Cyprus")


def test_a_message_that_fails_blocks_no_other(paper: IndexTable, bucket: str) -> None:
    post("bridge")
    post("tunnel")
    s3_client().put_object(Bucket=bucket, Key="articles/bad/desk/00000001.json", Body=b"{")
    failed = deliver(
        message("good 1", written("bridge")),
        message("bad", written("bad")),
        message("no event", "not json"),
        message("stray", {"Records": [{"eventTime": "x", "s3": {"object": {"key": "articles/"}}}]}),
        message("test", {"Service": "Amazon S3", "Event": "s3:TestEvent"}),
        message("good 2", written("tunnel")),
    )
    assert failed == ["bad", "no event", "stray"]
    assert paper.head(article_key("bridge"))
    assert paper.head(article_key("tunnel"))
    head, fault = paper.head_and_fault("bad")
    assert head is None
    assert fault
    assert "cannot be read" in fault.reason


def test_a_batch_that_fails_whole_is_delivered_again_whole() -> None:
    assert deliver(message("a", "{"), message("b", "{")) == ["a", "b"]


def test_redelivery_changes_nothing(table: str) -> None:
    post("bridge", tags=["Cyprus"])
    deliver(message("m1", written("bridge")))
    before = dynamodb_client().scan(TableName=table)["Items"]
    assert (
        deliver(message("m1", written("bridge", "bridge")), message("m2", written("bridge"))) == []
    )
    assert dynamodb_client().scan(TableName=table)["Items"] == before


def test_the_largest_card_is_a_few_kilobytes_and_the_largest_article_moves(table: str) -> None:
    post(
        "a" * 128,
        headline="😀" * 300,
        standfirst="😀" * 600,
        slug="s" * 80,
        tags=["😀" * 60, "t" * 60],
        byline=["😀" * 120],
        label="😀" * 30,
    )
    assert deliver(message("m1", written("a" * 128))) == []
    cards = [
        item
        for item in dynamodb_client().scan(TableName=table)["Items"]
        if item["pk"]["S"].startswith("LIST#")
    ]
    assert len(cards) == 8
    for card in cards:
        # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
        assert sum(len(name) + len(value["S"].encode()) for name, value in card.items()) < 5_000
