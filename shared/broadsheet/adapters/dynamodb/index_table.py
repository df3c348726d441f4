"""The index in DynamoDB: heads, faults, lists and the header's facts.

A head and its cards change in one transaction, so that no reader ever finds a list that says
something else than the article.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.adapters.dynamodb.attributes import to_dynamodb
from broadsheet.adapters.dynamodb.index_shelf import IndexShelf
from broadsheet.adapters.dynamodb.items import (
    card_item,
    card_keys,
    fault_item,
    fault_key,
    head_digest,
    head_item,
    head_key,
    read_fault,
    read_head,
)
from broadsheet.adapters.dynamodb.table import Table, Write
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import FAULT, Card


class IndexTable(IndexShelf):
    """The index in one table."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    # What the desk asks

    def faults_after(self, article: str, limit: int) -> tuple[tuple[str, IndexFault], ...]:
        """Read the faults of the articles after one, in the order of their ids."""
        items = self._table.query(
            "pk = :pk AND sk > :after",
            # A key cannot be empty; the space is lower than any id.
            to_dynamodb({":pk": f"LIST#{FAULT}", ":after": article or " "}),
            limit=limit,
        )
        return tuple((item["sk"]["S"], read_fault(item)) for item in items)

    # What indexing asks

    def head(self, key: str) -> Head | None:
        """Read an article's head as it is now."""
        item = self._table.get(head_key(key), consistent=True)
        return read_head(item) if item else None

    def head_and_fault(self, article: str) -> tuple[Head | None, IndexFault | None]:
        """Read an article's head and what keeps its newest revision out of the index."""
        places = [head_key(article_key(article)), fault_key(article)]
        items = {item["sk"]["S"]: item for item in self._table.batch_get(places, consistent=True)}
        head = items.pop("HEAD", None)
        fault = items.popitem()[1] if items else None
        return read_head(head) if head else None, read_fault(fault) if fault else None

    def move_head(self, head: Head, cards: Mapping[str, Card], stands: Head | None) -> None:
        """Put a head and its cards in the place of the ones that were read, all at once or not.

        Parameters
        ----------
        head
            The new head.
        cards
            Its card in each of the lists that it names: at most 38, so that old and new together
            stay below the 100 items of a transaction.
        stands
            The head that was read before, or nothing.

        Raises
        ------
        HeadMoved
            If another writer was faster; read and fold again.
        """
        places = card_keys(head)
        old = [place for place in (card_keys(stands) if stands else []) if place not in places]
        writes: list[Write] = [{"Put": _guarded_put(head, stands)}]
        writes += [{"Delete": {"Key": place}} for place in old]
        writes += [
            {"Put": {"Item": card_item(place, cards[name])}}
            for place, name in zip(places, head.lists, strict=True)
        ]
        writes.append({"Delete": {"Key": fault_key(head.article)}})
        self._table.transact(writes)

    def record_fault(self, article: str, fault: IndexFault) -> None:
        """Write down at an article what keeps its newest revision out of the index."""
        self._table.put(fault_item(article, fault))


def _guarded_put(head: Head, stands: Head | None) -> Mapping[str, Any]:
    if stands is None:
        return {"Item": head_item(head), "ConditionExpression": "attribute_not_exists(pk)"}
    return {
        "Item": head_item(head),
        "ConditionExpression": "folded <= :folded AND digest = :read",
        "ExpressionAttributeValues": to_dynamodb(
            {":folded": head.folded, ":read": head_digest(stands)}
        ),
    }
