from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.lists import ALL
from broadsheet.pages import reading, sitemaps
from broadsheet.pages.reading import read_span
from broadsheet.pages.response import Response
from broadsheet.pages.sitemaps import MAX_NEWS
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def root_of(response: Response, name: str) -> ET.Element:
    """Read a sitemap, whose root has this name and at least one child, as the schemas want it."""
    assert response.status == 200
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(response.body)  # noqa: S314 - the paper's own
    assert root.tag == f"{SITEMAP}{name}"
    child = {"urlset": "url", "sitemapindex": "sitemap"}[name]
    assert {each.tag for each in root} == {f"{SITEMAP}{child}"}
    return root


def paths_of(response: Response, name: str = "urlset") -> list[str]:
    """The paths that a sitemap names, all of them of this site."""
    found = [each.findtext(f"{SITEMAP}loc") or "" for each in root_of(response, name)]
    assert all(each.startswith(f"{SITE_URL}/") for each in found)
    return [each.removeprefix(SITE_URL) for each in found]


def test_the_index_leads_to_every_month_since_the_oldest_article(
    paper: MemoryPaper, get: Get
) -> None:
    fixed = ["/sitemaps/pages.xml", "/sitemaps/news.xml"]
    assert paths_of(get("/sitemap.xml"), "sitemapindex") == fixed
    paper.publish("scheduled", publish_at=NOW + HOUR)
    assert paths_of(get("/sitemap.xml"), "sitemapindex") == fixed
    paper.publish("old", publish_at=datetime(2024, 10, 31, 23, 59, 59, tzinfo=UTC))
    paper.publish("new")
    months = ["2025-01", "2024-12", "2024-11", "2024-10"]
    found = paths_of(get("/sitemap.xml"), "sitemapindex")
    assert found == [*fixed, *(f"/sitemaps/{month}.xml" for month in months)]
    for path in found:
        assert paths_of(get(path)), path


def test_robots_txt_leads_to_the_index_and_to_the_news(paper: MemoryPaper, get: Get) -> None:
    lines = get("/robots.txt").body.splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow:",
        "",
        f"Sitemap: {SITE_URL}/sitemap.xml",
        f"Sitemap: {SITE_URL}/sitemaps/news.xml",
    ]
    paper.facts = HeaderFacts()  # a sitemap's address is absolute: it waits until that is known
    assert get("/robots.txt").body == "User-agent: *\nDisallow:\n"


def test_the_papers_own_pages_have_a_sitemap(get: Get) -> None:
    paths = paths_of(get("/sitemaps/pages.xml"))
    assert {"/", "/news/", "/sport/", "/corrections/", "/about/", "/privacy/"} <= set(paths)
    assert all(get(path).status == 200 for path in paths)


def test_a_month_has_its_articles_and_no_others(paper: MemoryPaper, get: Get) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    instant = timedelta(microseconds=1)
    paper.publish("before", publish_at=start - instant)
    first = paper.publish("first", publish_at=start)
    last = paper.publish("last", publish_at=datetime(2025, 2, 1, tzinfo=UTC) - instant)
    paper.publish("after", publish_at=datetime(2025, 2, 1, tzinfo=UTC))
    later = start + 90 * DAY
    assert paths_of(get("/sitemaps/2025-01.xml", later)) == [last, first]
    assert paths_of(get("/sitemaps/2025-01.xml", NOW)) == [first]
    assert get("/sitemaps/2025-01.xml", later).headers["Cache-Control"].endswith("=60")


def test_a_month_without_articles_has_a_sitemap_within_the_papers_life_only(
    paper: MemoryPaper, get: Get
) -> None:
    for month in ("2025-01", "2024-12"):
        assert get(f"/sitemaps/{month}.xml").status == 404
    paper.publish(publish_at=datetime(2024, 10, 1, tzinfo=UTC))
    paper.publish("scheduled", publish_at=NOW + 30 * DAY)
    for month in ("2024-11", "2024-12", "2025-01"):
        assert paths_of(get(f"/sitemaps/{month}.xml")) == ["/"]
    for month in ("2024-09", "2025-02", "2026-01", "9998-12"):
        answer = get(f"/sitemaps/{month}.xml")
        assert answer == get("/news/never-was-aaaaaaaaaa"), month


def test_the_news_are_of_two_days_and_in_their_languages(paper: MemoryPaper, get: Get) -> None:
    paper.publish("old", publish_at=NOW - 2 * DAY - timedelta(microseconds=1))
    paper.publish("oldest", language="zh-Hant-HK", publish_at=NOW - 2 * DAY)
    paper.publish("other", language="zh", publish_at=NOW - DAY)
    path = paper.publish("new", headline="Γέφυρα <άνοιξε> & έκλεισε", language="el-GR")
    paper.publish("pending", publish_at=NOW + timedelta(seconds=7))
    response = get("/sitemaps/news.xml")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=7"
    urls = list(root_of(response, "urlset"))
    assert urls[0].findtext(f"{SITEMAP}loc") == f"{SITE_URL}{path}"
    news = urls[0].find(f"{NEWS}news")
    assert news is not None
    assert [each.tag.removeprefix(NEWS) for each in news] == [
        "publication",
        "publication_date",
        "title",
    ]
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "The Broadsheet"
    assert news.findtext(f"{NEWS}publication_date") == "2025-01-22T12:00:00+00:00"
    assert news.findtext(f"{NEWS}title") == "Γέφυρα <άνοιξε> & έκλεισε"
    languages = [url.findtext(f".//{NEWS}language") for url in urls]
    assert languages == ["el", "zh-cn", "zh-tw"]


def test_news_are_at_most_a_thousand_and_a_day_without_news_has_the_front_page(
    paper: MemoryPaper, get: Get
) -> None:
    assert paths_of(get("/sitemaps/news.xml")) == ["/"]
    for number in range(MAX_NEWS + 5):
        paper.publish(f"a{number}", publish_at=NOW - number * timedelta(seconds=1))
    assert len(paths_of(get("/sitemaps/news.xml"))) == MAX_NEWS


def test_a_span_is_read_in_pages_until_it_ends_or_is_full(
    paper: MemoryPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_CARDS_A_CALL", 4)
    for number in range(20):
        paper.publish(f"a{number:02}", publish_at=NOW - number // 2 * HOUR)  # two of each moment

    def span(hours: int, limit: int) -> list[str]:
        paper.calls.clear()
        cards = read_span(paper, ALL, NOW - hours * HOUR, NOW + HOUR, limit)
        return sorted(card.article for card in cards)

    assert span(4, 100) == [f"a{number:02}" for number in range(10)]
    assert len(paper.calls) == 3
    assert len(span(100, 100)) == 20
    assert len(paper.calls) == 6
    assert len(span(100, 7)) == 7
    assert len(paper.calls) == 2


def test_a_month_that_is_too_full_has_its_newest(
    paper: MemoryPaper, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MAX_OF_A_MONTH", 3)
    paths = [paper.publish(f"a{n}", publish_at=NOW - n * HOUR) for n in range(5)]
    assert paths_of(get("/sitemaps/2025-01.xml")) == paths[:3]
