"""Weather: renews the facts of the header, every hour and at every deployment."""

import os
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import dynamodb_client
from broadsheet.adapters.deployment import answer_deployment, is_deployment
from broadsheet.adapters.dynamodb.header_facts import HeaderFactsTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.forecast import fetch_temperature
from broadsheet.domain.header import Weather
from broadsheet.domain.problems import ForecastUnavailable
from broadsheet.observability import logger
from broadsheet.settings import WeatherSettings, read_settings
from broadsheet.site import load_site


def renew_header(now: datetime) -> None:
    """Write where the site stands, and the temperature if there is one to be had."""
    settings = read_settings(WeatherSettings, os.environ)
    site = load_site()
    user_agent = f"Broadsheet/0.1 (+{settings.site_url}; {site.contact_email})"
    weather = None
    try:
        temperature = fetch_temperature(settings.weather_url, site.weather, user_agent, now)
        weather = Weather(temperature, now)
        logger.info("fetched", city=site.weather.city, temperature=temperature)
    finally:
        HeaderFactsTable(Table(settings.table, dynamodb_client)).record(settings.site_url, weather)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """Renew the header; a deployment never fails for want of a temperature."""
    if not is_deployment(event):
        renew_header(datetime.now(UTC))
        return
    try:
        if event["RequestType"] != "Delete":
            renew_header(datetime.now(UTC))
    except ForecastUnavailable:
        logger.warning("deployed without a temperature; the next hour tries again", exc_info=True)
    finally:
        answer_deployment(event)
