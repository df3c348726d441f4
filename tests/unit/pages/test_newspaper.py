import html
import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.assets import SCRIPT, asset
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import NOW, SITE_URL, Newsroom

Get = Callable[..., Response]
OWN_SCRIPTS = ['type="application/ld+json"', f'type="module" src="{asset(SCRIPT).path}"']
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
REFERENCE = Path(
    os.environ.get("CONFORMANCE_DIR", "../shared/conformance")
).parent / "reference" / "article-page.txt"  # fmt: skip


def text_of(response: Response) -> str:
    """Give a page's words, with single spaces, as a reader sees them."""
    body = response.body.partition("<body")[2].partition(">")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def news_article(response: Response) -> dict[str, Any]:
    """Read what a page tells search engines, cut out of it as an HTML parser would."""
    text = response.body.partition('<script type="application/ld+json">')[2]
    document: dict[str, Any] = json.loads(text.partition("</script")[0])
    return document


# The article page


def test_the_page_has_every_part_of_the_reference(newsroom: Newsroom, get: Get) -> None:
    newsroom.publish("other", headline="Another story of the section", publish_at=NOW - HOUR)
    path = newsroom.publish(
        tags=("Cyprus", "Russia", "North Korea"), source=SourceCredit("Sky News", None)
    )
    response = get(path)
    text = text_of(response)
    parts = [
        "CLOSE",
        "Loading...",
        "12° Nicosia, 22 January, 2025",
        "Home / News",
        "North Korea sends troops to Russia",
        "U.S. officials warn",
        "Newsroom",
        "The U.S. government has reported it.",
        "[Source: Sky News]",
        "TAGS Cyprus | Russia | North Korea",
        "News: Latest Articles",
        "Another story of the section",
    ]
    assert response.status == 200
    assert [part for part in parts if part not in text] == []
    places = [text.index(part, text.index("12°")) for part in parts[2:]]
    assert places == sorted(places)
    assert 'aria-label="X, close the menu">X<' in response.body
    assert '<a rel="tag" href="/tags/north-korea/"><bdi>North Korea</bdi></a>' in response.body
    assert '<a rel="author" href="/authors/newsroom/"><bdi>Newsroom</bdi></a>' in response.body


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"there is no {REFERENCE}")
def test_the_reference_article_reads_as_in_the_reference(newsroom: Newsroom, get: Get) -> None:
    lines = [line.strip() for line in REFERENCE.read_text("utf-8").splitlines()]
    blocks = [line for line in lines if line]
    headline, standfirst, byline = blocks[5:8]
    body = blocks[8 : blocks.index("[Source: Sky News]")]
    path = newsroom.publish(
        headline=headline,
        standfirst=standfirst,
        byline=(byline,),
        body_html="".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in body),
        source=SourceCredit("Sky News", "https://news.sky.com"),
        tags=("Cyprus", "Russia", "Ukraine", "North Korea"),
    )
    text = text_of(get(path))
    expected = [" ".join(block.split()) for block in blocks]
    assert [block for block in expected if block not in text] == []


def test_a_time_is_given_for_readers_and_for_machines(newsroom: Newsroom, get: Get) -> None:
    response = get(newsroom.publish())
    stamp = '<time datetime="2025-01-22T14:00:00+02:00" dir="ltr">22 January, 2025, 14:00</time>'
    assert f"Published {stamp}" in response.body
    assert "Updated" not in response.body


@pytest.mark.parametrize(
    ("folded", "later", "shown"), [(2, 60, True), (2, -60, False), (1, 60, False)]
)
def test_an_update_is_a_later_revision_after_publication(
    newsroom: Newsroom, get: Get, folded: int, later: int, *, shown: bool
) -> None:
    path = newsroom.publish(folded=folded, modified_at=NOW + later * SECOND)
    assert ("Updated" in get(path, NOW + HOUR).body) is shown


