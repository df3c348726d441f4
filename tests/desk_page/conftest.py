"""Chromium at the desk of a paper in memory."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from broadsheet.pages.assets import DESK_STYLESHEET, asset
from commands.packaging.desk import bundle_desk
from tests.browser.conftest import AXE, DESKTOP, Watch
from tests.desk_page.paper_server import PASSWORD, PaperServer, paper_server

PATIENT = 40_000
"""Milliseconds until what should be seen is missed, on however busy a machine."""


@pytest.fixture(scope="session", autouse=True)
def _made() -> None:
    """Make what the page is served with before any test waits for it."""
    bundle_desk()
    expect.set_options(timeout=PATIENT)
    asset(DESK_STYLESHEET)  # it names the face, which is cast here, for longer than a page waits


@pytest.fixture
def paper() -> Iterator[PaperServer]:
    """A paper of its own for each test."""
    with paper_server() as paper:
        yield paper


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def open_desk(browser: Browser, paper: PaperServer, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open the desk's page in a browser of its own, as somebody or before signing in."""
    contexts = []

    def open_page(account: str | None = "anna", route: str = "", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP, "locale": "en-GB"} | options))
        contexts.append(context)
        context.set_default_timeout(PATIENT)
        page = context.new_page()
        watch.over(page)
        page.add_init_script(AXE)
        page.goto(f"{paper.site_url}/desk/{route}")
        if account:
            sign_in(page, account)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, account: str, password: str = PASSWORD) -> None:
    """Sign in by the page of managed login, whichever way the desk leads there."""
    if "/oauth2/authorize" not in page.url:
        page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill(account)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation").first).to_be_visible()
