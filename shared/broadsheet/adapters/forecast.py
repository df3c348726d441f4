"""The temperature outside, from the Locationforecast of MET Norway.

https://api.met.no/weatherapi/locationforecast/2.0/documentation and the terms of service,
https://api.met.no/doc/TermsOfService: an identifying ``User-Agent``, at most four decimals of a
degree, no more requests than are needed.
"""

import json
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from http.client import HTTPException, HTTPResponse
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

from broadsheet.adapters.http import Request, open_url
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.problems import ForecastUnavailable
from broadsheet.observability import logger
from broadsheet.site import WeatherPlace

TIMEOUT_SECONDS = 10.0
"""For the whole of it, however slowly the headers or the answer come."""
MAX_ANSWER_BYTES = 1_048_576
"""A compact forecast has some 40 KB."""
COLDEST, HOTTEST = -100.0, 70.0
"""Degrees Celsius that no city has ever had."""
_DEPRECATED = 203  # MET Norway's sign that the product will be taken away


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
    answer: Future[bytes] = Future()
    fetching = partial(_fetch_into, answer, url, place, user_agent)
    # A thread of its own, since no timeout of urllib's is for the whole: it begins again at every
    # byte of the headers, and looking up the name has none. Nobody waits for one that is late.
    Thread(target=fetching, daemon=True).start()
    try:
        return _temperature(answer.result(TIMEOUT_SECONDS), now)
    except HTTPError as error:
        error.close()
        raise ForecastUnavailable(f"{url} answered {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise ForecastUnavailable(f"{url} answers too slowly") from error
    except (OSError, HTTPException, ValueError) as error:
        raise ForecastUnavailable(f"{url} cannot be read: {error}") from error


def _request(url: str, place: WeatherPlace, user_agent: str) -> Request:
    query = urlencode({"lat": f"{place.latitude:.4f}", "lon": f"{place.longitude:.4f}"})
    return Request(
        f"{url}?{query}", headers={"User-Agent": user_agent, "Accept": "application/json"}
    )


def _fetch_into(answer: Future[bytes], url: str, place: WeatherPlace, user_agent: str) -> None:
    try:
        with open_url(_request(url, place, user_agent), TIMEOUT_SECONDS) as response:
            if response.status == _DEPRECATED:
                logger.warning("the weather service calls this product deprecated")
            elif response.status != 200:  # noqa: PLR2004
                raise ForecastUnavailable(f"{url} answered {response.status}")
            answer.set_result(_read(response))
    except Exception as error:  # noqa: BLE001 - raised again by who waits for the answer
        answer.set_exception(error)


def _read(response: HTTPResponse) -> bytes:
    answer = response.read(MAX_ANSWER_BYTES + 1)
    if len(answer) > MAX_ANSWER_BYTES:
        raise ForecastUnavailable(f"the answer has more than {MAX_ANSWER_BYTES} bytes")
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
