"""The page of corrections: the corrected articles, and what was put right in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from broadsheet.domain.lists import Card
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.addresses import correction_address
from broadsheet.pages.furniture import Furniture
from broadsheet.pages.house_style import Issue
from broadsheet.pages.pager import Pager
from broadsheet.pages.parts import NameLink, PageContext, PagePart, Stamp
from broadsheet.pages.scripts import direction_of


@dataclass(frozen=True, slots=True)
class ListedCorrection(PagePart):
    """A correction, away from its article.

    Attributes
    ----------
    address
        Of its place in the article.
    on
        The day of the correction.
    text
        What it says, perhaps in several lines.
    """

    address: str
    on: Stamp
    text: str


@dataclass(frozen=True, slots=True)
class CorrectedArticle(PagePart):
    """An article in the list of corrections.

    Attributes
    ----------
    article
        Its headline as it is now, and its path.
    language, direction
        Of its texts: BCP 47, and ``ltr`` or ``rtl``.
    section
        Name of its section.
    corrections
        The newest first.
    earlier
        How many older ones only the article has.
    earlier_address
        Of the oldest of those in the article.
    """

    article: NameLink
    language: str
    direction: str
    section: str
    corrections: tuple[ListedCorrection, ...]
    earlier: int
    earlier_address: str


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


def compose_corrected(issue: Issue, cards: Sequence[Card]) -> tuple[CorrectedArticle, ...]:
    """Compose the cards of the list of corrections."""
    return tuple(
        CorrectedArticle(
            article=NameLink(card.headline, card.path),
            language=card.language,
            direction=direction_of(card.language),
            section=issue.style.section_name(card.section),
            corrections=_corrections(issue, card),
            earlier=card.corrections_in_all - len(card.corrections),
            earlier_address=correction_address(card.path, 1),
        )
        for card in cards
    )


def _corrections(issue: Issue, card: Card) -> tuple[ListedCorrection, ...]:
    """Compose the corrections of a card; in the article they are counted from the oldest."""
    return tuple(
        ListedCorrection(
            correction_address(card.path, card.corrections_in_all - older),
            issue.style.calendar.day(parse_moment(note.at)),
            note.text,
        )
        for older, note in enumerate(card.corrections)
    )
