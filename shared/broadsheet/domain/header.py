"""The header's facts: where the site stands, and the weather of its city."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WEATHER_LASTS = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Weather:
    """A temperature, in degrees Celsius, and when it was fetched."""

    temperature: float
    fetched_at: datetime

    def is_current(self, now: datetime) -> bool:
        """Whether it is young enough to be shown: less than six hours old."""
        return now - self.fetched_at < WEATHER_LASTS


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """What every page's header needs that is in no file.

    Attributes
    ----------
    site_url
        Scheme and host that readers use, without a slash at the end; empty until the first deploy
        has told it.
    weather
        The last that was fetched, however old; nothing before the first.
    """

    site_url: str = ""
    weather: Weather | None = None
