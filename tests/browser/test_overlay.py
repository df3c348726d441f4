"""The menu over the page: by mouse, by keyboard alone, and when it cannot be had."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Edition, Held, Watch

OPENER = ".masthead .opener"
FOCUS_IS_INSIDE = "document.querySelector('dialog').contains(document.activeElement)"
SCROLL = "[scrollX, scrollY]"


def overlay_of(page: Page) -> Locator:
    return page.locator("dialog.overlay")


def click_outside(page: Page) -> None:
    page.mouse.click(40, 400)


WAYS_OUT: dict[str, Callable[[Page], None]] = {
    "CLOSE": lambda page: page.get_by_role("button", name="CLOSE", exact=True).click(),
    "X": lambda page: page.get_by_role("button", name="X, close the menu").click(),
    "Escape": lambda page: page.keyboard.press("Escape"),
    "outside": click_outside,
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_the_menu_opens_over_the_page_and_closes(page: Page, edition: Edition, way: str) -> None:
    page.goto(edition["article"])
    page.click(OPENER)
    overlay = overlay_of(page)
    expect(overlay).to_be_visible()
    expect(overlay.get_by_role("link", name="Culture", exact=True)).to_have_attribute(
        "href", "/culture/"
    )
    expect(overlay.get_by_role("heading", name="Latest headlines")).to_be_visible()
    expect(overlay.locator(".card")).to_have_count(10)
    expect(overlay.locator(".loading")).to_be_hidden()
    assert page.evaluate(FOCUS_IS_INSIDE)
    WAYS_OUT[way](page)
    expect(overlay).to_be_hidden()
    expect(page.locator(OPENER)).to_be_focused()
    assert page.url == edition["article"]


def test_it_says_that_it_loads_for_as_long_as_it_does(page: Page, edition: Edition) -> None:
    held = Held()
    page.route("**/menu/", held)
    page.goto(edition["front"])
    page.click(OPENER)
    loading = overlay_of(page).get_by_text("Loading...", exact=True)
    expect(loading).to_be_visible()
    expect(overlay_of(page).locator(".card")).to_have_count(0)
    held.routes[0].continue_()
    expect(overlay_of(page).locator(".card")).to_have_count(10)
    expect(loading).to_be_hidden()


def test_it_is_fetched_once_for_a_while(page: Page, edition: Edition, watch: Watch) -> None:
    page.goto(edition["front"])
    for _ in range(2):
        page.click(OPENER)
        expect(overlay_of(page).locator(".card")).to_have_count(10)
        page.keyboard.press("Escape")
    assert watch.requests.count(edition["menu"]) == 1


def test_the_keyboard_alone_is_enough(page: Page, edition: Edition) -> None:
    page.goto(edition["article"])
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator(OPENER)).to_be_focused()
    page.keyboard.press("Enter")
    overlay = overlay_of(page)
    close = overlay.get_by_role("button", name="CLOSE", exact=True)
    expect(close).to_be_focused()
    expect(overlay.locator(".card")).to_have_count(10)
    stops = overlay.locator("a:visible, button:visible").count()
    assert stops == 2 + 7 + 10 + 10
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_INSIDE)
    expect(close).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(overlay.get_by_role("button", name="X, close the menu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(overlay).to_be_hidden()
    expect(page.locator(OPENER)).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(overlay.get_by_role("link", name="Politics", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/politics/")


def test_the_page_beneath_neither_scrolls_nor_jumps(page: Page, edition: Edition) -> None:
    page.goto(edition["front"])
    page.evaluate("scrollTo(0, 700)")
    left = page.locator("main").bounding_box()
    # From where the reader is; the masthead's own link is out of sight.
    page.evaluate(f"document.querySelector({OPENER!r}).focus({{preventScroll: true}})")
    page.keyboard.press("Enter")
    expect(overlay_of(page).locator(".card")).to_have_count(10)
    assert page.locator("main").bounding_box() == left
    page.mouse.move(100, 400)
    page.mouse.wheel(0, 500)
    page.keyboard.press("PageDown")
    overlay_of(page).hover()
    page.mouse.wheel(0, 5000)
    page.wait_for_function("document.querySelector('dialog').scrollTop > 0")
    assert page.evaluate(SCROLL) == [0, 700]
    page.keyboard.press("Escape")
    expect(overlay_of(page)).to_be_hidden()
    assert page.evaluate(SCROLL) == [0, 700]
    assert page.locator("main").bounding_box() == left


@pytest.mark.parametrize("failure", ["aborted", "503", "another page"])
def test_a_menu_that_cannot_be_had_is_told_with_the_way_to_it(
    new_page: Callable[..., Page], edition: Edition, failure: str
) -> None:
    answers: dict[str, Callable[[Route], None]] = {
        "aborted": lambda route: route.abort(),
        "503": lambda route: route.fulfill(status=503, body="<main><p>Failed</p></main>"),
        "another page": lambda route: route.fulfill(body="<main>Hotel network: log in</main>"),
    }
    page = new_page()
    page.route("**/menu/", answers[failure])
    page.goto(edition["article"])
    page.click(OPENER)
    overlay = overlay_of(page)
    expect(overlay.get_by_text("The menu could not be loaded.")).to_be_visible()
    expect(overlay.locator(".loading")).to_be_hidden()
    page.keyboard.press("Escape")
    page.unroute("**/menu/")
    page.click(OPENER)
    expect(overlay.locator(".card")).to_have_count(10)
    expect(overlay.locator(".failed")).to_be_hidden()
    page.reload()
    page.route("**/menu/", answers["aborted"])
    page.click(OPENER)
    expect(overlay.get_by_text("The menu could not be loaded.")).to_be_visible()
    page.unroute("**/menu/")
    overlay.get_by_role("link", name="Open the menu page").click()
    expect(page).to_have_url(edition["menu"])


def test_a_text_selected_from_the_inside_out_closes_nothing(page: Page, edition: Edition) -> None:
    page.goto(edition["article"])
    page.click(OPENER)
    expect(overlay_of(page).locator(".card")).to_have_count(10)
    overlay_of(page).locator(".rubric").first.hover()
    page.mouse.down()
    page.mouse.move(40, 400)
    page.mouse.up()
    expect(overlay_of(page)).to_be_visible()


def test_a_new_tab_is_a_page_of_its_own(page: Page, edition: Edition) -> None:
    page.goto(edition["article"])
    with page.context.expect_page() as opened:
        page.click(OPENER, modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(edition["menu"])
    expect(overlay_of(page)).to_be_hidden()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [390, 1280, 2000])
def test_close_stands_where_menu_was(
    new_page: Callable[..., Page], edition: Edition, width: int, direction: str
) -> None:
    page = new_page(viewport={"width": width, "height": 844})

    def goto(name: str) -> None:
        page.goto(edition[name])
        turn = f"for (const part of document.querySelectorAll('[dir]')) part.dir = '{direction}'"
        page.evaluate(turn)

    goto("menu")
    as_page = page.locator(OPENER).bounding_box()
    goto("article")
    menu = page.locator(OPENER).bounding_box()
    page.click(OPENER)
    expect(overlay_of(page).locator(".card")).to_have_count(10)
    overlay = overlay_of(page).locator(".close").bounding_box()
    for close in (as_page, overlay):
        assert close == pytest.approx(menu, abs=2)
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 5)")
    menu = page.locator(OPENER).bounding_box()
    page.locator(OPENER).dispatch_event("click")
    assert overlay_of(page).locator(".close").bounding_box() == pytest.approx(menu, abs=2)


@pytest.mark.parametrize("name", ["front", "section", "tag", "author", "missing", "withdrawn"])
def test_every_kind_of_page_has_it(
    new_page: Callable[..., Page], edition: Edition, name: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(edition[name])
    page.click(OPENER)
    expect(overlay_of(page).locator(".card")).to_have_count(10)
    page.mouse.click(5, 400)
    expect(overlay_of(page)).to_be_hidden()
