"""Signing in and out, sessions that end, calls that fail, and the desk's lists, in Chromium."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.desk_page.conftest import sign_in
from tests.desk_page.paper_server import PASSWORD, PaperServer

Opener = Callable[..., Page]


def post(paper: PaperServer, headline: str, **fields: Any) -> str:
    """Have a wire submit an article; its id."""
    story = {"headline": headline, "section": "news", "body": "It says so."} | fields
    return str(paper.api("POST /articles", story)["id"])


def asked_for(paper: PaperServer, call: str) -> int:
    return sum(each.startswith(call) for each in paper.asked)


def test_an_editor_signs_in_and_is_where_she_wanted_to_be(
    open_desk: Opener, paper: PaperServer, watch: Watch
) -> None:
    post(paper, "The bridge opens")
    page = open_desk("anna", route="#/list/held")
    expect(page.get_by_text("Anna Pieri")).to_be_visible()
    expect(page.get_by_role("link", name="Held")).to_have_attribute("aria-current", "page")
    assert "code=" not in page.url
    assert watch.complaints == []


def test_a_wrong_password_does_not_let_in_and_the_right_one_does_then(open_desk: Opener) -> None:
    page = open_desk(None)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Incorrect username or password.")).to_be_visible()
    sign_in(page, "anna", PASSWORD)
    expect(page.get_by_text("Anna Pieri")).to_be_visible()


def test_a_code_that_nobody_asked_for_signs_nobody_in(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk(None)
    page.goto(f"{paper.site_url}/desk/?code=stolen&state=guessed")
    expect(page.get_by_text("Signing in did not work.")).to_be_visible()
    assert "code=" not in page.url


def test_a_reload_stays_signed_in_and_no_token_outlives_the_tab(open_desk: Opener) -> None:
    page = open_desk("anna")
    page.reload()
    expect(page.get_by_text("Anna Pieri")).to_be_visible()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "token" not in kept
    assert "eyJ" not in kept


def test_signing_out_forgets_and_revokes(open_desk: Opener, paper: PaperServer) -> None:
    page = open_desk("anna")
    tokens = json.loads(page.evaluate("sessionStorage.getItem('broadsheet.desk.tokens')"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    assert paper.sign_in.logouts == 1
    assert tokens["refresh"] not in paper.sign_in._refresh


def test_a_reader_has_no_button_to_write_with(open_desk: Opener, paper: PaperServer) -> None:
    post(paper, "The bridge opens")
    page = open_desk("rana")
    expect(page.get_by_role("link", name="The bridge opens")).to_be_visible()
    expect(page.get_by_role("link", name="New article")).to_have_count(0)


def test_an_account_of_no_group_is_told_so_and_not_asked_for_ever(open_desk: Opener) -> None:
    page = open_desk(None)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill("otto")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("This account may do nothing at the desk yet.")).to_be_visible()


def test_lists_by_status_say_what_when_and_by_whom(open_desk: Opener, paper: PaperServer) -> None:
    post(paper, "Published story")
    post(paper, "Held story", publish_at="hold")
    post(paper, "Scheduled story", publish_at="2099-01-02T06:00:00+02:00")
    page = open_desk("anna")
    row = page.get_by_role("listitem").filter(has_text="Published story")
    expect(row).to_contain_text("wire")
    expect(row).to_contain_text("saved")
    page.get_by_role("link", name="Scheduled").click()
    expect(page.get_by_role("listitem").filter(has_text="Scheduled story")).to_contain_text(
        "06:00 in Nicosia"
    )
    page.get_by_role("link", name="Held").click()
    expect(page.get_by_role("link", name="Held story")).to_be_visible()
    expect(page.get_by_role("link", name="Published story")).to_have_count(0)


def test_a_list_goes_on(open_desk: Opener, paper: PaperServer) -> None:
    for number in range(23):
        post(paper, f"Story {number:02}", publish_at=f"2026-01-01T10:{number:02}:00Z")
    page = open_desk("anna")
    expect(page.get_by_role("link", name="Story 22")).to_be_visible()
    expect(page.get_by_role("link", name="Story 01")).to_have_count(0)
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("link", name="Story 00")).to_be_visible()
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


def test_credentials_that_have_ended_are_renewed_unseen(
    open_desk: Opener, paper: PaperServer
) -> None:
    post(paper, "The bridge opens", publish_at="hold")
    page = open_desk("anna")
    expect(page.get_by_text("Nothing is here.")).to_be_visible()
    paper.sign_in.end_credentials()
    page.get_by_role("link", name="Held").click()
    expect(page.get_by_role("link", name="The bridge opens")).to_be_visible()


def test_a_session_that_has_ended_is_begun_again_beside_the_page(
    open_desk: Opener, paper: PaperServer
) -> None:
    post(paper, "The bridge opens", publish_at="hold")
    page = open_desk("anna")
    expect(page.get_by_text("Nothing is here.")).to_be_visible()
    paper.sign_in.end_sessions()
    page.get_by_role("link", name="Held").click()
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in again").click()
    beside = opened.value
    beside.get_by_label("Username").fill("anna")
    beside.get_by_label("Password").fill(PASSWORD)
    beside.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="The bridge opens")).to_be_visible()
    assert page.url.endswith("#/list/held")


def test_what_fails_for_a_moment_is_asked_for_again(open_desk: Opener, paper: PaperServer) -> None:
    post(paper, "The bridge opens")
    paper.trouble.statuses = [503, 502]
    page = open_desk("anna")
    expect(page.get_by_role("link", name="The bridge opens")).to_be_visible()


def test_what_goes_on_failing_is_told_and_can_be_tried_again(
    open_desk: Opener, paper: PaperServer
) -> None:
    post(paper, "The bridge opens")
    page = open_desk("anna", route="#/pictures")
    paper.trouble.statuses = [500] * 20
    page.get_by_role("link", name="Articles").click()
    expect(page.get_by_text("The paper cannot do this for now.")).to_be_visible(timeout=20_000)
    paper.trouble.statuses = []
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("link", name="The bridge opens")).to_be_visible()


def test_without_a_network_it_says_so(open_desk: Opener) -> None:
    page = open_desk("anna")
    page.context.set_offline(True)
    expect(page.get_by_text("There is no network.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("There is no network.")).to_have_count(0)


def test_the_keyboard_leads_everywhere_and_says_how(open_desk: Opener) -> None:
    page = open_desk("anna")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="What keys do")).to_be_visible()
    expect(page.get_by_text("Begin an article")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.get_by_role("link", name="Held")).to_have_attribute("aria-current", "page")
    page.keyboard.press("n")
    assert "#/new" in page.url


def test_the_page_speaks_the_four_languages_of_the_paper(open_desk: Opener) -> None:
    page = open_desk("anna")
    for tag, text, direction in (
        ("el", "Νέο άρθρο", "ltr"),
        ("tr", "Yeni makale", "ltr"),
        ("ar", "مقال جديد", "rtl"),
        ("en", "New article", "ltr"),
    ):
        page.get_by_role("combobox").first.select_option(tag)
        expect(page.get_by_role("link", name=text)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("dir", direction)
    page.get_by_role("combobox").first.select_option("el")
    page.reload()
    expect(page.get_by_role("link", name="Νέο άρθρο")).to_be_visible()
