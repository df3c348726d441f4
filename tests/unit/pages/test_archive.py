import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.pages import archive, archive_day
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site import Site
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper, text_of

Get = Callable[..., Response]
INSTANT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY, MONTH = "/2025/01/22/", "/2025/01/"
MIDNIGHT = datetime(2025, 1, 21, 22, tzinfo=UTC)
"""At which the day of ``TODAY`` begins in Nicosia."""


def headlines(response: Response) -> list[str]:
    assert response.status == 200
    return re.findall(r'href="/news/[^"]+">([^<]+)</a>', response.body.partition("<main")[2])


def test_a_day_has_the_stories_of_its_day_in_the_sites_time_zone(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish("before", headline="Before", publish_at=MIDNIGHT - INSTANT)
    paper.publish("first", headline="First", publish_at=MIDNIGHT)
    paper.publish("last", headline="Last", publish_at=MIDNIGHT + DAY - INSTANT)
    paper.publish("after", headline="After", publish_at=MIDNIGHT + DAY)
    page = get(TODAY, NOW + DAY)
    assert headlines(page) == ["Last", "First"]
    assert "22 January, 2025" in text_of(page)
    assert ">00:00</time>" in page.body
    assert ">23:59</time>" in page.body
    assert headlines(get("/2025/01/21/", NOW + DAY)) == ["Before"]
    assert headlines(get("/2025/01/23/", NOW + DAY)) == ["After"]


def test_a_day_leads_to_the_nearest_days_that_have_stories(paper: MemoryPaper, get: Get) -> None:
    for days in (0, 9, 60):
        paper.publish(f"d{days}", publish_at=NOW - days * DAY)
    page = get("/2025/01/13/")
    assert re.findall(r'<a (?:class="before" )?href="(/2\d{3}/[^"]+)"', page.body) == [
        MONTH, TODAY, "/2024/11/23/",
    ]  # fmt: skip
    between = get("/2025/01/20/")
    assert "Nothing was published then." in text_of(between)
    assert 'href="/2025/01/13/"' in between.body


@pytest.mark.parametrize("path", [TODAY, MONTH])
def test_what_is_due_soon_is_known_to_the_edge_alone(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    paper.publish("now", headline="Now")
    before = get(path)
    paper.publish("soon", headline="Soon", publish_at=NOW + 9 * SECOND)
    paper.publish("tomorrow", headline="Tomorrow", publish_at=NOW + DAY)
    assert get(path).body == before.body
    assert get(path).headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
    assert headlines(get(path, NOW + 9 * SECOND)) == ["Soon", "Now"]


@pytest.mark.parametrize(
    "path",
    [
        "/2025/01/23/",  # where a story is scheduled
        "/2025/02/",
        "/2025/02/01/",
        "/2024/12/",
        "/2024/12/31/",
        "/2025/01/21/",  # before the first story
        "/2025/01/32/",
        "/2025/02/30/",
        "/2025/13/",
        "/2025/1/",
        "/2025/00/",
        "/0025/01/",
        "/9999/01/",
        "/1000/01/",
        "/1000/01/01/",
        "/9998/12/31/",
        f"{TODAY}?older=nonsense",
        f"{TODAY}?older=2025-01-20T00:00:00Z~a",
        f"{TODAY}?older=1000-01-01T00:00:00Z~a",
    ],
)
def test_days_and_months_without_the_paper_are_not_there(
    paper: MemoryPaper, get: Get, never_was: Response, path: str
) -> None:
    paper.publish()
    paper.publish("scheduled", publish_at=NOW + DAY)
    paper.publish("later", publish_at=NOW + 20 * DAY)
    assert get(path) == never_was


def test_nothing_is_there_before_the_first_story(get: Get, never_was: Response) -> None:
    assert get(TODAY) == get(MONTH) == never_was
    assert "Nothing is published yet." in text_of(get("/archive/"))


def test_a_day_with_many_stories_goes_on_for_pages(
    paper: MemoryPaper, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_day, "STORIES_A_PAGE", 2)
    paper.publish("yesterday", headline="Yesterday", publish_at=MIDNIGHT - INSTANT)
    for number in range(4):
        paper.publish(f"n{number}", headline=f"Story {number}", publish_at=NOW - number * HOUR)
    first = get(TODAY)
    assert headlines(first) == ["Story 0", "Story 1"]
    (older,) = re.findall(rf'href="({TODAY}\?older=[^"]+)"', first.body)
    second = get(older)
    assert headlines(second) == ["Story 2", "Story 3"]
    assert f"{TODAY}?older" not in second.body.partition("<main")[2]
    assert 'content="noindex, follow"' in second.body
    (newer,) = re.findall(rf'href="({TODAY}\?newer=[^"]+)"', second.body)
    back = get(newer)
    assert (back.status, back.headers["Location"]) == (302, TODAY)
    paper.publish("n4", headline="Story 4", publish_at=NOW - 4 * HOUR)
    (older,) = re.findall(rf'href="({TODAY}\?older=[^"]+)"', get(older).body)
    assert headlines(get(older)) == ["Story 4"]


def test_a_month_has_its_days_with_their_number_and_newest(paper: MemoryPaper, get: Get) -> None:
    paper.publish(
        "december", headline="December", publish_at=datetime(2024, 12, 31, 21, tzinfo=UTC)
    )
    paper.publish(
        "new-year", headline="New Year", publish_at=datetime(2024, 12, 31, 22, tzinfo=UTC)
    )
    for number in range(5):
        paper.publish(f"n{number}", headline=f"Story {number}", publish_at=NOW - number * HOUR)
    page = get(MONTH)
    assert headlines(page) == ["Story 0", "Story 1", "Story 2", "New Year"]
    words = text_of(page)
    assert "January 2025 22 January Story 0 Story 1 Story 2 5 stories 1 January New Year" in words
    assert "New Year 1 story" in words
    assert 'href="/2024/12/"' in page.body
    assert 'href="/2025/01/"' in get("/2024/12/").body
    assert f'<link rel="canonical" href="{SITE_URL}{MONTH}">' in page.body


def test_days_that_a_months_reading_does_not_reach_are_not_counted(
    paper: MemoryPaper, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_OF_A_MONTH", 3)
    for days in (0, 1, 1, 2):
        paper.publish(f"n{days}-{len(paper.heads)}", publish_at=NOW - days * DAY)
    paper.publish("first", publish_at=datetime(2025, 1, 2, tzinfo=UTC))
    words = text_of(get(MONTH))
    assert "1 story" in words
    assert words.count("All stories") == 21
    assert "20 January All stories" in words
    assert "2 stories" not in words


def test_the_archive_leads_to_every_month_since_the_oldest_story(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish("old", publish_at=datetime(2024, 10, 31, 22, tzinfo=UTC))
    paper.publish()
    page = get("/archive/")
    months = re.findall(r'<li><a href="(/\d{4}/\d\d/)">([^<]+)</a>', page.body)
    assert months == [
        (MONTH, "January"), ("/2024/12/", "December"), ("/2024/11/", "November"),
    ]  # fmt: skip
    assert all(get(path).status == 200 for path, _ in months)


def test_the_archive_is_in_the_language_of_the_site(paper: MemoryPaper, site: Site) -> None:
    paper.publish()
    greek = Newspaper(replace(site, language="el"), paper, paper)
    assert "Ιανουάριος 2025" in text_of(greek.page(Request("GET", MONTH), NOW))
    assert "22 Ιανουαρίου 2025" in text_of(greek.page(Request("GET", TODAY), NOW))
    egyptian = Newspaper(replace(site, language="ar-EG"), paper, paper)
    assert "٢٠٢٥" in text_of(egyptian.page(Request("GET", "/archive/"), NOW))


def test_a_page_of_the_archive_is_a_few_calls(paper: MemoryPaper, get: Get) -> None:
    for number in range(3):
        paper.publish(f"n{number}", publish_at=NOW - number * HOUR)
    paper.publish("old", publish_at=NOW - 30 * DAY)
    for path, most in (("/archive/", 2), (MONTH, 6), ("/2024/12/", 5), (TODAY, 4)):
        paper.calls.clear()
        assert get(path).status == 200
        assert len(paper.calls) <= most, (path, paper.calls)
