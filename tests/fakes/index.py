"""An index in memory, which moves a head only from the one that was read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from broadsheet.domain.desk_facts import DeskFacts
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.problems import HeadMoved

if TYPE_CHECKING:
    from datetime import datetime


class MemoryIndex:
    """An index that moves a head, and the cards that it names, only from the head that was read."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {}
        self.cards: dict[tuple[str, datetime | None, str], Card] = {}
        self.faults: dict[str, IndexFault] = {}
        self.facts = HeaderFacts("https://paper.example")
        self.desk: DeskFacts | None = None

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

    def heads_of(self, keys: Sequence[str]) -> Mapping[str, Head]:
        return {key: self.heads[key] for key in keys if key in self.heads}

    def desk_facts(self) -> DeskFacts | None:
        return self.desk

    def header(self) -> HeaderFacts:
        return self.facts

    def ask_header(self) -> Callable[[], HeaderFacts]:
        return self.header

    def ask_cards_before(
        self, list_name: str, before: "Cursor | datetime", limit: int
    ) -> Callable[[], tuple[Card, ...]]:
        return partial(self.cards_before, list_name, before, limit)

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
