"""The formats of feeds, each a row of ``FORMATS``: what a feed holds, and how it is written.

A reader of feeds knows an article by its id, which is the same for ever. Every address is absolute,
since readers of feeds know no base to resolve a path against.
"""

import html
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from types import MappingProxyType

from broadsheet.pages.feed_pictures import MEDIA_NAMESPACE, FeedPicture, write_media
from broadsheet.pages.offered import FEEDS
from broadsheet.pages.xml_elements import DECLARATION, element, empty_element, text_element

_NOT_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed that never held anything: Atom wants a moment."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in a feed, or a correction.

    Attributes
    ----------
    urn
        The same for ever, whatever becomes of headline and path.
    address
        Of its page.
    title
        Headline.
    language
        BCP 47, of its texts.
    summary
        Standfirst.
    whole_text
        Safe HTML; nothing where the feed has no room for it.
    authors, categories
        Names; the categories are its section and its tags.
    published, updated
        When readers first saw it, and when what they see now came.
    picture
        Its lead, if it has one.
    """

    urn: str
    address: str
    title: str
    language: str
    summary: str | None
    whole_text: str | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: datetime
    updated: datetime
    picture: FeedPicture | None = None


@dataclass(frozen=True, slots=True)
class GoneEntry:
    """An article that was withdrawn as *gone*: its ``urn``, and when."""

    urn: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest of a list.

    Attributes
    ----------
    title, description, language
        The second says what the list is; the language is the site's.
    newsroom
        Who publishes it.
    home, address
        Of the list's page, and of the feed itself.
    entries, gone
        The newest first.
    """

    title: str
    description: str
    language: str
    newsroom: str
    home: str
    address: str
    entries: tuple[FeedEntry, ...]
    gone: tuple[GoneEntry, ...] = ()

    @property
    def changed(self) -> datetime | None:
        """When any of it changed last; nothing where it is empty."""
        moments = [entry.updated for entry in self.entries] + [each.when for each in self.gone]
        return max(moments, default=None)


# RSS 2.0, https://www.rssboard.org/rss-specification, with the modules content, dc and media


def write_rss(feed: Feed) -> str:
    """Write a feed as RSS 2.0."""
    channel = [
        text_element("title", feed.title),
        text_element("link", feed.home),
        text_element("description", feed.description),
        text_element("language", feed.language),
        empty_element(
            "atom:link", {"rel": "self", "type": FEEDS["xml"].media_type, "href": feed.address}
        ),
        *([text_element("lastBuildDate", _rfc_822(feed.changed))] if feed.changed else []),
        *(element("item", _rss_item(entry)) for entry in feed.entries),
    ]
    modules = {
        "version": "2.0",
        "xmlns:atom": "http://www.w3.org/2005/Atom",
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        **MEDIA_NAMESPACE,
    }
    return DECLARATION + element("rss", [element("channel", channel)], modules)


def _rss_item(entry: FeedEntry) -> Iterator[str]:
    yield text_element("title", entry.title)
    yield text_element("link", entry.address)
    yield text_element("guid", entry.urn, {"isPermaLink": "false"})
    yield text_element("pubDate", _rfc_822(entry.published))
    yield from (text_element("dc:creator", name) for name in entry.authors)
    yield text_element("dc:language", entry.language)
    yield from (text_element("category", name) for name in entry.categories)
    if entry.summary:  # which is HTML here ("encoding"), as a title is not
        yield text_element("description", html.escape(entry.summary, quote=False))
    if entry.whole_text:
        yield text_element("content:encoded", entry.whole_text)
    if entry.picture:
        yield write_media(entry.picture)


# Atom, RFC 4287, with the tombstones of RFC 6721


def write_atom(feed: Feed) -> str:
    """Write a feed as Atom."""
    parts = [
        text_element("title", feed.title),
        text_element("subtitle", feed.description),
        text_element("id", feed.address),
        empty_element(
            "link", {"rel": "self", "type": FEEDS["atom"].media_type, "href": feed.address}
        ),
        empty_element("link", {"rel": "alternate", "type": "text/html", "href": feed.home}),
        text_element("updated", _rfc_3339(feed.changed or _NOT_YET)),
        element("author", [text_element("name", feed.newsroom)]),
        *(
            empty_element("at:deleted-entry", {"ref": each.urn, "when": _rfc_3339(each.when)})
            for each in feed.gone
        ),
        *(
            element("entry", _atom_entry(entry), {"xml:lang": entry.language})
            for entry in feed.entries
        ),
    ]
    attributes = {
        "xmlns": "http://www.w3.org/2005/Atom",
        "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
        **MEDIA_NAMESPACE,
        "xml:lang": feed.language,
    }
    return DECLARATION + element("feed", parts, attributes)


def _atom_entry(entry: FeedEntry) -> Iterator[str]:
    yield text_element("title", entry.title)
    yield text_element("id", entry.urn)
    yield empty_element("link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    yield text_element("published", _rfc_3339(entry.published))
    yield text_element("updated", _rfc_3339(entry.updated))
    yield from (element("author", [text_element("name", name)]) for name in entry.authors)
    yield from (empty_element("category", {"term": name}) for name in entry.categories)
    if entry.summary:
        yield text_element("summary", entry.summary)
    if entry.whole_text:
        yield text_element("content", entry.whole_text, {"type": "html"})
    if entry.picture:
        yield write_media(entry.picture)


# JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/


def write_json_feed(feed: Feed) -> str:
    """Write a feed as JSON Feed 1.1."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "language": feed.language,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "authors": [{"name": feed.newsroom}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False)


def _json_item(entry: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.urn,
        "url": entry.address,
        "title": entry.title,
        "language": entry.language,
        "tags": list(entry.categories),
        "date_published": _rfc_3339(entry.published),
        "date_modified": _rfc_3339(entry.updated),
    }
    if entry.authors:  # one or more, or no such member
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.summary:
        item["summary"] = entry.summary
    if entry.picture:
        item["image"] = entry.picture.address
    if entry.whole_text:
        return item | {"content_html": entry.whole_text}
    return item | {"content_text": entry.summary or entry.title}  # one of the two is required


def _rfc_822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _rfc_3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format of feeds.

    Attributes
    ----------
    write
        Writes a feed.
    tells_what_is_gone
        Whether it has a word for entries that were taken away.
    """

    write: Callable[[Feed], str]
    tells_what_is_gone: bool = False


FORMATS: Mapping[str, FeedFormat] = MappingProxyType(
    {
        "xml": FeedFormat(write_rss),
        "atom": FeedFormat(write_atom, tells_what_is_gone=True),
        "json": FeedFormat(write_json_feed),
    }
)
"""By the extension in the address, as in ``offered.FEEDS``."""
