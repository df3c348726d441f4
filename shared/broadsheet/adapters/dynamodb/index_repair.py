"""The index and the content of one article, compared with what they should be and put right."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.clients import dynamodb_client, store_errors
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.items import (
    Attributes,
    card_item,
    card_keys,
    fault_key,
    head_item,
    head_key,
    read_head,
    read_item,
)
from broadsheet.adapters.dynamodb.table_calls import batch_get, transact
from broadsheet.adapters.s3.bucket_calls import read_object, write_json
from broadsheet.adapters.s3.contents import key_of
from broadsheet.domain.content import Content
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.history import History
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import Card
from broadsheet.domain.problems import HeadMoved, KeyTaken

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class ArticleRepair:
    """What rebuilding writes one article to, in the place of the index and of the contents.

    Parameters
    ----------
    bucket, table
        Of the contents, and of the index.
    article
        Its id.

    Attributes
    ----------
    differences
        What was not as it should be and is now: ``head``, ``content``, ``history``, ``fault``, or
        the name of the list whose card it was.
    """

    def __init__(self, bucket: str, table: str, article: str) -> None:
        self._bucket = bucket
        self._table = table
        self._article = article
        self._stands: Mapping[str, Any] | None = None
        self._fault: Mapping[str, Any] | None = None
        self.differences: list[str] = []

    def head(self, key: str) -> Head | None:
        """Remember the head that stands, and give none: the log alone says what should stand.

        Raises
        ------
        KeyTaken
            If the head is another article's whose key is the same.
        """
        with store_errors("reading the head"):
            answer = dynamodb_client().get_item(
                TableName=self._table, Key=head_key(key), ConsistentRead=True
            )
        self._stands = answer.get("Item")
        named = read_item(self._stands or {}).get("article", self._article)
        if named != self._article and article_key(str(named)) == key:
            raise KeyTaken(f"{self._article!r} and {named!r} share the key {key}")
        return None

    def last_head(self, key: str) -> Head | None:
        """Give the head that stood at this key when it was read, if nothing of it is damaged."""
        head = _read_head(self._stands)
        is_sound = head and head.key == key and head_item(head) == self._stands
        return head if is_sound else None

    def move_head(self, head: Head, cards: Mapping[str, Card], _read: Head | None) -> None:
        """Compare the head and every card, and put all of them right at once if any is not.

        What stands of a fault is read with them, for :meth:`lift_fault`.

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
        read = [*places, fault_key(self._article)]
        found = {_place(item): item for item in batch_get(self._table, read, consistent=True)}
        self._fault = found.get(_place(read[-1]))
        wrong = [
            name
            for name, item in zip(["head", *head.lists], items, strict=True)
            if found.get(_place(item)) != item
        ]
        if wrong:
            transact([*self._puts(items), *self._deletes(places)])
            self.differences += wrong

    def record_fault(self, article: str, fault: IndexFault) -> None:
        """Say why the newest revision is not in the index, unless that is said already."""
        stands = batch_get(self._table, [fault_key(article)], consistent=True)
        if not stands or stands[0]["revision"] != {"S": fault.revision}:
            IndexTable(self._table).record_fault(article, fault)
            self.differences.append("fault")

    def lift_fault(self) -> None:
        """Remove what the index said of a fault when the head was compared: there is none."""
        if self._fault:
            # Not one that was found meanwhile in a revision that came later.
            place = fault_key(self._article)
            delete: Any = {"TableName": self._table, "Key": place} | as_read(self._fault)
            with suppress(HeadMoved):
                transact([{"Delete": delete}])
                self.differences.append("fault")

    def store(self, content: Content) -> str:
        """Compare the content that stands at its key, and write it where it differs."""
        return self._compare(key_of(content), content.to_json(), "content")

    def kept(self, _article: str) -> frozenset[str]:
        """Give no key: whatever is kept is compared."""
        return frozenset()

    def store_all(self, contents: Sequence[Content], _kept: frozenset[str]) -> list[str]:
        """Compare several contents, and write those that differ."""
        return [self.store(content) for content in contents]

    def store_history(self, history: History) -> str:
        """Compare the history that stands at its key, and write it where it differs."""
        return self._compare(key_of(history), history.to_json(), "history")

    def _compare(self, key: str, body: bytes, name: str) -> str:
        stored = None
        with suppress(KeyError):
            stored = read_object(self._bucket, key, "reading the content")
        if stored != body:
            write_json(self._bucket, key, body, "storing the content")
            self.differences.append(name)
        return key

    def _puts(self, items: list[Attributes]) -> list["TransactWriteItemTypeDef"]:
        head: Any = {"TableName": self._table, "Item": items[0]} | as_read(self._stands)
        cards: list[TransactWriteItemTypeDef] = [
            {"Put": {"TableName": self._table, "Item": item}} for item in items[1:]
        ]
        return [{"Put": head}, *cards]

    def _deletes(self, places: list[Attributes]) -> list["TransactWriteItemTypeDef"]:
        """Remove the cards that the head that stands names and the right one does not."""
        return [
            {"Delete": {"TableName": self._table, "Key": place}}
            for place in named_places(self._stands)
            if place not in places
        ]


def named_places(item: Mapping[str, Any] | None) -> list[Attributes]:
    """Give the places of the cards that the item of a head names; none if it cannot be read."""
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


def as_read(item: Mapping[str, Any] | None) -> Any:  # noqa: ANN401 - a part of a transaction
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
