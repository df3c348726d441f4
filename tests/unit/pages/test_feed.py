"""Every feed as a reader of feeds takes it: RSS and Atom by feedparser, JSON Feed by its rules."""

import html
import json
import re
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import feedparser
import pytest

from broadsheet.domain.content import Content, CorrectionNote
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.identity import article_key
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages import feed as feed_module
from broadsheet.pages.feed import MAX_ENTRIES, MAX_WHOLE_TEXT_BYTES
from broadsheet.pages.feed_formats import FORMATS
from broadsheet.pages.offered import FEEDS
from broadsheet.pages.response import MAX_ANSWER_BYTES, Response
from broadsheet.pages.xml_elements import xml_text
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)
RSS, ATOM, JSON = "/feeds/latest.xml", "/feeds/latest.atom", "/feeds/latest.json"
EVERY = pytest.mark.parametrize("address", [RSS, ATOM, JSON])


class Words(HTMLParser):
    """What is left of HTML where tags mean nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""

    def handle_data(self, data: str) -> None:
        self.shown += data


def words_of(markup: str) -> str:
    reader = Words()
    reader.feed(markup)
    reader.close()
    return reader.shown


def moment(stamp: Any) -> datetime:
    return datetime.fromtimestamp(timegm(stamp), UTC)


def parsed(response: Response) -> dict[str, Any]:
    """Read a feed of XML as feedparser does: what its readers get, and nothing mended."""
    feed = feedparser.parse(
        response.body.encode(), sanitize_html=False, resolve_relative_uris=False
    )
    assert not feed.bozo, feed.get("bozo_exception")
    entries = [
        {
            "id": entry.id,
            "link": entry.link,
            "title": entry.title,
            "summary": entry.get("summary"),
            "text": entry.content[0].value if "content" in entry else None,
            "authors": [author.name for author in entry.authors],
            "tags": [tag.term for tag in entry.tags],
            "published": moment(entry.published_parsed),
        }
        for entry in feed.entries
    ]
    links = {link.get("rel"): link.href for link in feed.feed.links}
    return {
        "version": feed.version,
        "title": feed.feed.title,
        "about": feed.feed.subtitle,
        "self": links["self"],
        "home": feed.feed.link,
        "updated": feed.feed.get("updated_parsed") and moment(feed.feed.updated_parsed),
        "entries": entries,
    }


def checked_json(response: Response) -> dict[str, Any]:
    """Read a JSON Feed and hold it to https://www.jsonfeed.org/version/1.1/."""
    document: dict[str, Any] = json.loads(response.body)
    assert set(document) == {
        "version", "title", "description", "language", "home_page_url", "feed_url", "authors",
        "items",
    }  # fmt: skip
    entries = []
    for item in document["items"]:
        assert isinstance(item["id"], str)
        assert ("content_html" in item) != ("content_text" in item)
        dates = [datetime.fromisoformat(item[name]) for name in ("date_published", "date_modified")]
        entries.append(
            {
                "id": item["id"],
                "link": item["url"],
                "title": item["title"],
                "summary": item.get("summary"),
                "text": item.get("content_html"),
                "authors": [author["name"] for author in item.get("authors", [])],
                "tags": item["tags"],
                "published": dates[0],
            }
        )
        assert dates[0] <= dates[1]
    return {
        "version": document["version"],
        "title": document["title"],
        "about": document["description"],
        "self": document["feed_url"],
        "home": document["home_page_url"],
        "entries": entries,
    }


def read(response: Response) -> dict[str, Any]:
    assert response.status == 200
    is_json = response.headers["Content-Type"].startswith("application/feed+json")
    return checked_json(response) if is_json else parsed(response)


def test_every_extension_of_an_address_is_a_format() -> None:
    assert list(FORMATS) == list(FEEDS)


