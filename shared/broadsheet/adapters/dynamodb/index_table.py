"""The index in DynamoDB: heads, faults, lists and the header's facts.

A head and its cards change in one transaction, so that no reader ever finds a list that says
something else than the article.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.clients import dynamodb_client, store_errors
from broadsheet.adapters.dynamodb.items import (
    card_item,
    card_keys,
    fault_key,
    head_digest,
    head_item,
    head_key,
    read_card,
    read_head,
    read_item,
    write_item,
)
from broadsheet.adapters.dynamodb.table_calls import batch_get, transact
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import FAULT, Card, Cursor
from broadsheet.domain.moments import parse_moment, write_moment

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import PutTypeDef, TransactWriteItemTypeDef

_HEADER_KEY = write_item({"pk": "SITE#header", "sk": "FACTS"})
_AFTER_ANY_ID = "$"  # the character after "#": greater than every sort key of the same moment


class IndexTable:
    """The index in one table."""

    def __init__(self, table: str) -> None:
        self._table = table

    # What the pages ask

    def article_and_header(self, key: str) -> tuple[Head | None, HeaderFacts]:
        """Read an article's head and the header's facts in one call."""
        place = head_key(key)
        items = batch_get(self._table, [place, _HEADER_KEY], consistent=False)
        by_kind = {item["sk"]["S"]: item for item in items}
        head = by_kind.get("HEAD")
        return read_head(head) if head else None, _read_header(by_kind.get("FACTS"))

    def header(self) -> HeaderFacts:
        """Read the header's facts."""
        with store_errors("reading the header's facts"):
            answer = dynamodb_client().get_item(TableName=self._table, Key=_HEADER_KEY)
        return _read_header(answer.get("Item"))

    def cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards before a place, the newest first."""
        if isinstance(before, Cursor):
            bound = f"{write_moment(before.placed_at)}#{before.article}"
        else:
            bound = write_moment(before)
        return self._cards(
            list_name, "sk < :bound", {":bound": bound}, newest_first=True, limit=limit
        )

    def cards_after(
        self, list_name: str, after: Cursor, until: datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards after a place and not after a moment, the oldest first."""
        # BETWEEN includes its lower end, which is the card at the cursor: read one more, drop it.
        start = f"{write_moment(after.placed_at)}#{after.article}"
        end = f"{write_moment(until)}{_AFTER_ANY_ID}"
        if end < start:
            return ()
        cards = self._cards(
            list_name,
            "sk BETWEEN :start AND :end",
            {":start": start, ":end": end},
            newest_first=False,
            limit=limit + 1,
        )
        return tuple(card for card in cards if Cursor.at(card) != after)[:limit]

    # What the desk asks

    def faults_after(self, article: str, limit: int) -> tuple[tuple[str, IndexFault], ...]:
        """Read the faults of the articles after one, in the order of their ids."""
        with store_errors("reading the faults"):
            answer = dynamodb_client().query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk AND sk > :after",
                # A key cannot be empty; the space is lower than any id.
                ExpressionAttributeValues=write_item(
                    {":pk": f"LIST#{FAULT}", ":after": article or " "}
                ),
                Limit=limit,
            )
        return tuple((item["sk"]["S"], _read_fault(item)) for item in answer["Items"])

    # What indexing asks

    def head(self, key: str) -> Head | None:
        """Read an article's head as it is now."""
        with store_errors("reading the head"):
            answer = dynamodb_client().get_item(
                TableName=self._table, Key=head_key(key), ConsistentRead=True
            )
        item = answer.get("Item")
        return read_head(item) if item else None

    def last_head(self, key: str) -> Head | None:
        """Read the head that was made last, which is the one that stands."""
        return self.head(key)

    def head_and_fault(self, article: str) -> tuple[Head | None, IndexFault | None]:
        """Read an article's head and what keeps its newest revision out of the index."""
        places = [head_key(article_key(article)), fault_key(article)]
        items = {item["sk"]["S"]: item for item in batch_get(self._table, places, consistent=True)}
        head = items.pop("HEAD", None)
        fault = items.popitem()[1] if items else None
        return read_head(head) if head else None, _read_fault(fault) if fault else None

    def move_head(self, head: Head, cards: Mapping[str, Card], read: Head | None) -> None:
        """Put a head and its cards in the place of the ones that were read, all at once or not.

        Parameters
        ----------
        head
            The new head.
        cards
            Its card in each of the lists that it names: at most 33, so that old and new together
            stay below the 100 items of a transaction.
        read
            The head that was read before, or nothing.

        Raises
        ------
        HeadMoved
            If another writer was faster; read and fold again.
        """
        table = self._table
        places = card_keys(head)
        stale = [place for place in (card_keys(read) if read else []) if place not in places]
        writes: list[TransactWriteItemTypeDef] = [{"Put": self._guarded_put(head, read)}]
        writes += [{"Delete": {"TableName": table, "Key": place}} for place in stale]
        writes += [
            {"Put": {"TableName": table, "Item": card_item(place, cards[name])}}
            for place, name in zip(places, head.lists, strict=True)
        ]
        writes.append({"Delete": {"TableName": table, "Key": fault_key(head.article)}})
        transact(writes)

    def record_fault(self, article: str, fault: IndexFault) -> None:
        """Say at an article what keeps its newest revision out of the index."""
        item = fault_key(article) | write_item(
            {"revision": fault.revision, "reason": fault.reason, "at": write_moment(fault.at)}
        )
        with store_errors("recording the fault"):
            dynamodb_client().put_item(TableName=self._table, Item=item)

    def _guarded_put(self, head: Head, read: Head | None) -> "PutTypeDef":
        put: PutTypeDef = {"TableName": self._table, "Item": head_item(head)}
        if read is None:
            put["ConditionExpression"] = "attribute_not_exists(pk)"
        else:
            put["ConditionExpression"] = "folded <= :folded AND digest = :read"
            put["ExpressionAttributeValues"] = write_item(
                {":folded": head.folded, ":read": head_digest(read)}
            )
        return put

    def _cards(
        self,
        list_name: str,
        condition: str,
        values: dict[str, str],
        *,
        newest_first: bool,
        limit: int,
    ) -> tuple[Card, ...]:
        with store_errors("reading the list"):
            answer = dynamodb_client().query(
                TableName=self._table,
                KeyConditionExpression=f"pk = :pk AND {condition}",
                ExpressionAttributeValues=write_item({":pk": f"LIST#{list_name}", **values}),
                ScanIndexForward=not newest_first,
                Limit=limit,
            )
        return tuple(read_card(item) for item in answer["Items"])


def _read_header(item: Mapping[str, Any] | None) -> HeaderFacts:
    if item is None:
        return HeaderFacts()
    values = read_item(item)
    weather = None
    if "temperature" in values:
        weather = Weather(float(values["temperature"]), parse_moment(values["fetched_at"]))
    return HeaderFacts(values.get("site_url", ""), weather)


def _read_fault(item: Mapping[str, Any]) -> IndexFault:
    values = read_item(item)
    return IndexFault(values["revision"], values["reason"], parse_moment(values["at"]))
