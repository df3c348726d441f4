"""An index in memory, as rebuilding puts it right."""

from collections.abc import Mapping

from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import Card
from broadsheet.domain.problems import KeyTaken
from broadsheet.domain.standing import Standing
from tests.fakes.index import MemoryIndex


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
