"""Pictures in a browser: in the format that it takes, as wide as it needs, and nothing jumps.

The pages are of the paper in memory with pictures that weigh what photographs weigh. That a browser
takes no AVIF is played by naming a type that this one does not know: what decides is the same, that
a ``source`` of an unknown type is passed over (HTML, 4.8.4.3.3). It proves that the page leads
every browser to a format that it takes, and that WebP and JPEG are shown, since Chromium shows
them; it proves nothing of how another browser paints them.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.answering import Answers
from tests.browser.conftest import Held
from tests.page_limits import MOST_REQUESTS, MOST_WITH_LEAD
from tests.pages.illustrated import IllustratedPaper
from tests.pages.photographs import LANDSCAPE, PANORAMA, PORTRAIT
from tests.pages.whole_paper import site_in
from tests.paper import SITE_URL

HAND, DESK = 390, 1280
WIDTHS = (320, 390, 703, 704, 991, 992, 1200, 1280, 1600)
PICTURED = ("front", "section", "day", "illustrated", "lead", "paired", "small lead")
FORMATS = {"avif": (), "webp": ("image/avif",), "jpg": ("image/avif", "image/webp")}
"""The format that is taken, by the types that the browser does not know."""
OBSERVE = """
window.shifts = []; window.paints = [];
new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push(e.startTime)))
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => paints.push(
  e.element?.closest("figure.shot, .lead .shot") ? e.element.tagName : e.element?.outerHTML)))
  .observe({type: "largest-contentful-paint", buffered: true});
