"""The feed: the newest articles as RSS 2.0."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import ClassVar

from broadsheet.domain.lists import Card
from broadsheet.pages.addresses import Address, RequestTarget
from broadsheet.pages.house_style import Issue
from broadsheet.pages.parts import PageContext, PagePart
from broadsheet.pages.press import Press
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import RSS, Response, cache_until, document

_ITEMS = 20
# What XML 1.0 (section 2.2) does not take, not even escaped. Compiled at the first feed and kept by
# `re`: so large a class takes milliseconds, which other pages need not pay for.
_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


@dataclass(frozen=True, slots=True)
class FeedItem(PagePart):
    """An article in the feed.

    Attributes
    ----------
    title
        Headline.
    description
        Standfirst as HTML, which the text of this element is (RSS 2.0, "encoding").
    link
        The address of its page.
    guid
        The same for ever, whatever becomes of headline and path.
    published
        As RFC 822 writes it.
    section
        Name of its section.
    """

    title: str
    description: str | None
    link: str
    guid: str
    published: str
    section: str


@dataclass(frozen=True, slots=True)
class Feed(PageContext):
    """The feed of the newest articles, as RSS 2.0.

    Attributes
    ----------
    title, description, language
        The site's.
    link
        The address of the front page.
    address
        The feed's own.
    built
        When its newest article was published, as RFC 822 writes it; nothing while there is none.
    items
        The newest first.
    """

    template: ClassVar[str] = "feed.xml"

    title: str
    description: str
    language: str
    link: str
    address: str
    built: str | None
    items: tuple[FeedItem, ...]


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the feed."""
    newest, issue = press.newest(now, _ITEMS)
    feed = compose_feed(issue, target.path, newest.cards)
    return document(200, render_once(feed), RSS, cache_until(newest.next_due, now))


def compose_feed(issue: Issue, path: str, cards: Sequence[Card]) -> Feed:
    """Compose the feed at a path of some cards, all due, the newest first.

    Every address in it is absolute: readers of feeds know no base to resolve a path against.
    """
    site, site_url = issue.style.site, issue.facts.site_url
    return Feed(
        title=xml_text(site.title),
        description=xml_text(site.description),
        language=site.language,
        link=f"{site_url}{Address.FRONT.path()}",
        address=f"{site_url}{path}",
        built=_rfc_822(cards[0].placed_at) if cards else None,
        items=tuple(_item(issue, card) for card in cards),
    )


def _item(issue: Issue, card: Card) -> FeedItem:
    return FeedItem(
        title=xml_text(card.headline),
        description=card.standfirst and html.escape(xml_text(card.standfirst), quote=False),
        link=f"{issue.facts.site_url}{card.path}",
        guid=f"urn:broadsheet:article:{card.article}",
        published=_rfc_822(card.placed_at),
        section=xml_text(issue.style.section_name(card.section)),
    )


def xml_text(text: str) -> str:
    """Leave out of a text the characters that no XML document may hold."""
    return re.sub(_NOT_IN_XML, "", text)


def _rfc_822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
