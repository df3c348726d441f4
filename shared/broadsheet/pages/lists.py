"""The pages of lists: the front page, sections, tags, authors, and what was corrected.

Each kind of list is a row of ``KINDS``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from broadsheet.domain.lists import BRIEFS, CORRECTIONS, RankedLists, author_list, tag_list
from broadsheet.pages import errors
from broadsheet.pages.addresses import Address, RequestTarget
from broadsheet.pages.authors import AuthorProfile, compose_profile
from broadsheet.pages.catalogue import gettext_noop
from broadsheet.pages.corrected import CorrectionsPage, compose_corrected
from broadsheet.pages.front import FrontBeside, FrontPage, ask_front, compose_front
from broadsheet.pages.furniture import Furniture, compose_furniture, feed_links
from broadsheet.pages.house_style import HouseStyle, Issue
from broadsheet.pages.list_position import ListPosition
from broadsheet.pages.pager import Pager, compose_pager
from broadsheet.pages.parts import PageContext
from broadsheet.pages.press import Press
from broadsheet.pages.ranks import Beside, Ranks, ask_beside, compose_ranks, rank_cards
from broadsheet.pages.reading import CardSlice, earliest, read_at
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import (
    FOR_NO_TIME,
    HTML,
    Response,
    cache_until,
    document,
    redirect,
)

CARDS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ListPage(PageContext):
    """The page of a list that has a name: of a section, a tag or an author, or of all briefs.

    Attributes
    ----------
    furniture
        What stands around the page.
    kind
        What the name is the name of, for readers; nothing for a section and the briefs.
    name
        Of the section, tag or author.
    about
        What the list is, for search engines.
    ranks
        The cards by rank; only the first page of a section has more than a river.
    pager
        The ways on.
    profile
        Of an author of whom the settings say something.
    """

    template: ClassVar[str] = "list.html"

    furniture: Furniture
    kind: str | None
    name: str
    about: str
    ranks: Ranks
    pager: Pager
    profile: AuthorProfile | None = None


@dataclass(frozen=True, slots=True)
class ListReading:
    """What a page of a list is composed of.

    Attributes
    ----------
    kind
        Of list.
    target, position
        What was asked for, and where in the list.
    issue, furniture
        The paper at the moment of the page, and what stands around it.
    shown
        The cards that were read.
    beside
        What else a page with ranks has.
    """

    kind: "ListKind"
    target: RequestTarget
    position: ListPosition
    issue: Issue
    furniture: Furniture
    shown: CardSlice
    beside: Beside | None

    @property
    def pager(self) -> Pager:
        """The ways on from these cards."""
        calendar = self.issue.style.calendar
        return compose_pager(calendar, self.target.path, self.position, self.shown)

    def ranks(self, of_section: str | None = None) -> Ranks:
        """Compose the cards by rank; those of the page's own section do not name it."""
        ranked = rank_cards(self.shown.cards, self.beside)
        return compose_ranks(self.issue, ranked, self.beside, of_section=of_section)

    def named(self, name: str, of_section: str | None = None) -> ListPage:
        """Compose the page of the list with this name."""
        ranks = self.ranks(of_section)
        style, kind = self.issue.style, self.kind
        about = kind.describe(style, name)
        label = style.catalogue.gettext(kind.label) if kind.label else None
        return ListPage(self.furniture, label, name, about, ranks, self.pager)


def _compose_front(reading: ListReading) -> FrontPage:
    beside = reading.beside if isinstance(reading.beside, FrontBeside) else None
    cards = reading.shown.cards
    return compose_front(reading.issue, reading.furniture, cards, beside, reading.pager)


def _compose_section(reading: ListReading) -> ListPage:
    (slug,) = reading.target.values
    return reading.named(reading.issue.style.section_name(slug), of_section=slug)


def _compose_named(reading: ListReading) -> ListPage:
    """Compose the page of a list that is named as its newest article names it."""
    (slug,) = reading.target.values
    return reading.named(reading.shown.cards[0].name or slug)


def _compose_author(reading: ListReading) -> ListPage:
    """Compose the page of an author, who may be known while there are no stories."""
    (slug,) = reading.target.values
    style = reading.issue.style
    known = style.author(slug)
    if known is None:
        return _compose_named(reading)
    profile = compose_profile(style, slug, known, reading.furniture.canonical)
    return replace(reading.named(known.name), profile=profile)


def _compose_briefs(reading: ListReading) -> ListPage:
    return reading.named(reading.issue.style.catalogue.gettext("In brief"))