def test_corrections_are_shown_with_their_dates(newsroom: Newsroom, get: Get) -> None:
    note = CorrectionNote("2025-01-21T23:00:00.000000Z", "It was a Tuesday.")
    text = text_of(get(newsroom.publish(corrections=(note,))))
    assert "Corrections 22 January, 2025 It was a Tuesday." in text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.sky.com/a?b=1&c", True),
        ("HTTP://news.sky.com", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.com", False),
        (None, False),
    ],
)
def test_a_source_is_linked_to_the_web_only(
    newsroom: Newsroom, get: Get, url: str | None, *, linked: bool
) -> None:
    response = get(newsroom.publish(source=SourceCredit("Sky News", url)))
    assert "[Source: Sky News]" in text_of(response)
    assert ('rel="external"><bdi>Sky News' in response.body) is linked
    assert "javascript:" not in response.body


def test_what_is_not_sanitised_html_is_escaped(newsroom: Newsroom, get: Get) -> None:
    bad = "<script>alert(1)</script>\"'&"
    path = newsroom.publish(
        headline=bad,
        standfirst=bad,
        byline=(bad,),
        tags=(bad,),
        source=SourceCredit(bad, f'https://a.example/"><script>{bad}'),
        corrections=(CorrectionNote("2025-01-22T10:00:00.000000Z", bad),),
        language='en" onload="x',
    )
    newsroom.publish("other", headline=bad, standfirst=bad, language='en" onload="x')
    for page in (path, "/", "/news/", "/menu/", "/feeds/latest.xml"):
        body = get(page).body
        assert "<script>" not in body
        assert re.findall(r"<script ([^>]*)>", body) in (OWN_SCRIPTS, OWN_SCRIPTS[1:], [])
        assert 'onload="' not in body
    assert "&lt;script&gt;" in get(path).body


def test_the_latest_articles_are_the_sections_newest_without_this_one(
    newsroom: Newsroom, get: Get
) -> None:
    path = newsroom.publish("this", headline="This very one", publish_at=NOW - 3 * SECOND)
    for number in range(7):
        newsroom.publish(f"n{number}", headline=f"News {number}", publish_at=NOW - number * HOUR)
    newsroom.publish("world", headline="Elsewhere", section="world")
    newsroom.publish("soon", headline="Pending", publish_at=NOW + 9 * SECOND)
    response = get(path)
    latest = response.body.partition("Latest Articles")[2]
    assert re.findall(r"News \d|This|Elsewhere|Pending", latest) == [
        "News 0", "News 1", "News 2", "News 3", "News 4",
    ]  # fmt: skip
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"


def test_a_page_tells_other_machines_what_it_is(newsroom: Newsroom, get: Get) -> None:
    path = newsroom.publish()
    body = get(path).body
    assert f'<link rel="canonical" href="{SITE_URL}{path}">' in body
    assert '<meta property="og:title" content="North Korea sends troops to Russia">' in body
    assert '<meta name="description" content="U.S. officials warn' in body
    assert 'type="application/rss+xml"' in body
    newsroom.facts = HeaderFacts()
    assert "canonical" not in get(path).body


def test_search_engines_are_told_what_the_article_is(newsroom: Newsroom, get: Get) -> None:
    hostile = '</script><script>alert(1)</script><!-- \u2028 & "so on"'
    path = newsroom.publish(
        headline=hostile,
        byline=("M. Papadopoulou", "Newsroom"),
        tags=("Cyprus",),
        source=SourceCredit("Sky News", None),
        corrections=(CorrectionNote("2025-01-22T13:00:00.000000Z", "It was <b>Tuesday</b>."),),
        folded=2,
        modified_at=NOW + HOUR,
        language="el",
    )
    article = news_article(get(path, NOW + HOUR))
    publisher = article.pop("publisher")
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": hostile,
        "description": "U.S. officials warn that the deployment could escalate the war.",
        "datePublished": "2025-01-22T12:00:00+00:00",
        "dateModified": "2025-01-22T13:00:00+00:00",
        "author": [
            {
                "@type": "Person",
                "name": "M. Papadopoulou",
                "url": f"{SITE_URL}/authors/m-papadopoulou/",
            },
            {"@type": "Organization", "name": "Newsroom", "url": f"{SITE_URL}/authors/newsroom/"},
        ],
        "articleSection": "News",
        "keywords": ["Cyprus"],
        "inLanguage": "el",
        "isAccessibleForFree": True,
        "mainEntityOfPage": f"{SITE_URL}{path}",
        "sourceOrganization": {"@type": "Organization", "name": "Sky News"},
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "It was <b>Tuesday</b>.",
                "datePublished": "2025-01-22T13:00:00+00:00",
            }
        ],
    }
    assert (publisher["name"], publisher["url"]) == ("The Broadsheet", f"{SITE_URL}/")
    assert get(publisher["logo"].removeprefix(SITE_URL)).status == 200


