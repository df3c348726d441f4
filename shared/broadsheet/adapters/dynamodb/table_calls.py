"""Calls to the index's table that more than one adapter makes, with their errors told once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from broadsheet.adapters.clients import dynamodb_client, error_code, store_errors
from broadsheet.domain.problems import HeadMoved, StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from broadsheet.adapters.dynamodb.items import Attributes


def batch_get(
    table: str, places: Sequence["Attributes"], *, consistent: bool
) -> list[dict[str, Any]]:
    """Read the items at up to 100 places, those that there are.

    Raises
    ------
    StoreUnavailable
        If AWS is, or left some of them unread.
    """
    with store_errors("reading the index"):
        answer = dynamodb_client().batch_get_item(
            RequestItems={table: {"Keys": list(places), "ConsistentRead": consistent}}
        )
    if answer.get("UnprocessedKeys"):
        raise StoreUnavailable("reading the index failed for now (keys left unprocessed)")
    return list(answer["Responses"].get(table, []))


def transact(writes: Sequence["TransactWriteItemTypeDef"]) -> None:
    """Write at most 100 items, all or none.

    Raises
    ------
    HeadMoved
        If a condition does not hold: another writer was faster.
    StoreUnavailable
        If AWS is.
    """
    with store_errors("moving the head"):
        try:
            dynamodb_client().transact_write_items(TransactItems=writes)
        except ClientError as error:
            if error_code(error) != "TransactionCanceledException":
                raise
            reasons = error.response.get("CancellationReasons", [])
            codes = {str(reason.get("Code")) for reason in reasons} - {"None"}
            if codes <= {"ConditionalCheckFailed", "TransactionConflict"}:
                raise HeadMoved(", ".join(sorted(codes))) from error
            raise StoreUnavailable(f"moving the head failed ({sorted(codes)})") from error
