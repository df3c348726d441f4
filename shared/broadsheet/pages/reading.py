"""Reading a list at a moment: what is due is shown, and what is next due bounds the caches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.ports import Shelf
from broadsheet.pages.list_position import ListPosition

LONGEST_CACHE = timedelta(seconds=60)
_PENDING_ALLOWED_FOR = 4
_CARDS_A_CALL = 1_000
A_MOMENT = timedelta(microseconds=1)
"""The least time there is between two moments."""


@dataclass(frozen=True, slots=True)
class CardSlice:
    """Some consecutive cards of a list, all of them due.

    Attributes
    ----------
    cards
        The newest first.
    older, newer
        Where the cards on either side of these are read from; nothing where there are none.
    next_due
        When the list will have another card at its top; nothing if not within the longest time
        that a page may be cached.
    """

    cards: tuple[Card, ...] = ()
    older: Cursor | None = None
    newer: Cursor | None = None
    next_due: datetime | None = None


def earliest(*moments: datetime | None) -> datetime | None:
    """Return the first of those moments that are known."""
    return min((moment for moment in moments if moment), default=None)


def read_at(
    shelf: Shelf, list_name: str, position: ListPosition, now: datetime, limit: int
) -> CardSlice | None:
    """Read a list at a position.

    Returns
    -------
    CardSlice or None
        None where the way up has reached the top, which is a page of its own.
    """
    if position.older:
        return read_older(shelf, list_name, position.older, now, limit)
    if position.newer:
        return read_newer(shelf, list_name, position.newer, now, limit)
    return read_newest(shelf, list_name, now, limit)


def read_newest(shelf: Shelf, list_name: str, now: datetime, limit: int) -> CardSlice:
    """Read the top of a list."""
    return ask_newest(shelf, list_name, now, limit)()


def ask_newest(shelf: Shelf, list_name: str, now: datetime, limit: int) -> Callable[[], CardSlice]:
    """Ask for the top of a list; what is returned reads it."""
    wanted = limit + 1 + _PENDING_ALLOWED_FOR
    cards = shelf.ask_cards_before(list_name, now + LONGEST_CACHE, wanted)
    return lambda: _top(shelf, list_name, cards(), now, limit)


def _top(
    shelf: Shelf, list_name: str, cards: Sequence[Card], now: datetime, limit: int
) -> CardSlice:
    """Return the top of a list, of which all cards up to the end of the longest cache were read.

    Where more cards are about to come due than the reading allows for, the list is read again from
    now, and the page is as good as due to change.
    """
    wanted = limit + 1 + _PENDING_ALLOWED_FOR
    due = _due(cards, now)
    pending = [card.placed_at for card in cards if card.placed_at > now]
    next_due = min(pending, default=None)
    if len(cards) == wanted and len(due) <= limit:
        due = _due(shelf.cards_before(list_name, now + A_MOMENT, limit + 1), now)
        next_due = now
    return _first_of(due, limit, next_due=next_due)


def read_older(shelf: Shelf, list_name: str, than: Cursor, now: datetime, limit: int) -> CardSlice:
    """Read the cards below a cursor; one in the future is no farther up than the top."""
    if than.placed_at > now:
        return read_newest(shelf, list_name, now, limit)
    due = _due(shelf.cards_before(list_name, than, limit + 1), now)
    return _first_of(due, limit, newer=Cursor.at(due[0]) if due else None)


def read_newer(
    shelf: Shelf, list_name: str, than: Cursor, now: datetime, limit: int
) -> CardSlice | None:
    """Read the cards above a cursor.

    Returns
    -------
    CardSlice or None
        None where the top of the list is reached: that is another page, which has them all.
    """
    if than.placed_at > now:
        return None
    cards = _due(shelf.cards_after(list_name, than, now, limit + 1), now)
    if len(cards) <= limit:
        return None
    shown = tuple(reversed(cards[:limit]))
    return CardSlice(shown, older=Cursor.at(shown[-1]), newer=Cursor.at(shown[0]))


def read_span(
    shelf: Shelf, list_name: str, since: datetime, before: datetime, limit: int
) -> tuple[Card, ...]:
    """Read the newest cards of a span of time, in pages of at most 1 MB each (DynamoDB's own).

    A usual card has less than 1 KB, so each of the calls reads some thousand of them.
    """
    cards: list[Card] = []
    place: Cursor | datetime = before
    while len(cards) < limit:
        page = shelf.cards_before(list_name, place, min(_CARDS_A_CALL, limit - len(cards)))
        within = [card for card in page if card.placed_at >= since]
        cards += within
        if not page or len(within) < len(page):
            break
        place = Cursor.at(page[-1])
    return tuple(cards)


def _due(cards: Sequence[Card], now: datetime) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.placed_at <= now)


def _first_of(
    due: Sequence[Card],
    limit: int,
    *,
    newer: Cursor | None = None,
    next_due: datetime | None = None,
) -> CardSlice:
    shown = tuple(due[:limit])
    older = Cursor.at(shown[-1]) if len(due) > limit else None
    return CardSlice(shown, older, newer, next_due)
