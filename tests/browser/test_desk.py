"""The desk's page at the deployed paper: managed login, IAM enforced, the site's own policy."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from botocore.credentials import Credentials
from playwright.sync_api import Page, expect

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

PASSWORD = "as long as a good password is"  # noqa: S105 - of accounts on this machine
READER = Account("rana", "rana@newsroom.example", "Rana Haddad", Kind.READER)
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
    dialog.get_by_role("button", name="Withdraw").click()
    eventually(lambda: stack.site_get(path).status == 410, "the story is gone")
    assert "There is no such bridge." in stack.site_get(path).text
