"""What takes words or the keyboard's place away where nothing seems to happen, in Chromium."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.desk_page.conftest import sign_in
from tests.desk_page.paper_server import PaperServer
from tests.desk_page.test_lost_words import accept, headline, sign_in_beside
from tests.desk_page.test_shell import post
from tests.desk_page.test_two_editors import BODY, append, save, text_of, write_otherwise
from tests.desk_page.test_writing import write

Opener = Callable[..., Page]
KEPT = "Kept on this machine, not sent."


def test_whoever_is_next_at_a_machine_does_not_wipe_out_what_another_has_begun(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new/a-key")
    accept(page)
    write(page, "Ferries are back")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.evaluate("sessionStorage.clear()")
    page.reload()
    sign_in(page, "nikos")
    expect(headline(page)).to_have_value("")
    headline(page).fill("By Nikos")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(f"{paper.site_url}/desk/#/new/a-key")
    sign_in(page, "anna")
    expect(headline(page)).to_have_value("Ferries are back")


def test_an_address_that_says_silently_changes_silently(
    open_desk: Opener, paper: PaperServer
) -> None:
    article = post(paper, "The bridge opens")
    page = open_desk("anna", route=f"#/articles/{article}/correct")
    expect(page.get_by_role("heading", name="Correct the article")).to_be_visible()
    page.evaluate(f"location.hash = '#/articles/{article}/change'")
    expect(page.get_by_role("heading", name="Change the article silently")).to_be_visible()


def test_own_words_of_a_merge_outlive_a_change_elsewhere(
    open_desk: Opener, paper: PaperServer
) -> None:
    story = {"id": "ferry", "headline": "The ferry is late", "section": "news"}
    paper.api("POST /articles", story | {"body": BODY, "body_format": "html"})
    page = open_desk("anna", "#/articles/ferry/change")
    append(page, "The ferry leaves", " Or at seven.")
    theirs = BODY.replace("at six.", "at six. Or at eight.")
    story = {"headline": "The ferry is late", "section": "news", "body_format": "html"}
    paper.api("PUT /articles/ferry", story | {"body": theirs}, if_match='"desk-1"')
    save(page)
    write_otherwise(page, " Or at nine.")
    page.get_by_role("button", name="Back to my text as it is").click()
    append(page, "It rains", " And it snows.")
    save(page)
    expect(text_of(page)).to_contain_text("Or at seven. Or at nine.")
    page.get_by_role("button", name="Back to my text as it is").click()
    theirs = theirs.replace("Bring water.", "Bring wine.")
    paper.api("PUT /articles/ferry", story | {"body": theirs}, if_match='"desk-2"')
    save(page)
    expect(text_of(page)).to_contain_text("Or at seven. Or at nine.")


def test_whoever_signs_in_again_types_on_where_she_was(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back", "Ferries")
    expect(page.frame_locator("iframe").get_by_text("Ferries", exact=True)).to_be_visible()
    paper.sign_in.end_sessions()
    page.keyboard.type(" run")
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
    sign_in_beside(page, "anna")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.type(" every hour.")
    expect(text_of(page)).to_contain_text("Ferries run every hour.")


def test_more_of_a_list_leaves_the_keyboard_where_it_is(
    open_desk: Opener, paper: PaperServer
) -> None:
    for number in range(43):
        post(paper, f"Story {number:02}", publish_at=f"2026-01-01T10:{number:02}:00Z")
    page = open_desk("anna")
    more = page.get_by_role("button", name="Show more")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Story 10")).to_be_visible()
    expect(more).to_be_focused()
    paper.trouble.statuses = [404]
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Story 00")).to_be_visible()
    expect(page.locator(".articles > li")).to_have_count(43)