def test_search_engines_are_told_no_address_that_is_not_known(newsroom: Newsroom, get: Get) -> None:
    newsroom.facts = HeaderFacts()
    article = news_article(get(newsroom.publish(standfirst=None)))
    assert article.keys() & {"mainEntityOfPage", "description", "correction", "keywords"} == set()
    assert article["author"] == [{"@type": "Organization", "name": "Newsroom"}]
    assert article["publisher"] == {"@type": "Organization", "name": "The Broadsheet"}
    assert article["dateModified"] == article["datePublished"]


def test_an_article_has_its_own_language_and_direction(newsroom: Newsroom, get: Get) -> None:
    body = get(newsroom.publish(headline="مياه", language="ar")).body
    assert '<html lang="en" dir="ltr">' in body
    assert '<article class="article" dir="rtl">' in body
    assert '<h1 lang="ar">' in body


def test_every_page_has_one_main_heading(newsroom: Newsroom, get: Get) -> None:
    path = newsroom.publish(tags=("Cyprus",))
    gone = newsroom.publish("gone", withdrawal=Withdrawal(WithdrawnAs.GONE))
    for page in (path, "/", "/news/", "/tags/cyprus/", "/menu/", "/corrections/", "/x/", gone):
        assert get(page).body.count("<h1") == 1, page


def test_an_article_page_is_light(newsroom: Newsroom, get: Get) -> None:
    # Uncompressed; the edge sends about a third of it.
    for number in range(7):
        newsroom.publish(f"n{number}", headline="Long " * 50, publish_at=NOW - number * HOUR)
    response = get(newsroom.publish(body_html=f"<p>{'word ' * 1000}</p>"))
    urls = re.findall(r'(?:rel="stylesheet" href|<script[^>]* src)="([^"]+)"', response.body)
    assert len(urls) == 2
    assert sum(len(get(url).body.encode()) for url in urls) + len(response.body.encode()) <= 30_000


# The weather


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
    newsroom: Newsroom, get: Get, temperature: float | None, age: timedelta | None, shown: str
) -> None:
    weather = None
    if temperature is not None and age is not None:
        weather = Weather(temperature, NOW - age)
    newsroom.facts = HeaderFacts(SITE_URL, weather)
    response = get("/")
    assert f'<span class="weather">{shown}</span>' in response.body
    assert ("MET Norway" in response.body) is ("°" in shown)


# Where there is no page


@pytest.fixture
def never_was(get: Get) -> Response:
    return get("/news/never-was-aaaaaaaaaa")


def test_an_article_that_readers_may_not_see_is_as_if_it_never_was(
    newsroom: Newsroom, get: Get, never_was: Response
) -> None:
    held = newsroom.publish("held", publish_at=None)
    scheduled = newsroom.publish("scheduled", publish_at=NOW + SECOND)
    vanished = newsroom.publish("vanished", withdrawal=Withdrawal(WithdrawnAs.VANISH))
    assert never_was.status == 404
    assert never_was.headers["Cache-Control"] == "public, max-age=0, s-maxage=0"
    for path in (held, scheduled, f"/world/x{scheduled[-11:]}", vanished, "/tags/none/", "/x"):
        assert get(path) == never_was, path
    assert get(scheduled, NOW + SECOND).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "//evil.com/",
        "/%2e%2e/etc/passwd",
        "/%00",
        "/%ff",
        "/\ud800",
        "/<script>alert(1)</script>",
        "/" + "a" * 9000,
        "/static/paper.0000000000.css",
        "/static/paper.css",
        "/?older=nonsense",
        "/news/?newer=2025-01-22T12:00:00Z~%00",
        "/?older=2001-01-01T00:00:00Z~a",
        "/tags/cyprus/?older=2001-01-01T00:00:00Z~a",
    ],
)
def test_a_hostile_path_is_a_plain_404(get: Get, never_was: Response, path: str) -> None:
    assert get(path) == never_was


