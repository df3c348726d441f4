"""A day's work with the keyboard alone: nothing here is pressed, pointed at or filled in."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.desk_page.paper_server import PaperServer

Opener = Callable[..., Page]
FAR = 120
"""Steps with Tab in which everything of a page can be reached."""


def tab_to(page: Page, place: Locator) -> None:
    """Go with Tab until something has the keyboard."""
    expect(place).to_be_visible()
    for _ in range(FAR):
        if place.evaluate("place => place === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} cannot be reached")


def saved(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", name=f"Saved: {headline}")).to_be_focused()


def test_an_article_is_written_published_corrected_withdrawn_and_brought_back(
    open_desk: Opener, paper: PaperServer
) -> None:
    page = open_desk("anna")
    page.keyboard.press("n")
    tab_to(page, page.get_by_label("Headline", exact=True))
    page.keyboard.type("Ferries are back")
    tab_to(page, page.get_by_role("combobox", name="Tags"))
    page.keyboard.type("Sea,")
    tab_to(page, page.locator("[contenteditable=true]").first)
    page.keyboard.type("## At last\n")
    page.keyboard.type("They run every hour.")
    page.keyboard.press("Control+Enter")
    saved(page, "Ferries are back")
    (article,) = paper.log.articles("")

    tab_to(page, page.get_by_role("link", name="Articles"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Ferries are back"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Correct"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Note to readers"))
    page.keyboard.type("They run every two hours.")
    page.keyboard.press("Control+Enter")
    saved(page, "Ferries are back")
    report = paper.api(f"GET /articles/{article}?body=html")
    assert [each["text"] for each in report["corrections"]] == ["They run every two hours."]
    assert "<h2" in report["body_html"]

    page.goto(f"{paper.site_url}/desk/#/articles/{article}")
    tab_to(page, page.get_by_role("button", name="Withdraw"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("dialog").get_by_role("button", name="Withdraw it"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The article is withdrawn.")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Bring back"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("dialog").get_by_role("button", name="Bring it back"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert paper.api(f"GET /articles/{article}")["status"] == "published"
