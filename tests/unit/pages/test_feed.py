from collections.abc import Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from broadsheet.domain.header import HeaderFacts
from broadsheet.pages.feed import xml_text
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

ATOM = "{http://www.w3.org/2005/Atom}"
Get = Callable[..., Response]


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


def channel_of(response: Response) -> ET.Element:
    channel = ET.fromstring(response.body).find("channel")  # noqa: S314 - the paper's own
    assert channel is not None
    return channel


def test_the_feed_is_rss_with_the_newest_articles(paper: MemoryPaper, get: Get) -> None:
    paper.publish("old", publish_at=NOW - timedelta(days=1))
    path = paper.publish("new", headline="Troops & <tanks>", publish_at=NOW)
    paper.publish("pending", publish_at=NOW + timedelta(seconds=9))
    response = get("/feeds/latest.xml")
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
    channel = channel_of(response)
    first, second = channel.findall("item")
    assert first.findtext("title") == "Troops & <tanks>"
    assert first.findtext("link") == f"{SITE_URL}{path}"
    assert first.findtext("category") == "News"
    assert parsedate_to_datetime(first.findtext("pubDate") or "") == NOW
    assert second.findtext("guid") == "urn:broadsheet:article:old"
    assert channel.findtext("lastBuildDate") == first.findtext("pubDate")


def test_the_feed_says_where_it_is_itself(get: Get) -> None:
    channel = channel_of(get("/feeds/latest.xml"))
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert (link.get("rel"), link.get("href")) == ("self", f"{SITE_URL}/feeds/latest.xml")
    assert channel.findtext("link") == f"{SITE_URL}/"
    assert channel.findtext("description")
    assert channel.find("item") is None
    assert channel.find("lastBuildDate") is None


def test_a_description_is_html_that_says_what_the_standfirst_says(
    paper: MemoryPaper, get: Get
) -> None:
    said = 'How a <script> & an "&amp;" got into the town\'s <b>forms'
    paper.publish(headline=said, standfirst=said)
    item = channel_of(get("/feeds/latest.xml")).find("item")
    assert item is not None
    assert words_of(item.findtext("description") or "") == said
    assert item.findtext("title") == said


def test_an_edit_keeps_the_guid(paper: MemoryPaper, get: Get) -> None:
    paper.publish("troops", headline="One")
    before = channel_of(get("/feeds/latest.xml")).find("item/guid")
    paper.lists.clear()
    paper.publish("troops", headline="Another", section="world")
    after = channel_of(get("/feeds/latest.xml")).find("item/guid")
    assert before is not None
    assert after is not None
    assert before.text == after.text
    assert after.get("isPermaLink") == "false"


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\ufffe", "\ud800"])
def test_characters_that_xml_does_not_take_are_left_out(character: str) -> None:
    assert xml_text(f"a{character}b") == "ab"
    assert xml_text("a\tb\nΩ😀") == "a\tb\nΩ😀"


def test_a_feed_with_a_control_character_in_a_headline_can_be_read(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish(headline="a\x0bb", standfirst="c\x1fd")
    item = channel_of(get("/feeds/latest.xml")).find("item")
    assert item is not None
    assert (item.findtext("title"), item.findtext("description")) == ("ab", "cd")


def test_a_feed_of_a_site_that_has_no_address_yet_can_be_read(paper: MemoryPaper, get: Get) -> None:
    paper.facts = HeaderFacts()
    assert channel_of(get("/feeds/latest.xml")).findtext("link") == "/"
