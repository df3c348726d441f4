"""The front page: every story once, the newest of each section, and what was last put right."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest

from broadsheet.domain.article import Prominence
from broadsheet.pages.cards import CardView
from broadsheet.pages.front import CARDS_A_BLOCK, CORRECTED_FOR, densities
from broadsheet.pages.parts import Stamp
from broadsheet.pages.ranks import balanced
from broadsheet.pages.response import Response
from broadsheet.site_file import load_site
from tests.unit.pages.conftest import NOW, MemoryPaper, text_of

Get = Callable[..., Response]
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
SECTIONS = [section.slug for section in load_site().sections]
ROWS = {"wide": 6, "half": 3, "third": 2}


def fill(paper: MemoryPaper, stories: int, *, section: str | None = None) -> None:
    for number in range(stories):
        where = section or SECTIONS[number % len(SECTIONS)]
        name = f"{where} {number}"
        at = NOW - number * HOUR
        paper.publish(name.replace(" ", "-"), headline=name, section=where, publish_at=at)


def blocks(response: Response) -> dict[str, list[str]]:
    """The headlines of each section's block."""
    found = re.findall(r'<section class="block.*?</section>', response.body, re.DOTALL)
    cards = {block: re.findall(r'<h3[^>]*><a href="[^"]*">([^<]*)', block) for block in found}
    return {re.findall(r'<h2[^>]*><a href="/(\w+)/"', block)[0]: cards[block] for block in found}


def headlines(response: Response) -> list[str]:
    return re.findall(r'<h[23] lang[^>]*><a href="[^"]*">([^<]*)', response.body)


def edge_seconds(response: Response) -> int:
    return int(response.headers["Cache-Control"].rpartition("=")[2])


def test_each_section_shows_its_newest_that_are_not_at_the_top(
    paper: MemoryPaper, get: Get
) -> None:
    fill(paper, 60)
    shown = blocks(get("/"))
    assert list(shown) == SECTIONS
    # Of the newest six, one of each section, all stand at the top.
    assert shown["news"] == ["news 6", "news 12", "news 18", "news 24"]
    assert shown["sport"] == ["sport 11", "sport 17", "sport 23", "sport 29"]


@pytest.mark.parametrize("stories", [1, 5, 6, 7, 20, 60])
def test_every_story_that_was_read_stands_once(paper: MemoryPaper, get: Get, stories: int) -> None:
    fill(paper, stories)
    found = Counter(headlines(get("/")))
    assert set(found.values()) == {1}
    read = [f"{SECTIONS[number % len(SECTIONS)]} {number}" for number in range(min(stories, 20))]
    assert set(read) <= set(found)


def test_a_quiet_section_shows_what_is_older_than_all_other_stories(
    paper: MemoryPaper, get: Get
) -> None:
    fill(paper, 40, section="news")
    paper.publish("match", headline="A match", section="sport", publish_at=NOW - 90 * DAY)
    shown = blocks(get("/"))
    assert list(shown) == ["news", "sport"]
    assert shown["sport"] == ["A match"]
    assert len(shown["news"]) == CARDS_A_BLOCK


def test_briefs_and_what_is_not_due_stand_in_no_block(paper: MemoryPaper, get: Get) -> None:
    fill(paper, 12)
    paper.publish(
        "brief", headline="A brief", section="sport", publish_at=NOW, prominence=Prominence.BRIEF
    )
    due = NOW + 20 * SECOND
    paper.publish("due", headline="A later match", section="sport", publish_at=due)
    page = get("/")
    assert "A later match" not in page.body
    assert "A brief" not in [*chain(*blocks(page).values())]
    assert edge_seconds(page) == 20
    assert "A later match" in get("/", due).body


def test_a_later_page_has_only_stories(paper: MemoryPaper, get: Get) -> None:
    fill(paper, 30)
    paper.correct("news-0", NOW - HOUR, "It was Tuesday.")
    older = re.search(r'href="(/\?older=[^"]+)"', get("/").body)
    assert older
    paper.calls.clear()
    page = get(older[1])
    assert not blocks(page)
    assert "It was Tuesday." not in page.body
    assert sorted(paper.calls) == ["cards_before", "header"]


@pytest.mark.parametrize("count", range(15))
def test_every_row_of_blocks_is_full(count: int) -> None:
    found = densities(count)
    assert len(found) == count
    room = 6
    for density in found:
        assert ROWS[density] <= room, found
        room = (room - ROWS[density]) or 6
    assert room == 6, found


# What was last put right


def test_the_last_correction_stands_on_the_front_for_a_week(paper: MemoryPaper, get: Get) -> None:
    fill(paper, 3)
    path = paper.correct("bridge", NOW, "It was Tuesday.", "It was the river.", in_all=2)
    page = get("/")
    assert "It was Tuesday." in text_of(page)
    assert "It was the river." not in page.body
    assert f'href="{path}#correction-2"' in page.body
    assert edge_seconds(get("/", NOW + CORRECTED_FOR - 30 * SECOND)) == 30
    assert "It was Tuesday." in get("/", NOW + CORRECTED_FOR - SECOND).body
    assert "It was Tuesday." not in get("/", NOW + CORRECTED_FOR).body


def test_a_correction_of_what_is_not_due_is_not_told_before(paper: MemoryPaper, get: Get) -> None:
    fill(paper, 3)
    paper.correct("bridge", NOW + 5 * SECOND, "It was Tuesday.")
    page = get("/")
    assert "Tuesday" not in page.body
    assert edge_seconds(page) == 5
    assert "Tuesday" in get("/", NOW + 5 * SECOND).body


def test_a_long_correction_is_cut(paper: MemoryPaper, get: Get) -> None:
    fill(paper, 1)
    paper.correct("bridge", NOW, "It was so. " * 600)
    page = get("/")
    assert 10 < page.body.count("It was so.") < 50
    assert "…" in page.body


# The wings

CARD = CardView("/a", "A headline", None, "en", "ltr", "News", Stamp("2025-01-22", "today"))


def card(headline: int, standfirst: int = 0) -> CardView:
    return replace(CARD, headline="h" * headline, standfirst="s" * standfirst)


def test_wings_are_of_about_one_length_and_keep_their_order() -> None:
    long, short = card(80, 200), card(30)
    others = (replace(long, path="/b"), replace(short, path="/d"))
    first, second = balanced((long, others[0], short, others[1]))
    assert [each.path for each in first] == ["/a", "/a"]
    assert [each.path for each in second] == ["/b", "/d"]
    assert first == (long, short)


def test_the_newest_stand_in_the_first_wing_where_all_are_of_one_length() -> None:
    cards = tuple(replace(CARD, path=f"/{number}") for number in range(4))
    assert balanced(cards) == (cards[:2], cards[2:])
    assert balanced(cards[:3]) == (cards[:2], cards[2:3])
    assert balanced(cards[:1]) == (cards[:1], ())
    assert balanced(()) == ((), ())
