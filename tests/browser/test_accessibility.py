"""axe finds nothing in any kind of page: both directions, both schemes, letters twice as large.

The pages are of the paper in memory, with pictures, so that there is one in Arabic, and one that
fails.
"""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from broadsheet.pages.scripts import direction_of
from tests.browser.answering import Answers
from tests.browser.conftest import AXE
from tests.browser.reading import STORIES
from tests.browser.test_pages import violations
from tests.pages.illustrated import IllustratedPaper
from tests.pages.whole_paper import WholePaper, site_in
from tests.paper import SITE_URL

STATUSES = {"missing": 404, "withdrawn": 410, "failure": 500}
DESK, HAND = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=800)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
TWICE = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture(scope="module", params=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def paper(language: str) -> WholePaper:
    return IllustratedPaper(site_in(language))


@pytest.fixture(scope="module")
def addresses(paper: WholePaper) -> dict[str, str]:
    """A page of every kind, and the stories that are hard to set."""
    return paper.pages | {name: paper.stories[name].path for name in STORIES}


@pytest.fixture(scope="module")
def page(browser: Browser, paper: WholePaper) -> Iterator[Page]:
    """A page of a reader of this paper, with axe in it."""
    context = browser.new_context()
    context.route("**/*", Answers(paper))
    page = context.new_page()
    page.add_init_script(AXE)
    yield page
    context.close()


def faults_in(page: Page) -> dict[str, list[str]]:
    """Ask axe in both schemes, at a desk and with large letters in a hand; what it has found."""
    found = {}
    for size in (DESK, HAND):
        page.set_viewport_size(size)
        if size is HAND:
            page.evaluate(TWICE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found[f"{scheme}, {size['width']} pixels"] = violations(page)
    return {how: faults for how, faults in found.items() if faults}


def test_axe_finds_nothing(page: Page, addresses: dict[str, str]) -> None:
    found = {}
    for name, address in addresses.items():
        response = page.goto(SITE_URL + address)
        assert response
        assert response.status == STATUSES.get(name, 200), name
        found[name] = faults_in(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_nothing_in_the_open_menu(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{SITE_URL}/")
    page.click(".masthead .opener")
    expect(page.locator("dialog .card")).to_have_count(10)
    assert faults_in(page) == {}


def test_what_is_faint_in_one_scheme_would_be_found(page: Page) -> None:
    page.goto(f"{SITE_URL}/")
    page.evaluate("document.querySelector('h2').style.color = 'light-dark(#777, #fff)'")
    page.evaluate("document.documentElement.style.colorScheme = 'light dark'")
    assert {how.partition(",")[0] for how in faults_in(page)} == {"light"}


def test_the_papers_are_of_both_directions(page: Page, language: str) -> None:
    page.goto(f"{SITE_URL}/")
    root = page.locator("html").evaluate("root => [root.lang, getComputedStyle(root).direction]")
    assert root == [language, direction_of(language)]
