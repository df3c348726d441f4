"""Schedule, hold and embargo on both sides of the second, with nothing run in between.

Articles go through the desk and the indexing; the pages are asked as of a frozen moment.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.domain.problems import InvalidArticle
from broadsheet.pages.offered import ARTICLES
from broadsheet.pages.response import Response
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DUE = NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
WORDS: dict[str, Any] = {
    "headline": "Sealed envelope",
    "standfirst": "Until ten.",
    "tags": ["Cyprus", "Secret"],
    "byline": "Ada Quill",
    "language": "el",
    "translation_of": "neighbour",
}
OWN_LISTS = (
    "/tags/secret/",
    "/authors/ada-quill/",
    "/feeds/tags/secret/latest.xml",
    "/feeds/tags/secret/latest.atom",
    "/feeds/authors/ada-quill/latest.json",
)
HAVE_ALL = (
    "/",
    "/news/",
    "/menu/",
    "/feeds/latest.xml",
    "/feeds/latest.atom",
    "/feeds/latest.json",
    "/feeds/news/latest.xml",
    "/2026/11/",
    "/2026/11/23/",
)
"""What has every article of the section, once it is due."""
LISTS = (
    *HAVE_ALL,
    "/briefs/",
    "/tags/cyprus/",
    "/authors/newsroom/",
    "/feeds/tags/cyprus/latest.atom",
)
SITEMAPS = ("/sitemaps/2026-11.xml", "/sitemaps/news.xml")
CORRECTIONS = (
    "/corrections/",
    "/feeds/corrections/latest.xml",
    "/feeds/corrections/latest.atom",
    "/feeds/corrections/latest.json",
)


@pytest.fixture
def neighbour(paper: Paper) -> str:
    """A published article of the section, whose page lists the section's newest.

    The others are its translations.
    """
    return paper.post(NOW - HOUR, "neighbour", headline="Neighbour", tags=["Cyprus"])


@pytest.fixture
def relative(paper: Paper) -> str:
    """A published article of another section, whose page lists the newest of its first tag."""
    relative = {"headline": "Relative", "section": "culture", "tags": ["Cyprus"]}
    return paper.post(NOW - HOUR, "relative", **relative)


def pages(paper: Paper, neighbour: str, relative: str, now: datetime) -> dict[str, Response]:
    """Every page that could say something, whole: status, headers and body."""
    machines = (*SITEMAPS, "/sitemap.xml", "/sitemaps/pages.xml", "/robots.txt")
    archive = ("/archive/", "/2026/11/24/", "/2026/12/")
    formats = [f"{neighbour}.{form}" for form in ARTICLES]
    paths = (*LISTS, *CORRECTIONS, *archive, *machines, neighbour, relative, *formats)
    return {path: paper.get(path, now) for path in (*paths, "/?older=2099-01-01T00:00:00Z~z")}


def sealed(moment: datetime | str) -> dict[str, Any]:
    return WORDS | {"publish_at": moment if isinstance(moment, str) else moment.isoformat()}


@pytest.mark.parametrize("prominence", ["lead", "normal", "brief"])
@pytest.mark.parametrize("at", [DUE, "hold"])
def test_what_is_not_due_changes_no_byte_of_any_page(
    paper: Paper, neighbour: str, relative: str, at: datetime | str, prominence: str
) -> None:
    before = pages(paper, neighbour, relative, NOW)
    words = {"prominence": prominence}
    path = paper.post(NOW, **sealed(at), **words)
    paper.put(NOW, 1, **WORDS, **words, correction="The seal was green.")
    assert pages(paper, neighbour, relative, NOW) == before
    never_was = paper.never_was(NOW)
    assert never_was.status == 404
    elsewhere = path.replace("/news/", "/world/")
    formats = [f"{at}.{form}" for at in (path, elsewhere) for form in ARTICLES]
    for address in (path, f"{path}/", f"{path}?history", elsewhere, *formats, *OWN_LISTS):
        assert paper.get(address, NOW) == never_was, address


def test_the_instant_before_only_the_edge_knows_that_something_is_due(
    paper: Paper, neighbour: str, relative: str
) -> None:
    before = pages(paper, neighbour, relative, DUE - INSTANT)
    path = paper.post(NOW, **sealed(DUE))
    for address, response in pages(paper, neighbour, relative, DUE - INSTANT).items():
        was = before[address]
        assert (response.status, response.body) == (was.status, was.body), address
        changed = dict(response.headers.items() - was.headers.items())
        # The template's response-headers policy puts another in its place before a reader has it.
        assert changed in ({}, {"Cache-Control": "public, max-age=0, s-maxage=0"}), address
    for address in (path, *(f"{path}.{form}" for form in ARTICLES), *OWN_LISTS):
        assert paper.get(address, DUE - INSTANT) == paper.never_was(DUE - INSTANT), address


def test_at_its_second_it_is_everywhere_without_anything_having_run(
    paper: Paper, neighbour: str, relative: str
) -> None:
    path = paper.post(NOW, **sealed(DUE))
    assert paper.get(path, DUE).status == 200
    formats = [f"{path}.{form}" for form in ARTICLES]
    for address in (*HAVE_ALL, neighbour, relative, f"{neighbour}.json", *formats, *OWN_LISTS):
        response = paper.get(address, DUE)
        assert response.status == 200, address
        assert "Sealed envelope" in response.body, address
    assert all(path in paper.get(address, DUE).body for address in SITEMAPS)
    for address, language, other in ((path, "en", neighbour), (neighbour, "el", path)):
        linked = f'hreflang="{language}" lang="{language}" dir="ltr" href="{other}"'
        assert linked in paper.get(address, DUE).body


def test_no_sitemap_of_a_month_tells_that_something_is_due_in_it(
    paper: Paper, neighbour: str
) -> None:
    month, due = "/sitemaps/2026-12.xml", datetime(2026, 12, 1, tzinfo=UTC)
    path = paper.post(NOW, **sealed(due))
    assert paper.get(month, due - INSTANT) == paper.never_was(due - INSTANT)
    assert month not in paper.get("/sitemap.xml", due - INSTANT).body
    assert path in paper.get(month, due).body
    assert month in paper.get("/sitemap.xml", due).body
    assert neighbour not in paper.get(month, due).body


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [(0.4, 0), (0.999999, 0), (1.0, 1), (7.9, 7), (59.5, 59), (60.0, 60), (90.0, 60)],
)
def test_no_page_is_kept_past_the_moment_of_the_next_card(
    paper: Paper, neighbour: str, relative: str, wait: float, seconds: int
) -> None:
    now = DUE - timedelta(seconds=wait)
    paper.post(NOW - HOUR, "tagged", **(WORDS | {"headline": "Shown", "tags": ["Secret"]}))
    paper.post(NOW, **sealed(DUE))
    for address in (*HAVE_ALL, neighbour, relative, f"{neighbour}.json", *OWN_LISTS, *SITEMAPS):
        assert paper.edge_seconds(address, now) == seconds, address
    assert paper.edge_seconds("/sport/", now) == 60


def test_nobody_keeps_a_404_past_the_moment_of_what_is_due_there(paper: Paper) -> None:
    path = paper.post(NOW, **sealed(DUE))
    assert paper.edge_seconds(path, DUE - INSTANT) == 0


# What leads


def lead_of(paper: Paper, address: str, now: datetime) -> str:
    """The headline that leads a page."""
    _, _, lead = paper.get(address, now).body.partition('<article class="card lead')
    found = re.search(r'<a href="[^"]*">([^<]*)</a>', lead)
    return found[1] if found else ""


@pytest.mark.parametrize("address", ["/", "/news/"])
def test_a_lead_leads_from_its_second_for_a_day_and_no_page_is_kept_past_either(
    paper: Paper, neighbour: str, address: str
) -> None:
    paper.post(NOW, **sealed(DUE), prominence="lead")
    paper.post(DUE + HOUR, "newer", headline="Newer")
    paper.post(DUE + HOUR, "brief", headline="Brief", prominence="brief")
    passes = DUE + 24 * HOUR
    assert neighbour in paper.get(address, NOW).body
    assert lead_of(paper, address, DUE - INSTANT) == "Neighbour"
    assert lead_of(paper, address, DUE) == "Sealed envelope"
    assert lead_of(paper, address, passes - INSTANT) == "Sealed envelope"
    assert lead_of(paper, address, passes) == "Newer"
    for moment in (DUE, passes):
        for wait, seconds in ((INSTANT, 0), (7.9 * SECOND, 7), (90 * SECOND, 60)):
            assert paper.edge_seconds(address, moment - wait) == seconds, (moment, wait)


def test_an_edit_takes_the_lead_away_and_gives_it(paper: Paper, neighbour: str) -> None:
    path = paper.post(NOW, **WORDS, prominence="lead")
    assert lead_of(paper, "/", NOW + HOUR) == "Sealed envelope"
    paper.put(NOW + HOUR, 1, **WORDS, prominence="brief")
    body = paper.get("/", NOW + HOUR).body
    assert lead_of(paper, "/", NOW + HOUR) == "Neighbour"
    assert path in body.partition('class="briefs"')[2]
    assert body.count(path) == 1
    assert neighbour in body


# The rules of publish_at


def test_a_first_submission_without_a_date_is_public_from_its_receipt(paper: Paper) -> None:
    path = paper.post(NOW)
    assert paper.get(path, NOW - INSTANT) == paper.never_was(NOW - INSTANT)
    assert paper.get(path, NOW).status == 200


def test_a_date_counts_with_its_offset(paper: Paper) -> None:
    path = paper.post(NOW, publish_at="2026-11-23T12:00:00+02:00")
    assert paper.get(path, DUE - INSTANT).status == 404
    assert paper.get(path, DUE).status == 200


def test_a_date_in_the_past_puts_an_article_among_its_day(paper: Paper, neighbour: str) -> None:
    path = paper.post(NOW, "old", headline="Old", publish_at=(NOW - 48 * HOUR).isoformat())
    body = paper.get("/", NOW).body
    assert body.index(f'href="{neighbour}"') < body.index(f'href="{path}"')


@pytest.mark.parametrize("cleared", [{}, {"publish_at": None}])
def test_an_edit_without_a_date_leaves_a_schedule_as_it_was(
    paper: Paper, cleared: dict[str, Any]
) -> None:
    paper.post(NOW, publish_at=DUE.isoformat())
    path = paper.put(NOW, 1, body="Another text.", **cleared)
    assert paper.get(path, DUE - INSTANT) == paper.never_was(DUE - INSTANT)
    assert "Another text." in paper.get(path, DUE).body


def test_an_edit_without_a_date_leaves_a_hold_and_a_publication_as_they_were(paper: Paper) -> None:
    paper.post(NOW, publish_at="hold")
    path = paper.put(NOW, 1, body="Another text.")
    assert paper.get(path, NOW + 10_000 * HOUR).status == 404
    path = paper.post(NOW, "published")
    paper.put(DUE, 1, "published", body="Another text.")
    assert 'published_time" content="2026-11-23T11:00:00+02:00"' in paper.get(path, DUE).body


@pytest.mark.parametrize("sooner", [DUE - timedelta(minutes=30), NOW, NOW - HOUR])
def test_a_schedule_can_be_brought_forward(paper: Paper, sooner: datetime) -> None:
    paper.post(NOW, publish_at=DUE.isoformat())
    path = paper.put(NOW, 1, publish_at=sooner.isoformat())
    assert paper.get(path, max(sooner, NOW)).status == 200


def test_a_schedule_can_be_put_off_until_the_instant_before_it(paper: Paper) -> None:
    paper.post(NOW, publish_at=DUE.isoformat())
    path = paper.put(DUE - INSTANT, 1, publish_at=(DUE + HOUR).isoformat())
    assert paper.get(path, DUE + HOUR - INSTANT).status == 404
    assert paper.get(path, DUE + HOUR).status == 200
    paper.put(DUE + HOUR - INSTANT, 2, publish_at="hold")
    assert paper.get(path, DUE + HOUR).status == 404
    paper.put(DUE + 2 * HOUR, 3, publish_at=(DUE + 3 * HOUR).isoformat())
    assert paper.get(path, DUE + 3 * HOUR - INSTANT).status == 404
    assert paper.get(path, DUE + 3 * HOUR).status == 200


@pytest.mark.parametrize("later", [DUE + INSTANT, DUE + HOUR, "hold"])
def test_what_is_published_cannot_be_taken_back_by_its_date(
    paper: Paper, later: datetime | str
) -> None:
    path = paper.post(NOW, publish_at=DUE.isoformat())
    with pytest.raises(InvalidArticle) as refused:
        paper.put(DUE, 1, publish_at=later if isinstance(later, str) else later.isoformat())
    assert [fault.pointer for fault in refused.value.faults] == ["/publish_at"]
    assert paper.get(path, DUE).status == 200
    paper.put(DUE, 1, publish_at=DUE.isoformat())
    assert paper.get(path, DUE).status == 200


def test_what_was_put_right_before_anyone_read_it_is_no_correction_to_readers(
    paper: Paper,
) -> None:
    paper.post(NOW, publish_at=DUE.isoformat())
    path = paper.put(DUE - INSTANT, 1, correction="It was never blue.")
    assert "never blue" not in paper.get(path, DUE).body
    assert all("never blue" not in paper.get(address, DUE).body for address in CORRECTIONS)
    paper.put(DUE, 2, correction="It was green.")
    for address in (path, *(f"{path}.{form}" for form in ARTICLES), *CORRECTIONS):
        body = paper.get(address, DUE).body
        assert "It was green." in body
        assert "never blue" not in body
