"""The probe against a site on this machine: what it takes for a front page, what it raises."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from broadsheet.adapters import front_page
from broadsheet.adapters.front_page import ask_for_front_page
from broadsheet.domain.problems import FrontPageUnreadable
from broadsheet.functions import probe as app
from broadsheet.site_file import load_site
from tests.functions.lambda_context import lambda_context

FRONT = "<title>Harbour &amp; Hill</title>"
TITLE = "Harbour & Hill"


@dataclass
class ProbedSite:
    """A site that answers what a test tells it to, and keeps who asked for what."""

    port: int = 0
    status: int = 200
    page: str = FRONT
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address, under a name that no resolver need know."""
        return f"http://d1.cloudfront.localhost:{self.port}"


@pytest.fixture
def site() -> Iterator[ProbedSite]:
    told = ProbedSite()

    class ProbedSiteHandler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.headers["Host"], self.path, self.headers["User-Agent"]))
            body = told.page.encode()
            self.send_response(told.status)
            if told.status == 301:
                self.send_header("Location", "/elsewhere")
                told.status = 200
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), ProbedSiteHandler) as server:
        told.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        server.shutdown()
        thread.join()


def test_a_reader_who_gets_the_front_page_is_no_trouble(site: ProbedSite) -> None:
    ask_for_front_page(site.url, TITLE)

    ((host, path, agent),) = site.asked
    assert (host, path) == (f"d1.cloudfront.localhost:{site.port}", "/")
    assert agent == f"Broadsheet/0.1 (+{site.url}; probe)"


def test_redirections_are_followed_as_readers_do(site: ProbedSite) -> None:
    site.status = 301
    ask_for_front_page(site.url, TITLE)
    assert [path for _, path, _ in site.asked] == ["/", "/elsewhere"]


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 502, 503, 504])
def test_an_error_of_the_edge_is_trouble(site: ProbedSite, status: int) -> None:
    site.status = status
    with pytest.raises(FrontPageUnreadable, match=f"answered {status}"):
        ask_for_front_page(site.url, TITLE)


@pytest.mark.parametrize("page", ["", "<title>This domain is for sale</title>"])
def test_a_page_of_somebody_else_is_trouble(site: ProbedSite, page: str) -> None:
    site.page = page
    with pytest.raises(FrontPageUnreadable, match="is not the front page of Harbour & Hill"):
        ask_for_front_page(site.url, TITLE)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://127.0.0.1", "nowhere", "https://x y"])
def test_a_site_that_cannot_be_reached_is_trouble(url: str) -> None:
    with pytest.raises(FrontPageUnreadable, match="cannot be read"):
        ask_for_front_page(url, TITLE)


def test_a_certificate_that_does_not_hold_is_trouble(site: ProbedSite) -> None:
    """A site that speaks no TLS is what one with a wrong certificate is: none that is trusted."""
    with pytest.raises(FrontPageUnreadable, match="cannot be read"):
        ask_for_front_page(site.url.replace("http:", "https:"), TITLE)


def test_an_answer_that_does_not_come_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_page, "TIMEOUT_SECONDS", 0.05)
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent,
        pytest.raises(FrontPageUnreadable, match="cannot be read"),
    ):
        ask_for_front_page(f"http://127.0.0.1:{silent.server_port}", TITLE)


def test_the_handler_raises_what_the_alarm_counts(
    site: ProbedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = json.loads(Path("events/probe-schedule.json").read_text("utf-8"))
    monkeypatch.setenv("SITE_URL", site.url)
    site.page = f"<title>{load_site().title}</title>"
    app.handler(event, lambda_context())

    site.status = 403
    with pytest.raises(FrontPageUnreadable, match="answered 403 Forbidden"):
        app.handler(event, lambda_context())
