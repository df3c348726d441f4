"""Furniture: what stands around every page."""

import math
from dataclasses import dataclass, field

from broadsheet.pages.addresses import FEED_OF, Address
from broadsheet.pages.assets import (
    DISPLAY_FACE,
    SCRIPT,
    STYLESHEET,
    TOUCH_ICON,
    asset,
    icon_in_page,
)
from broadsheet.pages.house_style import Issue
from broadsheet.pages.languages import open_graph_locale
from broadsheet.pages.offered import FEEDS
from broadsheet.pages.parts import NameLink, PagePart, Stamp
from broadsheet.pages.scripts import direction_of


@dataclass(frozen=True, slots=True)
class FeedLink(PagePart):
    """A feed that a page leads to.

    Attributes
    ----------
    format_name
        For readers.
    media_type
        Of the feed.
    path
        Of the feed.
    """

    format_name: str
    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Furniture(PagePart):
    """What stands around every page.

    Attributes
    ----------
    paper, about
        The title of the site and what it says of itself.
    language, direction, locale
        The site's own: BCP 47, ``ltr`` or ``rtl``, and as Open Graph has it, where it can.
    temperature
        In whole degrees Celsius; nothing when none is known that is fresh.
    city
        Where the temperature is measured.
    today
        The day, in the site's time zone.
    sections
        In the order of the menu.
    section
        Path of the section that the page belongs to, if any.
    front, menu, corrections
        Paths of the pages that every page leads to.
    canonical
        The page's one address, absolute; nothing where the site's address is not known yet, or
        where the page has none, as an error has.
    stylesheet, script
        Paths of the files.
    icon
        An address that holds it.
    base
        The front page's absolute address for a page that is shown at another host, where it has no
        scripts; nothing on the site itself.
    feeds
        Of the list that the page shows, else of the paper.
    touch_icon, manifest
        Paths of what telephones keep a page by.
    display_face
        Path of what headlines are set in, for browsers to ask for at once.
    archive
        Path of the archive.
    own_pages
        The site's own pages, in the order of its settings.
    paper_feeds
        Of the whole paper.
    """

    paper: str
    about: str
    language: str
    direction: str
    locale: str | None
    temperature: str | None
    city: str
    today: Stamp
    sections: tuple[NameLink, ...]
    section: str | None
    front: str
    menu: str
    corrections: str
    canonical: str | None
    stylesheet: str
    script: str
    icon: str
    base: str | None = None
    feeds: tuple[FeedLink, ...] = ()
    touch_icon: str = field(default_factory=lambda: asset(TOUCH_ICON).path)
    manifest: str = field(default_factory=Address.MANIFEST.path)
    display_face: str = field(default_factory=lambda: asset(DISPLAY_FACE).path)
    archive: str = field(default_factory=Address.ARCHIVE.path)
    own_pages: tuple[NameLink, ...] = ()
    paper_feeds: tuple[FeedLink, ...] = field(default_factory=lambda: feed_links(Address.FRONT))


def compose_furniture(
    issue: Issue, *, path: str | None = None, section: str | None = None
) -> Furniture:
    """Compose what stands around a page.

    Parameters
    ----------
    issue
        The paper at the moment of the page.
    path
        The page's own, with its query; nothing for a page that no path is the address of.
    section
        Slug of the section that the page belongs to.
    """
    style, facts = issue.style, issue.facts
    site, weather = style.site, facts.weather
    is_current = weather is not None and weather.is_current(issue.now)
    return Furniture(
        paper=site.title,
        about=site.description,
        language=site.language,
        direction=direction_of(site.language),
        locale=open_graph_locale(site.language),
        temperature=_degrees(weather.temperature) if weather and is_current else None,
        city=site.weather.city,
        today=style.calendar.day(issue.now),
        sections=style.sections,
        section=section and Address.SECTION.path(section),
        front=Address.FRONT.path(),
        menu=Address.MENU.path(),
        corrections=Address.CORRECTIONS.path(),
        canonical=f"{facts.site_url}{path}" if facts.site_url and path else None,
        stylesheet=asset(STYLESHEET).path,
        script=asset(SCRIPT).path,
        icon=icon_in_page(),
        feeds=feed_links(Address.FRONT),
        own_pages=style.own_pages,
    )


def feed_links(of_list: Address, *values: str) -> tuple[FeedLink, ...]:
    """Return the links to the feeds of a list, by the address of its page; else to the paper's."""
    address = FEED_OF.get(of_list, Address.FEED)
    return tuple(
        FeedLink(form.name, form.media_type, address.path(*values, extension))
        for extension, form in FEEDS.items()
    )


def _degrees(temperature: float) -> str:
    return str(math.floor(temperature + 0.5))
