"""Two editors at the same moment, with real threads on moto: one revision, or one article."""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from broadsheet.adapters.s3.log import S3Log
from broadsheet.domain.identity import made_id
from broadsheet.domain.keys import message_digest
from tests.adapters.stores import log_in
from tests.domain.records import desk
from tests.formats.items import ITEM
from tests.functions.handlers import CONTRIBUTOR, ask, wire_handlers

ITEMS = [f"bridge-{number}" for number in range(10)]
ROUNDS = 4


def send(operation: str, article: str, document: dict[str, Any], **headers: str) -> dict[str, Any]:
    return ask(operation, document | {"id": article}, article, None, **headers)


@pytest.fixture
def _often() -> Iterator[None]:
    """Let threads take turns a thousand times as often as usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_often", "whole_requests")
def test_of_two_changes_over_one_revision_exactly_one_wins(
    monkeypatch: pytest.MonkeyPatch, bucket: str, table: str
) -> None:
    wire_handlers(monkeypatch, bucket, table)
    together = Barrier(2)

    def save(article: str, over: str, headline: str) -> dict[str, Any]:
        together.wait()
        return send(
            "PUT /articles/{id}", article, ITEM | {"headline": headline}, If_Match=f'"{over}"'
        )

    with ThreadPoolExecutor(2) as editors:
        for article in ITEMS:
            assert send("POST /articles", article, ITEM)["statusCode"] == 201
            for number in range(1, ROUNDS + 1):
                saved = [editors.submit(save, article, f"desk-{number}", who) for who in "AB"]
                answers = [future.result() for future in saved]
                said = {answer["statusCode"]: json.loads(answer["body"]) for answer in answers}
                assert sorted(said) == [200, 412]
                assert said[200]["revision"] == f"desk-{number + 1}"
                assert f'If-Match: "desk-{number + 1}"' in said[412]["detail"]


@pytest.mark.usefixtures("_often", "whole_requests")
@pytest.mark.parametrize("days_ago", [None, 1, 30])
def test_of_two_identical_submissions_at_once_one_begins_the_article(
    monkeypatch: pytest.MonkeyPatch, bucket: str, table: str, days_ago: int | None
) -> None:
    """Also where the same bytes began one before, whose day is over."""
    wire_handlers(monkeypatch, bucket, table)
    log, together = log_in(bucket), Barrier(2)

    def submit(document: dict[str, Any]) -> dict[str, Any]:
        together.wait()
        return ask("POST /articles", document)

    with ThreadPoolExecutor(2) as editors:
        for headline in ITEMS:
            document = ITEM | {"headline": headline}
            before = set()
            if days_ago is not None:
                began_before(log, document, timedelta(days=days_ago))
                before = set(log.articles(""))
            answers = [
                future.result() for future in [editors.submit(submit, document) for _ in range(2)]
            ]
            assert sorted(answer["statusCode"] for answer in answers) == [200, 201]
            (article,) = {json.loads(answer["body"])["id"] for answer in answers}
            assert article not in before
    assert len(log.articles("")) == len(ITEMS) * (1 if days_ago is None else 2)


def began_before(log: S3Log, document: dict[str, Any], ago: timedelta) -> None:
    """Let an article stand in the log that the same bytes began some time ago."""
    body = json.dumps(document).encode()
    log.store_message(body, "application/json")
    record = replace(
        desk(1),
        article=made_id(CONTRIBUTOR, message_digest(body)),
        message=message_digest(body),
        received_at=datetime.now(UTC) - ago,
    )
    assert log.append(record)
