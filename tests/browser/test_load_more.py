"""More of a list in its place: by mouse, by keyboard alone, to its end, and when it fails."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Edition, Held, Watch

OLDER = ".pager .older"
HEADLINE = ":is(h2, h3) a"
"""Of a card: one with a picture has a second link to its story."""
PAGE = 20
STORIES = 33
"""In the edition, without the one that is withdrawn."""


def headlines(page: Page) -> list[str]:
    return page.locator("main .card :is(h2, h3)").all_inner_texts()


def test_a_click_adds_the_rest_of_the_list(page: Page, edition: Edition, watch: Watch) -> None:
    page.goto(edition["tag"])
    before = headlines(page)
    expect(page.locator(OLDER)).to_have_text("Load more stories")
    older = page.get_attribute(OLDER, "href")
    page.click(OLDER)
    expect(page.locator("main .card")).to_have_count(STORIES)
    assert headlines(page)[:PAGE] == before
    assert len(set(headlines(page))) == STORIES
    expect(page.locator(".card").nth(PAGE).locator(HEADLINE)).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(
        "More stories loaded: 13. There are no older ones."
    )
    expect(page.locator(OLDER)).to_have_count(0)
    assert page.url == edition["tag"]
    assert watch.requests.count(f"{edition.site_url}{older}") == 1


def test_a_lead_that_is_an_older_story_is_not_added_again(page: Page, edition: Edition) -> None:
    page.goto(edition["front"])
    lead = page.locator(f".lead {HEADLINE}").get_attribute("href")
    stories = "".join(
        f'<article class="card row"><a class="shot" tabindex="-1" href="{path}"></a>'
        f'<h3><a href="{path}">A story</a></h3></article>'
        for path in (lead, "/news/older-aaaaaaaaaa")
    )
    older = f'<main><section class="river">{stories}</section></main>'
    page.route("**/?older=**", lambda route: route.fulfill(body=older, content_type="text/html"))
    cards = page.locator("main .card")
    count = cards.count()
    page.click(OLDER)
    expect(cards.nth(count).locator(HEADLINE)).to_be_focused()
    expect(cards).to_have_count(count + 1)
    expect(page.locator(f'main .card {HEADLINE}[href="{lead}"]')).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(
        "More stories loaded: 1. There are no older ones."
    )


@pytest.mark.parametrize("name", ["front", "author", "section"])
def test_every_list_goes_on_in_its_place(page: Page, edition: Edition, name: str) -> None:
    page.goto(edition[name])
    links = page.locator(OLDER)
    shown = page.locator("main .card")
    for _ in range(50):
        if not links.count():
            break
        count = shown.count()
        page.click(OLDER)
        expect(shown.nth(count).locator(HEADLINE)).to_be_focused()
    assert not links.count()
    addresses = shown.locator(HEADLINE).evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == len(set(addresses))
    if name != "section":
        assert len(addresses) > PAGE


def test_the_keyboard_alone_is_enough(page: Page, edition: Edition) -> None:
    page.goto(edition["tag"])
    page.locator(f".card {HEADLINE}").nth(PAGE - 1).focus()
    page.keyboard.press("Tab")
    expect(page.locator(OLDER)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".card").nth(PAGE).locator(HEADLINE)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".card").nth(PAGE + 1).locator(HEADLINE)).to_be_focused()


def test_it_says_that_it_loads_and_asks_once(page: Page, edition: Edition) -> None:
    held = Held()
    page.route("**/tags/**older=**", held)
    page.goto(edition["tag"])
    page.click(OLDER)
    expect(page.get_by_role("status")).to_have_text("Loading...")
    page.click(OLDER)
    held.routes[0].continue_()
    expect(page.locator("main .card")).to_have_count(STORIES)
    assert len(held.routes) == 1


@pytest.mark.parametrize("failure", ["aborted", "503", "another page"])
def test_a_failure_leads_to_the_page_itself(
    new_page: Callable[..., Page], edition: Edition, failure: str
) -> None:
    def fail(route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        elif failure == "aborted":
            route.abort()
        else:
            route.fulfill(status=503 if failure == "503" else 200, body="<main>Log in</main>")

    page = new_page()
    page.route("**/tags/**older=**", fail)
    page.goto(edition["tag"])
    older = page.get_attribute(OLDER, "href")
    page.click(OLDER)
    expect(page).to_have_url(f"{edition.site_url}{older}")
    expect(page.locator("main .card")).to_have_count(STORIES - PAGE)
    page.click(".pager .newer")
    expect(page).to_have_url(edition["tag"])
