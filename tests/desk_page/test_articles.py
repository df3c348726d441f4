"""What is done with an article once it is written, in Chromium: also from a telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.desk_page.paper_server import PaperServer

Opener = Callable[..., Page]
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BODY = "<p>The ferry leaves at six.</p>\n<p>Bring water.</p>\n<p>It rains in the hills.</p>"
SIZES = pytest.mark.parametrize("size", [{}, TELEPHONE], ids=["desktop", "telephone"])


def submit(paper: PaperServer, **fields: Any) -> str:
    """Have a wire submit an article; the hash of its page at the desk."""
    story = {"headline": "The ferry is late", "section": "news", "body": BODY}
    paper.api("POST /articles", story | {"id": "ferry", "body_format": "html"} | fields)
    return "#/articles/ferry"


def revise(paper: PaperServer, based_on: str, **fields: Any) -> None:
    article = paper.api("GET /articles/ferry")["article"]
    paper.api("PUT /articles/ferry", article | fields, if_match=f'"{based_on}"')


def public_status(page: Page, paper: PaperServer) -> int:
    """Ask for the article's page as a reader does."""
    url = paper.api("GET /articles/ferry")["url"]
    return page.request.get(url).status


def confirm(page: Page, deed: str, confirmed: str) -> None:
    page.get_by_role("button", name=deed).click()
    page.get_by_role("dialog").get_by_role("button", name=confirmed).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def fact(page: Page, name: str) -> Any:
    row = page.locator(".facts > div").filter(has=page.get_by_text(name, exact=True))
    return row.get_by_role("definition")


def test_a_page_says_what_the_desk_knows(
    open_desk: Opener, paper: PaperServer, watch: Watch
) -> None:
    hash_ = submit(paper, byline=["Anna Pieri"], tags=["Ferries"])
    revise(paper, "desk-1", correction="It named the wrong hour.")
    page = open_desk("anna", hash_)
    expect(page.get_by_role("heading", name="The ferry is late")).to_be_focused()
    expect(fact(page, "Status")).to_have_text("Published")
    expect(fact(page, "Saved last")).to_contain_text("wire")
    expect(page.get_by_role("listitem").filter(has_text="It named the wrong hour.")).to_be_visible()
    path = fact(page, "Readers find it at").get_by_role("link").get_attribute("href")
    assert page.request.get(str(path)).status == 200
    links = page.get_by_role("navigation", name="What to do with it").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [
        f"{hash_}/correct",
        f"{hash_}/change",
        f"{hash_}/history",
    ]
    assert watch.complaints == []


