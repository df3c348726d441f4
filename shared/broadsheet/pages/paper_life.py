"""The paper's life: since when it is, in months, and what stands on either side of a span of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from broadsheet.domain.lists import ALL, Card, Cursor
from broadsheet.domain.ports import Shelf

_BEFORE_ALL = Cursor(datetime.min.replace(tzinfo=UTC), "0")


def read_oldest(shelf: Shelf, now: datetime) -> datetime | None:
    """Read when the oldest article of the paper was published."""
    cards = shelf.cards_after(ALL, _BEFORE_ALL, now, 1)
    return cards[0].placed_at if cards else None


def months_back(oldest: datetime | None, now: datetime, zone: tzinfo) -> list[datetime]:
    """Return the beginning of each month from now back to the oldest article's, in a time zone."""
    months: list[datetime] = []
    start = month_of(now, zone)
    while oldest and start >= month_of(oldest, zone):
        months.append(start)
        start = month_of(start - timedelta(days=1), zone)
    return months


def month_of(moment: datetime, zone: tzinfo) -> datetime:
    """Return the beginning of a moment's month, in a time zone."""
    return moment.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def month_after(start: datetime) -> datetime:
    """Return the beginning of the month that follows on one's beginning, in its time zone."""
    return (start + timedelta(days=31)).replace(day=1)


def ask_neighbours(
    shelf: Shelf, start: datetime, end: datetime, now: datetime
) -> Callable[[], tuple[Card | None, Card | None]]:
    """Ask for the newest card before a span and the oldest after it; what is returned reads them.

    Of what comes after, only what is due counts.
    """
    before = shelf.ask_cards_before(ALL, start, 1)

    def neighbours() -> tuple[Card | None, Card | None]:
        after = shelf.cards_after(ALL, Cursor(end, ""), now, 1)
        return next(iter(before()), None), next(iter(after), None)

    return neighbours
