"""Two editors who save over one revision at the same moment, with real threads on moto."""

import base64
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from functions.submit import app

ARTICLES = [f"bridge-{number}" for number in range(10)]
ROUNDS = 4
ARTICLE = {"headline": "Bridge", "section": "news", "body": "Open."}


def ask(article: str, document: dict[str, Any], **headers: str) -> dict[str, Any]:
    """Send a request as API Gateway would: a change if it names what it is based on."""
    method, path = ("PUT", "/articles/{id}") if headers else ("POST", "/articles")
    event = {
        "httpMethod": method,
        "resource": path,
        "pathParameters": {"id": article} if headers else None,
        "headers": {"Content-Type": "application/json"}
        | {name.replace("_", "-"): value for name, value in headers.items()},
        "queryStringParameters": None,
        "requestContext": {"requestId": "r-1", "identity": {"userArn": "arn:aws:iam::1:user/a"}},
        "body": base64.b64encode(json.dumps(document | {"id": article}).encode()).decode(),
        "isBase64Encoded": True,
    }
    return app.handler(event, None)


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
    monkeypatch.setenv("BUCKET", bucket)
    monkeypatch.setenv("TABLE", table)
    monkeypatch.setenv("SITE_URL", "https://paper.example")
    app.desk.cache_clear()
    together = Barrier(2)

    def save(article: str, over: str, headline: str) -> dict[str, Any]:
        together.wait()
        return ask(article, ARTICLE | {"headline": headline}, If_Match=f'"{over}"')

    with ThreadPoolExecutor(2) as editors:
        for article in ARTICLES:
            assert ask(article, ARTICLE)["statusCode"] == 201
            for number in range(1, ROUNDS + 1):
                saved = [editors.submit(save, article, f"desk-{number}", who) for who in "AB"]
                answers = [future.result() for future in saved]
                said = {answer["statusCode"]: json.loads(answer["body"]) for answer in answers}
                assert sorted(said) == [200, 412]
                assert said[200]["revision"] == f"desk-{number + 1}"
                assert f'If-Match: "desk-{number + 1}"' in said[412]["detail"]
