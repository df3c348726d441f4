"""The front page: what leads, the newest of each section, and what was last put right."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from broadsheet.domain.lists import CORRECTIONS, Card, RankedLists, cut_to_bytes
from broadsheet.domain.ports import Shelf
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.corrected import CorrectedArticle, compose_corrected
from broadsheet.pages.furniture import Furniture
from broadsheet.pages.house_style import Issue
from broadsheet.pages.pager import Pager
from broadsheet.pages.parts import NameLink, PageContext, PagePart
from broadsheet.pages.pictures import Place
from broadsheet.pages.ranks import (
    SECONDS,
    Beside,
    RankedCards,
    Ranks,
    ask_beside,
    compose_ranks,
    rank_cards,
)
from broadsheet.pages.reading import A_MOMENT, CardSlice, ask_newest, earliest

CARDS_A_BLOCK = 4
AT_THE_TOP = 1 + SECONDS
"""Stories that a block may not repeat: the lead and what stands by it."""
CORRECTED_FOR = timedelta(days=7)
"""How long the front page names a correction."""
_LONGEST_CORRECTION = 400
"""Bytes of it; the whole stands in its article."""
_WIDE, _HALF, _THIRD = "wide", "half", "third"
_PLACES = {_WIDE: Place.WIDE, _HALF: Place.HALF, _THIRD: Place.THIRD}


@dataclass(frozen=True, slots=True)
class SectionBlock(PagePart):
    """The newest of a section, on the front page.

    Attributes
    ----------
    section
        The section.
    density
        ``wide`` where it has a row for itself, ``half`` or ``third`` where it shares one.
    cards
        The newest first, without those at the top of the page.
    """

    section: NameLink
    density: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class FrontPage(PageContext):
    """The front page.

    Attributes
    ----------
    furniture
        What stands around the page.
    ranks
        The cards by rank; pages after the first have only a river.
    blocks
        Of the sections that have anything to show, in the order of the menu; on the first page.
    correction
        The article that was last corrected, if that was lately; on the first page.
    pager
        The ways on.
    """

    template: ClassVar[str] = "front.html"

    furniture: Furniture
    ranks: Ranks
    blocks: tuple[SectionBlock, ...]
    correction: CorrectedArticle | None
    pager: Pager


@dataclass(frozen=True, slots=True)
class FrontBeside(Beside):
    """What the first page of the paper is composed of besides the newest stories.

    Attributes
    ----------
    of_sections
        The newest of each section, by its slug, in the order of the menu.
    corrections
        The newest of them.
    """

    of_sections: tuple[tuple[str, tuple[Card, ...]], ...]
    corrections: CardSlice

    def correction(self, now: datetime) -> Card | None:
        """Return the article that was last corrected, if that was lately."""
        newest = next(iter(self.corrections.cards), None)
        return newest if newest and now < newest.placed_at + CORRECTED_FOR else None

    @property
    def changes_at(self) -> datetime | None:
        """When any of it changes; the stories of a section are stories of the paper too."""
        passing = [card.placed_at + CORRECTED_FOR for card in self.corrections.cards]
        first = Beside(self.lead, self.briefs).changes_at
        return earliest(first, self.corrections.next_due, *passing)


def ask_front(shelf: Shelf, sections: Sequence[str], now: datetime) -> Callable[[], FrontBeside]:
    """Ask for what stands beside the newest stories of the paper, all at once."""
    ranked = ask_beside(shelf, RankedLists.of(), now)
    corrections = ask_newest(shelf, CORRECTIONS, now, 1)
    wanted = AT_THE_TOP + CARDS_A_BLOCK
    asked = [
        (slug, shelf.ask_cards_before(RankedLists.of(slug).stories, now + A_MOMENT, wanted))
        for slug in sections
    ]

    def beside() -> FrontBeside:
        common = ranked()
        of_sections = tuple((slug, cards()) for slug, cards in asked)
        return FrontBeside(common.lead, common.briefs, of_sections, corrections())

    return beside


def compose_front(
    issue: Issue,
    furniture: Furniture,
    stories: Sequence[Card],
    beside: FrontBeside | None,
    pager: Pager,
) -> FrontPage:
    """Compose the front page; a later page of the list has stories and nothing beside.

    Every story that was read stands once: at the top, in the block of its section, or in the river.
    """
    ranked = rank_cards(stories, beside)
    if beside is None:
        return FrontPage(furniture, compose_ranks(issue, ranked, None), (), None, pager)
    chosen = _of_blocks(ranked, beside)
    in_blocks = {card.article for _, cards in chosen for card in cards}
    others = _without(ranked.others, in_blocks)
    ranks = compose_ranks(issue, replace(ranked, others=others), beside)
    correction = beside.correction(issue.now)
    return FrontPage(
        furniture,
        ranks,
        tuple(
            SectionBlock(
                issue.style.section_link(slug),
                density,
                _of_block(issue, cards, slug, density),
            )
            for (slug, cards), density in zip(chosen, densities(len(chosen)), strict=True)
        ),
        _shortened(issue, correction) if correction else None,
        pager,
    )


def _of_blocks(ranked: RankedCards, beside: FrontBeside) -> list[tuple[str, Sequence[Card]]]:
    """Choose the cards of each section's block; sections without any have none."""
    at_the_top = {card.article for card in (ranked.lead, *ranked.seconds) if card}
    chosen = ((slug, _without(cards, at_the_top)) for slug, cards in beside.of_sections)
    return [(slug, cards[:CARDS_A_BLOCK]) for slug, cards in chosen if cards]


def _of_block(
    issue: Issue, cards: Sequence[Card], section: str, density: str
) -> tuple[CardView, ...]:
    """Compose the cards of a block, of which the first shows its picture."""
    first = compose_cards(issue, cards[:1], of_section=section, place=_PLACES[density])
    return first + compose_cards(issue, cards[1:], of_section=section)


def _without(cards: Sequence[Card], articles: Collection[str]) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.article not in articles)


def densities(blocks: int) -> list[str]:
    """Return how dense each of several blocks is, so that every row of the page is full.

    The first has a row for itself; the others share rows of three, and of two where they must.
    """
    if blocks == 2:  # noqa: PLR2004 - a pair is a row
        return [_HALF, _HALF]
    rest = max(blocks - 1, 0)
    pairs = -rest % 3
    return [_WIDE] * min(blocks, 1) + [_THIRD] * (rest - 2 * pairs) + [_HALF] * (2 * pairs)


def _shortened(issue: Issue, card: Card) -> CorrectedArticle:
    note = card.corrections[0]
    short = replace(note, text=cut_to_bytes(note.text, _LONGEST_CORRECTION))
    return compose_corrected(issue, [replace(card, corrections=(short,))])[0]
