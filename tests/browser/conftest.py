"""Chromium, and an edition of the paper on the local AWS for it to read through the local CDN."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from broadsheet.site_file import load_site
from tests.browser.chromium import MISSING
from tests.browser.edition import publish_edition
from tests.browser.reading import STORIES
from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 10_000
"""Milliseconds until what should be seen is missed."""
_JSON = {"Content-Type": "application/json"}
_LONG_AGO = "2024-02-01T10:00:00Z"  # so that no list of the edition has another beginning


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that nothing was seen in a browser."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report, pytest.TestReport) and MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("NOT SEEN IN A BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests were skipped, since {MISSING}.", red=True)


@dataclass(frozen=True, slots=True)
class Edition:
    """Where the edition is read: each kind of page by its name."""

    site_url: str
    paths: dict[str, str]

    def __getitem__(self, name: str) -> str:
        """Give the address of a page."""
        return self.site_url + self.paths[name]


@pytest.fixture(scope="session")
def edition(chromium: str, stack: LocalStack) -> Edition:
    """Publish the edition, one story of it withdrawn, and wait until it can be read."""
    assert chromium
    mark = f"edition{datetime.now(UTC):%H%M%S}"
    paths = publish_edition(stack, mark)
    day = datetime.now(ZoneInfo(load_site().time_zone))
    return Edition(
        stack.reach.site_url,
        {
            "article": paths[0],
            "withdrawn": paths[-1],
            "history": f"{paths[1]}?history",
            "difference": f"{paths[1]}?history=desk-1..desk-2",
            "corrections": "/corrections/",
            "front": "/",
            "section": "/news/",
            "tag": f"/tags/{mark}/",
            "author": "/authors/eleni-markou/",
            "menu": "/menu/",
            "missing": "/news/never-was-aaaaaaaaaa",
            "own": "/corrections-policy/",
            "archive": "/archive/",
            "month": f"/{day:%Y/%m}/",
            "day": f"/{day:%Y/%m/%d}/",
        },
    )


@dataclass(slots=True)
class Watch:
    """What a browser complained of and asked for, while a test lasted."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Begin to watch a page."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self._heard(message.type, message.text))

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def strangers(self, site_url: str) -> set[str]:
        """Give the hosts besides the paper's own that anything was asked of."""
        asked = {urlsplit(url) for url in self.requests}
        return {url.netloc for url in asked if url.scheme != "data"} - {urlsplit(site_url).netloc}


@dataclass  # without slots: playwright writes into what it calls
class Held:
    """Keeps requests waiting until the test lets them go on."""

    routes: list[Route] = field(default_factory=list)

    def __call__(self, route: Route) -> None:
        """Take a request."""
        self.routes.append(route)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open pages in contexts of their own, each watched."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP} | options))
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch.over(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page], edition: Edition, watch: Watch) -> Iterator[Page]:
    """A page of a reader at a desk; whatever it does, no error and no request to anybody else."""
    page = new_page()
    yield page
    assert watch.strangers(edition.site_url) == set()
    assert watch.complaints == []


@pytest.fixture(scope="session")
def stories(chromium: str, stack: LocalStack) -> Edition:
    """Publish the stories, those with a correction twice, and wait until they can be read."""
    assert chromium
    mark = f"reading{datetime.now(UTC):%H%M%S}"
    paths: dict[str, str] = {}
    for name, story in STORIES.items():
        document = {"id": f"{mark}-{name}", "publish_at": _LONG_AGO} | story
        correction = document.pop("correction", None)
        answer = stack.api("POST", "/articles", json.dumps(document).encode(), _JSON)
        assert answer.status == 201, answer.text
        paths[name] = urlsplit(str(answer.json()["url"])).path
        if correction:
            body = json.dumps(document | {"correction": correction}).encode()
            headers = _JSON | {"If-Match": '"desk-1"'}
            answer = stack.api("PUT", f"/articles/{document['id']}", body, headers)
            assert answer.status == 200, answer.text
    for name, path in paths.items():
        said = str(STORIES[name].get("correction", ""))[:20]
        eventually(lambda: said in stack.site_get(path).text, f"{path} can be read")  # noqa: B023
        eventually(lambda: stack.site_get(path).status == 200, f"{path} can be read")  # noqa: B023
    return Edition(stack.reach.site_url, paths)


@pytest.fixture
def read(new_page: Callable[..., Page], stories: Edition) -> Callable[..., Page]:
    def open_story(name: str, width: int = 1280, **options: object) -> Page:
        page = new_page(viewport={"width": width, "height": 800}, **options)
        page.add_init_script(AXE)
        page.goto(stories[name])
        return page

    return open_story
