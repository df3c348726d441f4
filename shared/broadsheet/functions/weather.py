"""Weather: renews the facts of header and desk, every hour and when a deployment changes them."""

import os
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import dynamodb_client
from broadsheet.adapters.deployment import answer_deployment, is_deployment
from broadsheet.adapters.dynamodb.desk_facts import DeskFactsTable
from broadsheet.adapters.dynamodb.header_facts import HeaderFactsTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.forecast import fetch_temperature
from broadsheet.domain.header import Weather
from broadsheet.domain.problems import ForecastUnavailable
from broadsheet.observability import logger
from broadsheet.settings import WeatherSettings, read_settings
from broadsheet.site_file import load_site


def write_addresses() -> None:
    """Write where everything stands; the temperature stays what it was."""
    settings = read_settings(WeatherSettings, os.environ)
    table = Table(settings.table, dynamodb_client)
    HeaderFactsTable(table).record(settings.site_url, None)
    DeskFactsTable(table).record(settings.desk_facts)


def renew_temperature(now: datetime) -> None:
    """Fetch the temperature, and write it."""
    settings = read_settings(WeatherSettings, os.environ)
    site = load_site()
    user_agent = f"Broadsheet/0.1 (+{settings.site_url}; {site.contact_email})"
    temperature = fetch_temperature(settings.weather_url, site.weather, user_agent, now)
    logger.info("fetched", city=site.weather.city, temperature=temperature)
    facts = HeaderFactsTable(Table(settings.table, dynamodb_client))
    facts.record(settings.site_url, Weather(temperature, now))


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """Renew the header; CloudFormation is answered before the weather service is asked."""
    if not is_deployment(event):
        write_addresses()
        renew_temperature(datetime.now(UTC))
        return
    stands = event["RequestType"] != "Delete"
    try:
        if stands:
            write_addresses()
    finally:
        answer_deployment(event)
    try:
        if stands:
            renew_temperature(datetime.now(UTC))
    except ForecastUnavailable:
        logger.warning("deployed without a temperature; the next hour tries again", exc_info=True)
