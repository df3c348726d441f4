"""The index put right: what stands of an article, compared with what should stand, and written."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from broadsheet.adapters.dynamodb.attributes import Attributes, from_dynamodb
from broadsheet.adapters.dynamodb.items import (
    card_item,
    card_keys,
    fault_item,
    fault_key,
    head_item,
    head_key,
    read_head,
)
from broadsheet.adapters.dynamodb.table import Table, Write
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import Card
from broadsheet.domain.problems import HeadMoved, KeyTaken
from broadsheet.domain.standing import Standing


class TableRepair:
    """The index in one table, as rebuilding writes it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def standing(self, article: str) -> Standing:
        """Read the head and the fault that stand of an article.

        Raises
        ------
        KeyTaken
            If the head is another article's whose key is the same.
        """
        key = article_key(article)
        places = [head_key(key), fault_key(article)]
        found = {_place(item): item for item in self._table.batch_get(places, consistent=True)}
        item, fault = (found.get(_place(place)) for place in places)
        named = from_dynamodb(item or {}).get("article", article)
        if named != article and article_key(str(named)) == key:
            raise KeyTaken(f"{article!r} and {named!r} share the key {key}")
        head = _read_head(item)
        is_sound = head is not None and head.key == key and head_item(head) == item
        return Standing(head if is_sound else None, {"head": item, "fault": fault})

    def put_right(self, head: Head, cards: Mapping[str, Card], standing: Standing) -> list[str]:
        """Compare the head and every card, and write all of them at once if any differs.

        Returns
        -------
        list of str
            What was not as it should be: ``head``, or the name of the list whose card it was.

        Raises
        ------
        HeadMoved
            If another writer was faster; read and fold again.
        """
        places = [head_key(head.key), *card_keys(head)]
        items = [head_item(head)]
        items += [
            card_item(place, cards[name])
            for place, name in zip(places[1:], head.lists, strict=True)
        ]
        found = {_place(item): item for item in self._table.batch_get(places, consistent=True)}
        wrong = [
            name
            for name, item in zip(["head", *head.lists], items, strict=True)
            if found.get(_place(item)) != item
        ]
        if wrong:
            self._table.transact(_writes(items, places, standing))
        return wrong

    def record_fault(self, article: str, fault: IndexFault, standing: Standing) -> bool:
        """Write down why the newest revision is not in the index, unless that stands already."""
        stands = standing.items["fault"]
        if stands and stands["revision"] == {"S": fault.revision}:
            return False
        self._table.put(fault_item(article, fault))
        return True

    def lift_fault(self, article: str, standing: Standing) -> bool:
        """Remove the fault that stood, but not one found meanwhile in a later revision."""
        fault = standing.items["fault"]
        if fault:
            with suppress(HeadMoved):
                self._table.transact([{"Delete": {"Key": fault_key(article)} | as_read(fault)}])
                return True
        return False


def _writes(items: list[Attributes], places: list[Attributes], standing: Standing) -> list[Write]:
    """Write every item, and remove the cards that only the head that stands names."""
    stands = standing.items["head"]
    return [
        {"Put": {"Item": items[0]} | as_read(stands)},
        *({"Put": {"Item": item}} for item in items[1:]),
        *({"Delete": {"Key": place}} for place in named_places(stands) if place not in places),
    ]


def named_places(item: Mapping[str, Any] | None) -> list[Attributes]:
    """Return the places of the cards that the item of a head names; none if it cannot be read."""
    head = _read_head(item)
    try:
        return card_keys(head) if head else []
    except ValueError:  # it names a list that it has no moment for
        return []


def _read_head(item: Mapping[str, Any] | None) -> Head | None:
    try:
        return read_head(item) if item else None
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _place(item: Mapping[str, Any]) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def as_read(item: Mapping[str, Any] | None) -> dict[str, Any]:
    """Make the condition that an item still has the digest, the count and the moment it had.

    Where there was none, that there still is none.
    """
    if not item:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    names = ("digest", "folded", "at")
    condition: dict[str, Any] = {
        "ConditionExpression": " AND ".join(
            f"#{name} = :{name}" if name in item else f"attribute_not_exists(#{name})"
            for name in names
        ),
        "ExpressionAttributeNames": {f"#{name}": name for name in names},
    }
    if values := {f":{name}": item[name] for name in names if name in item}:
        condition["ExpressionAttributeValues"] = values
    return condition
