"""Nothing typed is lost and nothing is sent twice: what an editor does at the worst moment."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.desk_page.paper_server import PASSWORD, PaperServer
from tests.desk_page.test_writing import PNG, body_of, post, published, standing, write

Opener = Callable[..., Page]


def headline(page: Page) -> Any:
    return page.get_by_label("Headline", exact=True)


def accept(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())


def hold(page: Page, pattern: str, method: str) -> list[Route]:
    """Hold calls back until the test lets them go."""
    held: list[Route] = []

    def take(route: Route) -> None:
        if route.request.method == method:
            held.append(route)
        else:
            route.fallback()

    page.route(pattern, take)
    return held


def test_words_typed_while_it_is_sent_are_gone_on_with(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    held = hold(page, "**/api/articles", "POST")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Sending…")).to_be_visible()
    body_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And at night.")
    held[0].continue_()
    published(page, "Ferries are back")
    page.get_by_role("button", name="Go on writing").click()
    expect(body_of(page)).to_contain_text("Ferries run every hour. And at night.")


def test_words_typed_while_it_is_sent_outlive_the_tab(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    accept(page)
    write(page, "Ferries are back")
    held = hold(page, "**/api/articles", "POST")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Sending…")).to_be_visible()
    headline(page).fill("Ferries are back at sea")
    held[0].continue_()
    published(page, "Ferries are back")
    page.goto("about:blank")
    page.goto(f"{paper.site_url}/desk/#/")
    page.get_by_role("link", name="Ferries are back at sea").click()
    page.get_by_role("button", name="Go on with it").click()
    page.get_by_role("button", name="Save the change").click()
    published(page, "Ferries are back at sea")
    (report,) = standing(paper)
    assert report["revision"] == "desk-2"


def test_a_reload_in_mid_sentence_goes_on_with_the_sentence(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    accept(page)
    write(page, "Ferries are back", "Ferries run every")
    page.reload()
    expect(headline(page)).to_have_value("Ferries are back")
    expect(body_of(page)).to_contain_text("Ferries run every")


def test_a_correction_without_its_note_is_gone_on_with_as_one(
    open_desk: Opener, paper: PaperServer
) -> None:
    article = post(paper)
    page = open_desk("anna", route=f"#/articles/{article}/correct")
    accept(page)
    headline(page).fill("The bridge opens on Sunday")
    expect(page.get_by_text("Kept on this machine, not sent.")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{paper.site_url}/desk/#/articles/{article}/change")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_role("heading", name="Correct the article")).to_be_visible()
    expect(headline(page)).to_have_value("The bridge opens on Sunday")


def test_what_was_taken_back_is_not_offered_again(open_desk: Opener, paper: PaperServer) -> None:
    article = post(paper)
    page = open_desk("anna", route=f"#/articles/{article}/change")
    headline(page).fill("The bridge opens on Sunday")
    expect(page.get_by_text("Kept on this machine, not sent.")).to_be_visible()
    headline(page).fill("The bridge opens")
    expect(page.get_by_text("Kept on this machine, not sent.")).to_have_count(0)
    page.goto("about:blank")
    page.goto(f"{paper.site_url}/desk/#/articles/{article}/change")
    expect(headline(page)).to_have_value("The bridge opens")


def test_the_next_article_is_begun_from_the_last_one_that_was_sent(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")
    page.get_by_role("link", name="New article").click()
    expect(headline(page)).to_have_value("")
    write(page, "Trains are back")
    page.get_by_role("button", name="Publish").click()
    published(page, "Trains are back")


def test_an_answer_lost_before_a_crash_makes_no_second_article_and_loses_no_word(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    accept(page)
    write(page, "Ferries are back")
    expect(page.frame_locator("iframe").get_by_role("heading", name="Ferries")).to_be_visible()
    paper.trouble.after = [503] * 12
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("The paper does not answer. What you wrote is kept")).to_be_visible(
        timeout=60_000
    )
    paper.trouble.after.clear()
    page.goto("about:blank")
    page.goto(f"{paper.site_url}/desk/#/")
    page.get_by_role("region", name="Not sent yet").get_by_role("link").click()
    headline(page).fill("Ferries are back at sea")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back at sea")
    assert len(standing(paper)) == 1


def test_saving_by_keyboard_in_mid_merge_keeps_what_was_decided(
    open_desk: Opener, paper: PaperServer
) -> None:
    article = post(paper, body="One.\n\nTwo.")
    page = open_desk("anna", route=f"#/articles/{article}/change")
    expect(headline(page)).to_have_value("The bridge opens")
    theirs = {"headline": "Theirs", "section": "news", "body": "One.\n\nTwo."}
    paper.api(f"PUT /articles/{article}", theirs, if_match='"desk-1"')
    headline(page).fill("Mine")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_role("heading", name="Two of you wrote")).to_be_visible()
    page.get_by_role("radio").first.check()
    expect(page.get_by_text("Everything is decided.")).to_be_visible()
    asked = len(paper.asked)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Everything is decided.")).to_be_visible()
    page.get_by_role("button", name="Go on with both in one").click()
    expect(headline(page)).to_be_visible()
    assert not [each for each in paper.asked[asked:] if each.startswith("PUT")]


def test_two_saves_by_others_in_a_row_are_merged_one_after_the_other(
    open_desk: Opener, paper: PaperServer
) -> None:
    article = post(paper, body="One.\n\nTwo.\n\nThree.")
    page = open_desk("anna", route=f"#/articles/{article}/change")
    expect(headline(page)).to_have_value("The bridge opens")
    story = {"headline": "The bridge opens", "section": "news"}
    paper.api(
        f"PUT /articles/{article}", story | {"body": "One!\n\nTwo.\n\nThree."}, if_match='"desk-1"'
    )
    body_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Mine.")
    page.get_by_role("button", name="Save the change").click()
    page.get_by_role("button", name="Go on with both in one").click()
    expect(body_of(page)).to_contain_text("One!")
    paper.api(
        f"PUT /articles/{article}", story | {"body": "One!\n\nTwo!\n\nThree."}, if_match='"desk-2"'
    )
    page.get_by_role("button", name="Save the change").click()
    page.get_by_role("button", name="Go on with both in one").click()
    expect(body_of(page)).to_contain_text("Two!")
    page.get_by_role("button", name="Save the change").click()
    published(page, "The bridge opens")
    (report,) = standing(paper)
    assert report["revision"] == "desk-4"
    assert all(each in report["body_html"] for each in ("One!", "Two!", "Three. Mine."))


def ended(page: Page, paper: PaperServer) -> None:
    paper.sign_in.end_sessions()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()


def sign_in_beside(page: Page, account: str) -> None:
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in again").click()
    beside = opened.value
    beside.get_by_label("Username").fill(account)
    beside.get_by_label("Password").fill(PASSWORD)
    beside.get_by_role("button", name="Sign in").click()


def test_escape_does_not_leave_a_page_that_waits_for_ever(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    ended(page, paper)
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
    sign_in_beside(page, "anna")
    published(page, "Ferries are back")


def test_a_window_that_was_closed_can_be_opened_again(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    ended(page, paper)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in again").click()
    opened.value.close()
    expect(page.get_by_text("If it was closed, press again.")).to_be_visible()
    sign_in_beside(page, "anna")
    published(page, "Ferries are back")


def test_nobody_goes_on_with_the_words_of_another(open_desk: Opener, paper: PaperServer) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    ended(page, paper)
    sign_in_beside(page, "nikos")
    expect(page.get_by_text("somebody else")).to_be_visible()
    assert standing(paper) == []
    sign_in_beside(page, "anna")
    published(page, "Ferries are back")


def test_a_picture_on_its_way_is_not_left_behind(open_desk: Opener, paper: PaperServer) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    held = hold(page, "**/form", "POST")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "harbour.png", "mimeType": "image/png", "buffer": PNG}
    )
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("on its way").first).to_be_visible()
    assert standing(paper) == []
    held[0].continue_()


def test_two_tabs_with_one_draft_do_not_fight(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    expect(page.get_by_text("Kept on this machine, not sent.")).to_be_visible()
    with page.expect_popup() as opened:
        page.evaluate("open('/desk/#/')")
    other = opened.value
    other.get_by_role("region", name="Not sent yet").get_by_role("link").click()
    expect(headline(other)).to_have_value("Ferries are back")
    headline(other).fill("Ferries, from the other tab")
    headline(page).fill("Ferries, from the first tab")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries, from the first tab")
    expect(other.get_by_text("Kept on this machine, not sent.")).to_be_visible()
    accept(other)
    other.reload()
    expect(headline(other)).to_have_value("Ferries, from the other tab")


def test_a_browser_that_keeps_nothing_says_so_and_sends_all_the_same(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna")
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page.goto(f"{paper.site_url}/desk/?#/new")
    write(page, "Ferries are back")
    expect(page.get_by_text("This browser keeps nothing").first).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")


def test_a_full_disk_is_told_and_what_comes_after_is_kept(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    page.evaluate(
        """() => { const put = IDBObjectStore.prototype.put; window.full = true;
        IDBObjectStore.prototype.put = function (...all) {
          if (window.full) throw new DOMException('', 'QuotaExceededError');
          return put.apply(this, all); } }"""
    )
    write(page, "Ferries are back")
    expect(page.get_by_text("This browser keeps nothing").first).to_be_visible()
    page.evaluate("window.full = false")
    headline(page).fill("Ferries are back at sea")
    expect(page.get_by_text("Kept on this machine, not sent.")).to_be_visible()


def test_without_a_network_it_keeps_and_sends_once_there_is_one(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    page.context.set_offline(True)
    write(page, "Ferries are back")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("The paper does not answer.")).to_be_visible(timeout=60_000)
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    published(page, "Ferries are back")
    assert len(standing(paper)) == 1


def test_a_withdrawal_that_was_carried_out_and_not_answered_is_told_as_done(
    open_desk: Opener, paper: PaperServer
) -> None:
    article = post(paper)
    page = open_desk("anna", route=f"#/articles/{article}")
    page.get_by_role("button", name="Withdraw").click()
    paper.trouble.after = [503]
    page.get_by_role("dialog").get_by_role("button").filter(has_text="Withdraw").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert standing(paper)[0]["status"] == "withdrawn"
    expect(page.get_by_role("dialog")).to_have_count(0)
