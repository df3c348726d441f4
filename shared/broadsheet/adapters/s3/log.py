"""The log in S3: the exact bytes of every message and the record of every revision.

Nothing here overwrites or deletes: every write is conditional on the key being free
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
"""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from broadsheet.adapters.clients import s3_client, store_errors
from broadsheet.adapters.s3.bucket_calls import listed, read_object, write_first
from broadsheet.domain.keys import log_prefix, message_digest, message_key, parse_record_key
from broadsheet.domain.problems import StoreUnavailable, UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading, Tombstone, read_log_object, reading_of

_PARALLEL_READS = 8
_CONFLICT_ATTEMPTS = 5
_LINK_LASTS = 60  # seconds


class Log:
    """The log of all articles in one bucket."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def store_message(self, message: bytes, content_type: str) -> None:
        """Keep the bytes of a submission; the same bytes are kept once."""
        self._write_once(message_key(message_digest(message)), message, content_type)

    def append(self, record: Record) -> bool:
        """Write a record where none stands.

        Returns
        -------
        bool
            False if the key was taken: somebody else wrote this revision first.
        """
        return self._write_once(record.key, record.to_json(), "application/json")

    def message(self, digest: str) -> bytes:
        """Read the bytes of a message.

        Raises
        ------
        KeyError
            If no message has this digest.
        """
        return self._read(message_key(digest))

    def read_messages(self, digests: Collection[str]) -> dict[str, bytes]:
        """Read several messages at once, those that there are."""
        with ThreadPoolExecutor(min(_PARALLEL_READS, max(1, len(digests)))) as readers:
            read = dict(zip(digests, readers.map(self._message, digests), strict=True))
        return {digest: message for digest, message in read.items() if message is not None}

    def _message(self, digest: str) -> bytes | None:
        with suppress(KeyError):
            return self.message(digest)
        return None

    def message_url(self, digest: str, content_type: str | None) -> str:
        """Sign an address where the bytes of a message can be had for a minute.

        It works for whoever has it; it is worth what the caller's own right to read is worth.
        """
        with store_errors("signing an address"):
            return s3_client().generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self._bucket,
                    "Key": message_key(digest),
                    "ResponseContentType": content_type or "application/octet-stream",
                },
                ExpiresIn=_LINK_LASTS,
            )

    def read(self, article_id: str) -> LogReading:
        """Read every revision of an article; none if there is no such article."""
        keys = self._keys(log_prefix(article_id))
        with ThreadPoolExecutor(min(_PARALLEL_READS, max(1, len(keys)))) as readers:
            return reading_of(readers.map(self._object, keys))

    def _object(self, key: str) -> Record | Tombstone | UnreadableRevision:
        try:
            _, name = parse_record_key(key)
            return read_log_object(key, self._read(key))
        except UnreadableRevision as error:
            return error
        except KeyError:
            return UnreadableRevision(str(name), "it was listed and is not there")

    def _keys(self, prefix: str) -> list[str]:
        return [each["Key"] for each in listed(self._bucket, prefix, "listing the revisions")]

    def _read(self, key: str) -> bytes:
        return read_object(self._bucket, key, "reading the log")

    def _write_once(self, key: str, body: bytes, content_type: str) -> bool:
        """Write where nothing stands; False if something does."""
        for _ in range(_CONFLICT_ATTEMPTS):
            refused = write_first(self._bucket, key, body, content_type, "writing to the log")
            # Two conditional writes at once: S3 asks the loser to look again.
            if refused != "ConditionalRequestConflict":
                return refused is None
        raise StoreUnavailable("too many writers at this revision; try again")
