"""A day of the archive: its stories, in the site's time zone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from broadsheet.domain.lists import ALL, Card
from broadsheet.pages import errors
from broadsheet.pages.addresses import RequestTarget
from broadsheet.pages.archive import day_path, month_path
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import Issue
from broadsheet.pages.list_position import ListPosition
from broadsheet.pages.pager import Pager, compose_pager
from broadsheet.pages.paper_life import ask_neighbours
from broadsheet.pages.parts import NameLink, PageContext
from broadsheet.pages.pictures import Place
from broadsheet.pages.press import Press
from broadsheet.pages.reading import A_MOMENT, CardSlice, read_at
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import (
    FOR_NO_TIME,
    HTML,
    Response,
    cache_until,
    document,
    redirect,
)

STORIES_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class DayPage(PageContext):
    """A day of the archive.

    Attributes
    ----------
    furniture
        What stands around the page.
    name
        Of the day.
    month
        With its page.
    river
        The stories, the newest first, each with its time of day.
    pager
        The ways on in a day with many stories.
    earlier, later
        The nearest days that have stories.
    """

    template: ClassVar[str] = "archive_day.html"

    furniture: Furniture
    name: str
    month: NameLink
    river: tuple[CardView, ...]
    pager: Pager
    earlier: NameLink | None
    later: NameLink | None


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the stories of a day; where it has none, only within the paper's life."""
    facts, calendar = press.shelf.ask_header(), press.style.calendar
    try:
        day = date(*map(int, target.values))
        position = ListPosition.of_query(target.query)
    except ValueError:
        return errors.not_found(press.issue(facts(), now))
    start, end = (calendar.midnight(each) for each in (day, day + timedelta(days=1)))
    neighbours = ask_neighbours(press.shelf, start, end, now)
    shown = _read(press, position, start, min(now, end - A_MOMENT))
    before, after = neighbours()
    issue = press.issue(facts(), now)
    if shown is None:
        return redirect(302, target.path, FOR_NO_TIME)
    if start > now or not (shown.cards or (before and position.is_top)):
        return errors.not_found(issue)
    page = DayPage(
        furniture=compose_furniture(issue, path=position.address(target.path)),
        name=calendar.full_date(day).text,
        month=NameLink(calendar.month(day).text, month_path(day)),
        river=_compose(issue, shown.cards),
        pager=compose_pager(calendar, target.path, position, shown),
        earlier=_day_of(issue, before),
        later=_day_of(issue, after),
    )
    is_today = now < end
    changes_at = shown.next_due if is_today else None
    return document(200, render_once(page), HTML, cache_until(changes_at, now))


def _read(
    press: Press, position: ListPosition, start: datetime, until: datetime
) -> CardSlice | None:
    """Read the cards of a day that has a beginning, up to its end or to now, at a position."""
    shown = read_at(press.shelf, ALL, position, until, STORIES_A_PAGE)
    if shown is None or not shown.cards or shown.cards[-1].placed_at >= start:
        return shown and _without_way_below(press, shown, start)
    cards = tuple(card for card in shown.cards if card.placed_at >= start)
    return replace(shown, cards=cards, older=None)


def _without_way_below(press: Press, shown: CardSlice, start: datetime) -> CardSlice:
    """Return a slice without the way to older cards, where those are of the day before."""
    if shown.older is None:
        return shown
    below = press.shelf.cards_before(ALL, shown.older, 1)
    is_within = bool(below) and below[0].placed_at >= start
    return shown if is_within else replace(shown, older=None)


def _compose(issue: Issue, cards: Sequence[Card]) -> tuple[CardView, ...]:
    calendar = issue.style.calendar
    views = compose_cards(issue, cards, place=Place.ROW)
    return tuple(
        replace(view, published=calendar.time(card.placed_at))
        for view, card in zip(views, cards, strict=True)
    )


def _day_of(issue: Issue, card: Card | None) -> NameLink | None:
    """Return the link to the day of a card."""
    if card is None:
        return None
    day = issue.style.calendar.local_date(card.placed_at)
    return NameLink(issue.style.calendar.full_date(day).text, day_path(day))
