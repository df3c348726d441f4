"""axe finds nothing in any page of the desk: four languages, both schemes, desk and telephone."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.test_pages import TOO_LOW, violations
from tests.desk_page.paper_server import PaperServer

Opener = Callable[..., Page]
DESK, HAND = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
PLACES = {
    "list": "#/",
    "held": "#/list/held",
    "article": "#/articles/ferry",
    "scheduled": "#/articles/later",
    "withdrawn": "#/articles/gone",
    "history": "#/articles/ferry/history",
    "correct": "#/articles/ferry/correct",
    "new": "#/new",
    "pictures": "#/pictures",
    "missing": "#/nothing/is/here",
    "no article": "#/articles/nobody",
}
DIALOGS = {"withdraw": ("ferry", -1), "set a time": ("later", 1), "bring back": ("gone", 0)}
"""Whose page it is on, and which of its buttons opens it."""


def fill(paper: PaperServer) -> None:
    story = {"section": "news", "body": "It leaves at six.\n\nBring water.", "tags": ["Ferries"]}
    paper.api("POST /articles", story | {"id": "ferry", "headline": "The ferry is late"})
    article = paper.api("GET /articles/ferry")["article"]
    changed = article | {"body": "It leaves at seven.", "tags": ["Port"], "correction": "The hour."}
    paper.api("PUT /articles/ferry", changed, if_match='"desk-1"')
    later = {"id": "later", "headline": "Later", "publish_at": "2030-07-01T06:00:00Z"}
    paper.api("POST /articles", story | later)
    paper.api("POST /articles", story | {"id": "held", "headline": "Held", "publish_at": "hold"})
    paper.api("POST /articles", story | {"id": "gone", "headline": "It was not so"})
    paper.api("DELETE /articles/gone?reason=It+was+wrong.", if_match='"desk-1"')


def faults_in(page: Page) -> dict[str, list[str]]:
    """Ask axe in both schemes and at both sizes, and what is too low or wide for a hand."""
    found: dict[str, list[str]] = {}
    for size in (DESK, HAND):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[f"{scheme}, {size['width']} pixels"] = violations(page)
    found["too low"] = page.locator("a, button, input, select, summary").evaluate_all(TOO_LOW)
    width = page.evaluate("document.documentElement.scrollWidth")
    found["too wide"] = [f"{width} pixels"] if width > HAND["width"] else []
    page.set_viewport_size(DESK)
    return {how: faults for how, faults in found.items() if faults}


def go(page: Page, hash_: str) -> None:
    page.evaluate("location.hash = '#/nowhere'")
    page.evaluate("hash => { location.hash = hash }", hash_)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1).first).to_be_attached()


@pytest.fixture(params=["en", "el", "tr", "ar"])
def page(request: pytest.FixtureRequest, open_desk: Opener, paper: PaperServer) -> Page:
    """The desk, signed in, in each language."""
    fill(paper)
    page = open_desk("anna")
    page.locator(".language select").select_option(request.param)
    expect(page.locator("html")).to_have_attribute("lang", request.param)
    return page


def test_axe_finds_nothing(page: Page) -> None:
    found = {}
    for name, hash_ in PLACES.items():
        go(page, hash_)
        found[name] = faults_in(page)
    for name, (article, button) in DIALOGS.items():
        go(page, f"#/articles/{article}")
        page.locator(".deeds button").nth(button).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found[name] = faults_in(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_nothing_before_anybody_has_signed_in(open_desk: Opener) -> None:
    assert faults_in(open_desk(None)) == {}


def test_what_is_faint_would_be_found(open_desk: Opener) -> None:
    page = open_desk("anna")
    page.add_style_tag(content=":root { --soft: light-dark(#bbb, #a5ada9); }")
    go(page, "#/articles/nobody")
    page.add_style_tag(content="h1 { color: light-dark(#aaa, #fff) !important; }")
    assert {how.partition(",")[0] for how in faults_in(page)} == {"light"}
