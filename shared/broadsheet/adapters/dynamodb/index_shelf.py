"""The index as it is read from its table by everybody: heads, lists and the header's facts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from broadsheet.adapters.dynamodb.attributes import Attributes, to_dynamodb
from broadsheet.adapters.dynamodb.desk_facts import DESK_KEY, read_desk_facts
from broadsheet.adapters.dynamodb.header_facts import HEADER_KEY, read_header
from broadsheet.adapters.dynamodb.items import head_key, read_card, read_head
from broadsheet.domain.desk_facts import DeskFacts
from broadsheet.domain.head import Head
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.moments import write_moment

_AFTER_ANY_ID = "$"  # the character after "#": greater than every sort key of the same moment


class ReadableTable(Protocol):
    """A table that can be asked for items, by whatever client.

    What a method returns gives its answer; the call may be under way from the question on.
    """

    def ask_get(self, place: Attributes) -> Callable[[], dict[str, Any] | None]:
        """Ask for the item at a place."""

    def ask_batch_get(self, places: Sequence[Attributes]) -> Callable[[], list[dict[str, Any]]]:
        """Ask for the items at some places."""

    def ask_query(
        self, condition: str, values: Attributes, *, limit: int, newest_first: bool = False
    ) -> Callable[[], list[dict[str, Any]]]:
        """Ask for the items that meet a condition on the key, in its order."""


class IndexShelf:
    """What pages and lists read of the index; each method is one call."""

    def __init__(self, table: ReadableTable) -> None:
        self._readable = table

    def article_and_header(self, key: str) -> tuple[Head | None, HeaderFacts]:
        """Read an article's head and the header's facts in one call."""
        items = self._readable.ask_batch_get([head_key(key), HEADER_KEY])()
        by_kind = {item["sk"]["S"]: item for item in items}
        head = by_kind.get("HEAD")
        return read_head(head) if head else None, read_header(by_kind.get("FACTS"))

    def ask_header(self) -> Callable[[], HeaderFacts]:
        """Ask for the header's facts."""
        item = self._readable.ask_get(HEADER_KEY)
        return lambda: read_header(item())

    def header(self) -> HeaderFacts:
        """Read the header's facts."""
        return self.ask_header()()

    def desk_facts(self) -> DeskFacts | None:
        """Read the desk's facts; nothing before the first deploy has told them."""
        return read_desk_facts(self._readable.ask_get(DESK_KEY)())

    def heads_of(self, keys: Sequence[str]) -> Mapping[str, Head]:
        """Read the heads of at most 100 articles in one call, by their keys."""
        places = [head_key(key) for key in keys]
        found = map(read_head, self._readable.ask_batch_get(places)()) if places else ()
        return {head.key: head for head in found}

    def ask_cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> Callable[[], tuple[Card, ...]]:
        """Ask for the cards before a place, the newest first."""
        if isinstance(before, Cursor):
            bound = f"{write_moment(before.placed_at)}#{before.article}"
        else:
            bound = write_moment(before)
        items = self._readable.ask_query(
            "pk = :pk AND sk < :bound",
            to_dynamodb({":pk": f"LIST#{list_name}", ":bound": bound}),
            newest_first=True,
            limit=limit,
        )
        return lambda: _cards(items())

    def cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards before a place, the newest first."""
        return self.ask_cards_before(list_name, before, limit)()

    def cards_after(
        self, list_name: str, after: Cursor, until: datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards after a place and not after a moment, the oldest first."""
        # BETWEEN includes its lower end, which is the card at the cursor: read one more, drop it.
        start = f"{write_moment(after.placed_at)}#{after.article}"
        end = f"{write_moment(until)}{_AFTER_ANY_ID}"
        if end < start:
            return ()
        items = self._readable.ask_query(
            "pk = :pk AND sk BETWEEN :start AND :end",
            to_dynamodb({":pk": f"LIST#{list_name}", ":start": start, ":end": end}),
            limit=limit + 1,
        )
        return tuple(card for card in _cards(items()) if Cursor.at(card) != after)[:limit]


def _cards(items: Sequence[Mapping[str, Any]]) -> tuple[Card, ...]:
    return tuple(read_card(item) for item in items)
