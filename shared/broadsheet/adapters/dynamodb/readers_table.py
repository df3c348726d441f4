"""The table as readers' pages read it: GetItem, BatchGetItem and Query, without boto3.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from broadsheet.adapters.dynamodb.attributes import Attributes
from broadsheet.adapters.endpoints import given_endpoint, regional_host
from broadsheet.adapters.reading.calls import AwsService, Value
from broadsheet.adapters.reading.signatures import Fields


class ReadersTable:
    """One table: each call is sent at once, and what is returned reads its answer."""

    def __init__(self, name: str) -> None:
        self._name = name
        url = given_endpoint("dynamodb") or f"https://{regional_host('dynamodb')}"
        self._service = AwsService("dynamodb", url)

    def ask_get(self, place: Attributes) -> Callable[[], dict[str, Any] | None]:
        """Ask for the item at a place."""
        asked = {"TableName": self._name, "Key": place}
        return self._ask("GetItem", asked, lambda answer: answer.get("Item"))

    def ask_batch_get(self, places: Sequence[Attributes]) -> Callable[[], list[dict[str, Any]]]:
        """Ask for the items at some places."""
        asked = {"RequestItems": {self._name: {"Keys": places}}}
        return self._ask("BatchGetItem", asked, self._items)

    def ask_query(
        self, condition: str, values: Attributes, *, limit: int, newest_first: bool = False
    ) -> Callable[[], list[dict[str, Any]]]:
        """Ask for the items that meet a condition on the key, in its order."""
        asked = {
            "TableName": self._name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": values,
            "ScanIndexForward": not newest_first,
            "Limit": limit,
        }
        return self._ask("Query", asked, lambda answer: list(answer["Items"]))

    def _ask(
        self, operation: str, asked: Mapping[str, Any], pick: Callable[[dict[str, Any]], Value]
    ) -> Callable[[], Value]:
        body = json.dumps(asked).encode()
        fields = {
            "content-length": str(len(body)),
            "content-type": "application/x-amz-json-1.0",
            "host": self._service.host,
            "x-amz-target": f"DynamoDB_20120810.{operation}",
        }
        request = ("POST", "/", fields, body)
        return self._service.ask("the index", request, lambda *answer: pick(_document(*answer)))

    def _items(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        if answer.get("UnprocessedKeys"):
            raise OSError("keys left unprocessed")  # all are asked for again: there are two
        return list(answer["Responses"].get(self._name, []))


def _document(fields: Fields, body: bytes) -> dict[str, Any]:
    if int(fields.get("x-amz-crc32", zlib.crc32(body))) != zlib.crc32(body):
        raise ValueError("the checksum of the answer differs")
    document = json.loads(body)
    if not isinstance(document, dict):
        raise ValueError("the answer is no object of JSON")  # noqa: TRY004 - it is tried again
    return document
