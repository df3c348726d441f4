"""The item of the header's facts: ``weather`` writes it, and every page reads it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.dynamodb.attributes import from_dynamodb, to_dynamodb
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.moments import parse_moment, write_moment

if TYPE_CHECKING:
    from broadsheet.adapters.dynamodb.table import Table

HEADER_KEY = to_dynamodb({"pk": "SITE#header", "sk": "FACTS"})


class HeaderFactsTable:
    """The one item that holds the header's facts."""

    def __init__(self, table: "Table") -> None:
        self._table = table

    def record(self, site_url: str, weather: Weather | None) -> None:
        """Write where the site stands and, if it is known anew, the weather.

        Parameters
        ----------
        site_url
            Scheme and host that readers use.
        weather
            The newest; with nothing the last one stays, and readers see it until it is too old.

        Raises
        ------
        StoreUnavailable
            If DynamoDB does not take it for now.
        """
        update = "SET site_url = :site_url"
        values: dict[str, Any] = {":site_url": {"S": site_url}}
        if weather is not None:
            update += ", temperature = :temperature, fetched_at = :fetched_at"
            values[":temperature"] = {"N": str(weather.temperature)}
            values[":fetched_at"] = {"S": write_moment(weather.fetched_at)}
        self._table.update(HEADER_KEY, update, values)


def read_header(item: Mapping[str, Any] | None) -> HeaderFacts:
    """Read the header's facts from their item; nothing is known where there is none."""
    if item is None:
        return HeaderFacts()
    values = from_dynamodb(item)
    weather = None
    if "temperature" in values:
        weather = Weather(float(values["temperature"]), parse_moment(values["fetched_at"]))
    return HeaderFacts(values.get("site_url", ""), weather)
