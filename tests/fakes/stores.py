"""Stores kept in memory, with the semantics of the real ones, for tests without AWS."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.domain.content import Content, DerivedObject
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.history import History
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import content_prefix, log_prefix, message_digest
from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.problems import HeadMoved, KeyTaken, UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.standing import Standing
from broadsheet.domain.tombstones import LogReading, Tombstone, read_log_object, reading_of

if TYPE_CHECKING:
    from datetime import datetime


class MemoryLog:
    """A log whose writes happen only where nothing stands."""

    def __init__(self) -> None:
        self.messages: dict[str, bytes] = {}
        self.stored: dict[str, bytes] = {}

    def store_message(self, message: bytes, content_type: str) -> None:
        assert content_type
        self.messages.setdefault(message_digest(message), message)

    def append(self, record: Record) -> bool:
        if record.key in self.stored:
            return False
        self.stored[record.key] = record.to_json()
        return True

    def message_url(self, digest: str, content_type: str | None) -> str:
        return f"memory:{digest}?{content_type}"

    def message(self, digest: str) -> bytes:
        return self.messages[digest]

    def read_messages(self, digests: Collection[str]) -> dict[str, bytes]:
        return {digest: self.messages[digest] for digest in digests if digest in self.messages}

    def read(self, article: str) -> LogReading:
        prefix = log_prefix(article)
        keys = sorted(key for key in self.stored if key.startswith(prefix))
        return reading_of(self._object(key) for key in keys)

    def _object(self, key: str) -> Record | Tombstone | UnreadableRevision:
        try:
            return read_log_object(key, self.stored[key])
        except UnreadableRevision as error:
            return error


class MemoryContents:
    """Contents and histories by their keys, and how often each was written."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.written: Counter[str] = Counter()

    def write(self, derived: DerivedObject) -> None:
        self.objects[derived.key] = derived.body
        self.written[derived.key] += 1

    def kept(self, article: str) -> frozenset[str]:
        return frozenset(key for key in self.objects if key.startswith(content_prefix(article)))

    def stored(self, key: str) -> bytes | None:
        return self.objects.get(key)

    def content(self, key: str) -> Content:
        return Content.from_json(self.objects[key])

    def history(self, key: str) -> History:
        return History.from_json(self.objects[key])


class MemoryIndex:
    """An index that moves a head, and the cards that it names, only from the head that was read."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {}
        self.cards: dict[tuple[str, datetime | None, str], Card] = {}
        self.faults: dict[str, IndexFault] = {}

    @property
    def lists(self) -> dict[str, dict[str, Card]]:
        """The cards of every list, by their articles."""
        lists: dict[str, dict[str, Card]] = {}
        for (name, _, article), card in self.cards.items():
            lists.setdefault(name, {})[article] = card
        return lists

    def head(self, key: str) -> Head | None:
        return self.heads.get(key)

    def head_and_fault(self, article: str) -> tuple[Head | None, IndexFault | None]:
        return self.heads.get(article_key(article)), self.faults.get(article)

    def move_head(self, head: Head, cards: Mapping[str, Card], stands: Head | None) -> None:
        found = self.heads.get(head.key)
        if found != stands or (found and found.folded > head.folded):
            raise HeadMoved(head.key)
        if stands:
            for name in stands.lists:
                self.cards.pop((name, stands.publish_at, stands.article))
        for name in head.lists:
            self.cards[name, head.publish_at, head.article] = cards[name]
        self.heads[head.key] = head
        self.faults.pop(head.article, None)

    def article_and_header(self, key: str) -> tuple[Head | None, HeaderFacts]:
        return self.heads.get(key), self.header()

    def header(self) -> HeaderFacts:
        return HeaderFacts("https://paper.example")

    def cards_before(
        self, list_name: str, before: "Cursor | datetime", limit: int
    ) -> tuple[Card, ...]:
        place = (before.placed_at, before.article) if isinstance(before, Cursor) else (before, "")
        return tuple(card for card in reversed(self._row(list_name)) if _at(card) < place)[:limit]

    def cards_after(
        self, list_name: str, after: Cursor, until: "datetime", limit: int
    ) -> tuple[Card, ...]:
        place = (after.placed_at, after.article)
        row = [card for card in self._row(list_name) if card.placed_at <= until]
        return tuple(card for card in row if _at(card) > place)[:limit]

    def _row(self, list_name: str) -> list[Card]:
        """The cards of a list, each at the place that its head gives it."""
        cards = self.lists.get(list_name, {}).items()
        return sorted(
            (
                replace(card, placed_at=self.heads[article_key(article)].placed_at(list_name))
                for article, card in cards
            ),
            key=_at,
        )

    def faults_after(self, article: str, limit: int) -> tuple[tuple[str, IndexFault], ...]:
        return tuple(sorted(each for each in self.faults.items() if each[0] > article))[:limit]

    def record_fault(self, article: str, fault: IndexFault) -> None:
        self.faults[article] = fault


def _at(card: Card) -> "tuple[datetime, str]":
    return card.placed_at, card.article


class MemoryRepair:
    """An index as rebuilding puts it right."""

    def __init__(self, index: MemoryIndex) -> None:
        self._index = index

    def standing(self, article: str) -> Standing:
        head = self._index.heads.get(article_key(article))
        if head and head.article != article:
            raise KeyTaken(article)
        return Standing(head, {"head": head, "fault": self._index.faults.get(article)})

    def put_right(self, head: Head, cards: Mapping[str, Card], standing: Standing) -> list[str]:
        found = {name: cards_by.get(head.article) for name, cards_by in self._index.lists.items()}
        wrong = [] if standing.head == head else ["head"]
        wrong += [name for name, card in cards.items() if found.get(name) != card]
        if wrong:
            self._index.move_head(head, cards, standing.head)
        return wrong

    def record_fault(self, article: str, fault: IndexFault, standing: Standing) -> bool:
        if standing.items["fault"] and standing.items["fault"].revision == fault.revision:
            return False
        self._index.record_fault(article, fault)
        return True

    def lift_fault(self, article: str, standing: Standing) -> bool:
        return bool(standing.items["fault"] and self._index.faults.pop(article, None))