@pytest.mark.parametrize(
    ("address", "content_type", "version"),
    [
        (RSS, "application/rss+xml; charset=utf-8", "rss20"),
        (ATOM, "application/atom+xml; charset=utf-8", "atom10"),
        (JSON, "application/feed+json; charset=utf-8", "https://jsonfeed.org/version/1.1"),
    ],
)
def test_a_feed_has_the_newest_articles_whole(
    paper: MemoryPaper, get: Get, address: str, content_type: str, version: str
) -> None:
    paper.publish("old", publish_at=NOW - timedelta(days=1))
    path = paper.publish(
        "new",
        headline="Troops & <tanks>",
        standfirst="They came.",
        body_html="<p>They <em>came</em> &amp; went.</p>",
        byline=("Ada Quill", "Νίκος"),
        tags=("Cyprus", "R&D"),
    )
    paper.publish("pending", publish_at=NOW + timedelta(seconds=9))
    response = get(address)
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
    feed = read(response)
    first, second = feed["entries"]
    assert first == {
        "id": "urn:broadsheet:article:new",
        "link": f"{SITE_URL}{path}",
        "title": "Troops & <tanks>",
        "summary": "They came.",
        "text": "<p>They <em>came</em> &amp; went.</p>",
        "authors": ["Ada Quill", "Νίκος"],
        "tags": ["News", "Cyprus", "R&D"],
        "published": NOW,
    }
    assert second["id"] == "urn:broadsheet:article:old"
    assert (feed["version"], feed["self"]) == (version, f"{SITE_URL}{address}")
    assert (feed["title"], feed["home"]) == ("The Broadsheet", f"{SITE_URL}/")
    assert feed.get("updated", NOW) == NOW


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/", "The Broadsheet"),
        ("/news/", "News \N{EN DASH} The Broadsheet"),
        ("/tags/cyprus/", "Cyprus \N{EN DASH} The Broadsheet"),
        ("/authors/ada-quill/", "Ada Quill \N{EN DASH} The Broadsheet"),
        ("/corrections/", "Corrections \N{EN DASH} The Broadsheet"),
    ],
)
def test_every_list_has_a_feed_in_every_format(
    paper: MemoryPaper, get: Get, page: str, title: str, extension: str
) -> None:
    paper.publish("mine", tags=("Cyprus",), byline=("Ada Quill",))
    paper.publish("another", section="world", publish_at=NOW - HOUR)
    paper.correct("mine", NOW, "It was Tuesday.")
    feed = read(get(f"/feeds{page}latest.{extension}"))
    assert (feed["title"], feed["home"]) == (title, f"{SITE_URL}{page}")
    assert feed["about"]
    assert len(feed["entries"]) == (2 if page == "/" else 1)
    assert "mine" in feed["entries"][0]["id"]


@pytest.mark.parametrize("extension", FORMATS)
def test_a_list_that_has_no_page_has_no_feed(get: Get, never_was: Response, extension: str) -> None:
    for folder in ("tags/cyprus", "authors/nobody", "nowhere", "tags"):
        assert get(f"/feeds/{folder}/latest.{extension}") == never_was
    for folder in ("", "news/", "corrections/"):
        assert read(get(f"/feeds/{folder}latest.{extension}"))["entries"] == []


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        *((path, RSS) for path in ("/feed", "/feed/", "/rss", "/rss/", "/rss.xml")),
        ("/atom.xml", ATOM),
        ("/feed.json", JSON),
    ],
)
def test_the_paths_that_programs_try_lead_to_a_feed(get: Get, path: str, feed: str) -> None:
    assert (get(path).status, get(path).headers["Location"]) == (301, feed)


@EVERY
def test_an_edit_keeps_the_id_and_the_date(paper: MemoryPaper, get: Get, address: str) -> None:
    paper.publish("troops", headline="One")
    (before,) = read(get(address))["entries"]
    paper.lists.clear()
    paper.publish("troops", headline="Another", section="world", folded=2, modified_at=NOW + HOUR)
    response = get(address, NOW + HOUR)
    (after,) = read(response)["entries"]
    assert (before["id"], before["published"]) == (after["id"], after["published"])
    assert (before["title"], after["title"]) == ("One", "Another")
    if address == ATOM:
        assert "<updated>2025-01-22T13:00:00Z</updated>\n<author>" in response.body
    if address == JSON:
        assert '"date_modified": "2025-01-22T13:00:00Z"' in response.body


@EVERY
def test_a_feed_that_has_not_changed_is_not_sent_again(
    paper: MemoryPaper, get: Get, address: str
) -> None:
    paper.publish()
    etag = get(address).headers["ETag"]
    again = get(address, NOW + HOUR, if_none_match=f"W/{etag}")
    assert (again.status, again.body) == (304, "")
    paper.publish("another", publish_at=NOW + HOUR)
    assert get(address, NOW + HOUR, if_none_match=etag).status == 200


