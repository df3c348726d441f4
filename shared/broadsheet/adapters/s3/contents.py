"""Contents in S3: what pages show of each article, derived from the log."""

from functools import lru_cache

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.content import Content, DerivedObject
from broadsheet.domain.history import History
from broadsheet.domain.keys import content_prefix

_KEPT_IN_MEMORY = 256


class S3Contents:
    """The contents in one bucket.

    A key holds the digest of its content, so that what a key names never changes and can be kept
    in memory between requests.
    """

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self.content = lru_cache(_KEPT_IN_MEMORY)(self._content)
        self.history = lru_cache(_KEPT_IN_MEMORY)(self._history)

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