def test_a_withdrawn_article_is_gone_with_its_reason(newsroom: Newsroom, get: Get) -> None:
    path = newsroom.publish(withdrawal=Withdrawal(WithdrawnAs.GONE, "It was <wrong>."))
    response = get(path)
    assert response.status == 410
    assert "It was &lt;wrong&gt;." in response.body
    assert "North Korea" not in response.body
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


@pytest.mark.parametrize("before", ["/world/other{key}", "/news/νέο{key}", "{path}/", "/x/y{key}"])
def test_any_other_path_with_a_right_key_leads_to_the_present_one(
    newsroom: Newsroom, get: Get, before: str
) -> None:
    path = newsroom.publish()
    response = get(before.format(key=path[-11:], path=path))
    assert (response.status, response.headers["Location"]) == (301, path)


def test_a_path_without_its_slash_is_redirected_without_its_query(get: Get) -> None:
    response = get("/news?older=x")
    assert (response.status, response.headers["Location"]) == (301, "/news/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", ""])
def test_pages_are_only_read(get: Get, method: str) -> None:
    response = get("/", method=method)
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


def test_head_is_answered_as_get(newsroom: Newsroom, get: Get) -> None:
    path = newsroom.publish()
    assert get(path, method="HEAD") == get(path)


def test_a_page_that_has_not_changed_is_not_sent_again(newsroom: Newsroom, get: Get) -> None:
    path = newsroom.publish()
    etag = get(path).headers["ETag"]
    assert get(path, if_none_match=f"W/{etag}").status == 304
    newsroom.kept.clear()
    newsroom.publish(body_html="<p>Changed</p>")
    assert get(path, if_none_match=f"W/{etag}").status == 200


# Failures


def test_content_that_is_missing_is_an_error_and_not_a_404(
    newsroom: Newsroom, get: Get, caplog: pytest.LogCaptureFixture
) -> None:
    path = newsroom.publish()
    newsroom.kept.clear()
    response = get(path)
    assert response.status == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "The Broadsheet" in response.body
    (record,) = caplog.records
    assert record.__dict__["correlation_id"] == "request-of-troops"
    assert record.exc_info