@EVERY
def test_links_within_the_site_and_the_article_lead_there_from_anywhere(
    paper: MemoryPaper, get: Get, address: str
) -> None:
    body = (
        '<p><a href="/tags/a/">a</a> <a title="b" href="#at-b">b</a>'
        ' <a href="https://a.example/">c</a> say: href="/d</p>'
    )
    path = paper.publish(body_html=body)
    (entry,) = read(get(address))["entries"]
    assert re.findall(r'<a[^>]* href="([^"]*)"', entry["text"]) == [
        f"{SITE_URL}/tags/a/",
        f"{SITE_URL}{path}#at-b",
        "https://a.example/",
    ]
    assert 'say: href="/d</p>' in entry["text"]


@EVERY
def test_a_text_from_right_to_left_says_so(paper: MemoryPaper, get: Get, address: str) -> None:
    paper.publish(language="ar", body_html="<p>أبت</p>")
    (entry,) = read(get(address))["entries"]
    assert entry["text"] == '<div dir="rtl"><p>أبت</p></div>'
    languages = ["<dc:language>ar<", '<entry xml:lang="ar">', '"language": "ar"']
    assert any(each in get(address).body for each in languages)


# What is gone


def test_atom_tells_of_what_is_gone_and_no_word_of_what_vanished(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish("stays", publish_at=NOW - HOUR, tags=("Cyprus",))
    before = {address: get(address).body for address in (RSS, ATOM, JSON)}
    for name, said in (("gone", WithdrawnAs.GONE), ("secret", WithdrawnAs.VANISH)):
        withdrawal = Withdrawal(said, "Wrong.")
        paper.publish(name, headline="Wrong", tags=("Cyprus",), withdrawal=withdrawal)
    told = '<at:deleted-entry ref="urn:broadsheet:article:gone" when="2025-01-22T12:00:00Z"/>\n'
    for address in (ATOM, "/feeds/news/latest.atom", "/feeds/tags/cyprus/latest.atom"):
        body = get(address).body
        assert told in body, address
        assert len(read(get(address))["entries"]) == 1
        assert "<updated>2025-01-22T12:00:00Z</updated>" in body
        assert "Wrong" not in body
        assert "secret" not in body
    assert "gone" not in get("/feeds/world/latest.atom").body
    for address in (RSS, JSON):
        assert get(address).body == before[address]


def test_what_was_withdrawn_since_its_card_was_read_is_left_out(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish("troops")
    paper.publish("stays", publish_at=NOW - HOUR)
    cards = {name: list(row) for name, row in paper.lists.items()}
    paper.publish("troops", withdrawal=Withdrawal(WithdrawnAs.VANISH))
    paper.lists = cards
    (entry,) = read(get(RSS))["entries"]
    assert entry["id"].endswith(":stays")


# Corrections


@pytest.mark.parametrize("extension", FORMATS)
def test_each_correction_is_an_entry_with_an_id_of_its_own(
    paper: MemoryPaper, get: Get, extension: str
) -> None:
    path = paper.correct("bridge", NOW, "It was\n<Tuesday>.", "It was the river.", in_all=3)
    paper.correct("road", NOW - HOUR, "It was a road.")
    feed = read(get(f"/feeds/corrections/latest.{extension}"))
    urns = [entry["id"].removeprefix("urn:broadsheet:article:") for entry in feed["entries"]]
    assert urns == ["bridge:correction:3", "road:correction:1", "bridge:correction:2"]
    first = feed["entries"][0]
    assert first["link"] == f"{SITE_URL}{path}#correction-3"
    assert first["text"] == "<p>It was<br>&lt;Tuesday&gt;.</p>"
    assert (first["title"], first["published"]) == ("A bridge", NOW)
    paper.lists.clear()
    paper.correct("bridge", NOW + HOUR, "Again.", "It was\n<Tuesday>.", in_all=4)
    later = read(get(f"/feeds/corrections/latest.{extension}", NOW + HOUR))["entries"]
    assert later[1]["id"] == first["id"]


# What does not fit


def test_a_feed_keeps_within_its_room_and_calls(
    paper: MemoryPaper, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "MAX_WHOLE_TEXT_BYTES", 40)
    for number, body in enumerate(["<p>αβγδεζηθ</p>", "<p>" + "x" * 30 + "</p>", "<p>short</p>"]):
        paper.publish(f"a{number}", body_html=body, publish_at=NOW - number * HOUR)
    for number in range(3, 40):
        paper.publish(f"a{number}", body_html="x" * 41, publish_at=NOW - number * HOUR)
    paper.calls.clear()
    entries = read(get(RSS))["entries"]
    assert [entry["text"] for entry in entries[:3]] == ["<p>αβγδεζηθ</p>", None, "<p>short</p>"]
    assert all(entry["text"] is None and entry["summary"] for entry in entries[3:])
    assert len(entries) == MAX_ENTRIES
    assert sorted(paper.calls) == ["cards_before", *["content"] * 20, "header", "heads_of"]
    paper.calls.clear()
    assert len(read(get(JSON))["entries"]) == MAX_ENTRIES
    assert len(read(get(ATOM))["entries"]) == MAX_ENTRIES


@EVERY
@pytest.mark.parametrize(
    "body", ['"', "\n", "<br>", '<a href="/">x</a>', "&amp;", "\N{GRINNING FACE}", "'\\"]
)
def test_the_largest_feed_is_one_that_lambda_can_answer(
    paper: MemoryPaper, get: Get, address: str, body: str
) -> None:
    text = body * (MAX_WHOLE_TEXT_BYTES // len(body.encode()))
    hostile = '&"<' * 100
    for number in range(MAX_ENTRIES):
        paper.publish(
            f"a{number}",
            headline=hostile,
            standfirst=hostile * 2,
            body_html=text if number == 0 else text[: len(text) // 3],
            byline=tuple(f"{each}{hostile[:99]}" for each in range(10)),
            tags=tuple(f"{each}{hostile[:50]}" for each in range(20)),
            publish_at=NOW - number * HOUR,
        )
    response = get(address)
    assert response.status == 200
    assert len(json.dumps(response.body, ensure_ascii=False).encode()) < MAX_ANSWER_BYTES


def test_a_text_that_is_damaged_leaves_its_entry_and_one_that_fails_for_now_leaves_no_feed(
    paper: MemoryPaper, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paper.publish("troops")
    paper.publish("whole", publish_at=NOW - HOUR)
    del paper.kept[paper.heads[article_key("troops")].content or ""]
    damaged, whole = read(get(JSON))["entries"]
    assert (damaged["link"], damaged["text"]) == (f"{SITE_URL}{path}", None)
    assert whole["text"]

    def fail(_key: str) -> Content:
        raise StoreUnavailable("reading a content failed for now")

    monkeypatch.setattr(paper, "content", fail)
    assert get(JSON).status == 503


# Text and XML


@EVERY
def test_what_a_standfirst_says_is_what_a_reader_sees(
    paper: MemoryPaper, get: Get, address: str
) -> None:
    said = 'How a <script> & an "&amp;" got into the town\'s <b>forms'
    paper.publish(headline=said, standfirst=said)
    (entry,) = read(get(address))["entries"]
    assert entry["title"] == said
    # The text of RSS's element is HTML ("encoding"), Atom's and JSON Feed's are plain.
    assert (words_of(entry["summary"]) if address == RSS else entry["summary"]) == said


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\ufffe", "\ud800"])
def test_characters_that_xml_does_not_take_are_left_out(character: str) -> None:
    assert xml_text(f"a{character}b") == "ab"
    assert xml_text("a\tb\nΩ😀") == "a\tb\nΩ😀"


@EVERY
def test_a_feed_with_control_characters_in_it_can_be_read(
    paper: MemoryPaper, get: Get, address: str
) -> None:
    paper.publish(
        headline="a\x0bb", standfirst="c\x1fd", body_html="<p>e\x0bf</p>", tags=("g\x0bh",)
    )
    (entry,) = read(get(address))["entries"]
    assert entry["title"] in ("ab", "a\x0bb")
    assert html.unescape(entry["summary"]) in ("cd", "c\x1fd")


@EVERY
def test_a_feed_of_a_site_that_has_no_address_yet_can_be_read(
    paper: MemoryPaper, get: Get, address: str
) -> None:
    paper.facts = HeaderFacts()
    paper.publish(corrections=(CorrectionNote("2025-01-22T10:00:00.000000Z", "No."),))
    assert read(get(address))["home"] == "/"
