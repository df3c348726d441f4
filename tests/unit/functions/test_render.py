import importlib.util
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from broadsheet.pages.response import HTML, Request, Response, document
from tests.functions.lambda_context import lambda_context

ROOT = Path(__file__).parents[3]
APP = ROOT / "functions" / "render" / "app.py"
EVENT = {
    "rawPath": "/news/",
    "rawQueryString": "",
    "headers": {},
    "requestContext": {"http": {"method": "GET"}},
}


@pytest.fixture
def app() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render_app", APP)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class OnePagePaper:
    def page(self, request: Request, now: datetime) -> Response:
        assert now.utcoffset() is not None
        page = document(200, request.path, HTML, "no-store")
        return Response(page.status, page.headers, page.body, correlation_id="request-1")


def test_an_event_becomes_a_page_and_a_line_in_the_log(
    app: ModuleType, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "newspaper", OnePagePaper)
    answer = app.handler(EVENT, lambda_context())
    assert (answer["statusCode"], answer["body"]) == (200, "/news/")
    (record,) = caplog.records
    fields = {name: record.__dict__[name] for name in ("path", "status", "correlation_id")}
    assert fields == {"path": "/news/", "status": 200, "correlation_id": "request-1"}


def test_the_paper_is_made_once_of_what_the_environment_says(
    app: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in [
        ("BUCKET", "a-bucket"),
        ("TABLE", "a-table"),
        ("AWS_DEFAULT_REGION", "eu-south-1"),
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
    ]:
        monkeypatch.setenv(name, text)
    assert app.newspaper() is app.newspaper()
