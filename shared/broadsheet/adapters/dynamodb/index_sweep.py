"""Sweeping the index: finding what belongs to no article, and removing it.

Reading the whole table is right here and only here: nothing names what should not be there.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from broadsheet.adapters.dynamodb.attributes import from_dynamodb
from broadsheet.adapters.dynamodb.index_repair import as_read, named_places
from broadsheet.adapters.dynamodb.items import head_key
from broadsheet.adapters.dynamodb.table import Table, Write
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import FAULT
from broadsheet.domain.problems import HeadMoved
from broadsheet.domain.standing import SweptPart

_PAGE = 500
_MOST_GOT = 100  # items of one BatchGetItem


class TableSweep:
    """Sweeps one table.

    Parameters
    ----------
    table
        The index.
    has_log
        Tells whether anything of an article, by its id, stands in the log.
    """

    def __init__(self, table: Table, has_log: Callable[[str], bool]) -> None:
        self._table = table
        self._has_log = has_log

    def sweep(
        self,
        segment: int,
        segments: int,
        start: Mapping[str, Any] | None,
        may_go_on: Callable[[], bool],
    ) -> SweptPart:
        """Sweep one segment of the table, page after page, for as long as it may."""
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
        items, next_start = self._table.scan_page(segment, segments, start, _PAGE)
        removed = [
            f"{item['pk']['S']} {item['sk']['S']}"
            for item, writes in self._orphans(items)
            if self._removed(writes)
        ]
        return SweptPart(tuple(removed), next_start)

    def _orphans(self, items: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[Write]]]:
        """Yield what is to go, each with the transaction that removes it."""
        cards, uses = [], []
        for item in items:
            kind, _, name = item["pk"]["S"].partition("#")
            if kind == "ARTICLE":
                named = item.get("article", {}).get("S", "")
                if article_key(named) != name or not self._has_log(named):
                    named_cards: list[Write] = [
                        {"Delete": _delete(place)} for place in named_places(item)
                    ]
                    yield item, [{"Delete": _delete(item) | as_read(item)}, *named_cards]
            elif kind == "LIST" and name == FAULT:
                if not self._has_log(item["sk"]["S"]):
                    yield item, [{"Delete": _delete(item)}]
            elif kind == "LIST":
                cards.append(item)
            elif kind == "PICTURE":
                uses.append(item)
        yield from self._unnamed(cards, _key_of_card, _names_card)
        yield from self._unnamed(uses, _key_of_use, _names_use)

    def _unnamed(
        self,
        items: list[dict[str, Any]],
        key_of: Callable[[Mapping[str, Any]], str],
        names: Callable[[Mapping[str, Any] | None, Mapping[str, Any]], bool],
    ) -> Iterator[tuple[dict[str, Any], list[Write]]]:
        """Yield the cards, or the uses of pictures, that their articles' heads do not name."""
        keys = sorted({key_of(item) for item in items})
        heads = {
            head["pk"]["S"]: head
            for at in range(0, len(keys), _MOST_GOT)
            for head in self._table.batch_get(
                [head_key(key) for key in keys[at : at + _MOST_GOT]], consistent=True
            )
        }
        for item in items:
            at = head_key(key_of(item))
            head = heads.get(at["pk"]["S"])
            if not names(head, item):
                # The head may be moved to name it before it is removed.
                check = {"Key": at} | as_read(head)
                yield item, [{"ConditionCheck": check}, {"Delete": _delete(item)}]

    def _removed(self, writes: list[Write]) -> bool:
        """Remove, unless somebody else has changed the head since it was read: then all is well."""
        try:
            self._table.transact(writes)
        except HeadMoved:
            return False
        return True


def _delete(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"Key": {"pk": item["pk"], "sk": item["sk"]}}


def _key_of_card(card: Mapping[str, Any]) -> str:
    return article_key(card["sk"]["S"].partition("#")[2])


def _key_of_use(use: Mapping[str, Any]) -> str:
    return article_key(use["sk"]["S"])


def _names_card(head: Mapping[str, Any] | None, card: Mapping[str, Any]) -> bool:
    return {"pk": card["pk"], "sk": card["sk"]} in named_places(head)


def _names_use(head: Mapping[str, Any] | None, use: Mapping[str, Any]) -> bool:
    """Whether a use is of a head; those of an erased one, which names none, are withdrawn."""
    found = from_dynamodb(head or {})
    if found.get("article") != use["sk"]["S"]:
        return False
    if found.get("erased"):
        return bool(from_dynamodb(use).get("is_withdrawn"))
    return use["pk"]["S"].partition("#")[2] in found.get("pictures", ())
