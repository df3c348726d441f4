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