def test_whoever_only_reads_sees_it_without_the_deeds(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("rana", submit(paper))
    deeds = page.get_by_role("navigation", name="What to do with it")
    expect(deeds.get_by_role("link", name="History")).to_be_visible()
    expect(deeds.get_by_role("link")).to_have_count(1)
    expect(deeds.get_by_role("button")).to_have_count(0)


def test_whoever_only_reads_reads_what_is_not_published(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("rana", submit(paper, publish_at="hold"))
    text = page.get_by_role("region", name="As readers will see it").frame_locator("iframe")
    expect(text.get_by_role("heading", name="The ferry is late")).to_be_visible()
    expect(text.get_by_text("Bring water.")).to_be_visible()
    revise(paper, "desk-1", body="<p>The ferry leaves at seven.</p>")
    page.reload()
    expect(text.get_by_text("at seven.")).to_be_visible()


def test_what_the_page_said_goes_with_what_it_was_about(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", submit(paper))
    confirm(page, "Withdraw…", "Withdraw it")
    expect(page.get_by_text("The article is withdrawn.")).to_be_visible()
    page.get_by_role("link", name="Articles").click()
    expect(page.get_by_role("navigation", name="Lists")).to_be_visible()
    expect(page.get_by_text("The article is withdrawn.")).to_have_count(0)


@SIZES
def test_an_article_is_withdrawn_with_a_reason_and_brought_back(
    open_desk: Opener, paper: PaperServer, size: dict[str, Any]
) -> None:
    page = open_desk("anna", submit(paper), **size)
    page.get_by_role("button", name="Withdraw…").click()
    dialog = page.get_by_role("dialog", name="Withdraw this article?")
    expect(dialog.get_by_role("radio", name="Say that it was withdrawn")).to_be_checked()
    dialog.get_by_label("Reason").fill("It was never true.")
    dialog.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("status").filter(has_text="The article is withdrawn.")).to_be_visible()
    expect(fact(page, "Status")).to_have_text("Withdrawn")
    expect(fact(page, "Reason")).to_have_text("It was never true.")
    assert public_status(page, paper) == 410
    assert "It was never true." in page.request.get(paper.api("GET /articles/ferry")["url"]).text()
    confirm(page, "Bring back…", "Bring it back")
    expect(fact(page, "Status")).to_have_text("Published")
    assert public_status(page, paper) == 200


def test_an_article_vanishes_and_its_pictures_may_stay(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", submit(paper))
    page.get_by_role("button", name="Withdraw…").click()
    page.get_by_role("radio", name="As if it had never been").check()
    page.get_by_label("Leave its pictures where they are").check()
    page.get_by_role("dialog").get_by_role("button", name="Withdraw it").click()
    expect(fact(page, "Readers find")).to_have_text("nothing, as if it had never been")
    assert public_status(page, paper) == 404
    assert paper.api("GET /articles/ferry")["withdrawal"] == {
        "as": "vanish",
        "reason": None,
        "keeps_pictures": True,
    }


def test_what_is_held_gets_a_time_is_held_again_and_published(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", submit(paper, publish_at="hold"))
    page.get_by_role("button", name="Set a time…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Date and time in Nicosia").fill("2030-07-01T06:00")
    expect(dialog).to_contain_text("Monday, July 1, 2030, 06:00 in Nicosia")
    dialog.get_by_role("button", name="Set the time").click()
    expect(fact(page, "Readers see it from")).to_contain_text("06:00 in Nicosia")
    assert paper.api("GET /articles/ferry")["publish_at"].startswith("2030-07-01T03:00:00")
    confirm(page, "Hold…", "Hold it")
    expect(fact(page, "Status")).to_have_text("Held")
    confirm(page, "Publish now…", "Publish it")
    expect(fact(page, "Status")).to_have_text("Published")
    assert public_status(page, paper) == 200


def test_a_deed_that_somebody_came_before_is_not_done_and_says_so(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", submit(paper))
    page.get_by_role("button", name="Withdraw…").click()
    revise(paper, "desk-1", headline="The ferry is gone")
    page.get_by_role("dialog").get_by_role("button", name="Withdraw it").click()
    expect(
        page.get_by_role("alert").filter(has_text="saved this article meanwhile")
    ).to_be_visible()
    assert paper.api("GET /articles/ferry")["status"] == "published"
    page.get_by_role("button", name="Leave it as it is").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="The ferry is gone")).to_be_visible()


def test_a_dialog_closes_by_escape_and_gives_the_keyboard_back(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", submit(paper))
    button = page.get_by_role("button", name="Withdraw…")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert paper.api("GET /articles/ferry")["status"] == "published"


def test_it_is_said_when_readers_have_what_was_saved(open_desk: Opener, paper: PaperServer) -> None:
    hash_ = submit(paper)
    paper.trouble.holds_index = True
    page = open_desk("anna", hash_)
    confirm(page, "Withdraw…", "Withdraw it")
    expect(fact(page, "On its way")).to_have_text("Readers’ pages have not taken it up yet.")
    paper.catch_up()
    expect(fact(page, "On its way")).to_have_text("Readers’ pages have what was saved last.")


def test_an_article_that_is_not_there_is_no_dead_end(open_desk: Opener) -> None:
    page = open_desk("anna", "#/articles/nobody")
    expect(page.get_by_role("alert").filter(has_text="nothing of this name")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_two_revisions_are_compared_word_by_word(open_desk: Opener, paper: PaperServer) -> None:
    hash_ = submit(paper, tags=["Ferries"])
    revise(
        paper, "desk-1", body=BODY.replace("six", "seven"), tags=["Port"], correction="The hour."
    )
    revise(paper, "desk-2", body=f"{BODY.replace('six', 'eight')}<p>No dogs.</p>")
    page = open_desk("anna", f"{hash_}/history")
    lines = page.locator(".revisions > li")
    expect(lines).to_contain_text(
        ["Changed, without a note to readers", "Corrected, with a note to readers", "First text"]
    )
    expect(lines.nth(1)).to_contain_text("The hour.")
    compared = page.get_by_role("region", name="What changed")
    expect(compared.locator("del")).to_contain_text(["seven."])
    expect(compared.locator("ins")).to_contain_text(["eight.", "No dogs."])
    lines.nth(2).get_by_role("radio", name="Compare from desk-1").check()
    expect(compared.locator("del")).to_contain_text(["Ferries", "six."])
    # Whoever hears the page is told where a change begins and ends.
    expect(compared.locator("del").last).to_have_text("removed: six. (end of what was removed)")


def test_an_older_text_is_restored_as_a_new_revision(open_desk: Opener, paper: PaperServer) -> None:
    hash_ = submit(paper)
    revise(paper, "desk-1", headline="The ferry is gone", correction="The hour.")
    page = open_desk("anna", f"{hash_}/history")
    page.get_by_role("button", name="Restore desk-1…").click()
    dialog = page.get_by_role("dialog", name="Restore desk-1?")
    expect(dialog).to_contain_text("Corrections stay")
    dialog.get_by_role("button", name="Restore it").click()
    expect(page.locator(".revisions > li")).to_have_count(3)
    report = paper.api("GET /articles/ferry")
    assert report["revision"] == "desk-3"
    assert report["article"]["headline"] == "The ferry is late"
    assert [note["text"] for note in report["corrections"]] == ["The hour."]


def test_a_withdrawal_stands_in_the_history_and_is_not_compared(
    open_desk: Opener, paper: PaperServer
) -> None:
    hash_ = submit(paper)
    paper.api("DELETE /articles/ferry?as=gone&reason=It+was+wrong.", if_match='"desk-1"')
    page = open_desk("rana", f"{hash_}/history")
    line = page.locator(".revisions > li").first
    expect(line).to_contain_text("Withdrawn; readers are told so")
    expect(line).to_contain_text("It was wrong.")
    expect(line.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("button", name="Restore")).to_have_count(0)
