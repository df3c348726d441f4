"""The archive: every month of the paper, and the days of each, in the site's time zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import ClassVar

from broadsheet.domain.lists import ALL, Card
from broadsheet.observability import logger
from broadsheet.pages import errors
from broadsheet.pages.addresses import Address, RequestTarget
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import Issue
from broadsheet.pages.paper_life import ask_neighbours, month_after, months_back, read_oldest
from broadsheet.pages.parts import NameLink, PageContext, PagePart
from broadsheet.pages.press import Press
from broadsheet.pages.reading import A_MOMENT, read_newest, read_span
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import FOR_A_MINUTE, HTML, Response, cache_until, document

MAX_OF_A_MONTH = 10_000
"""Articles that the days of a month are counted from: at most ten calls of 1 MB each."""
_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class ArchiveYear(PagePart):
    """A year of the paper.

    Attributes
    ----------
    name
        In the digits of the site's language.
    months
        The newest first.
    """

    name: str
    months: tuple[NameLink, ...]


@dataclass(frozen=True, slots=True)
class ArchivePage(PageContext):
    """The archive.

    Attributes
    ----------
    furniture
        What stands around the page.
    years
        The newest first; none while nothing is published.
    """

    template: ClassVar[str] = "archive.html"

    furniture: Furniture
    years: tuple[ArchiveYear, ...]


@dataclass(frozen=True, slots=True)
class ArchiveDay(PagePart):
    """A day on which something was published.

    Attributes
    ----------
    day
        Its name and its page.
    count
        How many stories it has; nothing where they were not counted.
    newest
        The newest of them.
    """

    day: NameLink
    count: str | None
    newest: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class MonthPage(PageContext):
    """A month of the archive.

    Attributes
    ----------
    furniture
        What stands around the page.
    name
        Of the month, with its year.
    days
        Those that have stories, the newest first.
    earlier, later
        The nearest months that have stories.
    """

    template: ClassVar[str] = "archive_month.html"

    furniture: Furniture
    name: str
    days: tuple[ArchiveDay, ...]
    earlier: NameLink | None
    later: NameLink | None


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the months of the paper, the newest first."""
    facts = press.shelf.ask_header()
    oldest = read_oldest(press.shelf, now)
    issue = press.issue(facts(), now)
    calendar = issue.style.calendar
    months = months_back(oldest, now, calendar.zone)
    years = tuple(
        ArchiveYear(
            calendar.year(year),
            tuple(NameLink(calendar.month_name(month), month_path(month)) for month in group),
        )
        for year, group in groupby(months, key=lambda month: month.year)
    )
    page = ArchivePage(compose_furniture(issue, path=target.path), years)
    return document(200, render_once(page), HTML, FOR_A_MINUTE)


def answer_month(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the days of a month; where none has a story, only within the paper's life."""
    year, month = map(int, target.values)
    start = datetime(year, month, 1, tzinfo=press.style.calendar.zone)
    end = month_after(start)
    facts = press.shelf.ask_header()
    neighbours = ask_neighbours(press.shelf, start, end, now)
    next_due = read_newest(press.shelf, ALL, now, 1).next_due if now < end else None
    cards = read_span(press.shelf, ALL, start, min(end, now + A_MOMENT), MAX_OF_A_MONTH)
    before, after = neighbours()
    issue = press.issue(facts(), now)
    if start > now or not (cards or before):
        return errors.not_found(issue)
    page = MonthPage(
        furniture=compose_furniture(issue, path=target.path),
        name=issue.style.calendar.month(start.date()).text,
        days=tuple(_days(issue, cards)),
        earlier=_month_link(issue, before),
        later=_month_link(issue, after),
    )
    return document(200, render_once(page), HTML, cache_until(next_due, now))


def month_path(day: date) -> str:
    """Build the path of a day's month."""
    return Address.ARCHIVE_MONTH.path(f"{day:%Y}", f"{day:%m}")


def day_path(day: date) -> str:
    """Build the path of a day."""
    return Address.ARCHIVE_DAY.path(f"{day:%Y}", f"{day:%m}", f"{day:%d}")


def _month_link(issue: Issue, card: Card | None) -> NameLink | None:
    """Return the link to the month of a card."""
    if card is None:
        return None
    day = issue.style.calendar.local_date(card.placed_at)
    return NameLink(issue.style.calendar.month(day).text, month_path(day))


def _days(issue: Issue, cards: Sequence[Card]) -> Iterator[ArchiveDay]:
    """Compose the days of some cards of a month.

    Where a month has more cards than were read, the days that they do not reach are not counted.
    """
    calendar, catalogue = issue.style.calendar, issue.style.catalogue

    def link(day: date) -> NameLink:
        return NameLink(calendar.day_of_year(day).text, day_path(day))

    is_cut = len(cards) == MAX_OF_A_MONTH
    last = calendar.local_date(cards[-1].placed_at) if is_cut else None
    for day, group in groupby(cards, key=lambda card: calendar.local_date(card.placed_at)):
        of_day = tuple(group)
        number = len(of_day)
        count = catalogue.ngettext("%(count)s story", "%(count)s stories", number, count=number)
        newest = compose_cards(issue, of_day[:_HEADLINES])
        yield ArchiveDay(link(day), None if day == last else count, newest)
    if last:
        logger.warning("a month has more articles than are counted", month=f"{last:%Y-%m}")
        for earlier in range(last.day - 1, 0, -1):
            day = last - timedelta(days=last.day - earlier)
            yield ArchiveDay(link(day), None, ())
