"""Two editors write the same article at the same time, in Chromium: nothing of either is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk_page.paper_server import PaperServer
from tests.desk_page.test_accessibility import faults_in

Opener = Callable[..., Page]
BODY = "<p>The ferry leaves at six.</p>\n<p>Bring water.</p>\n<p>It rains in the hills.</p>"
PLACE = "#/articles/ferry/change"


@pytest.fixture
def anna(open_desk: Opener, paper: PaperServer) -> Page:
    """Anna, who has begun to change an article and not saved it."""
    story = {"id": "ferry", "headline": "The ferry is late", "section": "news"}
    paper.api("POST /articles", story | {"body": BODY, "body_format": "html", "tags": ["Sea"]})
    page = open_desk("anna", PLACE)
    expect(text_of(page)).to_contain_text("Bring water.")
    return page


def text_of(page: Page) -> Locator:
    return page.locator("[contenteditable=true]").first


def headline_of(page: Page) -> Locator:
    return page.get_by_label("Headline", exact=True)


def append(page: Page, paragraph: str, words: str) -> None:
    """Type at the end of a paragraph."""
    text_of(page).get_by_text(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the change").click()


def saved_by_nikos(open_desk: Opener, headline: str | None, paragraph: str, words: str) -> None:
    """Nikos signs in, changes the article and saves it."""
    nikos = open_desk("nikos", PLACE)
    expect(text_of(nikos)).to_contain_text("Bring water.")
    append(nikos, paragraph, words)
    if headline:
        headline_of(nikos).fill(headline)
    save(nikos)
    expect(nikos.get_by_role("heading", name="Saved:")).to_be_visible()


def standing(paper: PaperServer) -> dict[str, Any]:
    return dict(paper.api("GET /articles/ferry?body=html"))


def test_what_each_changed_alone_is_put_together_without_asking(
    open_desk: Opener, paper: PaperServer, anna: Page
) -> None:
    append(anna, "The ferry leaves", " Or at seven.")
    saved_by_nikos(open_desk, "The ferry is gone", "Bring water.", " And a hat.")
    save(anna)
    expect(anna.get_by_text("Νίκος Ανδρέου saved this article")).to_be_visible()
    expect(anna.get_by_role("status").filter(has_text="Everything is decided")).to_be_visible()
    anna.get_by_role("button", name="Go on with both in one").click()
    expect(headline_of(anna)).to_have_value("The ferry is gone")
    save(anna)
    expect(anna.get_by_role("heading", name="Saved:")).to_be_visible()
    report = standing(paper)
    assert report["revision"] == "desk-3"
    for words in ("at six. Or at seven.", "water. And a hat."):
        assert words in report["body_html"]


def test_what_both_changed_is_asked_side_by_side(
    open_desk: Opener, paper: PaperServer, anna: Page
) -> None:
    headline_of(anna).fill("The ferry is early")
    append(anna, "The ferry leaves", " Or at seven.")
    append(anna, "It rains", " And it snows.")
    saved_by_nikos(open_desk, "The ferry is gone", "The ferry leaves", " Or at eight.")
    save(anna)
    headline = anna.get_by_role("group", name="Headline")
    place = anna.get_by_role("group", name="Place 1 of 1")
    expect(headline.locator("ins")).to_contain_text(["early", "gone"])
    expect(place.locator("ins")).to_contain_text(["Or at seven.", "Or at eight."])
    expect(anna.get_by_role("status").filter(has_text="2 decisions are left.")).to_be_visible()
    assert faults_in(anna) == {}
    anna.get_by_role("button", name="To the next decision").click()
    expect(headline.get_by_role("radio").first).to_be_focused()
    headline.get_by_role("radio", name="Take yours").check()
    place.get_by_role("radio", name="Take both, yours first").check()
    anna.get_by_role("button", name="Go on with both in one").click()
    save(anna)
    expect(anna.get_by_role("heading", name="Saved: The ferry is early")).to_be_visible()
    body = standing(paper)["body_html"]
    assert body.index("Or at seven.") < body.index("Or at eight.") < body.index("Bring water.")
    assert "And it snows." in body


def write_otherwise(page: Page, words: str) -> None:
    """Take one's own text of the first place, and go on with it."""
    place = page.get_by_role("group", name="Place 1 of 1")
    place.get_by_role("radio", name="Take yours").check()
    place.get_by_role("button", name="Write it otherwise…").click()
    append(page, "The ferry leaves", words)


