"""Every feed as its readers take it: RSS and Atom by feedparser, JSON Feed by a schema of it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator

from broadsheet.pages.addresses import FEED_OF, Address
from broadsheet.pages.offered import FEEDS
from tests.pages.whole_paper import CORRECTED, MARK, NOW, WholePaper, site_in
from tests.paper import SITE_URL

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "json-feed-1.1.json").read_text("utf-8"))
JSON_FEED = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
VERSIONS = {"xml": "rss20", "atom": "atom10"}
LISTS: dict[Address, tuple[str, ...]] = {
    Address.FRONT: (),
    Address.SECTION: ("news",),
    Address.TAG: (MARK,),
    Address.AUTHOR: ("eleni-markou",),
    Address.CORRECTIONS: (),
}
SIZES = {("1280", "853"), ("1280", "720"), ("960", "1280"), ("640", "427")}
ITEM = {"id": "urn:a", "content_text": "A", "date_published": "2026-11-26T10:00:00Z"}
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "items": [ITEM]}


def feeds_of(paper: WholePaper) -> Iterator[tuple[str, list[str]]]:
    """Give the ids in each feed of a paper, by its address; each feed can be read."""
    for of_list, address in FEED_OF.items():
        for extension in FEEDS:
            path = address.path(*LISTS[of_list], extension)
            if extension in VERSIONS:
                yield path, ids_in_xml(paper, path, VERSIONS[extension])
            else:
                yield path, ids_in_json(paper, path)


def ids_in_xml(paper: WholePaper, path: str, version: str) -> list[str]:
    response = paper.get(path, NOW)
    headers = {name.lower(): value for name, value in response.headers.items()}
    feed = feedparser.parse(response.body.encode(), response_headers=headers)
    assert not feed.bozo, (path, feed.get("bozo_exception"))
    assert feed.version == version
    for entry in feed.entries:
        assert all(entry.get(name) for name in ("title", "link", "published_parsed"))
        assert entry.get("authors") or "content" not in entry  # one that cannot be read
    return [entry.id for entry in feed.entries]


def ids_in_json(paper: WholePaper, path: str) -> list[str]:
    document = json.loads(paper.get(path, NOW).body)
    assert faults_in(document) == [], path
    return [item["id"] for item in document["items"]]


def faults_in(document: Any) -> list[str]:
    return [error.message for error in JSON_FEED.iter_errors(document)]


def test_every_feed_can_be_read_and_has_each_id_once(papers: dict[str, WholePaper]) -> None:
    for paper in papers.values():
        for path, ids in feeds_of(paper):
            assert ids, path
            assert len(set(ids)) == len(ids), path


def test_readers_of_feeds_are_shown_a_storys_picture(papers: dict[str, WholePaper]) -> None:
    for paper in papers.values():
        for extension in VERSIONS:
            feed = feedparser.parse(paper.get(Address.FEED.path(extension), NOW).body.encode())
            shown = [entry.media_content[0] for entry in feed.entries if "media_content" in entry]
            assert len(feed.entries) > len(shown) > 10
            for picture in shown:
                assert picture["url"].startswith(f"{SITE_URL}/pictures/")
                assert (picture["type"], picture["medium"]) == ("image/jpeg", "image")
                assert (picture["width"], picture["height"]) in SIZES
        items = json.loads(paper.get(Address.FEED.path("json"), NOW).body)["items"]
        images = [item["image"] for item in items if "image" in item]
        assert images == [picture["url"] for picture in shown]


def test_the_ids_stay_through_edits_of_every_article() -> None:
    paper = WholePaper(site_in("en"))
    before = dict(feeds_of(paper))
    for article, story in list(paper.stories.items()):
        headline = f"{story.fields['headline']}, again"
        paper.edit(NOW - timedelta(minutes=1), article, headline=headline)
        assert paper.stories[article].fields["headline"] == headline
    after = dict(feeds_of(paper))
    assert after == before
    assert "again" in paper.get(Address.FEED.path("atom"), NOW).body
    corrected = f"urn:broadsheet:article:{CORRECTED}:correction:1"
    assert all(corrected in ids for path, ids in after.items() if "corrections" in path)


@pytest.mark.parametrize(
    "wrong",
    [
        FEED | {"version": "https://jsonfeed.org/version/1"},
        FEED | {"title": ""},
        FEED | {"feed_url": "/feeds/latest.json"},
        FEED | {"author": {"name": "Newsroom"}},
        FEED | {"items": [ITEM | {"id": 5}]},
        FEED | {"items": [{"id": "urn:a"}]},
        FEED | {"items": [ITEM | {"date_published": "2026-11-26T10:00:00"}]},
        FEED | {"items": [ITEM | {"authors": []}]},
        FEED | {"items": [ITEM | {"date": "2026-11-26"}]},
    ],
)
def test_a_json_feed_that_is_wrong_would_be_found(wrong: dict[str, Any]) -> None:
    assert faults_in(FEED) == []
    assert faults_in(wrong) != []
