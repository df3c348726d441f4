import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.pages.assets import STYLESHEET, asset
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site import Site
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


FOOTER = [
    "/", "/about/", "/contact/", "/imprint/", "/corrections-policy/", "/privacy/",
    "/menu/", "/corrections/", "/archive/",
    "/feeds/latest.xml", "/feeds/latest.atom", "/feeds/latest.json",
]  # fmt: skip


@pytest.mark.parametrize("page", ["/", "/news/", "/menu/", "/imprint/", "/nowhere/"])
def test_every_page_leads_to_all_of_the_paper_that_is_no_story(get: Get, page: str) -> None:
    footer = get(page).body.partition("<footer")[2]
    links = re.findall(r'<a [^>]*href="([^"]+)"', footer)
    assert [link for link in links if link.startswith("/")] == FOOTER
    assert all(get(path).status == 200 for path in FOOTER)


def test_a_paper_without_pages_of_its_own_has_no_list_of_them(
    paper: MemoryPaper, site: Site
) -> None:
    page = Newspaper(replace(site, own_pages=()), paper, paper).page(Request("GET", "/"), NOW)
    assert "The paper</h2>" not in page.body
    assert 'href="/archive/"' in page.body


@pytest.mark.parametrize("page", ["/", "/news/", "/tags/cyprus/", "/menu/", "/corrections/"])
def test_every_page_leads_programs_to_a_feed_in_each_format(
    paper: MemoryPaper, get: Get, page: str
) -> None:
    paper.publish(tags=("Cyprus",))
    found = dict(
        re.findall(r'rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)"', get(page).body)
    )
    folder = "/feeds/" if page == "/menu/" else f"/feeds{page}"
    assert found == {
        "application/rss+xml": f"{folder}latest.xml",
        "application/atom+xml": f"{folder}latest.atom",
        "application/feed+json": f"{folder}latest.json",
    }
    for media_type, path in found.items():
        answer = get(path)
        assert (answer.status, answer.headers["Content-Type"]) == (
            200,
            f"{media_type}; charset=utf-8",
        )


@pytest.mark.parametrize(
    ("temperature", "age", "shown"),
    [
        (12.4, timedelta(0), "12° Nicosia,"),
        (12.5, timedelta(0), "13° Nicosia,"),
        (-0.4, timedelta(0), "0° Nicosia,"),
        (-3.2, timedelta(0), "-3° Nicosia,"),
        (12.4, 6 * HOUR - SECOND, "12° Nicosia,"),
        (12.4, 6 * HOUR, "Nicosia,"),
        (12.4, 6 * HOUR + SECOND, "Nicosia,"),
        (None, None, "Nicosia,"),
    ],
)
def test_the_temperature_goes_when_it_is_old_and_the_city_stays(
    paper: MemoryPaper, get: Get, temperature: float | None, age: timedelta | None, shown: str
) -> None:
    weather = None
    if temperature is not None and age is not None:
        weather = Weather(temperature, NOW - age)
    paper.facts = HeaderFacts(SITE_URL, weather)
    response = get("/")
    body = response.body.replace("<bdi>", "").replace("</bdi>", "")
    assert f'<span class="weather">{shown}</span>' in body
    assert ("MET Norway" in response.body) is ("°" in shown)


def test_every_page_that_is_shared_says_how_it_is_shown(paper: MemoryPaper, get: Get) -> None:
    for page in (paper.publish(tags=("Cyprus",)), "/", "/news/", "/tags/cyprus/", "/corrections/"):
        facts = dict(
            re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', get(page).body)
        )
        assert {"og:type", "og:title", "og:description", "og:url", "og:site_name"} <= set(facts), (
            page
        )
        shown_as = "summary_large_image" if facts["og:type"] == "article" else "summary"
        assert (facts["twitter:card"], facts["robots"]) == (shown_as, "max-image-preview:large")


def test_the_browser_has_the_colour_of_the_paper(get: Get) -> None:
    of_paper = re.findall(r"--paper: ?(#[0-9a-f]{6})", asset(STYLESHEET).body)
    of_browser = re.findall(
        r'name="theme-color" content="([^"]+)" media="[^"]*: (\w+)\)"', get("/").body
    )
    assert of_browser == list(zip(of_paper, ("light", "dark"), strict=True))