def test_words_of_a_merge_outlive_the_tab(
    open_desk: Opener, paper: PaperServer, anna: Page
) -> None:
    anna.on("dialog", lambda dialog: dialog.accept())
    append(anna, "The ferry leaves", " Or at seven.")
    saved_by_nikos(open_desk, None, "The ferry leaves", " Or at eight.")
    save(anna)
    write_otherwise(anna, " Or at nine.")
    anna.goto("about:blank")
    anna.goto(f"{paper.site_url}/desk/{PLACE}")
    anna.get_by_role("button", name="Go on with it").click()
    save(anna)
    expect(text_of(anna)).to_contain_text("Or at seven. Or at nine.")
    anna.get_by_role("button", name="Go on with both in one").click()
    save(anna)
    expect(anna.get_by_role("heading", name="Saved:")).to_be_visible()
    assert "at six. Or at seven. Or at nine." in standing(paper)["body_html"]


def test_going_back_to_the_text_keeps_what_was_decided_of_it(open_desk: Opener, anna: Page) -> None:
    append(anna, "The ferry leaves", " Or at seven.")
    saved_by_nikos(open_desk, None, "The ferry leaves", " Or at eight.")
    save(anna)
    write_otherwise(anna, " Or at nine.")
    anna.get_by_role("button", name="Back to my text as it is").click()
    expect(text_of(anna)).not_to_contain_text("nine")
    save(anna)
    expect(text_of(anna)).to_contain_text("Or at seven. Or at nine.")
    anna.get_by_role("button", name="Back to my text as it is").click()
    append(anna, "The ferry leaves", " Or never.")
    save(anna)
    place = anna.get_by_role("group", name="Place 1 of 1")
    expect(place.locator("ins").first).to_contain_text("Or never.")
    expect(place.get_by_role("radio", checked=True)).to_have_count(0)


def test_a_place_is_written_otherwise_than_either_had_it(
    open_desk: Opener, paper: PaperServer, anna: Page
) -> None:
    append(anna, "The ferry leaves", " Or at seven.")
    saved_by_nikos(open_desk, None, "The ferry leaves", " Or at eight.")
    save(anna)
    write_otherwise(anna, " Or at nine.")
    anna.get_by_role("button", name="Go on with both in one").click()
    save(anna)
    expect(anna.get_by_role("heading", name="Saved:")).to_be_visible()
    assert "at six. Or at seven. Or at nine." in standing(paper)["body_html"]


def test_whoever_turns_back_has_lost_nothing(
    open_desk: Opener, paper: PaperServer, anna: Page
) -> None:
    append(anna, "The ferry leaves", " Or at seven.")
    saved_by_nikos(open_desk, None, "The ferry leaves", " Or at eight.")
    save(anna)
    anna.get_by_role("button", name="Back to my text as it is").click()
    expect(text_of(anna)).to_contain_text("Or at seven.")
    save(anna)
    expect(anna.get_by_role("heading", name="Two of you wrote")).to_be_visible()
    assert "seven" not in standing(paper)["body_html"]


def test_what_was_withdrawn_meanwhile_comes_back_only_knowingly(
    paper: PaperServer, anna: Page
) -> None:
    append(anna, "The ferry leaves", " Or at seven.")
    paper.api("DELETE /articles/ferry?as=gone", if_match='"desk-1"')
    save(anna)
    expect(anna.get_by_role("alert").filter(has_text="withdrew the article")).to_be_visible()
    assert standing(paper)["status"] == "withdrawn"
    anna.get_by_role("button", name="Go on with both in one").click()
    save(anna)
    expect(anna.get_by_role("heading", name="Saved:")).to_be_visible()
    assert standing(paper)["status"] == "published"
