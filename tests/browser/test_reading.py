"""Stories that are hard to set, as a reader meets them: wide tables, long names, other scripts."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import STORIES
from tests.browser.test_pages import BROKEN_WORDS

NARROW = (320, 390)
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
CELLS = ".body :is(th, td)"
BETWEEN_COLUMNS = 14  # pixels
TEXT_EDGES = """cells => cells.map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const text = range.getBoundingClientRect(), box = cell.getBoundingClientRect();
  return [text.left - box.left, box.right - text.right].map(Math.round);
})"""


@pytest.mark.parametrize("name", STORIES)
def test_no_story_is_wider_than_the_window(read: Callable[..., Page], name: str) -> None:
    page = read(name)
    for width in (*NARROW, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


# Tables


@pytest.mark.parametrize("name", STORIES)
def test_words_and_figures_of_a_table_are_whole(read: Callable[..., Page], name: str) -> None:
    page = read(name)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        for media in MEDIA:
            page.emulate_media(media=media)
            assert page.evaluate(BROKEN_WORDS, CELLS) == [], (width, media)


def test_a_word_that_is_broken_would_be_found(read: Callable[..., Page]) -> None:
    page = read("english", 320)
    page.evaluate(
        "Object.assign(document.querySelector('.body th').style,"
        "{display: 'block', width: '2em', overflowWrap: 'anywhere'})"
    )
    assert "District" in page.evaluate(BROKEN_WORDS, CELLS)


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("english", "Table 1"),
        ("html", str(STORIES["html"]["body"]).partition("<caption>")[2].partition("\n")[0]),
        ("arabic", "الشقق في المقاطعات"),
    ],
)
def test_a_table_scrolls_within_a_region_that_the_keyboard_reaches(
    read: Callable[..., Page], story: str, name: str
) -> None:
    page = read(story, 320)
    region = page.get_by_role("region", name=name)
    expect(region).to_have_count(1)
    region.focus()
    expect(region).to_be_focused()
    start = region.evaluate("region => Math.abs(region.scrollLeft)")
    hidden = region.evaluate("region => region.scrollWidth - region.clientWidth")
    assert (start, hidden > 20) == (0, True)
    page.keyboard.press("ArrowLeft" if story == "arabic" else "ArrowRight")
    page.wait_for_function("name => Math.abs(document.activeElement.scrollLeft) > 0", arg=name)


def test_a_table_has_its_figures_at_the_right_and_its_words_where_lines_begin(
    read: Callable[..., Page],
) -> None:
    for story in ("english", "html", "arabic"):
        figures = read(story).locator(".body .figure").evaluate_all(TEXT_EDGES)
        assert len(figures) >= 6, story
        assert {right for _, right in figures} <= {0, BETWEEN_COLUMNS}, story
        assert max(left for left, _ in figures) > BETWEEN_COLUMNS
    for story, side in (("html", 0), ("arabic", 1)):
        for part in ("caption", ".body th:first-child", ".body td:first-child"):
            edges = read(story, 320).locator(part).first.evaluate_all(TEXT_EDGES)
            assert edges[0][side] == 0, (story, part, edges)
        caption = read(story, 320).locator("caption")
        assert caption.evaluate("caption => caption.offsetWidth <= innerWidth")


# Names, tags and marks


def test_no_bar_stands_before_the_first_tag_of_a_line(read: Callable[..., Page]) -> None:
    page = read("english", 320)
    tags = page.locator(".tags li")
    places = tags.evaluate_all("tags => tags.map(tag => tag.offsetTop)")
    assert len(set(places)) > 1
    assert page.locator(".tags ul").evaluate("ul => getComputedStyle(ul).clipPath") == "inset(-6px)"
    shown = tags.evaluate_all(
        """tags => tags.map(tag => {
          const bar = tag.querySelector("span"), range = document.createRange();
          if (!bar) return false;
          range.selectNodeContents(bar);
          const [drawn, list] = [range, tag.parentNode].map(each => each.getBoundingClientRect());
          return drawn.right > list.left - 6;
        })"""
    )
    same_line = [place == before for before, place in zip([None, *places], places, strict=False)]
    assert shown == same_line
    lefts = tags.locator("a").evaluate_all(
        "links => links.map(a => a.getBoundingClientRect().left)"
    )
    firsts = {left for left, follows in zip(lefts, same_line, strict=True) if not follows}
    assert len(firsts) == 1


def test_a_mark_is_no_glare_in_the_dark(read: Callable[..., Page]) -> None:
    for scheme in ("light", "dark"):
        mark = read("html", color_scheme=scheme).locator("mark")
        assert mark.evaluate(
            "e => getComputedStyle(e).color === getComputedStyle(e.parentNode).color"
        )


# Other scripts


def left_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("e => e.getBoundingClientRect().left"))


def test_the_page_is_in_the_language_of_its_article_and_the_paper_in_its_own(
    read: Callable[..., Page],
) -> None:
    page = read("arabic")
    root = page.locator("html")
    assert root.evaluate("e => [e.lang, getComputedStyle(e).direction]") == ["ar", "rtl"]
    for furniture in (".masthead", ".colophon", ".latest", ".times span", ".breadcrumb bdi"):
        part = page.locator(furniture).first
        assert part.evaluate("e => e.closest('[lang]').lang") == "en", furniture
        assert part.evaluate("e => getComputedStyle(e).direction") == "ltr", furniture


def test_the_byline_stands_where_the_lines_of_the_text_begin(read: Callable[..., Page]) -> None:
    for story, begins_right in (("english", False), ("arabic", True)):
        page = read(story)
        places = [left_of(page, part) for part in (".byline", ".body", ".latest")]
        assert places == sorted(places, reverse=begins_right)
    names = read("arabic").locator(".byline").inner_text()
    assert " ".join(names.split()) == "أحمد خليل، ليلى حداد، Ben Carter"


def test_quotes_and_emphasis_are_not_slanted_where_letters_are_joined(
    read: Callable[..., Page],
) -> None:
    page = read("arabic")
    for part in ("blockquote", "em"):
        style = page.locator(f".body {part}").first.evaluate("e => getComputedStyle(e).fontStyle")
        assert style == "normal", part
    weights = page.locator(".body em, .body p").evaluate_all(
        "parts => parts.slice(0, 2).map(part => getComputedStyle(part).fontWeight)"
    )
    assert weights == ["400", "700"]


@pytest.mark.parametrize(
    ("story", "words", "direction"),
    [
        ("arabic", "The statistical office", "ltr"),
        ("arabic", "BBC", "rtl"),
        ("mixed", "الجسر", "rtl"),
        ("mixed", "Al Jazeera", "ltr"),
    ],
)
def test_a_paragraph_of_another_script_is_read_from_its_own_side(
    read: Callable[..., Page], story: str, words: str, direction: str
) -> None:
    paragraph = read(story).locator(".body p").filter(has_text=words)
    assert paragraph.evaluate("e => getComputedStyle(e).direction") == direction


def test_a_date_stays_in_its_order_in_arabic(read: Callable[..., Page]) -> None:
    # Without isolation the day would stand behind the year.
    page = read("arabic", 390)
    for place in (".times time", ".corrections time"):
        order = page.locator(place).first.evaluate(
            """time => {
              const text = time.firstChild, lefts = [/^\\d+/, /\\d{4}/].map(number => {
                const found = number.exec(text.data), range = document.createRange();
                range.setStart(text, found.index);
                range.setEnd(text, found.index + found[0].length);
                return range.getBoundingClientRect().left;
              });
              return lefts[0] < lefts[1];
            }"""
        )
        assert order, place


def test_a_figure_keeps_its_sign_before_it(read: Callable[..., Page]) -> None:
    figure = read("arabic").locator(".figure").filter(has_text="3.5%")
    assert figure.evaluate(
        """cell => {
          const lefts = [0, 1].map(at => {
            const range = document.createRange();
            range.setStart(cell.firstChild, at);
            range.setEnd(cell.firstChild, at + 1);
            return range.getBoundingClientRect().left;
          });
          return lefts[0] < lefts[1];
        }"""
    )
