"""A newsroom's pictures on the local AWS, sent as its command does, as Chromium shows them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route

from tests.browser.conftest import Watch
from tests.browser.test_pictures import DESK, FORMATS, HAND, OBSERVE, SHOWN
from tests.commands.local_stack import LocalStack
from tests.end_to_end.photo_desk import PATIENCE, PhotoDesk, Published, SentPicture
from tests.end_to_end.waiting import eventually
from tests.pages.photographs import photograph

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
Story = tuple[Published, tuple[SentPicture, ...]]


@pytest.fixture(scope="module")
def story(stack: LocalStack, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """An article with a lead, a picture in its body and one behind it, as readers get it."""
    desk = PhotoDesk(stack, tmp_path_factory.mktemp("photographs"))
    drawn = [photograph(0, (1280, 853)), photograph(1, (640, 427)), photograph(2, (640, 427))]
    with ThreadPoolExecutor(len(drawn)) as pool:
        lead, placed, left = pool.map(desk.send, drawn)
    images = [
        lead.shown("A bridge of four arches", credit="A. Painter", focus=[0.2, 0.4]),
        placed.shown("Hills at noon", caption="The hills above the town."),
        left.shown("Hills in the morning"),
    ]
    body = f"It left at dawn.\n\n![](image:{placed.id})\n\nIt will be back by nightfall."
    published = desk.publish(images, body=body, body_format="markdown")
    published.wait_until_shown(left)
    return published, (lead, placed, left)


@pytest.fixture
def open_story(
    stack: LocalStack, story: Story, new_page: Callable[..., Page], watch: Watch
) -> Iterator[Callable[..., tuple[Page, list[Response]]]]:
    def open_page(width: int, *unknown: str) -> tuple[Page, list[Response]]:
        page = new_page(viewport={"width": width, "height": 900})
        page.add_init_script(OBSERVE)
        address = stack.reach.site_url + story[0].path

        def without_formats(route: Route) -> None:
            answer = stack.site_get(story[0].path)
            text = answer.text
            for each in unknown:
                assert f'type="{each}"' in text
                text = text.replace(f'type="{each}"', 'type="image/of-tomorrow"')
            route.fulfill(status=200, headers=dict(answer.headers), body=text)

        if unknown:
            page.route(address, without_formats)
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it is written into
        page.goto(address)
        return page, answers

    yield open_page
    assert watch.strangers(stack.reach.site_url) == set()
    assert watch.complaints == []


def seen_on(page: Page) -> list[dict[str, Any]]:
    """Let every picture come, and give what is shown of each: the paper's CSP lets nothing poll.

    Lists have pictures of other tests too, which may have been taken down meanwhile.
    """
    page.evaluate(
        """async () => {
          for (const image of document.images) {
            image.loading = "eager";
            await image.decode().catch(() => null);
          }
        }"""
    )
    found: list[dict[str, Any]] = page.evaluate(SHOWN)
    return found


@pytest.mark.parametrize("width", [HAND, DESK])
@pytest.mark.parametrize("taken", FORMATS)
def test_what_a_newsroom_sent_is_seen_in_the_best_format_and_nothing_moves(
    open_story: Callable[..., tuple[Page, list[Response]]],
    story: Story,
    width: int,
    taken: str,
) -> None:
    page, answers = open_story(width, *FORMATS[taken])
    eventually(lambda: page.evaluate("window.paints.at(-1)") == "IMG", "the lead is the largest")
    shown = seen_on(page)
    assert page.evaluate("window.paints.at(-1)") == "IMG"

    lead, placed, left = story[1]
    tokens = [picture["address"].split("/")[2] for picture in shown]
    kinds = [picture["kind"] for picture in shown]
    assert tokens[:3] == [lead.token, placed.token, left.token]
    assert [kind.split()[-1] for kind in kinds[:3]] == ["wide", "measure", "gallery"]
    assert {picture["address"].rpartition(".")[2] for picture in shown[:3]} == {taken}
    sent = {
        answer.headers["content-type"]
        for answer in answers
        if any(picture.token in answer.url for picture in story[1])
    }
    assert sent == {TYPES[taken]}
    assert page.evaluate("window.shifts") == []
    assert page.locator("figcaption").all_inner_texts()[:2] == [
        "Picture: A. Painter",
        "The hills above the town.",
    ]


def test_its_card_has_the_lead_on_the_front_and_in_the_section(
    story: Story, stack: LocalStack, new_page: Callable[..., Page], watch: Watch
) -> None:
    published, (lead, placed, left) = story
    # Other tests publish too: this article is brought to the top of the lists.
    published.revise(standfirst="Seen again.")
    published.wait(lambda answer: "Seen again." in answer.text, "the revision is there")
    for place in ("/", "/news/"):
        eventually(lambda: lead.token in stack.site_get(place).text, place, PATIENCE)  # noqa: B023
        page = new_page()
        page.goto(stack.reach.site_url + place)
        shown = {picture["address"].split("/")[2] for picture in seen_on(page)}
        assert lead.token in shown
        assert not {placed.token, left.token} & shown
        assert page.locator(f"img[src*='{lead.token}']").first.get_attribute("alt") == ""
    assert watch.complaints == []
