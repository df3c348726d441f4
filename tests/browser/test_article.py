"""The page of an article, as it is set: its axis, its quotations, its contents and its end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Edition

Read = Callable[..., Page]
WIDTHS = (390, 992, 1280)
BEGINS = """(main, selector) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  const [first] = range.getClientRects();
  const isRightToLeft = getComputedStyle(document.documentElement).direction === "rtl";
  return Math.round(isRightToLeft ? innerWidth - first.right : first.left);
}"""
"""Finds where the first line of an element begins, from the side where lines begin."""
BAR = "getComputedStyle(document.querySelector('.text'), '::before')"
BAR_WIDTH = f"() => new DOMMatrix({BAR}.transform).a"


def begins(page: Page, selector: str) -> int:
    return int(page.locator("main").evaluate(BEGINS, selector))


@pytest.mark.parametrize("story", ["english", "greek", "arabic", "long"])
def test_headline_credits_and_text_begin_on_one_line(read: Read, story: str) -> None:
    page = read(story)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        places = [begins(page, part) for part in ("h1", ".byline", ".times", ".body > p")]
        assert len(set(places)) == 1, (width, places)


@pytest.mark.parametrize("story", ["english", "greek", "arabic"])
def test_a_date_stands_on_one_line(read: Read, story: str) -> None:
    page = read(story, 390)
    for time in page.locator(".times > span").all():
        assert time.evaluate("span => span.offsetHeight < 32"), time.inner_text()


@pytest.mark.parametrize("story", ["long", "arabic"])
def test_a_pull_quote_hangs_out_of_the_text_where_there_is_room(read: Read, story: str) -> None:
    page = read(story)
    quote, text = ".body > .pull > p", ".body > p"
    assert begins(page, quote) < begins(page, text) - 40
    page.set_viewport_size({"width": 390, "height": 800})
    assert begins(page, quote) == begins(page, text)
    size, of_name = (
        page.locator(part).first.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
        for part in (quote, ".said")
    )
    assert of_name < size / 1.5


# The contents of a long read


@pytest.mark.parametrize("with_script", [True, False])
def test_the_contents_are_folded_up_on_a_phone(read: Read, *, with_script: bool) -> None:
    page = read("long", 390, java_script_enabled=with_script)
    contents = page.get_by_role("navigation", name="Contents")
    part = contents.get_by_role("link", name="A letter that never came")
    expect(part).to_be_hidden()
    contents.get_by_text("Contents").click()
    part.click()
    expect(page.locator("h2:target")).to_have_text("A letter that never came")
    expect(page.locator("h2:target")).to_be_in_viewport()


def test_they_stand_beside_the_text_and_stay_where_there_is_room(read: Read) -> None:
    page = read("long", java_script_enabled=False)
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="Two hours by the other road").click()
    expect(page.locator("h2:target")).to_be_in_viewport()
    expect(contents).to_be_in_viewport(ratio=1)
    beside = "nav => nav.getBoundingClientRect().right"
    assert contents.evaluate(beside) < begins(page, ".body > p")


def test_a_short_story_has_neither_contents_nor_a_bar(read: Read) -> None:
    page = read("english")
    expect(page.get_by_role("navigation", name="Contents")).to_have_count(0)
    assert page.evaluate(f"{BAR}.content") == "none"


def test_a_bar_grows_while_one_reads(read: Read) -> None:
    page = read("long", reduced_motion="no-preference")
    wait = f"([from, to]) => (w => w >= from && w <= to)(({BAR_WIDTH})())"
    page.wait_for_function(wait, arg=[0, 0])
    page.evaluate("scrollTo(0, document.querySelector('.text').offsetHeight / 2)")
    page.wait_for_function(wait, arg=[0.2, 0.8])
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(wait, arg=[1, 1])


def test_no_bar_moves_for_those_who_want_none(read: Read) -> None:
    page = read("long", reduced_motion="reduce")
    assert page.evaluate(f"{BAR}.content") == "none"


# The end


def test_the_link_is_copied_and_that_is_said(read: Read, stories: Edition) -> None:
    page = read("english", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".share").get_by_role("status")).to_have_text("Copied.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.locator("link[rel=canonical]").get_attribute("href")
    assert address.endswith(stories.paths["english"])


def test_where_nothing_can_be_copied_the_address_stands_there(read: Read) -> None:
    page = read("english")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.get_by_role("button", name="Copy the link").click()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    expect(page.locator(".share").get_by_role("status")).to_have_text(str(canonical))


def test_without_script_there_is_no_button_and_a_mail_can_be_sent(read: Read) -> None:
    page = read("english", java_script_enabled=False)
    expect(page.locator(".share button")).to_be_hidden()
    mail = page.get_by_role("link", name="Send by e-mail")
    assert str(mail.get_attribute("href")).startswith("mailto:?subject=What%20a%20flat%20costs")


def test_what_is_related_stands_below_and_no_story_twice(read: Read) -> None:
    page = read("english")
    related = page.get_by_role("complementary", name="More on Cyprus")
    expect(related.locator(".card").first).to_be_visible()
    links = page.locator("main aside .card a").evaluate_all("links => links.map(a => a.href)")
    assert len(links) == len(set(links))
    below = "aside => aside.getBoundingClientRect().top"
    assert related.evaluate(below) > page.locator(".text").evaluate(
        "text => text.getBoundingClientRect().bottom"
    )