def _compose_corrections(reading: ListReading) -> CorrectionsPage:
    river = compose_corrected(reading.issue, reading.shown.cards)
    return CorrectionsPage(reading.furniture, river, reading.pager)


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list.

    Attributes
    ----------
    address
        Of its pages.
    list_name
        Makes the name of the list in the index, from the values in the path.
    compose
        Composes a page; its context names the template.
    label
        What a list's name is the name of, for readers.
    about
        What it is, for search engines, with places for ``name`` and ``paper``.
    may_be_empty
        Whether its first page is there while nothing is in it.
    ask
        Asks for what else the first page of a ranked list has, with the values in the path.
    known_name
        Returns the name that the settings have for a list, by its slug: such a list may be empty.
    """

    address: Address
    list_name: Callable[..., str]
    compose: Callable[[ListReading], PageContext] = _compose_named
    label: str | None = None
    about: str = ""
    may_be_empty: bool = False
    ask: Callable[..., Callable[[], Beside]] | None = None
    known_name: Callable[..., str | None] = lambda *_: None

    def is_kept(self, style: HouseStyle, *values: str) -> bool:
        """Whether the list with these values in its path is there while nothing is in it."""
        return self.may_be_empty or self.known_name(style, *values) is not None

    def describe(self, style: HouseStyle, name: str) -> str:
        """Return what a list of this kind is, for search engines, in the site's language."""
        return style.catalogue.gettext(self.about, name=name, paper=style.site.title)


def _name_of_author(style: HouseStyle, slug: str) -> str | None:
    known = style.author(slug)
    return known.name if known else None


def _stories(*section: str) -> str:
    return RankedLists.of(*section).stories


def _ask_front(press: Press, now: datetime) -> Callable[[], Beside]:
    return ask_front(press.shelf, [section.slug for section in press.style.site.sections], now)


def _ask_section(press: Press, now: datetime, section: str) -> Callable[[], Beside]:
    return ask_beside(press.shelf, RankedLists.of(section), now)


# A tag is there while it has articles, and so is an author whom the settings do not know.
KINDS = (
    ListKind(Address.FRONT, _stories, _compose_front, may_be_empty=True, ask=_ask_front),
    ListKind(
        Address.SECTION,
        _stories,
        _compose_section,
        about=gettext_noop("%(name)s: the stories of this section of %(paper)s, the newest first."),
        may_be_empty=True,
        ask=_ask_section,
    ),
    ListKind(
        Address.BRIEFS,
        lambda: BRIEFS,
        _compose_briefs,
        about=gettext_noop("The news of %(paper)s in brief, the newest first."),
        may_be_empty=True,
    ),
    ListKind(
        Address.TAG,
        tag_list,
        label=gettext_noop("Tag"),
        about=gettext_noop("Stories about %(name)s in %(paper)s, the newest first."),
    ),
    ListKind(
        Address.AUTHOR,
        author_list,
        _compose_author,
        label=gettext_noop("Author"),
        about=gettext_noop("Stories by %(name)s in %(paper)s, the newest first."),
        known_name=_name_of_author,
    ),
    ListKind(
        Address.CORRECTIONS,
        lambda: CORRECTIONS,
        _compose_corrections,
        about=gettext_noop("What %(paper)s has put right in its stories."),
        may_be_empty=True,
    ),
)
_KIND_AT = {kind.address: kind for kind in KINDS}


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with a page of a list, at the position that the query asks for."""
    kind = _KIND_AT[target.address]
    facts = press.shelf.ask_header()
    try:
        position = ListPosition.of_query(target.query)
    except ValueError:
        return errors.not_found(press.issue(facts(), now))
    list_name = kind.list_name(*target.values)
    ask = kind.ask(press, now, *target.values) if kind.ask and position.is_top else None
    shown = read_at(press.shelf, list_name, position, now, CARDS_A_PAGE)
    if shown is None:
        return redirect(302, target.path, FOR_NO_TIME)
    issue = press.issue(facts(), now)
    if not shown.cards and not (position.is_top and kind.is_kept(issue.style, *target.values)):
        return errors.not_found(issue)
    section = target.values[0] if kind.address is Address.SECTION else None
    furniture = compose_furniture(issue, path=position.address(target.path), section=section)
    furniture = replace(furniture, feeds=feed_links(kind.address, *target.values))
    beside = ask() if ask else None
    page = kind.compose(ListReading(kind, target, position, issue, furniture, shown, beside))
    changes_at = earliest(shown.next_due, beside.changes_at if beside else None)
    return document(200, render_once(page), HTML, cache_until(changes_at, now))
