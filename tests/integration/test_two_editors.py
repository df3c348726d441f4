"""Two editors who save over one revision at the same moment, with real threads on moto."""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.formats.items import ITEM
from tests.functions.handlers import ask, wire_handlers

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
