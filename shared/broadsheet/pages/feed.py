"""The feed: the newest articles as RSS 2.0."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from broadsheet.domain.lists import Card
from broadsheet.pages.contexts import Feed, FeedItem
from broadsheet.site import Site

FEED_PATH = "/feeds/latest.xml"
# What XML 1.0 (section 2.2) does not take, not even escaped. Compiled at the first feed and kept by
# `re`: so large a class takes milliseconds, which other pages need not pay for.
_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def compose_feed(site: Site, site_url: str, cards: Sequence[Card]) -> Feed:
    """Make the feed of some cards.

    Parameters
    ----------
    site
        Whose feed it is.
    site_url
        Put before every path: readers of feeds know no base to resolve a path against.
    cards
        All due, the newest first.
    """
    return Feed(
        title=xml_text(site.title),
        description=xml_text(site.description),
        language=site.language,
        link=f"{site_url}/",
        address=f"{site_url}{FEED_PATH}",
        built=_rfc_822(cards[0].placed_at) if cards else None,
        items=tuple(_item(site, site_url, card) for card in cards),
    )


def _item(site: Site, site_url: str, card: Card) -> FeedItem:
    section = site.section(card.section)
    return FeedItem(
        title=xml_text(card.headline),
        description=card.standfirst and xml_text(card.standfirst),
        link=f"{site_url}{card.path}",
        guid=f"urn:broadsheet:article:{card.article}",
        published=_rfc_822(card.placed_at),
        section=xml_text(section.name if section else card.section),
    )


def xml_text(text: str) -> str:
    """Leave out of a text the characters that no XML document may hold."""
    return re.sub(_NOT_IN_XML, "", text)


def _rfc_822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
