"""The temperature outside, from the Locationforecast of MET Norway.

https://api.met.no/weatherapi/locationforecast/2.0/documentation and the terms of service,
https://api.met.no/doc/TermsOfService: an identifying ``User-Agent``, at most four decimals of a
degree, no more requests than are needed.
"""

import json
import time
from datetime import datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

from broadsheet.adapters.http import Request, open_url
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.problems import ForecastUnavailable
from broadsheet.observability import logger
from broadsheet.site import WeatherPlace

TIMEOUT_SECONDS = 10.0
"""For the whole of it, however slowly the answer comes."""
MAX_ANSWER_BYTES = 1_048_576
"""A compact forecast has some 40 KB."""
COLDEST, HOTTEST = -100.0, 70.0
"""Degrees Celsius that no city has ever had."""
_DEPRECATED = 203  # MET Norway's sign that the product will be taken away
_CHUNK_BYTES = 65_536


def fetch_temperature(url: str, place: WeatherPlace, user_agent: str, now: datetime) -> float:
    """Fetch the air temperature of a place.

    Parameters
    ----------
    url
        Of the product ``compact``, without a query; ``http`` or ``https``.
    place
        Where.
    user_agent
        Says who asks and whom to write to, as the terms of service demand.
    now
        The forecast of the nearest hour is taken.

    Returns
    -------
    float
        Degrees Celsius.

    Raises
    ------
    ForecastUnavailable
        If the service cannot be reached in time, refuses, or answers something else.
    """
    try:
        with open_url(_request(url, place, user_agent), TIMEOUT_SECONDS) as response:
            if response.status == _DEPRECATED:
                logger.warning("the weather service calls this product deprecated")
            elif response.status != 200:  # noqa: PLR2004
                raise ForecastUnavailable(f"{url} answered {response.status}")
            answer = _read(response)
    except HTTPError as error:
        error.close()
        raise ForecastUnavailable(f"{url} answered {error.code} {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise ForecastUnavailable(f"{url} cannot be read: {error}") from error
    return _temperature(answer, now)


def _request(url: str, place: WeatherPlace, user_agent: str) -> Request:
    query = urlencode({"lat": f"{place.latitude:.4f}", "lon": f"{place.longitude:.4f}"})
    return Request(
        f"{url}?{query}", headers={"User-Agent": user_agent, "Accept": "application/json"}
    )


def _read(response: HTTPResponse) -> bytes:
    deadline = time.monotonic() + TIMEOUT_SECONDS
    answer = b""
    while chunk := response.read1(_CHUNK_BYTES):
        answer += chunk
        if len(answer) > MAX_ANSWER_BYTES:
            raise ForecastUnavailable(f"the answer has more than {MAX_ANSWER_BYTES} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError("the answer comes too slowly")
    return answer


def _temperature(answer: bytes, now: datetime) -> float:
    try:
        forecast: Any = json.loads(answer)
        hours = forecast["properties"]["timeseries"]
        nearest = min(hours, key=lambda hour: abs(parse_moment(hour["time"]) - now))
        temperature = nearest["data"]["instant"]["details"]["air_temperature"]
        if isinstance(temperature, bool) or not COLDEST <= temperature <= HOTTEST:
            raise ValueError(f"{temperature!r} is no temperature")
        return float(temperature)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ForecastUnavailable(f"the answer is no forecast: {error!r}") from error
