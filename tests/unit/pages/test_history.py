import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.domain.content import CorrectionNote
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages import differences
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site import Site
from tests.unit.pages.conftest import NOW, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)
LATER = NOW + 5 * HOUR


@pytest.fixture
def path(paper: MemoryPaper) -> str:
    """An article with three public revisions."""
    note = CorrectionNote("2025-01-22T14:00:00.000000Z", "It was <Tuesday>.")
    return paper.edit(
        "troops",
        (NOW, {"headline": "North Korea sends men", "body_html": "<p>On Monday they went.</p>"}),
        (
            NOW + HOUR,
            {"headline": "North Korea sends men", "body_html": "<p>On Tuesday they went.</p>"},
        ),
        (
            NOW + 2 * HOUR,
            {"body_html": "<p>On Tuesday they <i>all</i> went.</p>", "corrections": (note,)},
        ),
    )


def test_an_article_with_several_public_revisions_links_to_its_history(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    assert f'Edited · <a href="{path}?history">History</a>' in get(path, LATER).body
    other = paper.publish("other")
    assert "?history" not in get(other, LATER).body


def test_a_history_lists_the_public_revisions_with_their_times(get: Get, path: str) -> None:
    response = get(f"{path}?history", LATER)
    assert response.status == 200
    newest, middle, oldest = response.body.split('<li class="brief">\n<p class="meta">')[1:]
    assert "22 January, 2025, 16:00</time> – now" in newest
    assert "22 January, 2025, 15:00</time> – <time" in middle
    assert "22 January, 2025, 14:00</time> – <time" in oldest
    assert "It was &lt;Tuesday&gt;." in newest
    assert "Correction</b>" not in middle + oldest
    assert "First published" in oldest
    assert f'<a href="{path}?history=desk-2..desk-3">What it changed</a>' in newest
    assert f'<a href="{path}?history=desk-1..desk-3">What changed since</a>' in oldest
    assert '<meta name="robots" content="noindex">' in response.body
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_a_revision_is_in_the_history_from_its_moment_on(get: Get, path: str) -> None:
    assert get(f"{path}?history", NOW).body.count("First published") == 1
    assert "What it changed" not in get(f"{path}?history", NOW).body


@pytest.mark.parametrize("asked", ["desk-1..desk-3", "desk-3..desk-1", "desk%2D1..desk-3"])
def test_any_two_are_compared_by_words(get: Get, path: str, asked: str) -> None:
    body = get(f"{path}?history={asked}", LATER).body
    assert "<p>On <del>Monday</del> <ins>Tuesday</ins> they <ins>all</ins> went.</p>" in body
    assert "<h2>North Korea sends <del>men</del> <ins>troops to Russia</ins></h2>" in body
    assert f'<a href="{path}?history">History</a>' in body


def test_what_a_revision_said_is_escaped(paper: MemoryPaper, get: Get) -> None:
    bad = "<script>alert(1)</script>"
    path = paper.edit(
        "troops",
        (NOW, {"headline": bad, "standfirst": bad, "byline": (bad,), "language": '" onload="x'}),
        (NOW + HOUR, {"headline": f"{bad} again", "standfirst": None}),
    )
    for address in (f"{path}?history", f"{path}?history=desk-1..desk-2"):
        body = get(address, LATER).body
        assert "<script>" not in body
        assert 'onload="x' not in body


@pytest.mark.parametrize(
    "asked",
    ["desk-1", "desk-1..desk-1", "desk-1..desk-4", "..", "desk-1..", "a..b..c", "%00..%ff", "1..2"],
)
def test_no_other_two_have_a_difference(get: Get, path: str, asked: str) -> None:
    assert get(f"{path}?history={asked}", LATER) == get("/news/never-was-aaaaaaaaaa", LATER)


@pytest.mark.parametrize("asked", ["", "=desk-1..desk-3"])
def test_what_readers_may_not_see_has_no_history(
    paper: MemoryPaper, get: Get, path: str, asked: str
) -> None:
    (key,) = paper.heads
    published, never_was = paper.heads[key], get("/news/never-was-aaaaaaaaaa", LATER)
    for head in (
        replace(published, withdrawal=Withdrawal(WithdrawnAs.GONE, "Wrong")),
        replace(published, withdrawal=Withdrawal(WithdrawnAs.VANISH)),
        replace(published, publish_at=None),
        replace(published, publish_at=LATER + HOUR),
        replace(published, erased=True),
    ):
        paper.heads[key] = head
        assert get(f"{path}?history{asked}", LATER) == never_was
    assert get(f"/news/no-one-bbbbbbbbbb?history{asked}", LATER) == never_was


def test_an_article_that_was_never_edited_has_a_history_of_one(
    paper: MemoryPaper, get: Get
) -> None:
    path = paper.publish()
    body = get(f"{path}?history", LATER).body
    assert "22 January, 2025, 14:00</time> – now" in body
    assert "What changed since" not in body


def test_an_old_path_leads_to_the_history_at_the_present_one(get: Get, path: str) -> None:
    moved = get(f"{path.replace('/news/', '/world/')}?history=desk-1..desk-2", LATER)
    assert moved.status == 301
    assert moved.headers["Location"] == f"{path}?history=desk-1..desk-2"


def test_a_site_can_keep_its_histories_to_itself(paper: MemoryPaper, site: Site, path: str) -> None:
    newspaper = Newspaper(replace(site, history=False), paper, paper)
    page = newspaper.page(Request("GET", path), LATER)
    assert page.status == 200
    assert "History" not in page.body
    assert newspaper.page(Request("GET", path, "history=desk-1..desk-2"), LATER) == page


def test_any_two_revisions_can_be_chosen_without_javascript(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    body = get(f"{path}?history", LATER).body
    assert f'<form action="{path}">' in body
    for name in ("older", "newer"):
        offered = re.findall(rf'name="{name}" value="([^"]+)"', body)
        assert offered == ["desk-3", "desk-2", "desk-1"]
    chosen = re.findall(r'name="(\w+)" value="([^"]+)" [^>]* checked', body)
    assert sorted(chosen) == [("newer", "desk-3"), ("older", "desk-1")]
    compared = get(f"{path}?history=&older=desk-3&newer=desk-1", LATER)
    assert compared == get(f"{path}?history=desk-1..desk-3", LATER)
    assert compared.status == 200
    two = paper.edit("two", (NOW, {}), (NOW + HOUR, {"body_html": "<p>Other.</p>"}))
    assert "<form" not in get(f"{two}?history", LATER).body


def test_the_calls_of_a_history_are_counted(paper: MemoryPaper, get: Get, path: str) -> None:
    paper.calls.clear()
    get(f"{path}?history", LATER)
    assert paper.calls == ["article_and_header", "history"]
    paper.calls.clear()
    get(f"{path}?history=desk-1..desk-2", LATER)
    assert paper.calls == ["article_and_header", "history", "content", "content"]


def test_two_texts_that_are_too_long_for_a_page_are_not_compared_on_one(
    get: Get, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "_MAX_MARKED_BYTES", 10)
    page = get(f"{path}?history=desk-1..desk-2", LATER)
    assert page.status == 200
    assert "too long to be compared" in page.body
