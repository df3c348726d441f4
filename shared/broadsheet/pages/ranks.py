"""Ranks: what leads a first page, what stands beside it, and the briefs.

All of it follows from the cards and the moment of reading, so there is no front page to save.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from math import ceil

from broadsheet.domain.lists import Card, RankedLists
from broadsheet.domain.ports import Shelf
from broadsheet.pages.addresses import Address
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.house_style import Issue
from broadsheet.pages.parts import PagePart
from broadsheet.pages.pictures import Place
from broadsheet.pages.reading import A_MOMENT, CardSlice, ask_newest, earliest

LEADS_FOR = timedelta(days=1)
"""How long an article that is to lead may, from its publication on."""
BRIEFS_A_PAGE = 8
SECONDS = 5
"""Stories by the lead."""
_LINE_OF_A_HEADLINE, _LINE_OF_A_STANDFIRST = 20, 34
"""Characters, about, in a wing."""
_HEIGHT_OF_A_HEADLINE, _MOST_LINES_SHOWN = 1.4, 5
"""Of a line, as lines of a standfirst; and how many of those a card shows."""
_HEIGHT_OF_A_PICTURE = 7.5
"""In lines of a standfirst: two thirds of a wing's width, and the space below it."""


@dataclass(frozen=True, slots=True)
class Wing(PagePart):
    """A column of cards beside the lead.

    Attributes
    ----------
    cards
        The newest first.
    """

    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class Ranks(PagePart):
    """The cards of a page by rank.

    Attributes
    ----------
    lead, second
        What stands at the top of a first page, one below the other; other pages have neither.
    wings
        What stands beside these: two columns of about one length, one, or none.
    river
        The stories below, the newest first.
    briefs, all_briefs
        The newest of them, on a first page; the path of the page that has them all.
    """

    lead: CardView | None
    second: CardView | None
    wings: tuple[Wing, ...]
    river: tuple[CardView, ...]
    briefs: tuple[CardView, ...]
    all_briefs: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What a first page is composed of besides the newest stories.

    Attributes
    ----------
    lead
        The newest article that is to lead, if it still may.
    briefs
        The newest of them.
    """

    lead: Card | None
    briefs: CardSlice

    @property
    def changes_at(self) -> datetime | None:
        """When the lead passes or a brief is due, whichever comes first."""
        passes = self.lead.placed_at + LEADS_FOR if self.lead else None
        return earliest(passes, self.briefs.next_due)


def ask_beside(shelf: Shelf, lists: RankedLists, now: datetime) -> Callable[[], Beside]:
    """Ask for what stands beside the newest stories; what is returned waits for the answers.

    A lead that is due later needs no bound of its own: it is one of the stories too.
    """
    leads = shelf.ask_cards_before(lists.leads, now + A_MOMENT, 1)
    briefs = ask_newest(shelf, lists.briefs, now, BRIEFS_A_PAGE)

    def beside() -> Beside:
        leading = [card for card in leads() if now < card.placed_at + LEADS_FOR]
        return Beside(leading[0] if leading else None, briefs())

    return beside


@dataclass(frozen=True, slots=True)
class RankedCards:
    """The cards of a page by rank, not yet as readers see them.

    Attributes
    ----------
    lead
        Of a first page.
    seconds
        What stands by it, the newest first.
    others
        The stories below, the newest first.
    """

    lead: Card | None
    seconds: tuple[Card, ...]
    others: tuple[Card, ...]


def rank_cards(stories: Sequence[Card], beside: Beside | None) -> RankedCards:
    """Rank the stories of a page, the newest first; a page that has nothing beside has no ranks."""
    if beside is None:
        return RankedCards(None, (), tuple(stories))
    lead = beside.lead or next(iter(stories), None)
    others = tuple(card for card in stories if lead is None or card.article != lead.article)
    return RankedCards(lead, others[:SECONDS], others[SECONDS:])


def compose_ranks(
    issue: Issue, ranked: RankedCards, beside: Beside | None, *, of_section: str | None = None
) -> Ranks:
    """Compose the cards of a page; those of its own section do not name it."""

    def composed(cards: Sequence[Card], place: Place | None = None) -> tuple[CardView, ...]:
        return compose_cards(issue, cards, of_section=of_section, place=place)

    second, others = ranked.seconds[:1], ranked.seconds[1:]
    is_between_wings = len(others) > 1
    of_lead = Place.LEAD_CARD if is_between_wings else Place.LEAD_CARD_ALONE
    return Ranks(
        lead=composed([ranked.lead], of_lead)[0] if ranked.lead else None,
        second=next(iter(composed(second, Place.CENTRE)), None),
        wings=tuple(Wing(cards) for cards in balanced(composed(others, Place.WING)) if cards),
        river=composed(ranked.others, Place.ROW),
        briefs=composed(beside.briefs.cards) if beside else (),
        all_briefs=Address.BRIEFS.path(),
    )


def balanced(cards: Sequence[CardView]) -> tuple[tuple[CardView, ...], tuple[CardView, ...]]:
    """Part cards into two columns of about one length, neither of more than one card more.

    Each keeps their order. Of partings that are as good as each other the first is taken, in which
    the newest stand in the first column.
    """
    heights = [_height(card) for card in cards]
    half = (len(cards) + 1) // 2

    def difference(first: tuple[int, ...]) -> float:
        return abs(2 * sum(heights[at] for at in first) - sum(heights))

    in_first = min(combinations(range(len(cards)), half), key=difference)
    in_second = [at for at in range(len(cards)) if at not in in_first]
    return tuple(cards[at] for at in in_first), tuple(cards[at] for at in in_second)


def _height(card: CardView) -> float:
    """Return about how high a card stands in a wing, in lines of a standfirst."""
    headline = ceil(len(card.headline) / _LINE_OF_A_HEADLINE) * _HEIGHT_OF_A_HEADLINE
    standfirst = ceil(len(card.standfirst or "") / _LINE_OF_A_STANDFIRST)
    picture = _HEIGHT_OF_A_PICTURE if card.picture else 0
    return 2 + headline + min(standfirst, _MOST_LINES_SHOWN) + picture
