"""Contents in S3: what pages show of each article, derived from the log."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from broadsheet.adapters.clients import s3_client, store_errors
from broadsheet.adapters.s3.bucket_calls import listed, write_json
from broadsheet.domain.content import Content
from broadsheet.domain.history import History
from broadsheet.domain.keys import content_key, content_prefix

_KEPT_IN_MEMORY = 256
_PARALLEL_WRITES = 8


def key_of(content: Content | History) -> str:
    """Return the key of a content or of a history, which holds the digest of its bytes."""
    name = content.revision if isinstance(content, Content) else "history"
    return content_key(content.article, name, content.to_json())


class ContentStore:
    """The contents in one bucket.

    A key holds the digest of its content, so that what a key names never changes and can be kept
    in memory between requests.
    """

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self.content = lru_cache(_KEPT_IN_MEMORY)(self._content)
        self.history = lru_cache(_KEPT_IN_MEMORY)(self._history)

    def store(self, content: Content) -> str:
        """Keep a content and give its key."""
        return self._store(key_of(content), content.to_json())

    def kept(self, article: str) -> frozenset[str]:
        """Give the keys of an article's contents, which need not be written again."""
        standing = listed(self._bucket, content_prefix(article), "listing the content")
        return frozenset(each["Key"] for each in standing)

    def store_all(self, contents: Sequence[Content], kept: frozenset[str]) -> list[str]:
        """Keep contents, but for those at keys that are kept already, and give the keys of all."""
        keys = [key_of(content) for content in contents]
        missing = {
            key: content.to_json()
            for key, content in zip(keys, contents, strict=True)
            if key not in kept
        }
        with ThreadPoolExecutor(_PARALLEL_WRITES) as writers:
            list(writers.map(self._store, missing, missing.values()))
        return keys

    def store_history(self, history: History) -> str:
        """Keep the list of an article's public revisions and give its key."""
        return self._store(key_of(history), history.to_json())

    def _store(self, key: str, body: bytes) -> str:
        write_json(self._bucket, key, body, "storing the content")
        return key

    def _content(self, key: str) -> Content:
        return Content.from_json(self._read(key))

    def _history(self, key: str) -> History:
        return History.from_json(self._read(key))

    def _read(self, key: str) -> bytes:
        with store_errors("reading the content"):
            stored = s3_client().get_object(Bucket=self._bucket, Key=key)
            return stored["Body"].read()
