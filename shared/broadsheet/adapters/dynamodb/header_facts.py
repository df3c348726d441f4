"""The writing of the header's facts; the pages read them through the index."""

from broadsheet.adapters.clients import dynamodb_client, store_errors
from broadsheet.domain.header import Weather
from broadsheet.domain.moments import write_moment


class HeaderFactsTable:
    """The one item that holds the header's facts.

    Parameters
    ----------
    table
        Name of the index's table.
    """

    def __init__(self, table: str) -> None:
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
        values = {":site_url": {"S": site_url}}
        if weather is not None:
            update += ", temperature = :temperature, fetched_at = :fetched_at"
            values[":temperature"] = {"N": str(weather.temperature)}
            values[":fetched_at"] = {"S": write_moment(weather.fetched_at)}
        with store_errors("writing the header's facts"):
            dynamodb_client().update_item(
                TableName=self._table,
                Key={"pk": {"S": "SITE#header"}, "sk": {"S": "FACTS"}},
                UpdateExpression=update,
                ExpressionAttributeValues=values,
            )
