import html
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.head import SeenHeadline
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.response import Response
from tests.page_limits import MOST_FACE, MOST_UNPACKED
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper, text_of

Get = Callable[..., Response]
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
REFERENCE = Path(
    os.environ.get("CONFORMANCE_DIR", "../shared/conformance")
).parent / "reference" / "article-page.txt"  # fmt: skip


def test_the_page_has_every_part_of_the_reference(paper: MemoryPaper, get: Get) -> None:
    paper.publish("other", headline="Another story of the section", publish_at=NOW - HOUR)
    path = paper.publish(
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
def test_the_reference_article_reads_as_in_the_reference(paper: MemoryPaper, get: Get) -> None:
    lines = [line.strip() for line in REFERENCE.read_text("utf-8").splitlines()]
    blocks = [line for line in lines if line]
    headline, standfirst, byline = blocks[5:8]
    body = blocks[8 : blocks.index("[Source: Sky News]")]
    path = paper.publish(
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


def test_a_time_is_given_for_readers_and_for_machines(paper: MemoryPaper, get: Get) -> None:
    response = get(paper.publish())
    stamp = '<time datetime="2025-01-22T14:00:00+02:00">22 January, 2025, 14:00</time>'
    assert f'<span lang="en" dir="ltr">Published {stamp}</span>' in response.body
    assert "Updated" not in response.body


@pytest.mark.parametrize(
    ("folded", "later", "shown"), [(2, 60, True), (2, -60, False), (1, 60, False)]
)
def test_an_update_is_a_later_revision_after_publication(
    paper: MemoryPaper, get: Get, folded: int, later: int, *, shown: bool
) -> None:
    path = paper.publish(folded=folded, modified_at=NOW + later * SECOND)
    assert ("Updated" in get(path, NOW + HOUR).body) is shown


def test_corrections_are_shown_with_their_dates(paper: MemoryPaper, get: Get) -> None:
    note = CorrectionNote("2025-01-21T23:00:00.000000Z", "It was a Tuesday.")
    text = text_of(get(paper.publish(corrections=(note,))))
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
    paper: MemoryPaper, get: Get, url: str | None, *, linked: bool
) -> None:
    response = get(paper.publish(source=SourceCredit("Sky News", url)))
    assert "[Source: Sky News]" in text_of(response)
    assert ('rel="external"><bdi>Sky News' in response.body) is linked
    assert "javascript:" not in response.body


def test_the_latest_articles_are_the_sections_newest_without_this_one(
    paper: MemoryPaper, get: Get
) -> None:
    path = paper.publish("this", headline="This very one", publish_at=NOW - 3 * SECOND)
    for number in range(7):
        paper.publish(f"n{number}", headline=f"News {number}", publish_at=NOW - number * HOUR)
    paper.publish("world", headline="Elsewhere", section="world")
    paper.publish("soon", headline="Pending", publish_at=NOW + 9 * SECOND)
    response = get(path)
    latest = response.body.partition("Latest Articles")[2]
    assert re.findall(r"News \d|This|Elsewhere|Pending", latest) == [
        "News 0", "News 1", "News 2", "News 3", "News 4",
    ]  # fmt: skip
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"


def test_a_page_tells_other_machines_what_it_is(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish()
    body = get(path).body
    assert f'<link rel="canonical" href="{SITE_URL}{path}">' in body
    assert '<meta property="og:title" content="North Korea sends troops to Russia">' in body
    assert '<meta name="description" content="U.S. officials warn' in body
    assert 'type="application/rss+xml"' in body
    paper.facts = HeaderFacts()
    assert "canonical" not in get(path).body


def test_an_article_has_its_own_language_and_direction(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish(headline="مياه", language="ar", byline=("أحمد", "Ben"))
    body = get(path).body
    assert '<html lang="ar" dir="rtl">' in body
    assert "</bdi></a>، <a" in body
    # What the paper says itself stays in its own.
    own = 'lang="en" dir="ltr"'
    for part in ("header", "dialog", "footer", "aside"):
        assert re.search(rf"<{part} [^>]*{own}", body), part
    assert f"<span {own}>Published" in body
    assert f"<bdi {own}>TAGS" in get(paper.publish(language="ar", tags=("Cyprus",))).body
    assert '<html lang="en" dir="ltr">' in get("/").body


def test_pages_say_their_language_to_those_who_link_to_them(paper: MemoryPaper, get: Get) -> None:
    for language, locale in [("en", "en_US"), ("el", "el_GR"), ("pt-PT", "pt_PT")]:
        body = get(paper.publish(language=language)).body
        assert f'<meta property="og:locale" content="{locale}">' in body
    assert "og:locale" not in get(paper.publish(language="tlh")).body
    for page in ("/", "/news/"):
        assert '<meta property="og:locale" content="en_US">' in get(page).body


def test_an_article_page_is_light(paper: MemoryPaper, get: Get) -> None:
    # Uncompressed; the edge sends about a third of it.
    for number in range(7):
        paper.publish(f"n{number}", headline="Long " * 50, publish_at=NOW - number * HOUR)
    response = get(paper.publish(body_html=f"<p>{'word ' * 1000}</p>"))
    urls = re.findall(r'(?:rel="stylesheet" href|<script[^>]* src)="([^"]+)"', response.body)
    assert len(urls) == 2
    texts = [response.body, *(get(url).body for url in urls)]
    assert sum(len(text.encode()) for text in texts) <= MOST_UNPACKED - MOST_FACE


def test_an_article_that_readers_may_not_see_is_as_if_it_never_was(
    paper: MemoryPaper, get: Get, never_was: Response
) -> None:
    held = paper.publish("held", publish_at=None)
    scheduled = paper.publish("scheduled", publish_at=NOW + SECOND)
    vanished = paper.publish("vanished", withdrawal=Withdrawal(WithdrawnAs.VANISH))
    assert never_was.status == 404
    assert never_was.headers["Cache-Control"] == "public, max-age=0, s-maxage=0"
    for path in (held, scheduled, f"/world/x{scheduled[-11:]}", vanished, "/tags/none/", "/x"):
        assert get(path) == never_was, path
    assert get(scheduled, NOW + SECOND).status == 200


def test_a_withdrawn_article_is_gone_with_its_reason(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish(withdrawal=Withdrawal(WithdrawnAs.GONE, "It was <wrong>."))
    response = get(path)
    assert response.status == 410
    assert "It was &lt;wrong&gt;." in response.body
    assert "North Korea" not in response.body
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_what_is_gone_is_named_by_the_headline_in_its_head(
    paper: MemoryPaper, get: Get, language: str, direction: str
) -> None:
    path = paper.publish(withdrawal=Withdrawal(WithdrawnAs.GONE))
    (key, head), *_ = paper.heads.items()
    paper.heads[key] = replace(head, seen=SeenHeadline("Wrong <bridge>", language))
    page = get(path).body
    assert f'<q lang="{language}" dir="{direction}">Wrong &lt;bridge&gt;</q>' in page
    assert "content" not in paper.calls


@pytest.mark.parametrize("before", ["/world/other{key}", "/news/νέο{key}", "{path}/", "/x/y{key}"])
def test_any_other_path_with_a_right_key_leads_to_the_present_one(
    paper: MemoryPaper, get: Get, before: str
) -> None:
    path = paper.publish()
    response = get(before.format(key=path[-11:], path=path))
    assert (response.status, response.headers["Location"]) == (301, path)


@pytest.mark.parametrize("copied", [".", ")", "%20", "%E2%80%8B", "/).%0A", ""])
def test_an_address_that_was_copied_out_of_a_sentence_leads_to_the_article(
    paper: MemoryPaper, get: Get, copied: str
) -> None:
    path = paper.publish()
    for address in (f"{path.upper()}{copied}", f"/news/-older-{path[-10:].upper()}{copied}"):
        answer = get(address)
        assert (answer.status, answer.headers["Location"]) == (301, path), address
    assert get(path).status == 200
    assert get(f"/news/troops-{'a' * 10}{copied}").status == 404


def test_content_that_is_missing_is_an_error_and_not_a_404(
    paper: MemoryPaper, get: Get, caplog: pytest.LogCaptureFixture
) -> None:
    path = paper.publish()
    paper.kept.clear()
    response = get(path)
    assert response.status == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "The Broadsheet" in response.body
    (record,) = caplog.records
    assert record.__dict__["correlation_id"] == "request-of-troops"
    assert record.exc_info


@pytest.mark.parametrize(("label", "looks"), [("Opinion", True), ("Live <1>", False), (None, None)])
def test_a_label_stands_on_the_article_and_on_its_cards(
    paper: MemoryPaper,
    get: Get,
    label: str | None,
    looks: bool | None,  # noqa: FBT001
) -> None:
    path = paper.publish(label=label, language="el")
    article, front = get(path).body, get("/").body
    assert ('<article class="article opinion"' in article) is (looks is True)
    assert ('<article class="card lead opinion">' in front) is (looks is True)
    assert ('<span class="label"' in article + front) is (label is not None)
    if label:
        shown = html.escape(label)
        assert f'<p class="meta"><span class="label">{shown}</span></p>' in article
        assert f'<span class="label"><bdi lang="el" dir="ltr">{shown}</bdi></span>' in front
