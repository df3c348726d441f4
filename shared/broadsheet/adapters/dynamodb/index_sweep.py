"""Sweeping the index: finding what belongs to no article, and removing it.

Reading the whole table is right here and only here: nothing names what should not be there.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.clients import dynamodb_client, store_errors
from broadsheet.adapters.dynamodb.index_repair import as_read, named_places
from broadsheet.adapters.dynamodb.items import Attributes, head_key
from broadsheet.adapters.dynamodb.table_calls import batch_get, transact
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import FAULT
from broadsheet.domain.problems import HeadMoved

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_PAGE = 500
_MOST_GOT = 100  # items of one BatchGetItem


@dataclass(frozen=True, slots=True)
class SweptPart:
    """What sweeping a part of the table came to.

    Attributes
    ----------
    removed
        The places that were cleared, ``<pk> <sk>``.
    next_start
        Where the next part of the segment starts; nothing at its end.
    """

    removed: tuple[str, ...]
    next_start: dict[str, Any] | None


class IndexSweep:
    """Sweeps one table.

    Parameters
    ----------
    table
        The index.
    has_log
        Tells whether anything of an article, by its id, stands in the log.
    """

    def __init__(self, table: str, has_log: Callable[[str], bool]) -> None:
        self._table = table
        self._has_log = has_log

    def sweep(
        self,
        segment: int,
        segments: int,
        start: Mapping[str, Any] | None,
        may_go_on: Callable[[], bool],
    ) -> SweptPart:
        """Sweep one of so many segments of the table, page after page, for as long as it may."""
        removed: list[str] = []
        while True:
            page = self._sweep_page(segment, segments, start)
            removed += page.removed
            start = page.next_start
            if start is None or not may_go_on():
                return SweptPart(tuple(removed), page.next_start)

    def _sweep_page(
        self, segment: int, segments: int, start: Mapping[str, Any] | None
    ) -> SweptPart:
        further: Any = {"ExclusiveStartKey": start} if start else {}
        with store_errors("reading the table"):
            page = dynamodb_client().scan(
                TableName=self._table,
                Segment=segment,
                TotalSegments=segments,
                ConsistentRead=True,
                Limit=_PAGE,
                **further,
            )
        removed = [
            f"{item['pk']['S']} {item['sk']['S']}"
            for item, writes in self._orphans(page["Items"])
            if _removed(writes)
        ]
        return SweptPart(tuple(removed), page.get("LastEvaluatedKey"))

    def _orphans(
        self, items: list[dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], list["TransactWriteItemTypeDef"]]]:
        """Give what is to go, each with the transaction that removes it."""
        cards = []
        for item in items:
            kind, _, name = item["pk"]["S"].partition("#")
            if kind == "ARTICLE":
                named = item.get("article", {}).get("S", "")
                if article_key(named) != name or not self._has_log(named):
                    named_cards: list[TransactWriteItemTypeDef] = [
                        {"Delete": self._delete(place)} for place in named_places(item)
                    ]
                    yield item, [{"Delete": self._delete(item) | as_read(item)}, *named_cards]
            elif kind == "LIST" and name == FAULT:
                if not self._has_log(item["sk"]["S"]):
                    yield item, [{"Delete": self._delete(item)}]
            elif kind == "LIST":
                cards.append(item)
        yield from self._orphaned_cards(cards)

    def _orphaned_cards(
        self, cards: list[dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], list["TransactWriteItemTypeDef"]]]:
        keys = sorted({_key_of(card) for card in cards})
        heads = {
            head["pk"]["S"]: head
            for at in range(0, len(keys), _MOST_GOT)
            for head in batch_get(
                self._table, [head_key(key) for key in keys[at : at + _MOST_GOT]], consistent=True
            )
        }
        for card in cards:
            place = {"pk": card["pk"], "sk": card["sk"]}
            at = head_key(_key_of(card))
            head = heads.get(at["pk"]["S"])
            if place not in named_places(head):
                # The head may be moved to name it before it is removed.
                check: Any = {"TableName": self._table, "Key": at} | as_read(head)
                yield card, [{"ConditionCheck": check}, {"Delete": self._delete(card)}]

    def _delete(self, item: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a part of a transaction
        place: Attributes = {"pk": item["pk"], "sk": item["sk"]}
        return {"TableName": self._table, "Key": place}


def _key_of(card: Mapping[str, Any]) -> str:
    return article_key(card["sk"]["S"].partition("#")[2])


def _removed(writes: list["TransactWriteItemTypeDef"]) -> bool:
    """Remove, unless somebody else has changed the head since it was read: then all is well."""
    try:
        transact(writes)
    except HeadMoved:
        return False
    return True
