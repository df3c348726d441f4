"""Dates and times as readers of the paper write them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime

from broadsheet.pages.parts import Stamp

_DAY = "d MMMM, y"
_DAY_AND_TIME = "d MMMM, y, HH:mm"
_TIME = "HH:mm"
_DAY_OF_THIS_YEAR = "d MMMM"
_TO_THE_SECOND = f"{_DAY_AND_TIME}:ss"
_KEPT_IN_MEMORY = 1024


class Calendar:
    """The calendar of a site: its language and its time zone.

    Parameters
    ----------
    language
        BCP 47.
    time_zone
        IANA name.
    """

    def __init__(self, language: str, time_zone: str) -> None:
        self._locale = Locale.parse(language, sep="-")
        self._zone = ZoneInfo(time_zone)
        # Page after page shows the same cards, and Babel takes longer than all else about a card.
        self._write_minute = lru_cache(_KEPT_IN_MEMORY)(self._write_anew)

    def day(self, moment: datetime) -> Stamp:
        """Write the day of a moment: ``22 January, 2025``."""
        local = moment.astimezone(self._zone)
        return Stamp(local.date().isoformat(), self._write(local, _DAY))

    def moment(self, moment: datetime) -> Stamp:
        """Write a moment to the minute: ``22 January, 2025, 14:05``."""
        local = moment.astimezone(self._zone)
        return Stamp(_machine_readable(local), self._write(local, _DAY_AND_TIME))

    def moments(self, moments: Iterable[datetime]) -> Mapping[datetime, Stamp]:
        """Write several moments: to the minute, and those of one minute so that they differ."""
        stamps = {moment: self.moment(moment) for moment in moments}
        for write in (self._write_second, self._write_microsecond):
            texts = Counter(stamp.text for stamp in stamps.values())
            for moment, stamp in stamps.items():
                if texts[stamp.text] > 1:
                    stamps[moment] = Stamp(stamp.iso, write(moment.astimezone(self._zone)))
        return stamps

    def in_list(self, moment: datetime, now: datetime) -> Stamp:
        """Write a moment for a list: the time if it is today's, else the day.

        The year is left out while it is this one.
        """
        local, today = moment.astimezone(self._zone), now.astimezone(self._zone).date()
        pattern = _DAY_OF_THIS_YEAR if local.year == today.year else _DAY
        if local.date() == today:
            pattern = _TIME
        return Stamp(_machine_readable(local), self._write(local, pattern))

    def _write(self, local: datetime, pattern: str) -> str:
        return self._write_minute(local.replace(second=0, microsecond=0, tzinfo=None), pattern)

    def _write_second(self, local: datetime) -> str:
        return self._write_anew(local.replace(tzinfo=None), _TO_THE_SECOND)

    def _write_microsecond(self, local: datetime) -> str:
        return f"{self._write_second(local)}.{local.microsecond:06}"

    def _write_anew(self, local: datetime, pattern: str) -> str:
        return format_datetime(local, pattern, locale=self._locale)


def _machine_readable(local: datetime) -> str:
    """Write a moment for ``<time datetime>``, whose offsets are of whole minutes.

    Before it had a standard time, a place went by its own sun: Nicosia's was 2:13:28 ahead. See
    https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-time-zone-offset-string
    """
    offset = local.utcoffset()
    if offset is not None and offset.seconds % 60:
        local = local.astimezone(UTC)
    return local.isoformat(timespec="seconds")