def test_a_store_that_fails_for_now_is_told_as_that(
    newsroom: Newsroom, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> HeaderFacts:
        raise StoreUnavailable("reading the header's facts failed for now")

    monkeypatch.setattr(newsroom, "header", fail)
    response = get("/")
    assert (response.status, response.headers["Retry-After"]) == (503, "2")
    assert response.headers["Cache-Control"] == "no-store"


# What it costs


def test_the_calls_of_each_page_are_counted(newsroom: Newsroom, get: Get) -> None:
    path = newsroom.publish(tags=("Cyprus",))
    for page, calls in [
        (path, ["article_and_header", "cards_before", "content"]),
        ("/", ["cards_before", "header"]),
        ("/news/", ["cards_before", "header"]),
        ("/tags/cyprus/", ["cards_before", "header"]),
        ("/menu/", ["cards_before", "header"]),
        ("/corrections/", ["cards_before", "header"]),
        ("/feeds/latest.xml", ["cards_before", "header"]),
        ("/nowhere/", ["header"]),
        ("/robots.txt", []),
    ]:
        newsroom.calls.clear()
        get(page)
        assert sorted(newsroom.calls) == calls, page


# Lists


def test_the_front_page_has_a_lead_seconds_and_a_river(newsroom: Newsroom, get: Get) -> None:
    for number in range(21):
        newsroom.publish(f"n{number}", headline=f"Story {number}.", publish_at=NOW - number * HOUR)
    response = get("/")
    ranks = re.findall(r'class="card (\w+)', response.body)
    assert ranks == ["lead"] + ["second"] * 5 + ["row"] * 14
    assert "Story 0." in response.body.partition("second")[0]
    assert "Story 20." not in response.body
    older = re.search(r'href="(/\?older=[^"]+)"[^>]*>Older', response.body)
    assert older
    second = get(older[1])
    assert re.findall(r"Story \d+", second.body) == ["Story 20"]
    assert "Older stories" not in second.body
    newer = re.search(r'href="(/\?newer=[^"]+)">Newer', second.body)
    assert newer
    back = get(newer[1])
    assert (back.status, back.headers["Location"]) == (302, "/")


def test_a_section_that_has_nothing_yet_says_so(get: Get) -> None:
    for path in ("/", "/news/"):
        response = get(path)
        assert response.status == 200
        assert "Nothing is published" in response.body


def test_the_corrections_page_says_when_what_was_put_right(newsroom: Newsroom, get: Get) -> None:
    for number in range(21):
        path = newsroom.correct(f"n{number}", "It was <Tuesday>.", NOW - number * 24 * HOUR)
    newsroom.correct("soon", "Not yet.", NOW + 9 * SECOND)
    response = get("/corrections/")
    assert "Corrections What was put right News 22 January, 2025 A bridge" in text_of(response)
    assert '<time datetime="2025-01-21">21 January, 2025</time>' in response.body
    assert response.body.count("It was &lt;Tuesday&gt;.") == 20
    assert "Not yet." not in response.body
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
    older = re.search(r'href="(/corrections/\?older=[^"]+)"', response.body)
    assert older
    assert f'<a href="{path}">A bridge</a>' in get(older[1]).body


def test_where_nothing_was_corrected_that_is_said(get: Get) -> None:
    response = get("/corrections/")
    assert response.status == 200
    assert "There are none yet." in text_of(response)
    assert '<li><a href="/corrections/">Corrections</a></li>' in get("/").body


def test_a_list_is_named_as_its_newest_article_names_it(newsroom: Newsroom, get: Get) -> None:
    newsroom.publish("old", tags=("north korea",), byline=("M. Papadopoulou",))
    newsroom.publish("new", tags=("North Korea",), publish_at=NOW + SECOND)
    assert "<h1><bdi>north korea</bdi></h1>" in get("/tags/north-korea/").body
    assert "<h1><bdi>North Korea</bdi></h1>" in get("/tags/north-korea/", NOW + SECOND).body
    assert "<h1><bdi>M. Papadopoulou</bdi></h1>" in get("/authors/m-papadopoulou/").body


def test_the_menu_has_the_sections_the_latest_and_two_ways_out(
    newsroom: Newsroom, get: Get
) -> None:
    path = newsroom.publish()
    body = get("/menu/").body
    assert '<a class="opener" href="/">CLOSE</a>' in body
    assert re.search(r'<a class="x" href="/"[^>]*>X</a>', body)
    assert '<li><a href="/culture/">Culture</a></li>' in body
    assert f'<a href="{path}">' in body


def test_static_files_are_immutable(get: Get) -> None:
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', get("/").body)
    script = re.search(r'<script type="module" src="([^"]+)"', get("/").body)
    assert sheet
    assert script
    for path, kind in [(sheet[1], "text/css"), (script[1], "text/javascript")]:
        response = get(path)
        assert response.status == 200
        assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_icon_costs_no_request_and_is_there_for_who_asks(get: Get) -> None:
    icon = re.search(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)">', get("/").body)
    assert icon
    moved = get("/favicon.ico")
    assert moved.status == 301
    assert get(moved.headers["Location"]).body == unquote(html.unescape(icon[1]))


def test_crawlers_are_welcome(get: Get) -> None:
    assert get("/robots.txt").body == "User-agent: *\nDisallow:\n"
