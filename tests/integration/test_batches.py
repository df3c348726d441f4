"""A batch of the queue: one message that never ends keeps none of the others, and is told of."""

import json
import signal
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest

from broadsheet.domain.head import Head
from broadsheet.functions import index
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.time_shares import TimeShares
from tests.adapters.stores import index_in
from tests.functions.handlers import ask, message, notice, record_key, wire_handlers
from tests.functions.lambda_context import lambda_context

NAMES = [f"story-{number}" for number in range(9)]
STUCK = NAMES[4]


@pytest.fixture(autouse=True)
def _functions(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    wire_handlers(monkeypatch, bucket, table)
    for name in NAMES:
        document = {"id": name, "headline": name, "section": "news", "body": "Open."}
        assert ask("POST /articles", document)["statusCode"] == 201


def batch(*delivered_before: str) -> dict[str, Any]:
    """Every article's notice; some were delivered before."""
    records = [message(name, notice(record_key(name))) for name in NAMES]
    for record in records:
        count = "2" if record["messageId"] in delivered_before else "1"
        record["attributes"] = {"ApproximateReceiveCount": count}
    return {"Records": records}


def failed(answered: Any) -> list[str]:
    return [each["itemIdentifier"] for each in answered["batchItemFailures"]]


def visible(table: str) -> set[str]:
    before = datetime(2100, 1, 1, tzinfo=UTC)
    return {card.article for card in index_in(table).cards_before("all", before, 100)}


def busy(*_: Any) -> None:
    while True:
        pass


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles in the order in which their indexing was begun."""
    names: list[str] = []
    real = Indexer.index

    def index_article(indexer: Indexer, article: str) -> Head:
        names.append(article)
        return real(indexer, article)

    monkeypatch.setattr(Indexer, "index", index_article)
    return names


@pytest.fixture(params=[busy, lambda *_: Event().wait()], ids=["busy", "waiting"])
def stuck(
    begun: list[str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """One article's indexing never ends, and its share ends meanwhile; no other's does."""
    real = Indexer.index

    def index_article(indexer: Indexer, article: str) -> Head:
        head = real(indexer, article) if article != STUCK else None
        if head is None:
            begun.append(article)
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            request.param()
        assert head
        return head

    monkeypatch.setattr(Indexer, "index", index_article)
    monkeypatch.setattr(TimeShares, "next_share", lambda _: 3_600.0)
    return begun


def test_a_message_that_never_ends_fails_alone_and_is_told_at_its_article(
    stuck: list[str], table: str
) -> None:
    assert failed(index.handler(batch(), lambda_context())) == [STUCK]
    assert stuck == NAMES
    assert visible(table) == set(NAMES) - {STUCK}
    report = json.loads(ask("GET /articles/{id}", article=STUCK)["body"])
    assert report["fault"]["revision"] == "desk-1"
    assert "in its share of the time" in report["fault"]["reason"]


def test_a_message_that_was_delivered_before_goes_last(begun: list[str]) -> None:
    assert failed(index.handler(batch("story-0", "story-4"), lambda_context())) == []
    assert begun == [*NAMES[1:4], *NAMES[5:], "story-0", "story-4"]


def test_without_time_nothing_is_begun_and_everything_comes_again(table: str) -> None:
    answered = index.handler(batch(), lambda_context(milliseconds_left=15_000))
    assert failed(answered) == NAMES
    assert visible(table) == set()
    report = json.loads(ask("GET /articles/{id}", article="story-0")["body"])
    assert report["fault"] is None
