"""What leads, what is brief, and until when a page with either may be kept."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain

import pytest

from broadsheet.domain.article import Prominence
from broadsheet.pages.ranks import BRIEFS_A_PAGE
from broadsheet.pages.response import Response
from broadsheet.site_file import load_site
from tests.unit.pages.conftest import NOW, MemoryPaper, text_of

Get = Callable[..., Response]
INSTANT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
LEAD, BRIEF = Prominence.LEAD, Prominence.BRIEF
BOTH = pytest.mark.parametrize("path", ["/", "/news/"])


def shown(response: Response) -> dict[str, list[str]]:
    """The headlines of a page by the ranks of their cards."""
    ranks: dict[str, list[str]] = {}
    cards = r'class="card (\w+)[^>]*>.*?<a href="[^"]*">([^<]*)</a>'
    for rank, headline in re.findall(cards, response.body, re.DOTALL):
        ranks.setdefault(rank, []).append(headline)
    return ranks


def edge_seconds(response: Response) -> int:
    return int(response.headers["Cache-Control"].rpartition("=")[2])


def publish(
    paper: MemoryPaper, name: str, at: datetime, prominence: Prominence = Prominence.NORMAL
) -> None:
    paper.publish(name.replace(" ", "-"), headline=name, publish_at=at, prominence=prominence)


@BOTH
def test_what_is_to_lead_leads_however_many_newer_stories_there_are(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    publish(paper, "the lead", NOW - 9 * HOUR, LEAD)
    for number in range(40):
        publish(paper, f"story {number}", NOW - number * 60 * SECOND)
    paper.calls.clear()
    ranks = shown(get(path))
    beside = len(load_site().sections) + 1 if path == "/" else 0
    assert sorted(paper.calls) == ["cards_before"] * (3 + beside) + ["header"]
    assert ranks.pop("lead") == ["the lead"]
    assert sorted(chain(*ranks.values())) == sorted(f"story {number}" for number in range(20))


@BOTH
def test_the_newest_lead_leads_and_stands_once(paper: MemoryPaper, get: Get, path: str) -> None:
    publish(paper, "older lead", NOW - 3 * HOUR, LEAD)
    publish(paper, "lead", NOW - 2 * HOUR, LEAD)
    publish(paper, "story", NOW - HOUR)
    publish(paper, "later lead", NOW + INSTANT, LEAD)
    assert shown(get(path)) == {"lead": ["lead"], "second": ["story", "older lead"]}
    assert shown(get(path, NOW + INSTANT))["lead"] == ["later lead"]


@BOTH
def test_a_lead_passes_after_a_day_and_no_page_is_kept_beyond_that(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    publish(paper, "lead", NOW - DAY, LEAD)
    publish(paper, "story", NOW - HOUR)
    for before, seconds in [(INSTANT, 0), (SECOND, 1), (59.5 * SECOND, 59), (90 * SECOND, 60)]:
        page = get(path, NOW - before)
        assert shown(page) == {"lead": ["lead"], "second": ["story"]}, before
        assert edge_seconds(page) == seconds, before
    passed = get(path, NOW)
    assert shown(passed) == {"lead": ["story"], "second": ["lead"]}
    assert edge_seconds(passed) == 60


def test_what_is_due_before_the_lead_passes_is_the_earlier_bound(
    paper: MemoryPaper, get: Get
) -> None:
    publish(paper, "lead", NOW - DAY + 30 * SECOND, LEAD)
    publish(paper, "story", NOW + 20 * SECOND)
    assert edge_seconds(get("/")) == 20
    publish(paper, "brief", NOW + 10 * SECOND, BRIEF)
    assert edge_seconds(get("/")) == 10
    publish(paper, "next lead", NOW + 5 * SECOND, LEAD)
    assert edge_seconds(get("/")) == 5
    assert edge_seconds(get("/", NOW + 20 * SECOND)) == 60


@BOTH
def test_briefs_never_lead_and_stand_small_by_themselves(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    for number in range(30):
        publish(paper, f"brief {number}", NOW - number * SECOND, BRIEF)
    briefs = [f"brief {number}" for number in range(BRIEFS_A_PAGE)]
    alone = get(path)
    assert shown(alone) == {"brief": briefs}
    assert "Nothing is published" not in text_of(alone)
    publish(paper, "story", NOW - 90 * DAY)
    page = get(path)
    assert shown(page) == {"lead": ["story"], "brief": briefs}
    assert "U.S. officials warn" not in page.body.partition('class="briefs"')[2]
    assert '<a href="/briefs/">More in brief</a>' in page.body


def test_all_briefs_have_a_page_and_other_lists_have_them_too(paper: MemoryPaper, get: Get) -> None:
    for number in range(21):
        publish(paper, f"brief {number}", NOW - number * SECOND, BRIEF)
    first = get("/briefs/")
    assert shown(first) == {"row": [f"brief {number}" for number in range(20)]}
    older = re.search(r'href="(/briefs/\?older=[^"]+)"', first.body)
    assert older
    assert shown(get(older[1])) == {"row": ["brief 20"]}
    assert shown(get("/authors/newsroom/"))["row"][0] == "brief 0"
    assert "brief 0" in get("/feeds/latest.xml").body


@BOTH
def test_a_page_after_the_first_has_neither_lead_nor_briefs(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    publish(paper, "lead", NOW - HOUR, LEAD)
    publish(paper, "brief", NOW - HOUR, BRIEF)
    publish(paper, "story", NOW - 2 * HOUR)
    older = get(f"{path}?older=2025-01-22T11:30:00Z~z")
    assert shown(older) == {"row": ["lead", "story"]}


def test_a_section_leads_with_its_own(paper: MemoryPaper, get: Get) -> None:
    publish(paper, "lead", NOW - HOUR, LEAD)
    paper.publish("s", headline="match", section="sport", publish_at=NOW - DAY)
    assert shown(get("/sport/")) == {"lead": ["match"]}
    assert shown(get("/"))["lead"] == ["lead"]
