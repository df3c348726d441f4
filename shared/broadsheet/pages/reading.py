"""Reading a list at a moment: what is due is shown, and what is next due bounds the caches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.ports import Shelf

LONGEST_CACHE = timedelta(seconds=60)
_PENDING_ALLOWED_FOR = 4
_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
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

    cards: tuple[Card, ...]
    older: Cursor | None = None
    newer: Cursor | None = None
    next_due: datetime | None = None


def read_newest(shelf: Shelf, list_name: str, now: datetime, limit: int) -> Stretch:
    """Read the top of a list.

    One call, but where more cards are about to come due than the reading allows for: then the
    list is read again from now, and the page is as good as due to change.
    """
    asked = limit + 1 + _PENDING_ALLOWED_FOR
    cards = shelf.cards_before(list_name, now + LONGEST_CACHE, asked)
    due = _due(cards, now)
    pending = [card.placed_at for card in cards if card.placed_at > now]
    next_due = min(pending, default=None)
    if len(cards) == asked and len(due) <= limit:
        due = _due(shelf.cards_before(list_name, now + _A_MOMENT, limit + 1), now)
        next_due = now
    return _downwards(due, limit, next_due=next_due)


def read_older(shelf: Shelf, list_name: str, than: Cursor, now: datetime, limit: int) -> Stretch:
    """Read on down from a place; a place in the future is no farther up than the top."""
    if than.placed_at > now:
        return read_newest(shelf, list_name, now, limit)
    due = _due(shelf.cards_before(list_name, than, limit + 1), now)
    return _downwards(due, limit, newer=Cursor.at(due[0]) if due else None)


def read_newer(
    shelf: Shelf, list_name: str, than: Cursor, now: datetime, limit: int
) -> Stretch | None:
    """Read on up from a place.

    Returns
    -------
    Stretch or None
        Nothing where the top of the list is reached: that is another page, which has them all.
    """
    if than.placed_at > now:
        return None
    cards = _due(shelf.cards_after(list_name, than, now, limit + 1), now)
    if len(cards) <= limit:
        return None
    shown = tuple(reversed(cards[:limit]))
    return Stretch(shown, older=Cursor.at(shown[-1]), newer=Cursor.at(shown[0]))


def _due(cards: Sequence[Card], now: datetime) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.placed_at <= now)


def _downwards(
    due: Sequence[Card],
    limit: int,
    *,
    newer: Cursor | None = None,
    next_due: datetime | None = None,
) -> Stretch:
    shown = tuple(due[:limit])
    older = Cursor.at(shown[-1]) if len(due) > limit else None
    return Stretch(shown, older, newer, next_due)
