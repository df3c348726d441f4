import json
import re
from collections.abc import Callable

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages import response as response_module
from broadsheet.pages.addresses import Address
from broadsheet.pages.assets import SCRIPT, asset
from broadsheet.pages.newspaper import PAGES
from broadsheet.pages.response import HTML, PLAIN, RSS, Response
from broadsheet.site_file import load_site
from tests.unit.pages.conftest import NOW, MemoryPaper

Get = Callable[..., Response]
OWN_SCRIPTS = ['type="application/ld+json"', f'type="module" src="{asset(SCRIPT).path}"']


def test_every_address_has_its_page() -> None:
    assert set(PAGES) == set(Address)


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


def test_a_path_without_its_slash_is_redirected_without_its_query(get: Get) -> None:
    response = get("/news?older=x")
    assert (response.status, response.headers["Location"]) == (301, "/news/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", ""])
def test_pages_are_only_read(get: Get, method: str) -> None:
    response = get("/", method=method)
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


def test_head_is_answered_as_get(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish()
    assert get(path, method="HEAD") == get(path)


def test_a_page_that_has_not_changed_is_not_sent_again(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish()
    etag = get(path).headers["ETag"]
    assert get(path, if_none_match=f"W/{etag}").status == 304
    paper.kept.clear()
    paper.publish(body_html="<p>Changed</p>")
    assert get(path, if_none_match=f"W/{etag}").status == 200


def test_every_answer_says_what_it_is(paper: MemoryPaper, get: Get) -> None:
    # Lambda says of an answer without it that it is JSON.
    path = paper.publish()
    gone = paper.publish("gone", withdrawal=Withdrawal(WithdrawnAs.GONE))
    for page, kind in [(path, HTML), ("/", HTML), ("/feeds/latest.xml", RSS)]:
        kept = get(page, if_none_match=get(page).headers["ETag"])
        assert (kept.status, kept.headers["Content-Type"]) == (304, kind)
    for page, status, kind in [
        (path, 200, HTML),
        (f"{path}/", 301, PLAIN),
        ("/news", 301, PLAIN),
        ("/favicon.ico", 301, PLAIN),
        (f"/?newer={NOW:%Y-%m-%dT%H:%M:%S.%fZ}~troops", 302, PLAIN),
        ("/nowhere/", 404, HTML),
        (gone, 410, HTML),
    ]:
        answer = get(page)
        assert (answer.status, answer.headers["Content-Type"]) == (status, kind), page
    paper.kept.clear()
    for failed in (get(path), get(path, method="POST")):
        assert failed.headers["Content-Type"] in (HTML, PLAIN)
        assert failed.status in (500, 405)


def test_every_page_has_one_main_heading(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish(tags=("Cyprus",))
    gone = paper.publish("gone", withdrawal=Withdrawal(WithdrawnAs.GONE))
    for page in (path, "/", "/news/", "/tags/cyprus/", "/menu/", "/corrections/", "/x/", gone):
        assert get(page).body.count("<h1") == 1, page


def test_what_is_not_sanitised_html_is_escaped(paper: MemoryPaper, get: Get) -> None:
    bad = "<script>alert(1)</script>\"'&"
    path = paper.publish(
        headline=bad,
        standfirst=bad,
        byline=(bad,),
        tags=(bad,),
        source=SourceCredit(bad, f'https://a.example/"><script>{bad}'),
        corrections=(CorrectionNote("2025-01-22T10:00:00.000000Z", bad),),
        language='en" onload="x',
    )
    paper.publish("other", headline=bad, standfirst=bad, language='en" onload="x')
    for page in (path, "/", "/news/", "/menu/"):
        body = get(page).body
        assert "<script>" not in body
        assert re.findall(r"<script ([^>]*)>", body) in (OWN_SCRIPTS, OWN_SCRIPTS[1:], [])
        assert 'onload="' not in body
    assert "&lt;script&gt;" in get(path).body
    for feed in ("/feeds/latest.xml", "/feeds/latest.atom"):
        assert "<script>" not in get(feed).body
    assert '<entry xml:lang="en&quot; onload=&quot;x">' in get(feed).body


def test_a_store_that_fails_for_now_is_told_as_that(
    paper: MemoryPaper, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> HeaderFacts:
        raise StoreUnavailable("reading the header's facts failed for now")

    monkeypatch.setattr(paper, "header", fail)
    response = get("/")
    assert (response.status, response.headers["Retry-After"]) == (503, "2")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("spare", "status"), [(0, 200), (-1, 500)])
def test_a_page_that_lambda_cannot_answer_is_a_page_that_says_so(
    get: Get, monkeypatch: pytest.MonkeyPatch, spare: int, status: int
) -> None:
    size = len(json.dumps(get("/").body, ensure_ascii=False).encode())
    monkeypatch.setattr(response_module, "MAX_ANSWER_BYTES", size + spare)
    assert get("/").status == status


def test_the_calls_of_each_page_are_counted(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish(tags=("Cyprus",))
    for page, calls in [
        (path, ["article_and_header", *["cards_before"] * 3, "content"]),
        ("/", [*["cards_before"] * (4 + len(load_site().sections)), "header"]),
        ("/news/", ["cards_before", "cards_before", "cards_before", "header"]),
        ("/?older=2025-01-22T00:00:00Z~z", ["cards_before", "header"]),
        ("/briefs/", ["cards_before", "header"]),
        ("/tags/cyprus/", ["cards_before", "header"]),
        ("/menu/", ["cards_before", "header"]),
        ("/corrections/", ["cards_before", "header"]),
        ("/feeds/latest.xml", ["cards_before", "content", "header", "heads_of"]),
        ("/feeds/latest.atom", [*["cards_before"] * 2, "content", "header", "heads_of"]),
        ("/feeds/sport/latest.xml", ["cards_before", "header"]),
        ("/feeds/corrections/latest.json", ["cards_before", "header"]),
        ("/nowhere/", ["header"]),
        ("/robots.txt", ["header"]),
        ("/sitemap.xml", ["cards_after", "header"]),
        ("/sitemaps/pages.xml", ["header"]),
        ("/sitemaps/2025-01.xml", [*["cards_before"] * 3, "header"]),
        ("/sitemaps/news.xml", [*["cards_before"] * 3, "header"]),
    ]:
        paper.calls.clear()
        get(page)
        assert sorted(paper.calls) == calls, page
