"""Headlines are set in the display face, and nothing moves when it comes."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page

from broadsheet.foundry.display_face import FAMILY
from tests.browser.conftest import Edition

FACE = "**/static/display.*.woff2"
MAY_MOVE = 2
"""Pixels."""
PLACES = """() => Object.fromEntries(["h1", ".standfirst", ".body p"].map(selector => {
  const {top, height} = document.querySelector(`main ${selector}`).getBoundingClientRect();
  return [selector, [top + scrollY, height]];
}))"""


def faces_of(page: Page, selector: str) -> set[str]:
    """Give the faces that Chromium has set the text of an element in."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"] for font in fonts}


def wait_for_faces(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => null)")


def open_without(new_page: Callable[..., Page], address: str, **options: object) -> Page:
    page = new_page(**options)
    page.route(FACE, lambda route: route.abort())
    page.goto(address)
    wait_for_faces(page)
    return page


@pytest.mark.parametrize("selector", ["h1", ".nameplate a"])
def test_headlines_and_nameplate_are_in_the_face(
    new_page: Callable[..., Page], edition: Edition, selector: str
) -> None:
    page = new_page()
    page.goto(edition["article"])
    wait_for_faces(page)
    assert faces_of(page, selector) == {FAMILY}
    assert FAMILY not in faces_of(page, ".body p")


def test_greek_and_turkish_headlines_are_in_the_face(
    new_page: Callable[..., Page], edition: Edition
) -> None:
    page = new_page()
    page.goto(edition["article"])
    page.evaluate(
        "text => document.querySelector('h1').textContent = text",
        "Η Ύδρα ψηφίζει προϋπολογισμό – İstanbul’da ışık, Şişli’de çağrı",
    )
    wait_for_faces(page)
    assert faces_of(page, "h1") == {FAMILY}


def test_arabic_headlines_are_in_the_readers_own_face(
    new_page: Callable[..., Page], edition: Edition
) -> None:
    page = new_page()
    page.goto(edition["article"])
    page.evaluate("document.querySelector('h1').textContent = 'المجلسيصوت'")
    wait_for_faces(page)
    assert FAMILY not in faces_of(page, "h1")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_face_comes(
    new_page: Callable[..., Page], edition: Edition, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    before = open_without(new_page, edition["article"], viewport=viewport)
    assert FAMILY not in faces_of(before, "h1")
    after = new_page(viewport=viewport)
    after.goto(edition["article"])
    wait_for_faces(after)
    assert moved(before.evaluate(PLACES), after.evaluate(PLACES)) == {}


def moved(before: Mapping[str, list[float]], after: Mapping[str, list[float]]) -> dict[str, object]:
    return {
        name: (before[name], after[name])
        for name in before
        if any(abs(a - b) > MAY_MOVE for a, b in zip(before[name], after[name], strict=True))
    }
