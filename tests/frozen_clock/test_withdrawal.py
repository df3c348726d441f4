"""Withdrawal: gone with its reason, or as if it had never been, and out of every list at once."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from broadsheet.adapters.clients import dynamodb_client
from broadsheet.domain.keys import message_digest
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.offered import ARTICLES
from tests.desk.desk_requests import desk_request
from tests.domain import records
from tests.paper import ARTICLE, Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DUE = NOW + timedelta(hours=1)
LATER = NOW + timedelta(days=1)
INSTANT = timedelta(microseconds=1)
GONE = Withdrawal(WithdrawnAs.GONE, "The photograph was of <another> bridge.")
VANISH = Withdrawal(WithdrawnAs.VANISH, "Never say this.")
FIELDS: dict[str, Any] = {
    "headline": "Wrong bridge",
    "tags": ["Cyprus", "Bridges"],
    "byline": "Ada Quill",
    "language": "el",
    "translation_of": "neighbour",
}
LISTS = (
    "/",
    "/news/",
    "/menu/",
    "/feeds/latest.xml",
    "/feeds/latest.json",
    "/corrections/",
    "/feeds/corrections/latest.atom",
    "/sitemaps/news.xml",
    "/2026/11/",
    "/2026/11/23/",
    "/tags/cyprus/",
)
MONTH = "/sitemaps/2026-11.xml"
OWN_LISTS = (
    "/tags/bridges/",
    "/authors/ada-quill/",
    "/feeds/tags/bridges/latest.atom",
    "/feeds/authors/ada-quill/latest.xml",
)
STOOD_IN = {"all", "section#news", "tag#cyprus", "tag#bridges", "author#ada-quill"}
ATOM = ("/feeds/latest.atom", "/feeds/news/latest.atom")
MESSAGE = message_digest(json.dumps(ARTICLE).encode())


def published(paper: Paper) -> str:
    """An article that was read, and corrected."""
    paper.post(NOW, **FIELDS)
    return paper.put(NOW + INSTANT, 1, **FIELDS, correction="Wrong river.")


def test_what_is_gone_says_so_with_its_reason(paper: Paper) -> None:
    path = published(paper)
    paper.withdraw(DUE, "desk-2", GONE)
    formats = [f"{path}.{form}" for form in ARTICLES]
    for address in (path, path.replace("/news/", "/world/"), *formats):
        response = paper.get(address, DUE)
        assert response.status == 410
        assert "The photograph was of &lt;another&gt; bridge." in response.body
        assert response.body.count("Wrong") == 1
        assert '<q lang="el" dir="ltr">Wrong bridge</q>' in response.body


def test_what_vanished_is_as_if_it_had_never_been(paper: Paper) -> None:
    path = published(paper)
    paper.withdraw(DUE, "desk-2", VANISH)
    elsewhere = path.replace("/news/", "/world/")
    formats = [f"{at}.{form}" for at in (path, elsewhere) for form in ARTICLES]
    for address in (path, f"{path}/", elsewhere, f"{path}?history", *formats):
        assert paper.get(address, DUE) == paper.never_was(DUE), address


@pytest.mark.parametrize("withdrawal", [GONE, VANISH])
def test_no_list_is_left_with_a_word_of_it(paper: Paper, withdrawal: Withdrawal) -> None:
    neighbour = paper.post(NOW, "neighbour", headline="Neighbour")
    of_culture = {"headline": "Relative", "section": "culture", "tags": ["Cyprus"]}
    relative = paper.post(NOW, "relative", **of_culture)
    pages = (*LISTS, MONTH, neighbour, f"{neighbour}.json", relative)
    before = {path: paper.get(path, DUE) for path in pages}
    path = published(paper)
    assert path in paper.get(MONTH, DUE).body
    assert f'hreflang="el" lang="el" dir="ltr" href="{path}"' in paper.get(neighbour, DUE).body
    assert path in paper.get(f"{neighbour}.json", DUE).body
    shown = (*LISTS, neighbour, relative, *OWN_LISTS)
    assert all("Wrong" in paper.get(path, DUE).body for path in shown)
    paper.withdraw(DUE, "desk-2", withdrawal)
    assert {path: paper.get(path, DUE) for path in before} == before
    for path in OWN_LISTS:
        assert paper.get(path, DUE) == paper.never_was(DUE)


def test_atom_tells_that_it_is_gone_until_it_comes_back_and_nothing_of_what_vanished(
    paper: Paper,
) -> None:
    paper.post(NOW, "neighbour", headline="Neighbour")
    before = {path: paper.get(path, DUE) for path in ATOM}
    published(paper)
    assert all("Wrong" in paper.get(path, DUE).body for path in ATOM)
    paper.withdraw(DUE, "desk-2", GONE)
    told = (
        f'<at:deleted-entry ref="urn:broadsheet:article:bridge" when="{DUE:%Y-%m-%dT%H:%M:%SZ}"/>\n'
    )
    updated = "<updated>2026-11-23T{}:00:00Z</updated>"
    for path in ATOM:
        body = paper.get(path, DUE).body
        assert told in body
        left = body.replace(told, "").replace(updated.format("10"), updated.format("09"))
        assert left == before[path].body
    paper.put(LATER, 3, **FIELDS)
    assert all(told not in paper.get(path, LATER).body for path in ATOM)
    paper.withdraw(LATER + INSTANT, "desk-4", VANISH)
    assert {path: paper.get(path, LATER + INSTANT) for path in ATOM} == before


def test_head_and_lists_change_in_one_transaction(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(paper)
    transactions: list[list[str]] = []
    client = dynamodb_client()
    transact = client.transact_write_items

    def watch(**asked: list[dict[str, dict[str, dict[str, dict[str, str]]]]]) -> object:
        places = [
            (operation, write.get("Key") or write["Item"])
            for item in asked["TransactItems"]
            for operation, write in item.items()
        ]
        transactions.append(sorted(f"{name} {place['pk']['S']}" for name, place in places))
        return transact(**asked)  # type: ignore[arg-type]

    monkeypatch.setattr(client, "transact_write_items", watch)
    paper.withdraw(DUE, "desk-2", GONE)
    (one,) = transactions
    deleted = {place.removeprefix("Delete LIST#") for place in one if "Delete LIST#" in place}
    assert deleted >= {*STOOD_IN, "corrections"}
    assert {place for place in one if place.startswith("Put LIST#")} == {
        "Put LIST#status#withdrawn",
        *(f"Put LIST#gone#{name}" for name in deleted if name in STOOD_IN),
    }
    assert any(place.startswith("Put ARTICLE#") for place in one)


@pytest.mark.parametrize("publish_at", [DUE.isoformat(), "hold"])
def test_what_was_withdrawn_before_it_was_public_is_no_410_before_or_after_its_date(
    paper: Paper, publish_at: str
) -> None:
    before = {address: paper.get(address, NOW) for address in ATOM}
    path = paper.post(NOW, publish_at=publish_at)
    paper.withdraw(DUE - INSTANT, "desk-1", GONE)
    for moment in (DUE - INSTANT, DUE, LATER):
        assert {address: paper.get(address, moment) for address in ATOM} == before
        assert paper.get(path, moment) == paper.never_was(moment)


def test_what_was_public_for_an_instant_is_a_410(paper: Paper) -> None:
    path = paper.post(NOW, publish_at=DUE.isoformat())
    paper.withdraw(DUE + INSTANT, "desk-1", GONE)
    assert paper.get(path, DUE + INSTANT).status == 410


def test_a_withdrawal_that_comes_before_its_article_waits_for_it(paper: Paper) -> None:
    withdrawal = records.desk(2, received_at=DUE, withdrawal=GONE, message=None)
    alone = paper.arrive(withdrawal)
    assert (alone.path, alone.withdrawal) == (None, Withdrawal(WithdrawnAs.VANISH))
    head = paper.arrive(records.desk(1, received_at=NOW, message=MESSAGE), ARTICLE)
    assert head.withdrawal == GONE
    assert head.path
    assert paper.get(head.path, LATER).status == 410
    assert "bridge" not in paper.get("/", LATER).body


def test_a_kill_that_comes_before_its_story_waits_for_it(paper: Paper) -> None:
    paper.arrive(records.wire("2", received_at=NOW, withdrawal=GONE, message=None))
    head = paper.arrive(records.wire("1", received_at=DUE, message=MESSAGE), ARTICLE)
    assert head.path
    assert paper.get(head.path, LATER) == paper.never_was(LATER)


def test_a_withdrawal_of_the_desk_is_lifted_by_the_desk_only(paper: Paper) -> None:
    story = records.wire("1", received_at=NOW, message=MESSAGE)
    head = paper.arrive(story, ARTICLE)
    assert head.path
    assert paper.get(head.path, NOW).status == 200
    paper.withdraw(DUE, str(story.name), GONE)
    again = replace(records.wire("2", message=MESSAGE), received_at=DUE + INSTANT)
    paper.arrive(again, ARTICLE)
    assert paper.get(head.path, LATER).status == 410
    paper.put(LATER, 1, body="The right bridge.")
    assert "The right bridge." in paper.get(head.path, LATER).body


def test_a_retry_within_a_day_never_brings_back_what_was_withdrawn(paper: Paper) -> None:
    request = desk_request("POST /articles", ARTICLE)
    first = paper.desk.submit(request, NOW)
    paper.withdraw(DUE, "desk-1", GONE, first.article)
    again = paper.desk.submit(request, LATER - INSTANT)
    paper.indexer.index(again.article)
    assert (again.article, again.status, again.is_new) == (first.article, "withdrawn", False)
    assert ARTICLE["headline"] not in paper.get("/", LATER - INSTANT).body
    anew = paper.desk.submit(request, LATER)
    paper.indexer.index(anew.article)
    assert (anew.article != first.article, anew.is_new) == (True, True)
    assert paper.get("/", LATER).body.count(ARTICLE["headline"]) == 1
    assert paper.get(urlsplit(first.url or "").path, LATER).status == 410
