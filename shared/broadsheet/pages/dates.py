"""Dates and times as readers of the paper write them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from broadsheet.pages.catalogue import catalogue_of
from broadsheet.pages.language_facts import facts_of
from broadsheet.pages.languages import comma_of
from broadsheet.pages.parts import Stamp

_KEPT_IN_MEMORY = 1024


class Calendar:
    """The calendar of a site: its language and its time zone.

    Parameters
    ----------
    language
        BCP 47.
    time_zone
        IANA name.

    Attributes
    ----------
    zone
        The time zone.
    """

    def __init__(self, language: str, time_zone: str) -> None:
        self._facts = facts_of(language)
        self._comma = comma_of(language)
        self._today = catalogue_of(language).gettext("today")
        self.zone = ZoneInfo(time_zone)
        # Page after page shows the same cards.
        self._written = lru_cache(_KEPT_IN_MEMORY)(self._write)

    def day(self, moment: datetime) -> Stamp:
        """Write the day of a moment: ``22 January, 2025``."""
        return self.full_date(self.local_date(moment))

    def full_date(self, day: date) -> Stamp:
        """Write a day: ``22 January, 2025``."""
        return Stamp(day.isoformat(), self._written(self._facts.day, day))

    def day_of_year(self, day: date) -> Stamp:
        """Write a day without its year: ``22 January``."""
        return Stamp(day.isoformat(), self._written(self._facts.day_of_year, day))

    def time(self, moment: datetime) -> Stamp:
        """Write the time of day of a moment: ``14:05``."""
        local = moment.astimezone(self.zone)
        return Stamp(_machine_readable(local), self._time(local, "%H:%M"))

    def local_date(self, moment: datetime) -> date:
        """Return the day of a moment."""
        return moment.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """Return the moment at which a day begins."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)

    def year(self, year: int) -> str:
        """Write a year: ``2025``."""
        return self._facts.in_digits(str(year))

    def month_name(self, day: date) -> str:
        """Write the month of a day, without its year: ``January``."""
        return self._facts.months_alone[day.month - 1]

    def month(self, first: date) -> Stamp:
        """Write a month with its year: ``January 2025``."""
        return Stamp(f"{first:%Y-%m}", self._written(self._facts.month, first))

    def moment(self, moment: datetime) -> Stamp:
        """Write a moment to the minute: ``22 January, 2025, 14:05``."""
        local = moment.astimezone(self.zone)
        return Stamp(_machine_readable(local), self._day_and_time(local, "%H:%M"))

    def moments(self, moments: Iterable[datetime]) -> Mapping[datetime, Stamp]:
        """Write several moments: to the minute, and those of one minute so that they differ."""
        stamps = {moment: self.moment(moment) for moment in moments}
        for pattern in ("%H:%M:%S", "%H:%M:%S.%f"):
            texts = Counter(stamp.text for stamp in stamps.values())
            for moment, stamp in stamps.items():
                if texts[stamp.text] > 1:
                    text = self._day_and_time(moment.astimezone(self.zone), pattern)
                    stamps[moment] = Stamp(stamp.iso, text)
        return stamps

    def in_list(self, moment: datetime, now: datetime) -> Stamp:
        """Write a moment for a list: ``today, 14:05`` if it is today's, else the day.

        The year is left out while it is this one.
        """
        local, today = moment.astimezone(self.zone), now.astimezone(self.zone).date()
        if local.date() == today:
            text = f"{self._today}{self._comma}{self._time(local, '%H:%M')}"
        else:
            is_this_year = local.year == today.year
            pattern = self._facts.day_of_year if is_this_year else self._facts.day
            text = self._written(pattern, local.date())
        return Stamp(_machine_readable(local), text)

    def _day_and_time(self, local: datetime, pattern: str) -> str:
        day = self._written(self._facts.day, local.date())
        return f"{day}{self._comma}{self._time(local, pattern)}"

    def _time(self, local: datetime, pattern: str) -> str:
        return self._facts.in_digits(local.strftime(pattern))

    def _write(self, pattern: str, day: date) -> str:
        facts = self._facts
        text = pattern.format(
            day=day.day,
            month=day.month,
            name=facts.months[day.month - 1],
            alone=facts.months_alone[day.month - 1],
            year=day.year,
        )
        return facts.in_digits(text)


def _machine_readable(local: datetime) -> str:
    """Write a moment for ``<time datetime>``, whose offsets are of whole minutes.

    Before it had a standard time, a place went by its own sun: Nicosia's was 2:13:28 ahead. See
    https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-time-zone-offset-string
    """
    offset = local.utcoffset()
    if offset is not None and offset.seconds % 60:
        local = local.astimezone(UTC)
    return local.isoformat(timespec="seconds")
