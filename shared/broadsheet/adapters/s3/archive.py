"""The whole bucket as its keepers see it: listings, bytes, manifests and reports."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from broadsheet.adapters.clients import s3_client, store_errors
from broadsheet.adapters.s3.bucket_calls import (
    listed,
    open_object,
    read_object,
    write_first,
    write_json,
)
from broadsheet.domain.keys import log_prefix
from broadsheet.domain.ports import Sink
from broadsheet.domain.stored import StoredObject

_CHUNK = 1 << 20


class Archive:
    """What stands in one bucket."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def objects(self, prefix: str) -> Iterator[StoredObject]:
        """List what stands under a prefix, in the order of the keys, a page in memory at a time."""
        for each in listed(self._bucket, prefix, "listing the bucket"):
            yield StoredObject(each["Key"], each["ETag"].strip('"'))

    def has_log(self, article: str) -> bool:
        """Tell whether anything of an article stands in the log."""
        with store_errors("listing the bucket"):
            found = s3_client().list_objects_v2(
                Bucket=self._bucket, Prefix=log_prefix(article), MaxKeys=1
            )
        return found["KeyCount"] > 0

    def read(self, key: str) -> bytes:
        """Read an object.

        Raises
        ------
        KeyError
            If there is none.
        """
        return read_object(self._bucket, key, "reading the bucket")

    def copy_to(self, key: str, sink: Sink) -> str:
        """Copy an object somewhere, a piece in memory at a time, and give its SHA-256.

        Raises
        ------
        KeyError
            If there is none.
        """
        digest = hashlib.sha256()
        with store_errors("reading a manifest"):
            stored = open_object(self._bucket, key)
            for chunk in stored["Body"].iter_chunks(_CHUNK):
                digest.update(chunk)
                sink.write(chunk)
        return digest.hexdigest()

    def write(self, key: str, body: bytes) -> None:
        """Write an object, over what stands there."""
        write_json(self._bucket, key, body, "writing a report")

    def write_once(self, key: str, file: BinaryIO) -> bool:
        """Write an object where none stands; False if one does."""
        doing = "writing a manifest"
        return write_first(self._bucket, key, file, "application/jsonl", doing) is None