"""
SHOWN = """() => [...document.images].filter(image => image.complete && image.naturalWidth)
  .map(image => ({
    address: new URL(image.currentSrc).pathname, said: image.naturalWidth,
    stands: image.clientWidth, height: image.clientHeight,
    kind: image.closest(".card, figure").className,
  }))"""
"""The pictures that have come. Of a picture by ``srcset`` the natural width is what ``sizes`` says
of it, whatever the rendition has (HTML, density-corrected natural width)."""
A_PIXEL_EACH = 3
"""Renditions are of whole pixels, and so of not quite one shape; of the seven of a page."""
Open = Callable[..., tuple[Page, Answers]]


@pytest.fixture(scope="module")
def paper(request: pytest.FixtureRequest) -> IllustratedPaper:
    return IllustratedPaper(site_in(getattr(request, "param", "en")))


@pytest.fixture
def opened(browser: Browser, paper: IllustratedPaper) -> Iterator[Open]:
    """Open a page of the paper in a context of its own, every picture near enough to come."""
    contexts: list[BrowserContext] = []

    def open_page(
        name: str,
        width: int,
        *unknown: str,
        hold: Callable[[Route], None] | None = None,
        **options: Any,
    ) -> tuple[Page, Answers]:
        def change(page: str) -> str:
            for each in unknown:
                page = page.replace(f'type="{each}"', 'type="image/of-tomorrow"')
            return page

        answers = Answers(paper, change)
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.route("**/*", answers)
        if hold:
            page.route("**/pictures/**", hold)
        page.add_init_script(OBSERVE)
        page.goto(SITE_URL + paper.pages[name], wait_until="load" if not hold else "commit")
        return page, answers

    yield open_page
    for context in contexts:
        context.close()


def all_shown(page: Page) -> list[dict[str, Any]]:
    """Let every picture come, however far below, and give what is shown of each."""
    page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    found: list[dict[str, Any]] = page.evaluate(SHOWN)
    assert len(found) == page.locator("img").count()
    return found


@pytest.mark.parametrize("width", [HAND, DESK])
@pytest.mark.parametrize("taken", FORMATS)
def test_a_browser_gets_the_best_format_that_it_takes(opened: Open, width: int, taken: str) -> None:
    for name in ("illustrated", "front"):
        page, _ = opened(name, width, *FORMATS[taken], device_scale_factor=2)
        found = all_shown(page)
        assert len(found) > 5
        assert {picture["address"].rpartition(".")[2] for picture in found} == {taken}


@pytest.mark.parametrize("name", PICTURED)
def test_a_picture_stands_as_wide_as_its_page_says(opened: Open, name: str) -> None:
    for width in (HAND, 800, 1000, DESK):
        page, _ = opened(name, width)
        for picture in all_shown(page):
            if picture["stands"] == 640:  # as wide as its original is
                continue
            said, stands = picture["said"], picture["stands"]
            assert 0.85 <= said / stands <= 1.2, (width, picture)


@pytest.mark.parametrize("paper", ["en", "ar"], indirect=True)
@pytest.mark.parametrize("width", [HAND, DESK])
@pytest.mark.parametrize("name", ["illustrated", "paired", "front", "section"])
def test_nothing_moves_when_pictures_come_and_the_lead_is_the_largest_paint(
    opened: Open, name: str, width: int
) -> None:
    held = Held()
    page, answers = opened(name, width, hold=held)
    # To ask for a height before the stylesheet is there lays the page out without it.
    page.wait_for_function("document.querySelector('footer') && document.styleSheets.length")
    page.wait_for_function("document.fonts.status === 'loaded' && document.images[0].clientHeight")
    before, since = page.evaluate("[document.documentElement.scrollHeight, performance.now()]")
    page.unroute("**/pictures/**")
    for route in held.routes:
        answers(route)
    page.wait_for_function("document.images[0].complete && document.images[0].naturalWidth")
    page.wait_for_function("window.paints.at(-1) === 'IMG'")
    all_shown(page)
    after = page.evaluate("document.documentElement.scrollHeight")
    assert abs(after - before) <= A_PIXEL_EACH, (before, after)
    # A page that comes in parts may move while it is read; what moves later is the pictures' doing.
    assert page.evaluate("since => window.shifts.filter(at => at > since)", since) == []


def test_a_jump_and_a_larger_headline_would_be_seen(opened: Open) -> None:
    page, _ = opened("illustrated", HAND)
    page.evaluate("document.querySelector('figure').style.marginBlockStart = '90px'")
    page.wait_for_function("window.shifts.length")
    page, _ = opened("menu", HAND)
    page.wait_for_function("window.paints.length")
    assert "IMG" not in page.evaluate("window.paints")


def test_an_article_with_a_lead_is_light_on_a_telephone(opened: Open) -> None:
    page, answers = opened("lead", HAND, device_scale_factor=3, is_mobile=True)
    page.wait_for_load_state("networkidle")
    pictures = {path for path in answers.sent if path.startswith("/pictures/")}
    assert len(pictures) == 1
    assert pictures.pop().endswith("/960.avif")
    assert len(answers.sent) <= MOST_REQUESTS + 1
    assert sum(answers.sent.values()) <= MOST_WITH_LEAD, answers.sent


def test_a_colour_stands_for_a_picture_until_it_comes(opened: Open) -> None:
    held = Held()
    page, _ = opened("illustrated", DESK, hold=held)
    lead = page.locator("header img")
    colour = lead.evaluate("e => [e.dataset.colour, getComputedStyle(e).backgroundColor]")
    channels = [int(colour[0][at : at + 2], 16) for at in (1, 3, 5)]
    assert colour[1] == f"rgb({', '.join(map(str, channels))})"
    assert lead.evaluate("image => image.clientHeight > 500")
    for route in held.routes:
        route.abort()


@pytest.mark.parametrize("name", PICTURED)
def test_no_picture_makes_a_page_wider_than_the_window(opened: Open, name: str) -> None:
    page, _ = opened(name, DESK)
    for letters, widths in (("100%", WIDTHS), ("200%", WIDTHS[:2])):
        page.evaluate("size => document.documentElement.style.fontSize = size", letters)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_cards_show_one_shape_and_figures_the_whole_picture(opened: Open) -> None:
    page, _ = opened("front", DESK)
    for picture in all_shown(page):
        assert picture["stands"] / picture["height"] == pytest.approx(1.5, abs=0.02), picture
    page, _ = opened("illustrated", DESK)
    shapes = {width / height for width, height in (LANDSCAPE, PANORAMA, PORTRAIT)}
    found = {each["stands"] / each["height"] for each in all_shown(page)}
    assert {min(shapes, key=lambda shape: abs(shape - each)) for each in found} == shapes
    assert all(min(abs(shape - each) for shape in shapes) < 0.02 for each in found)


def test_only_what_is_near_is_asked_for(opened: Open) -> None:
    page, answers = opened("illustrated", DESK)
    page.wait_for_load_state("networkidle")
    pictures = [path for path in answers.sent if path.startswith("/pictures/")]
    assert 1 <= len(pictures) < page.locator("img").count()


def refuse(route: Route) -> None:
    route.fulfill(status=404)


def test_a_picture_that_is_gone_leaves_its_words(opened: Open) -> None:
    page, _ = opened("illustrated", DESK, hold=refuse)
    page.wait_for_load_state("load")
    assert page.locator("header img").get_attribute("alt")
    assert page.locator("header figcaption").is_visible()
