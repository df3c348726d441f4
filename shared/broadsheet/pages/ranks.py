"""Ranks: what leads a first page, what stands beside it, and the briefs.

All of it follows from the cards and the moment of reading, so there is no front page to save.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.domain.lists import Card, RankedLists
from broadsheet.domain.ports import Shelf
from broadsheet.pages.addresses import Address
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.house_style import Issue
from broadsheet.pages.parts import PagePart
from broadsheet.pages.reading import A_MOMENT, CardSlice, ask_newest, earliest

LEADS_FOR = timedelta(days=1)
"""How long an article that is to lead may, from its publication on."""
BRIEFS_A_PAGE = 8
_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Ranks(PagePart):
    """The cards of a page by rank.

    Attributes
    ----------
    lead, seconds
        What stands at the top of a first page; other pages have neither.
    river
        The stories below, the newest first.
    briefs, all_briefs
        The newest of them, on a first page; the path of the page that has them all.
    """

    lead: CardView | None
    seconds: tuple[CardView, ...]
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


def compose_ranks(
    issue: Issue, stories: Sequence[Card], beside: Beside | None, *, of_section: str | None = None
) -> Ranks:
    """Compose the cards of a page.

    Parameters
    ----------
    issue
        The paper at the moment of the page.
    stories
        The newest first.
    beside
        What else a first page has; nothing for a page that has no ranks.
    of_section
        Slug of the page's own section, which cards do not name.
    """

    def composed(cards: Sequence[Card]) -> tuple[CardView, ...]:
        return compose_cards(issue, cards, of_section=of_section)

    all_briefs = Address.BRIEFS.path()
    if beside is None:
        return Ranks(None, (), composed(stories), (), all_briefs)
    lead = beside.lead or next(iter(stories), None)
    others = composed([card for card in stories if lead is None or card.article != lead.article])
    return Ranks(
        lead=composed([lead])[0] if lead else None,
        seconds=others[:_SECONDS],
        river=others[_SECONDS:],
        briefs=composed(beside.briefs.cards),
        all_briefs=all_briefs,
    )
