"""The pages of lists: the front page, sections, tags, authors, and what was corrected.

Each kind of list is a row of ``KINDS``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from broadsheet.domain.lists import ALL, CORRECTIONS, author_list, section_list, tag_list
from broadsheet.pages import errors
from broadsheet.pages.addresses import Address, ListPosition, RequestTarget
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.corrected import CorrectedArticle, compose_corrected
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import Issue
from broadsheet.pages.pager import Pager, compose_pager
from broadsheet.pages.parts import PageContext
from broadsheet.pages.press import Press
from broadsheet.pages.reading import CardSlice, read_at
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
_SECONDS = 5

Ranks = tuple[CardView | None, tuple[CardView, ...], tuple[CardView, ...]]


@dataclass(frozen=True, slots=True)
class FrontPage(PageContext):
    """The front page.

    Attributes
    ----------
    furniture
        What stands around the page.
    lead, seconds, river
        The cards by rank, the newest first; pages after the first have only a river.
    pager
        The ways on.
    """

    template: ClassVar[str] = "front.html"

    furniture: Furniture
    lead: CardView | None
    seconds: tuple[CardView, ...]
    river: tuple[CardView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ListPage(PageContext):
    """The page of a list that has a name: of a section, a tag or an author.

    Attributes
    ----------
    furniture
        What stands around the page.
    kind
        What the name is the name of, for readers; nothing for a section.
    name
        Of the section, tag or author.
    about
        What the list is, for search engines.
    lead, seconds, river
        The cards by rank, the newest first; only the first page of a section has ranks.
    pager
        The ways on.
    """

    template: ClassVar[str] = "list.html"

    furniture: Furniture
    kind: str | None
    name: str
    about: str
    lead: CardView | None
    seconds: tuple[CardView, ...]
    river: tuple[CardView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class CorrectionsPage(PageContext):
    """The page of what was corrected.

    Attributes
    ----------
    furniture
        What stands around the page.
    river
        The corrected articles, the one with the newest correction first.
    pager
        The ways on.
    """

    template: ClassVar[str] = "corrections.html"

    furniture: Furniture
    river: tuple[CorrectedArticle, ...]
    pager: Pager


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
    """

    kind: "ListKind"
    target: RequestTarget
    position: ListPosition
    issue: Issue
    furniture: Furniture
    shown: CardSlice

    @property
    def pager(self) -> Pager:
        """The ways on from these cards."""
        calendar = self.issue.style.calendar
        return compose_pager(calendar, self.target.path, self.position, self.shown)

    def named(self, name: str, ranks: Ranks) -> ListPage:
        """Compose the page of the list with this name."""
        about = self.kind.about.format(name=name, paper=self.issue.style.site.title)
        return ListPage(self.furniture, self.kind.label, name, about, *ranks, self.pager)


def _compose_front(reading: ListReading) -> FrontPage:
    ranks = _by_rank(reading.shown, compose_cards(reading.issue, reading.shown.cards))
    return FrontPage(reading.furniture, *ranks, reading.pager)


def _compose_section(reading: ListReading) -> ListPage:
    (slug,) = reading.target.values
    cards = compose_cards(reading.issue, reading.shown.cards, of_section=slug)
    name, ranks = reading.issue.style.section_name(slug), _by_rank(reading.shown, cards)
    return reading.named(name, ranks)


def _compose_named(reading: ListReading) -> ListPage:
    """Compose the page of a list that is named as its newest article names it."""
    (slug,) = reading.target.values
    name = reading.shown.cards[0].name or slug
    cards = compose_cards(reading.issue, reading.shown.cards)
    return reading.named(name, (None, (), cards))


def _compose_corrections(reading: ListReading) -> CorrectionsPage:
    river = compose_corrected(reading.issue, reading.shown.cards)
    return CorrectionsPage(reading.furniture, river, reading.pager)


def _by_rank(shown: CardSlice, cards: tuple[CardView, ...]) -> Ranks:
    """Split the cards of a first page into lead, seconds and river; of others all are river."""
    if shown.newer or not cards:
        return None, (), cards
    return cards[0], cards[1 : 1 + _SECONDS], cards[1 + _SECONDS :]


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
        What it is, for search engines, with ``{name}`` and ``{paper}`` for the two.
    may_be_empty
        Whether its first page is there while nothing is in it.
    """

    address: Address
    list_name: Callable[..., str]
    compose: Callable[[ListReading], PageContext] = _compose_named
    label: str | None = None
    about: str = ""
    may_be_empty: bool = False


# A tag or an author is there while it has articles; the others are always.
KINDS = (
    ListKind(Address.FRONT, lambda: ALL, _compose_front, may_be_empty=True),
    ListKind(
        Address.SECTION,
        section_list,
        _compose_section,
        about="{name}: the stories of this section of {paper}, the newest first.",
        may_be_empty=True,
    ),
    ListKind(
        Address.TAG,
        tag_list,
        label="Tag",
        about="Stories about {name} in {paper}, the newest first.",
    ),
    ListKind(
        Address.AUTHOR,
        author_list,
        label="Author",
        about="Stories by {name} in {paper}, the newest first.",
    ),
    ListKind(Address.CORRECTIONS, lambda: CORRECTIONS, _compose_corrections, may_be_empty=True),
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
    shown = read_at(press.shelf, list_name, position, now, CARDS_A_PAGE)
    if shown is None:
        return redirect(302, target.path, FOR_NO_TIME)
    issue = press.issue(facts(), now)
    if not shown.cards and not (kind.may_be_empty and position.is_top):
        return errors.not_found(issue)
    section = target.values[0] if kind.address is Address.SECTION else None
    furniture = compose_furniture(issue, path=position.address(target.path), section=section)
    page = kind.compose(ListReading(kind, target, position, issue, furniture, shown))
    return document(200, render_once(page), HTML, cache_until(shown.next_due, now))
