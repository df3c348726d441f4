"""The desk's page for the pictures in docs/screens, signed in at the local AWS."""

from collections.abc import Iterator

from playwright.sync_api import Page

from commands.local.stack import EDITOR
from tests.commands.local_stack import LocalStack


def sign_in(page: Page, stack: LocalStack, language: str = "en") -> None:
    """Sign in as the editor that every local stack has, and choose the page's language."""
    page.goto(stack.reach.outputs["DeskUrl"])
    page.evaluate("language => localStorage.setItem('broadsheet.desk.language', language)", "en")
    page.reload()
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill(EDITOR.name)
    page.get_by_label("Password").fill(stack.editors[EDITOR.name]["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.evaluate("chosen => localStorage.setItem('broadsheet.desk.language', chosen)", language)
    page.reload()
    page.locator(".articles li").first.wait_for()


def desk_pages(page: Page, stack: LocalStack, article: str, corrected: str) -> Iterator[str]:
    """Go from room to room; the name of each, once it can be seen.

    Parameters
    ----------
    page
        Of somebody who has signed in.
    stack
        The paper.
    article, corrected
        Ids of an article with pictures, and of one that was corrected.
    """
    desk = stack.reach.outputs["DeskUrl"]
    page.goto(f"{desk}#/list/published")
    page.locator(".articles li").first.wait_for()
    yield "desk-list"
    page.goto(f"{desk}#/articles/{corrected}")
    page.locator("main dl").first.wait_for()
    yield "desk-article"
    page.goto(f"{desk}#/articles/{corrected}/history")
    page.locator("ins").first.wait_for()
    yield "desk-history"
    page.goto(f"{desk}#/articles/{article}/change")
    page.frame_locator("iframe").locator("h1").wait_for()
    page.frame_locator("iframe").locator("img").first.wait_for()
    yield "desk-writing"
