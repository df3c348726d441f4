"""Contents in S3: what pages show of each article, derived from the log."""

import sys
from threading import Lock

from cachetools import LRUCache, cached

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.content import Content, DerivedObject
from broadsheet.domain.history import History
from broadsheet.domain.keys import content_prefix

CONTENT_BYTES = 64 << 20
HISTORY_BYTES = 16 << 20
"""Of memory, that a worker may keep contents and histories in: some five hundredths of render's."""
_REST_OF_A_CONTENT = 4_000
_AN_ENTRY = 2_000
"""Bytes: far above what a history's entry takes, with its headline and its correction."""


class S3Contents:
    """The contents in one bucket.

    A key holds the digest of its content, so that what a key names never changes and can be kept
    in memory between requests.
    """

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        contents: LRUCache[str, Content] = LRUCache(CONTENT_BYTES, _size_of_content)
        histories: LRUCache[str, History] = LRUCache(HISTORY_BYTES, _size_of_history)
        self.content = cached(contents, key=str, lock=Lock())(self._content)
        self.history = cached(histories, key=str, lock=Lock())(self._history)

    def write(self, derived: DerivedObject) -> None:
        """Write what was derived, at its key."""
        self._bucket.write(derived.key, derived.body)

    def kept(self, article: str) -> frozenset[str]:
        """List the keys at which anything stands that was derived from an article."""
        return frozenset(each.key for each in self._bucket.objects(content_prefix(article)))

    def stored(self, key: str) -> bytes | None:
        """Read what stands at a key, if anything does."""
        try:
            return self._bucket.read(key)
        except KeyError:
            return None

    def _content(self, key: str) -> Content:
        return Content.from_json(self._bucket.read(key))

    def _history(self, key: str) -> History:
        return History.from_json(self._bucket.read(key))


def _size_of_content(content: Content) -> int:
    # By what Python keeps: one emoji makes every character of a text four bytes.
    return sys.getsizeof(content.body_html) + _REST_OF_A_CONTENT


def _size_of_history(history: History) -> int:
    return _AN_ENTRY * (1 + len(history.entries))
