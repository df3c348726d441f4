"""The pager: the ways on from a page of a list."""

from dataclasses import dataclass

from broadsheet.pages.addresses import ListPosition
from broadsheet.pages.parts import PagePart
from broadsheet.pages.reading import CardSlice


@dataclass(frozen=True, slots=True)
class Pager(PagePart):
    """The ways on from a page of a list.

    Attributes
    ----------
    newer, older
        Paths with their query; nothing at the ends of the list.
    """

    newer: str | None
    older: str | None


def compose_pager(path: str, shown: CardSlice) -> Pager:
    """Compose the ways on from some cards of the list whose top is at this path."""
    return Pager(
        newer=ListPosition(newer=shown.newer).address(path) if shown.newer else None,
        older=ListPosition(older=shown.older).address(path) if shown.older else None,
    )
