"""Contents for the pages that show them, kept in memory between requests."""

import sys
from collections.abc import Callable
from threading import Lock

from cachetools import LRUCache, cached

from broadsheet.domain.content import Content
from broadsheet.domain.history import History

CONTENT_BYTES = 64 << 20
HISTORY_BYTES = 16 << 20
"""Of memory, that a worker may keep contents and histories in: some five hundredths of render's."""
_REST_OF_A_CONTENT = 4_000
_AN_ENTRY = 2_000
"""Bytes: far above what a history's entry takes, with its headline and its correction."""


class KeptContents:
    """The contents of articles.

    A key holds the digest of its content, so that what a key names never changes and can be kept
    in memory between requests.

    Parameters
    ----------
    read
        Reads the object at a key; KeyError if there is none.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        contents: LRUCache[str, Content] = LRUCache(CONTENT_BYTES, _size_of_content)
        histories: LRUCache[str, History] = LRUCache(HISTORY_BYTES, _size_of_history)
        self.content = cached(contents, key=str, lock=Lock())(self._content)
        self.history = cached(histories, key=str, lock=Lock())(self._history)

    def _content(self, key: str) -> Content:
        return Content.from_json(self._read(key))

    def _history(self, key: str) -> History:
        return History.from_json(self._read(key))


def _size_of_content(content: Content) -> int:
    # By what Python keeps: one emoji makes every character of a text four bytes.
    return sys.getsizeof(content.body_html) + _REST_OF_A_CONTENT


def _size_of_history(history: History) -> int:
    return _AN_ENTRY * (1 + len(history.entries))
