from datetime import datetime

import pytest

from broadsheet.functions import render
from broadsheet.pages.response import HTML, Request, Response, document
from tests.functions.lambda_context import lambda_context

EVENT = {
    "rawPath": "/news/",
    "rawQueryString": "",
    "headers": {},
    "requestContext": {"http": {"method": "GET"}},
}


class OnePagePaper:
    def page(self, request: Request, now: datetime) -> Response:
        assert now.utcoffset() is not None
        page = document(200, request.path, HTML, "no-store")
        return Response(page.status, page.headers, page.body, correlation_id="request-1")


def test_an_event_becomes_a_page_and_a_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(render, "newspaper", OnePagePaper)
    answer = render.handler(EVENT, lambda_context())
    assert (answer["statusCode"], answer["body"]) == (200, "/news/")
    (record,) = caplog.records
    fields = {name: record.__dict__[name] for name in ("path", "status", "correlation_id")}
    assert fields == {"path": "/news/", "status": 200, "correlation_id": "request-1"}


def test_the_paper_is_made_once_of_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    render.newspaper.cache_clear()
    for name, text in [
        ("BUCKET", "a-bucket"),
        ("TABLE", "a-table"),
        ("AWS_DEFAULT_REGION", "eu-south-1"),
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
    ]:
        monkeypatch.setenv(name, text)
    assert render.newspaper() is render.newspaper()
    render.newspaper.cache_clear()
