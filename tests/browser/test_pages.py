"""Every kind of page in a browser: whole, quiet, light, and within its width."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import AXE, Edition, Watch
from tests.page_limits import MOST_HEADERS, MOST_REQUESTS, MOST_UNPACKED

PAGES = (
    "article", "history", "difference", "corrections", "front", "section", "tag", "author", "menu",
    "missing", "withdrawn", "own", "archive", "month", "day",
)  # fmt: skip
STATUSES = {"missing": 404, "withdrawn": 410}
AXE_RUN = """axe.run({rules: {
  "color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true},
}}).then(results => results.violations)"""
"""Its usual rules, and two that it leaves to those who ask for them: contrast of 7 to 1 (WCAG 2.2,
1.4.6) and targets of 24 pixels (2.5.8)."""
BROKEN_WORDS = """selector => {
  const broken = [];
  for (const part of document.querySelectorAll(selector)) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
  }
  return broken;
}"""
"""Finds the words in some elements that do not stand on one line."""
TOO_LOW = """targets => targets
  .filter(target => target.checkVisibility())
  .filter(target => !target.closest(".body :is(p, li), .notice p, .skip, label"))
  .filter(target => target.getBoundingClientRect().height < 24)
  .map(target => target.outerHTML)"""
"""Finds targets that are too low for a finger; in a sentence they are as high as its lines."""
SCHEMES = ("light", "dark")
WIDTHS = (320, 390, 703, 704, 991, 992, 1280, 1600)


def violations(page: Page) -> list[str]:
    found = page.evaluate(AXE_RUN)
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.fixture
def open_with_axe(new_page: Callable[..., Page], edition: Edition) -> Callable[[str, str], Page]:
    def open_page(name: str, scheme: str) -> Page:
        page = new_page(color_scheme=scheme)
        page.add_init_script(AXE)  # the page's own policy lets no stranger's script in
        page.goto(edition[name])
        return page

    return open_page


def test_axe_finds_nothing_where_more_was_loaded(
    open_with_axe: Callable[[str, str], Page],
) -> None:
    page = open_with_axe("tag", "light")
    page.click(".pager .older")
    expect(page.get_by_role("status")).to_contain_text("More stories loaded")
    assert violations(page) == []


def test_axe_would_find_something(open_with_axe: Callable[[str, str], Page]) -> None:
    page = open_with_axe("article", "light")
    page.evaluate("document.querySelector('h1').replaceWith(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in violations(page))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_complains_of_nothing_and_asks_nobody_else(
    new_page: Callable[..., Page], edition: Edition, watch: Watch, name: str
) -> None:
    page = new_page()
    response = page.goto(edition[name], wait_until="networkidle")
    assert response
    assert response.status == STATUSES.get(name, 200)
    status = f"the server responded with a status of {response.status}"
    assert [said for said in watch.complaints if status not in said] == []
    assert watch.strangers(edition.site_url) == set()


@pytest.mark.parametrize("name", PAGES)
def test_no_width_makes_a_page_wider_than_the_window(
    new_page: Callable[..., Page], edition: Edition, name: str
) -> None:
    page = new_page()
    page.goto(edition[name])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_letters_of_twice_their_size_is_whole(
    new_page: Callable[..., Page], edition: Edition, name: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(edition[name])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        assert page.evaluate(BROKEN_WORDS, ".nameplate, .ears, .sections") == [], width


@pytest.mark.parametrize("name", PAGES)
def test_every_link_and_button_is_24_pixels_high(
    new_page: Callable[..., Page], edition: Edition, name: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(edition[name])
    assert page.locator("a, button, input, summary").evaluate_all(TOO_LOW) == []


def test_the_section_bar_shows_that_it_goes_on(
    new_page: Callable[..., Page], edition: Edition
) -> None:
    page = new_page(viewport={"width": 320, "height": 800})
    page.goto(edition["front"])
    bar = page.locator(".sections ul")
    assert bar.evaluate("bar => bar.scrollWidth > bar.clientWidth")

    def edge() -> bytes:
        box = bar.bounding_box()
        assert box
        clip = {"x": box["x"] + box["width"] - 4, "y": box["y"] + 2, "width": 4, "height": 4}
        return page.screenshot(clip=clip)  # type: ignore[arg-type]

    shaded = edge()
    bar.evaluate("bar => bar.scrollTo(bar.scrollWidth, 0)")
    assert edge() != shaded


def test_forced_colours_show_the_present_section(
    new_page: Callable[..., Page], edition: Edition
) -> None:
    page = new_page(forced_colors="active")
    page.goto(edition["section"])
    lines = page.locator(".sections a").evaluate_all(
        "links => links.map(link => getComputedStyle(link).borderBlockEndWidth)"
    )
    assert sorted(set(lines)) == ["0px", "3px"]
    assert lines.count("3px") == 1
    current = page.locator(".sections [aria-current]")
    assert current.evaluate("link => getComputedStyle(link).borderBlockEndWidth") == "3px"


def test_an_article_page_is_light_and_asks_little(
    new_page: Callable[..., Page], edition: Edition
) -> None:
    page, requests = new_page(), list[Request]()

    def count(request: Request) -> None:
        if not request.url.startswith("data:"):
            requests.append(request)

    page.on("request", count)
    page.goto(edition["article"], wait_until="networkidle")
    assert len(requests) <= MOST_REQUESTS, [request.url for request in requests]
    sizes = {request.url: request.sizes() for request in requests}
    bodies = sum(size["responseBodySize"] for size in sizes.values())
    assert bodies > 10_000
    assert bodies <= MOST_UNPACKED, sizes
    assert max(size["responseHeadersSize"] for size in sizes.values()) <= MOST_HEADERS, sizes


@pytest.mark.parametrize("scheme", SCHEMES)
def test_print_is_black_on_white(
    new_page: Callable[..., Page], edition: Edition, scheme: Literal["light", "dark"]
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(edition["article"])
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(
        "['backgroundColor', 'color'].map(name => getComputedStyle(document.documentElement)[name])"
    ) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    expect(page.locator(".body")).to_be_visible()
    for furniture in (".opener", ".latest", ".sections", ".colophon nav >> nth=0"):
        expect(page.locator(furniture)).to_be_hidden()


# Without JavaScript


@pytest.fixture
def plain_page(new_page: Callable[..., Page]) -> Page:
    return new_page(java_script_enabled=False)


def test_the_menu_is_a_page(plain_page: Page, edition: Edition) -> None:
    plain_page.goto(edition["article"])
    expect(plain_page.locator("dialog")).to_be_hidden()
    plain_page.click(".masthead .opener")
    expect(plain_page).to_have_url(edition["menu"])
    expect(plain_page.locator("main .card")).to_have_count(10)
    expect(plain_page.get_by_role("link", name="X, close the menu")).to_be_visible()
    plain_page.get_by_role("link", name="CLOSE", exact=True).click()
    expect(plain_page).to_have_url(edition["front"])


def test_a_list_goes_on_by_its_links(plain_page: Page, edition: Edition) -> None:
    plain_page.goto(edition["tag"])
    expect(plain_page.locator("main .card")).to_have_count(20)
    plain_page.get_by_role("link", name="Older stories").click()
    expect(plain_page.locator("main .card")).to_have_count(13)
    plain_page.get_by_role("link", name="Newer stories").click()
    expect(plain_page).to_have_url(edition["tag"])


def test_readers_find_what_an_article_said_before(plain_page: Page, edition: Edition) -> None:
    plain_page.goto(edition["corrections"])
    plain_page.get_by_role("link", name="A port without cranes").click()
    plain_page.get_by_role("link", name="History", exact=True).click()
    expect(plain_page.get_by_role("listitem").filter(has_text="First published")).to_have_count(1)
    plain_page.get_by_role("link", name="What it changed").last.click()
    expect(plain_page).to_have_url(edition["difference"])
    expect(plain_page.get_by_text("The rods came first.")).to_be_visible()
    for mark in ("ins", "del"):
        expect(plain_page.locator(f".body {mark}").first).to_be_visible()


def test_a_correction_leads_to_its_place_and_keeps_its_lines(
    plain_page: Page, edition: Edition
) -> None:
    lines = "quay to rent are 400.\nAn earlier version said 4,000."
    plain_page.goto(edition["corrections"])
    card = plain_page.locator(".card", has_text="A port without cranes")
    assert lines in card.inner_text()
    card.locator(".put-right a").click()
    place = plain_page.locator(":target")
    expect(place).to_be_in_viewport()
    assert lines in place.inner_text()
    plain_page.goto(edition["history"])
    assert lines in plain_page.locator(".put-right").inner_text()


def test_readers_compare_any_two_revisions(plain_page: Page, edition: Edition) -> None:
    plain_page.goto(edition["history"])
    plain_page.get_by_label("from this").nth(1).check()
    plain_page.get_by_role("button", name="Compare the two").click()
    expect(plain_page.get_by_role("heading", name="What changed")).to_be_visible()
    assert plain_page.url == f"{edition['history']}=&newer=desk-3&older=desk-2"
    expect(plain_page.locator(".body ins")).to_have_text("The anglers came after them.")
    expect(plain_page.locator(".body del")).to_have_count(0)


def test_an_article_is_whole(plain_page: Page, edition: Edition) -> None:
    plain_page.goto(edition["article"])
    for part in ("Four bridges close", "Eleni Markou", "This one has stopped keeping", "TAGS"):
        expect(plain_page.get_by_text(part).first).to_be_visible()
    expect(plain_page.locator(".latest .card")).to_have_count(5)
