"""Writing, seeing and sending at the desk, in Chromium: with the real operations of the API."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.desk_page.paper_server import PaperServer

Opener = Callable[..., Page]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c"
    "6360606060000000050001a5f645400000000049454e44ae426082"
)  # fmt: skip


def post(paper: PaperServer, headline: str = "The bridge opens", **fields: Any) -> str:
    """Have a wire submit an article; its id."""
    story = {"headline": headline, "section": "news", "body": "It says so."} | fields
    return str(paper.api("POST /articles", story)["id"])


def body_of(page: Page) -> Any:
    return page.locator("[contenteditable=true]").first


def write(page: Page, headline: str, body: str = "Ferries run every hour.") -> None:
    page.get_by_label("Headline", exact=True).fill(headline)
    body_of(page).click()
    page.keyboard.type(body)


def sent(paper: PaperServer, call: str) -> int:
    return sum(each.startswith(call) for each in paper.asked)


def standing(paper: PaperServer) -> list[dict[str, Any]]:
    """Every article as it stands."""
    ids = sorted(paper.log.articles(""))
    return [paper.api(f"GET /articles/{each}?body=html") for each in ids]


def published(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", name=f"Saved: {headline}")).to_be_focused()


def test_an_editor_publishes_and_is_told_since_when_readers_see_it(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    page.get_by_label("Standfirst").fill("From Monday.")
    page.get_by_role("combobox", name="Tags").fill("Sea, Ports,")
    page.get_by_role("combobox", name="Byline").fill("Anna Pieri")
    page.get_by_role("combobox", name="Byline").press("Enter")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")
    expect(page.get_by_text(re.compile(r"its page answered \d+\.\d s after"))).to_be_visible()
    (report,) = standing(paper)
    assert report["status"] == "published"
    assert report["article"]["tags"] == ["Sea", "Ports"]
    assert report["article"]["byline"] == ["Anna Pieri"]
    assert report["contributor"] == "editor:sub-of-anna"
    with page.expect_popup() as opened:
        page.get_by_role("link", name="See it on the site").click()
    expect(opened.value.get_by_role("heading", name="Ferries are back")).to_be_visible()


def test_a_preview_comes_after_the_last_key_and_runs_no_script(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Ferries are back")).to_be_visible()
    assert page.locator("iframe").get_attribute("sandbox") == ""
    asked = sent(paper, "POST /preview")
    page.get_by_label("Headline", exact=True).press_sequentially(" at last")
    expect(frame.get_by_role("heading", name="at last")).to_be_visible()
    assert sent(paper, "POST /preview") - asked <= 2
    assert standing(paper) == []
    page.get_by_label("Desktop").check()
    assert page.locator("iframe").evaluate("frame => frame.offsetWidth") == 1280


def test_every_fault_is_at_its_field_and_the_first_has_the_keyboard(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "x" * 301)
    page.get_by_text("Label, prominence, language").click()
    page.get_by_label("Name in the address").fill("Not a slug!")
    page.get_by_text("Label, prominence, language").click()
    page.get_by_role("button", name="Publish").click()
    headline = page.get_by_label("Headline", exact=True)
    expect(headline).to_be_focused()
    expect(headline).to_have_attribute("aria-invalid", "true")
    expect(headline).to_have_accessible_description(re.compile("301 characters"))
    page.get_by_role("alert").get_by_role("link", name="Name in the address").click()
    expect(page.get_by_label("Name in the address")).to_be_focused()
    assert "#/new" in page.url
    headline.fill("Ferries are back")
    expect(headline).to_have_attribute("aria-invalid", "false")
    page.get_by_label("Name in the address").fill("")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")
    assert len(standing(paper)) == 1


def test_a_picture_is_sent_described_and_published(open_desk: Opener, paper: PaperServer) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    file: Any = {"name": "harbour.png", "mimeType": "image/png", "buffer": PNG}
    page.locator(".pictures-panel input[type=file]").set_input_files([file])
    picture = page.get_by_role("group", name="Picture 1")
    expect(picture.get_by_text("leads: it stands above the text")).to_be_visible()
    picture.get_by_role("button", name="Take it The harbour at dawn").click()
    page.get_by_role("button", name="Publish").click()
    shows = picture.get_by_label("What it shows")
    expect(
        page.get_by_role("alert").get_by_role("link", name=re.compile("Picture 1"))
    ).to_be_visible()
    shows.fill("A ferry at the quay")
    point = picture.get_by_role("button", name=re.compile("Subject of picture 1"))
    point.press("Shift+ArrowLeft")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")
    (shown,) = standing(paper)[0]["article"]["images"]
    assert shown["alt"] == "A ferry at the quay"
    assert shown["caption"] == "The harbour at dawn"
    assert shown["focus"] == [0.4, 0.5]


def test_a_picture_that_is_refused_says_why_and_may_be_left_out(
    open_desk: Opener, paper: PaperServer
) -> None:
    paper.trouble.refuses_pictures = "The file is no picture."
    page = open_desk("anna", route="#/new")
    file: Any = {"name": "harbour.png", "mimeType": "image/png", "buffer": PNG}
    page.locator(".pictures-panel input[type=file]").set_input_files([file])
    expect(page.get_by_text("The file is no picture.")).to_be_visible()
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("harbour.png")).to_have_count(0)


def test_a_time_is_chosen_on_the_papers_clocks_and_said_in_words(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new", timezone_id="America/New_York")
    write(page, "Ferries are back")
    page.get_by_label("At a time").check()
    page.get_by_label("Date and time in Nicosia").fill("2099-07-01T06:00")
    expect(page.get_by_text(re.compile(r"July 1, 2099, 06:00 in Nicosia"))).to_be_visible()
    page.get_by_role("button", name="Schedule").click()
    published(page, "Ferries are back")
    (report,) = standing(paper)
    assert (report["status"], report["publish_at"]) == ("scheduled", "2099-07-01T03:00:00.000000Z")


def test_a_time_that_no_clock_shows_is_not_sent_and_never_publishes(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    page.get_by_label("At a time").check()
    page.get_by_label("Date and time in Nicosia").fill("")
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_label("Date and time in Nicosia")).to_be_focused()
    assert standing(paper) == []


def test_a_correction_needs_its_note(open_desk: Opener, paper: PaperServer) -> None:
    article = post(paper)
    page = open_desk("anna", route=f"#/articles/{article}/correct")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("The bridge opens")
    page.get_by_label("Headline", exact=True).fill("The bridge opens on Monday")
    page.get_by_role("button", name="Save the change").click()
    note = page.get_by_label("Note to readers")
    expect(note).to_be_focused()
    note.fill("It opens on Monday, not on Sunday.")
    page.get_by_role("button", name="Send the correction").click()
    published(page, "The bridge opens on Monday")
    (report,) = standing(paper)
    assert [each["text"] for each in report["corrections"]] == [
        "It opens on Monday, not on Sunday."
    ]


def test_a_silent_change_is_said_to_be_one(open_desk: Opener, paper: PaperServer) -> None:
    article = post(paper)
    page = open_desk("anna", route=f"#/articles/{article}/change")
    expect(page.get_by_text("readers find no note of it")).to_be_visible()
    page.get_by_label("Headline", exact=True).fill("The bridge is open")
    page.get_by_role("button", name="Save the change").click()
    published(page, "The bridge is open")
    assert standing(paper)[0]["corrections"] == []


def test_what_is_typed_outlives_the_tab_and_is_gone_once_it_is_saved(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    expect(page.get_by_text("Kept on this machine, not sent.")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.goto(f"{paper.site_url}/desk/#/")
    page.get_by_role("link", name="Ferries are back").click()
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Ferries are back")
    expect(body_of(page)).to_contain_text("Ferries run every hour.")
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")
    page.goto(f"{paper.site_url}/desk/#/")
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_role("heading", name="Not sent yet")).to_have_count(0)


def test_leaving_asks_first(open_desk: Opener) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Pictures").click()
    assert "kept on this machine" in asked[0]
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Ferries are back")


def test_a_call_that_was_carried_out_and_not_answered_makes_no_second_article(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    expect(page.frame_locator("iframe").get_by_role("heading", name="Ferries")).to_be_visible()
    paper.trouble.after = [503] * 12
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("The paper does not answer. What you wrote is kept")).to_be_visible(
        timeout=60_000
    )
    paper.trouble.after.clear()
    page.get_by_label("Headline", exact=True).fill("Ferries are back at sea")
    page.get_by_role("button", name="Try again").click()
    published(page, "Ferries are back at sea")
    (report,) = standing(paper)
    assert report["article"]["headline"] == "Ferries are back at sea"


def test_credentials_that_end_in_mid_save_cost_no_word(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna", route="#/new")
    write(page, "Ferries are back")
    expect(page.frame_locator("iframe").get_by_role("heading", name="Ferries")).to_be_visible()
    paper.sign_in.end_credentials()
    page.get_by_role("button", name="Publish").click()
    published(page, "Ferries are back")
    assert len(standing(paper)) == 1


def test_two_editors_texts_are_put_together(open_desk: Opener, paper: PaperServer) -> None:
    article = post(paper, body="One.\n\nTwo.")
    page = open_desk("anna", route=f"#/articles/{article}/change")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("The bridge opens")
    theirs = {"headline": "The bridge opens", "section": "news", "body": "One.\n\nTwo, they say."}
    paper.api(f"PUT /articles/{article}", theirs, if_match='"desk-1"')
    page.get_by_label("Headline", exact=True).fill("The bridge is open")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_role("heading", name="Two of you wrote")).to_be_visible()
    page.get_by_role("button", name="Go on with both in one").click()
    expect(body_of(page)).to_contain_text("Two, they say.")
    page.get_by_role("button", name="Save the change").click()
    published(page, "The bridge is open")
    (report,) = standing(paper)
    assert report["revision"] == "desk-3"
    assert "Two, they say." in report["body_html"]
    assert report["article"]["headline"] == "The bridge is open"


def test_names_are_chosen_with_the_keyboard(open_desk: Opener, paper: PaperServer) -> None:
    post(paper, tags=["Ports", "Police"])
    page = open_desk("anna", route="#/new")
    tags = page.get_by_role("combobox", name="Tags")
    tags.press_sequentially("po")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(2)
    tags.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    tags.press("Enter")
    expect(tags).to_have_value("")
    expect(page.get_by_role("list", name="Tags").get_by_role("listitem")).to_have_count(1)
    tags.press("Backspace")
    expect(page.get_by_role("list", name="Tags").get_by_role("listitem")).to_have_count(0)


def test_a_reader_of_the_desk_cannot_write(open_desk: Opener) -> None:
    page = open_desk("rana", route="#/new")
    expect(page.get_by_text("You may read here, but not write.")).to_be_visible()
    expect(page.get_by_label("Headline", exact=True)).to_have_count(0)
