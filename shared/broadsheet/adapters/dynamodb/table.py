"""The table: every call to DynamoDB, with its errors translated in one place."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from broadsheet.adapters.clients import error_code, store_errors
from broadsheet.adapters.dynamodb.attributes import Attributes
from broadsheet.domain.problems import HeadMoved, StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_A_BATCH = 25
"""https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html"""

Write = Mapping[str, Mapping[str, Any]]
"""A part of a transaction, such as ``{"Put": {"Item": …}}``; the table's name is added to it."""


class Table:
    """One table.

    Parameters
    ----------
    name
        Its name.
    client
        Returns the client to call it by, which is made when it is first needed.
    """

    def __init__(self, name: str, client: Callable[[], "DynamoDBClient"]) -> None:
        self._name = name
        self._client = client

    def get(self, place: Attributes, *, consistent: bool) -> dict[str, Any] | None:
        """Read the item at a place, if there is one."""
        with store_errors("reading the index"):
            answer = self._client().get_item(
                TableName=self._name, Key=place, ConsistentRead=consistent
            )
        return answer.get("Item")

    def batch_get(self, places: Sequence[Attributes], *, consistent: bool) -> list[dict[str, Any]]:
        """Read the items at up to 100 places, those that there are.

        Raises
        ------
        StoreUnavailable
            If AWS is, or left some of them unread.
        """
        with store_errors("reading the index"):
            answer = self._client().batch_get_item(
                RequestItems={self._name: {"Keys": list(places), "ConsistentRead": consistent}}
            )
        if answer.get("UnprocessedKeys"):
            raise StoreUnavailable("reading the index failed for now (keys left unprocessed)")
        return list(answer["Responses"].get(self._name, []))

    def query(
        self, condition: str, values: Attributes, *, limit: int, newest_first: bool = False
    ) -> list[dict[str, Any]]:
        """Read the items that meet a condition on the key, in its order."""
        with store_errors("reading the index"):
            answer = self._client().query(
                TableName=self._name,
                KeyConditionExpression=condition,
                ExpressionAttributeValues=values,
                ScanIndexForward=not newest_first,
                Limit=limit,
            )
        return list(answer["Items"])

    def query_all(self, condition: str, values: Attributes) -> list[dict[str, Any]]:
        """Read every item that meets a condition on the key, as they are now."""
        with store_errors("reading the index"):
            pages = self._client().get_paginator("query")
            return [
                item
                for page in pages.paginate(
                    TableName=self._name,
                    KeyConditionExpression=condition,
                    ExpressionAttributeValues=values,
                    ConsistentRead=True,
                )
                for item in page["Items"]
            ]

    # As a shelf asks it: each call is made when its answer is asked for.

    def ask_get(self, place: Attributes) -> Callable[[], dict[str, Any] | None]:
        """Ask for the item at a place."""
        return partial(self.get, place, consistent=False)

    def ask_batch_get(self, places: Sequence[Attributes]) -> Callable[[], list[dict[str, Any]]]:
        """Ask for the items at some places."""
        return partial(self.batch_get, places, consistent=False)

    def ask_query(
        self, condition: str, values: Attributes, *, limit: int, newest_first: bool = False
    ) -> Callable[[], list[dict[str, Any]]]:
        """Ask for the items that meet a condition on the key, in its order."""
        return partial(self.query, condition, values, limit=limit, newest_first=newest_first)

    def scan_page(
        self, segment: int, segments: int, start: Mapping[str, Any] | None, limit: int
    ) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
        """Read a page of one segment of the table, and where the next one starts."""
        further: Any = {"ExclusiveStartKey": start} if start else {}
        with store_errors("reading the table"):
            page = self._client().scan(
                TableName=self._name,
                Segment=segment,
                TotalSegments=segments,
                ConsistentRead=True,
                Limit=limit,
                **further,
            )
        return list(page["Items"]), page.get("LastEvaluatedKey")

    def put(self, item: Attributes) -> None:
        """Write an item over what stands at its place."""
        with store_errors("writing to the index"):
            self._client().put_item(TableName=self._name, Item=item)

    def put_if(self, item: Attributes, condition: str, values: Attributes) -> bool:
        """Write an item over what stands at its place, if that meets a condition; False if not."""
        with store_errors("writing to the index"):
            try:
                self._client().put_item(
                    TableName=self._name,
                    Item=item,
                    ConditionExpression=condition,
                    ExpressionAttributeValues=values,
                )
            except ClientError as error:
                if error_code(error) != "ConditionalCheckFailedException":
                    raise
                return False
        return True

    def delete(self, place: Attributes) -> None:
        """Remove the item at a place, if there is one."""
        with store_errors("writing to the index"):
            self._client().delete_item(TableName=self._name, Key=place)

    def batch_write(self, puts: Sequence[Attributes], deletes: Sequence[Attributes] = ()) -> None:
        """Write items over what stands at their places, and remove others, each by itself.

        Raises
        ------
        StoreUnavailable
            If AWS is, or left some of them undone.
        """
        writes: list[Any] = [{"PutRequest": {"Item": item}} for item in puts]
        writes += [{"DeleteRequest": {"Key": place}} for place in deletes]
        for start in range(0, len(writes), _A_BATCH):
            with store_errors("writing to the index"):
                answer = self._client().batch_write_item(
                    RequestItems={self._name: writes[start : start + _A_BATCH]}
                )
            if answer.get("UnprocessedItems"):
                raise StoreUnavailable("writing to the index failed for now (items left undone)")

    def update(self, place: Attributes, expression: str, values: Attributes) -> None:
        """Change some attributes of the item at a place."""
        with store_errors("writing to the index"):
            self._client().update_item(
                TableName=self._name,
                Key=place,
                UpdateExpression=expression,
                ExpressionAttributeValues=values,
            )

    def transact(self, writes: Sequence[Write]) -> None:
        """Write at most 100 items, all or none.

        Raises
        ------
        HeadMoved
            If a condition does not hold: another writer was faster.
        StoreUnavailable
            If AWS is.
        """
        items: Any = [
            {kind: {"TableName": self._name, **write} for kind, write in each.items()}
            for each in writes
        ]
        with store_errors("moving the head"):
            try:
                self._client().transact_write_items(TransactItems=items)
            except ClientError as error:
                if error_code(error) != "TransactionCanceledException":
                    raise
                reasons = error.response.get("CancellationReasons", [])
                codes = {str(reason.get("Code")) for reason in reasons} - {"None"}
                if codes <= {"ConditionalCheckFailed", "TransactionConflict"}:
                    raise HeadMoved(", ".join(sorted(codes))) from error
                raise StoreUnavailable(f"moving the head failed ({sorted(codes)})") from error
