"""The pager: the ways on from a page of a list."""

from dataclasses import dataclass

from broadsheet.pages.dates import Calendar
from broadsheet.pages.list_position import ListPosition
from broadsheet.pages.parts import PagePart, Stamp
from broadsheet.pages.reading import CardSlice


@dataclass(frozen=True, slots=True)
class Pager(PagePart):
    """The ways on from a page of a list.

    Attributes
    ----------
    newer, older
        Paths with their query; nothing at the ends of the list.
    newest
        When the newest of its stories was published, which tells one page from the next; nothing
        on the first page.
    """

    newer: str | None
    older: str | None
    newest: Stamp | None


def compose_pager(calendar: Calendar, path: str, position: ListPosition, shown: CardSlice) -> Pager:
    """Compose the ways on from some cards, at a position in the list whose top is at this path."""
    is_first = position.is_top or not shown.cards
    return Pager(
        newer=ListPosition(newer=shown.newer).address(path) if shown.newer else None,
        older=ListPosition(older=shown.older).address(path) if shown.older else None,
        newest=None if is_first else calendar.moment(shown.cards[0].placed_at),
    )
