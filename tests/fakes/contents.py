"""Contents in memory, and how often each was written."""

from collections import Counter

from broadsheet.domain.content import Content, DerivedObject
from broadsheet.domain.history import History
from broadsheet.domain.keys import content_prefix


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
