"""Cards: the articles of a list, as readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.domain.lists import Card
from broadsheet.pages.house_style import Issue
from broadsheet.pages.parts import Label, PagePart, Stamp
from broadsheet.pages.pictures import PictureView, Place, on_card
from broadsheet.pages.scripts import direction_of


@dataclass(frozen=True, slots=True)
class CardView(PagePart):
    """An article in a list.

    Attributes
    ----------
    path
        Of its page.
    headline, standfirst
        The second is not in every story.
    language, direction
        Of these two: BCP 47, and ``ltr`` or ``rtl``.
    section
        Name of its section; nothing where the page itself is that section's.
    published
        The time if it was today, else the day.
    label
        What kind of story it is, if it says so.
    picture
        Its lead, where its place in the list shows one.
    """

    path: str
    headline: str
    standfirst: str | None
    language: str
    direction: str
    section: str | None
    published: Stamp
    label: Label | None = None
    picture: PictureView | None = None


def compose_cards(
    issue: Issue,
    cards: Sequence[Card],
    *,
    of_section: str | None = None,
    place: Place | None = None,
) -> tuple[CardView, ...]:
    """Compose the cards of a list.

    Parameters
    ----------
    issue, cards
        The paper at the moment of the page, and what it lists.
    of_section
        The page's own section, which its cards do not name.
    place
        Where they show their pictures; nothing where they show none.
    """
    style = issue.style
    return tuple(
        CardView(
            path=card.path,
            headline=card.headline,
            standfirst=card.standfirst,
            language=card.language,
            direction=direction_of(card.language),
            section=None if card.section == of_section else style.section_name(card.section),
            published=style.calendar.in_list(card.placed_at, issue.now),
            label=style.label(card.label),
            picture=on_card(card.picture, place),
        )
        for card in cards
    )
