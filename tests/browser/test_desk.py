"""The desk's page at the deployed paper: managed login, IAM enforced, the site's own policy."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from botocore.credentials import Credentials
from playwright.sync_api import Page, Route, expect

from commands.local.stack import EDITOR
from commands.packaging.desk import BUNDLE
from commands.stack.contributors import Kind
from commands.stack.editors import Account, make_editor, remove_editor
from commands.stack.http_calls import Signer
from commands.terminal import Failure
from tests.browser.conftest import Watch
from tests.commands.local_stack import LocalStack
from tests.end_to_end.signing_in import SignIn
from tests.end_to_end.waiting import eventually
from tests.pages.photographs import LANDSCAPE, photograph

PASSWORD = "as long as a good password is"  # noqa: S105 - of accounts on this machine
READER = Account("rana", "rana@newsroom.example", "Rana Haddad", Kind.READER)
SECOND = Account("nikos", "nikos@newsroom.example", "Nikos Andreou", Kind.DESK)
_JSON = {"Content-Type": "application/json"}
PATIENT = 30_000
"""Milliseconds: a worker of the local AWS may have to start first."""


def submit(stack: LocalStack, article: str, headline: str, **fields: Any) -> str:
    story = {"id": article, "headline": headline, "section": "news", "body": "It says so."}
    answer = stack.api("POST", "/articles", json.dumps(story | fields).encode(), _JSON)
    assert answer.status in {200, 201}, answer.text
    return str(answer.json()["url"])


def open_desk(page: Page, stack: LocalStack, name: str, password: str) -> None:
    """Sign in by the pages of managed login, as an editor does."""
    page.set_default_timeout(PATIENT)
    page.goto(stack.reach.outputs["DeskUrl"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=PATIENT)


@pytest.fixture
def editor_page(stack: LocalStack, new_page: Callable[..., Page]) -> Page:
    assert all(file.exists() for file in BUNDLE)
    page = new_page(locale="en-GB")
    open_desk(page, stack, EDITOR.name, stack.editors[EDITOR.name]["password"])
    return page


@pytest.fixture
def reader_page(stack: LocalStack, new_page: Callable[..., Page]) -> Iterator[Page]:
    with suppress(Failure):
        make_editor(READER, stack.reach, PASSWORD)
    page = new_page(locale="en-GB")
    open_desk(page, stack, READER.name, PASSWORD)
    yield page
    remove_editor(READER.name, stack.reach)


def test_an_editor_signs_in_by_managed_login_and_sees_the_lists(
    stack: LocalStack, editor_page: Page, watch: Watch
) -> None:
    submit(stack, "desk-browser-held", "Held for the browser", publish_at="hold")
    held = "/articles?status=held"
    eventually(lambda: "desk-browser-held" in stack.api("GET", held).text, "it is listed")
    editor_page.get_by_role("link", name="Held").click()
    expect(editor_page.get_by_role("link", name="Held for the browser")).to_be_visible(
        timeout=PATIENT
    )
    expect(editor_page.get_by_text(EDITOR.shown).first).to_be_visible()
    assert [each for each in watch.complaints if "Content Security Policy" in each] == []


def test_a_reader_has_no_buttons_and_is_refused_all_the_same(
    stack: LocalStack, reader_page: Page
) -> None:
    expect(reader_page.get_by_role("link", name="New article")).to_have_count(0)
    tokens = json.loads(reader_page.evaluate("sessionStorage.getItem('broadsheet.desk.tokens')"))
    assert tokens["id"]
    # What the page does not offer, somebody may try by hand, with the very token of the page.
    given = SignIn(stack).credentials(tokens["id"]).json()["Credentials"]
    key = Credentials(given["AccessKeyId"], given["SecretKey"], given["SessionToken"])
    signer = Signer(key, stack.reach.region)
    assert signer.send("GET", f"{stack.reach.api_url}/articles?status=held").status == 200
    story = json.dumps({"headline": "No", "section": "news", "body": "No."}).encode()
    assert signer.send("POST", f"{stack.reach.api_url}/articles", story, _JSON).status == 403


def test_an_article_is_withdrawn_and_readers_see_it_gone(
    stack: LocalStack, editor_page: Page
) -> None:
    url = submit(stack, "desk-browser-gone", "The bridge that was not")
    path = url.removeprefix(stack.reach.site_url)
    eventually(lambda: stack.site_get(path).status == 200, "the story can be read")
    editor_page.goto(f"{stack.reach.outputs['DeskUrl']}#/articles/desk-browser-gone")
    editor_page.get_by_role("button", name="Withdraw").first.click()
    dialog = editor_page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("There is no such bridge.")
    dialog.get_by_role("button", name="Withdraw it").click()
    eventually(lambda: stack.site_get(path).status == 410, "the story is gone")
    assert "There is no such bridge." in stack.site_get(path).text


def write(page: Page, stack: LocalStack, headline: str, text: str) -> None:
    page.goto(f"{stack.reach.outputs['DeskUrl']}#/new")
    page.get_by_label("Headline", exact=True).fill(headline)
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type(text)


def saved(page: Page, headline: str) -> None:
    heading = page.get_by_role("heading", name=f"Saved: {headline}")
    expect(heading).to_be_visible(timeout=PATIENT)


def on_site(page: Page) -> str:
    """Follow the link to the site; its path."""
    address = page.get_by_role("link", name="See it on the site").get_attribute("href")
    assert address
    return urlsplit(address).path


def test_an_article_with_a_picture_is_written_seen_published_and_read(
    stack: LocalStack, editor_page: Page, tmp_path: Path, watch: Watch
) -> None:
    photo = tmp_path / "harbour.jpg"
    photograph(21, LANDSCAPE).save(photo, quality=85)
    write(editor_page, stack, "Ferries are back", "They run every hour.")
    editor_page.locator(".pictures-panel input[type=file]").set_input_files(photo)
    picture = editor_page.get_by_role("group", name="Picture 1")
    picture.get_by_label("What it shows").fill("A ferry at the quay", timeout=PATIENT)
    frame = editor_page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Ferries are back")).to_be_visible(timeout=PATIENT)
    expect(frame.get_by_alt_text("A ferry at the quay")).to_be_visible(timeout=PATIENT)
    editor_page.get_by_role("button", name="Publish").click()
    saved(editor_page, "Ferries are back")
    expect(editor_page.get_by_text(re.compile(r"its page answered \d+\.\d s after"))).to_be_visible(
        timeout=PATIENT
    )
    page = stack.site_get(on_site(editor_page))
    assert page.status == 200
    assert "They run every hour." in page.text
    assert 'alt="A ferry at the quay"' in page.text
    assert EDITOR.shown not in page.text
    assert [each for each in watch.complaints if "Content Security Policy" in each] == []


def test_a_scheduled_article_comes_at_its_time(stack: LocalStack, editor_page: Page) -> None:
    write(editor_page, stack, "The night train", "It leaves soon.")
    editor_page.get_by_label("At a time").check()
    # Fields of time know minutes: it is due in 30 to 90 seconds, and not over before it is sent.
    soon = datetime.now(ZoneInfo("Asia/Nicosia")) + timedelta(seconds=90)
    field = editor_page.get_by_label("Date and time in Nicosia")
    field.fill(soon.strftime("%Y-%m-%dT%H:%M"))
    editor_page.get_by_role("button", name="Schedule").click()
    saved(editor_page, "The night train")
    (path,) = (
        urlsplit(each["url"]).path
        for status in ("scheduled", "published")
        for each in stack.api("GET", f"/articles?status={status}").json()["articles"]
        if each["headline"] == "The night train"
    )
    eventually(lambda: stack.site_get(path).status == 200, "it comes by itself", seconds=180)


def test_an_article_is_corrected_for_readers_to_see(stack: LocalStack, editor_page: Page) -> None:
    url = submit(stack, "desk-browser-corrected", "The bridge opens on Sunday")
    path = urlsplit(url).path
    eventually(lambda: stack.site_get(path).status == 200, "the story can be read")
    desk = stack.reach.outputs["DeskUrl"]
    editor_page.goto(f"{desk}#/articles/desk-browser-corrected/correct")
    note = editor_page.get_by_label("Note to readers")
    note.fill("It opens on Monday.", timeout=PATIENT)
    editor_page.get_by_label("Headline", exact=True).fill("The bridge opens on Monday")
    editor_page.get_by_role("button", name="Send the correction").click()
    saved(editor_page, "The bridge opens on Monday")
    eventually(
        lambda: "It opens on Monday." in stack.site_get(on_site(editor_page)).text,
        "readers find the note",
    )


def test_two_signed_in_editors_save_over_each_other_and_both_texts_stand(
    stack: LocalStack, editor_page: Page, new_page: Callable[..., Page]
) -> None:
    with suppress(Failure):
        make_editor(SECOND, stack.reach, PASSWORD)
    submit(stack, "desk-browser-two", "The market", body="One.\n\nTwo.")
    second = new_page(locale="en-GB")
    open_desk(second, stack, SECOND.name, PASSWORD)
    address = f"{stack.reach.outputs['DeskUrl']}#/articles/desk-browser-two/change"
    for page in (editor_page, second):
        page.goto(address)
        expect(page.get_by_label("Headline", exact=True)).to_have_value(
            "The market", timeout=PATIENT
        )
    editor_page.locator("[contenteditable=true] p").last.click()
    editor_page.keyboard.press("End")
    editor_page.keyboard.type(" And more.")
    editor_page.get_by_role("button", name="Save the change").click()
    saved(editor_page, "The market")
    second.get_by_label("Headline", exact=True).fill("The market is open")
    second.get_by_role("button", name="Save the change").click()
    expect(second.get_by_role("heading", name="Two of you wrote")).to_be_visible(timeout=PATIENT)
    expect(second.get_by_text(EDITOR.shown).first).to_be_visible()
    second.get_by_role("button", name="Go on with both in one").click()
    second.get_by_role("button", name="Save the change").click()
    saved(second, "The market is open")
    report = stack.api("GET", "/articles/desk-browser-two?body=html").json()
    assert report["revision"] == "desk-3"
    assert "Two. And more." in report["body_html"]
    assert report["contributor_name"] == SECOND.shown
    remove_editor(SECOND.name, stack.reach)


@pytest.mark.parametrize("status", [403, 503], ids=["credentials that ended", "an outage"])
def test_a_save_that_fails_on_its_way_is_sent_again_and_arrives_once(
    stack: LocalStack, editor_page: Page, status: int
) -> None:
    headline = f"After a {status}"
    write(editor_page, stack, headline, "Not a word is lost.")
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if route.request.method != "POST" or refused:
            route.continue_()
            return
        refused.append(route.request.url)
        origin = {"Access-Control-Allow-Origin": stack.reach.site_url}
        route.fulfill(status=status, headers=origin, body='{"title":"Trouble","detail":"Trouble."}')

    editor_page.route("**/v1/articles", refuse_once)
    editor_page.get_by_role("button", name="Publish").click()
    saved(editor_page, headline)
    assert len(refused) == 1
    published = "/articles?status=published"
    eventually(
        lambda: stack.api("GET", published).text.count(headline) == 1, "it stands there once"
    )


def test_a_crash_in_mid_sentence_costs_no_word(stack: LocalStack, editor_page: Page) -> None:
    write(editor_page, stack, "Cut short", "The sentence that was never")
    expect(editor_page.get_by_text("Kept on this machine, not sent.")).to_be_visible()
    context = editor_page.context
    editor_page.close(run_before_unload=False)
    again = context.new_page()
    open_desk(again, stack, EDITOR.name, stack.editors[EDITOR.name]["password"])
    again.get_by_role("link", name="Cut short").click()
    expect(again.get_by_label("Headline", exact=True)).to_have_value("Cut short")
    expect(again.locator("[contenteditable=true]").first).to_contain_text(
        "The sentence that was never"
    )
