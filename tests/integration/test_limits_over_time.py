"""What came in under generous limits is read, indexed, rebuilt and shown under strict ones."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from broadsheet.adapters.dynamodb.index_repair import TableRepair
from broadsheet.custody.verification import check_keys
from broadsheet.formats import accepting, fields
from broadsheet.indexing.rebuilding import Rebuilder
from broadsheet.site import Section, Site
from broadsheet.site_file import load_site
from tests.adapters.stores import contents_in, items_in, log_in, objects_in
from tests.fakes.pictures import no_pictures
from tests.functions.handlers import (
    ask,
    deliver,
    get_page,
    message,
    notice,
    record_key,
    wire_handlers,
)

GENEROUS = {"headline": 500, "standfirst": 2_000, "name": 300, "tag": 200, "correction": 9_000}
STRICT = dict.fromkeys(GENEROUS, 20)
LONG = "A bridge that nobody expected to be opened in this year of all years"
ARTICLE: dict[str, Any] = {
    "id": "bridge",
    "headline": LONG * 4,
    "section": "gone-by",
    "standfirst": LONG * 9,
    "byline": [f"{LONG} {number}" for number in range(10)],
    "tags": [f"{LONG} {number}" for number in range(20)],
    "source": {"name": LONG, "url": "https://agency.example/1"},
    "body": LONG * 100,
}


def sites() -> tuple[Site, Site]:
    """The paper as it was, with a section more, and as it is."""
    today = load_site()
    return replace(today, sections=(*today.sections, Section("gone-by", "Gone by"))), today


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> str:
    """Two revisions accepted under generous limits; from then on the limits are strict."""
    wire_handlers(monkeypatch, bucket, table)
    before, today = sites()
    for name, limit in GENEROUS.items():
        monkeypatch.setitem(fields.LONGEST, name, limit)
    monkeypatch.setattr("broadsheet.desk.wiring.load_site", lambda: before)
    assert ask("POST /articles", ARTICLE)["statusCode"] == 201
    corrected = ARTICLE | {"correction": LONG * 50}
    revised = ask("PUT /articles/{id}", corrected, "bridge", If_Match='"desk-1"')
    assert revised["statusCode"] == 200
    for name, limit in STRICT.items():
        monkeypatch.setitem(fields.LONGEST, name, limit)
    monkeypatch.setattr("broadsheet.desk.wiring.load_site", lambda: today)
    wire_handlers(monkeypatch, bucket, table)
    assert ask("POST /articles", ARTICLE | {"id": "tunnel"})["statusCode"] == 422
    return str(urlsplit(json.loads(revised["body"])["url"]).path)


def test_the_desk_reads_it_back_and_previews_it() -> None:
    report = ask("GET /articles/{id}", article="bridge")
    assert report["statusCode"] == 200
    assert json.loads(report["body"])["article"]["headline"] == ARTICLE["headline"]
    assert json.loads(report["body"])["article"]["tags"] == ARTICLE["tags"]
    assert ask("GET /articles/{id}/preview", article="bridge")["statusCode"] == 200
    assert json.loads(ask("GET /articles/{id}/revisions", article="bridge")["body"])[
        "unreadable"
    ] == []  # fmt: skip


def test_it_is_indexed_and_readers_see_all_of_it(path: str) -> None:
    assert deliver(message("m", notice(record_key("bridge", 2)))) == []
    page = get_page(path)
    assert page["statusCode"] == 200
    assert all(text in page["body"] for text in (LONG * 4, f"{LONG} 19", LONG * 50))
    assert get_page(f"{path}?history")["statusCode"] == 200


def test_a_rebuild_finds_it_equal_and_verifying_finds_nothing(bucket: str, table: str) -> None:
    assert deliver(message("m", notice(record_key("bridge", 2)))) == []
    log, contents, index = log_in(bucket), contents_in(bucket), TableRepair(items_in(table))
    rebuilt = Rebuilder(log, contents, index, load_site(), no_pictures()).rebuild("bridge")
    assert (rebuilt.differences, rebuilt.fault) == ((), None)
    keys = [each.key for each in objects_in(bucket).objects("")]
    assert check_keys(objects_in(bucket), keys) == []


def test_a_new_revision_is_held_to_the_limits_of_today() -> None:
    refused = ask("PUT /articles/{id}", ARTICLE, "bridge", If_Match='"desk-2"')
    assert refused["statusCode"] == 422
    pointers = {fault["pointer"] for fault in json.loads(refused["body"])["errors"]}
    assert {"/headline", "/section", "/tags/0"} <= pointers
    good = {
        "headline": "Short", "section": load_site().sections[0].slug, "body": "Open.",
    }  # fmt: skip
    assert ask("PUT /articles/{id}", good, "bridge", If_Match='"desk-2"')["statusCode"] == 200


def test_nothing_of_accepting_is_asked_when_an_article_is_read(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> Any:
        raise AssertionError("an article that stands was held to the rules of acceptance")

    monkeypatch.setattr(accepting, "accept_article", refuse)
    monkeypatch.setattr(fields, "_within", refuse)
    assert deliver(message("m", notice(record_key("bridge", 2)))) == []
    assert ask("GET /articles/{id}", article="bridge")["statusCode"] == 200
    assert get_page(path)["statusCode"] == 200
