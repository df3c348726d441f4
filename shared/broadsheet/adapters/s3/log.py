"""The log in S3: the exact bytes of every message and the record of every revision.

Nothing here overwrites or deletes: every write is conditional on the key being free.
"""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.keys import (
    LOG_PREFIX,
    log_prefix,
    message_digest,
    message_key,
    parse_record_key,
)
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading, Tombstone, read_log_object, reading_of

_PARALLEL_READS = 8
_LINK_LASTS = 60  # seconds


class S3Log:
    """The log of all articles in one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def store_message(self, message: bytes, content_type: str) -> None:
        """Keep the bytes of a submission; the same bytes are kept once."""
        self._bucket.write_once(message_key(message_digest(message)), message, content_type)

    def append(self, record: Record) -> bool:
        """Write a record where none stands.

        Returns
        -------
        bool
            False if the key was taken: somebody else wrote this revision first.
        """
        return self._bucket.write_once(record.key, record.to_json(), "application/json")

    def message(self, digest: str) -> bytes:
        """Read the bytes of a message.

        Raises
        ------
        KeyError
            If no message has this digest.
        """
        return self._bucket.read(message_key(digest))

    def read_messages(self, digests: Collection[str]) -> dict[str, bytes]:
        """Read several messages at once, those that there are."""
        with ThreadPoolExecutor(min(_PARALLEL_READS, max(1, len(digests)))) as readers:
            read = dict(zip(digests, readers.map(self._message, digests), strict=True))
        return {digest: message for digest, message in read.items() if message is not None}

    def message_url(self, digest: str, content_type: str | None) -> str:
        """Make a signed address of the bytes of a message; it works for a minute.

        It works for whoever has it; it is worth what the caller's own right to read is worth.
        """
        kind = content_type or "application/octet-stream"
        return self._bucket.url(message_key(digest), kind, _LINK_LASTS)

    def read(self, article: str) -> LogReading:
        """Read every revision of an article; none if there is no such article."""
        keys = [each.key for each in self._bucket.objects(log_prefix(article))]
        with ThreadPoolExecutor(min(_PARALLEL_READS, max(1, len(keys)))) as readers:
            return reading_of(readers.map(self._object, keys))

    def articles(self, prefix: str) -> frozenset[str]:
        """List the articles whose ids begin so, those with a stray object too."""
        keys = (each.key for each in self._bucket.objects(f"{LOG_PREFIX}{prefix}"))
        return frozenset(key.split("/")[1] for key in keys)

    def _object(self, key: str) -> Record | Tombstone | UnreadableRevision:
        try:
            _, name = parse_record_key(key)
            return read_log_object(key, self._bucket.read(key))
        except UnreadableRevision as error:
            return error
        except KeyError:
            return UnreadableRevision(str(name), "it was listed and is not there")

    def _message(self, digest: str) -> bytes | None:
        with suppress(KeyError):
            return self.message(digest)
        return None
