"""The whole bucket as its keepers see it: listings, bytes, manifests and reports."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from botocore.exceptions import ClientError

from broadsheet.adapters.clients import error_code, s3_client, store_errors
from broadsheet.domain.manifest import Sink, StoredObject
from broadsheet.domain.revision import log_prefix

_CHUNK = 1 << 20


class Archive:
    """What stands in one bucket."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def objects(self, prefix: str) -> Iterator[StoredObject]:
        """List what stands under a prefix, in the order of the keys, a page in memory at a time."""
        pages = s3_client().get_paginator("list_objects_v2")
        with store_errors("listing the bucket"):
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                for listed in page.get("Contents", []):
                    yield StoredObject(listed["Key"], listed["ETag"].strip('"'))

    def has_log(self, article: str) -> bool:
        """Tell whether anything of an article stands in the log."""
        with store_errors("listing the bucket"):
            listed = s3_client().list_objects_v2(
                Bucket=self._bucket, Prefix=log_prefix(article), MaxKeys=1
            )
        return listed["KeyCount"] > 0

    def read(self, key: str) -> bytes:
        """Read an object.

        Raises
        ------
        KeyError
            If there is none.
        """
        with store_errors("reading the bucket"):
            try:
                return s3_client().get_object(Bucket=self._bucket, Key=key)["Body"].read()
            except ClientError as error:
                if error_code(error) == "NoSuchKey":
                    raise KeyError(key) from error
                raise

    def copy_to(self, key: str, sink: Sink) -> str:
        """Copy an object somewhere, a piece in memory at a time, and give its SHA-256.

        Raises
        ------
        KeyError
            If there is none.
        """
        digest = hashlib.sha256()
        with store_errors("reading a manifest"):
            try:
                stored = s3_client().get_object(Bucket=self._bucket, Key=key)
            except ClientError as error:
                if error_code(error) == "NoSuchKey":
                    raise KeyError(key) from error
                raise
            for chunk in stored["Body"].iter_chunks(_CHUNK):
                digest.update(chunk)
                sink.write(chunk)
        return digest.hexdigest()

    def write(self, key: str, body: bytes) -> None:
        """Write an object, over what stands there."""
        with store_errors("writing a report"):
            s3_client().put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType="application/json"
            )

    def write_once(self, key: str, file: BinaryIO) -> bool:
        """Write an object where none stands; False if one does."""
        with store_errors("writing a manifest"):
            try:
                s3_client().put_object(
                    Bucket=self._bucket,
                    Key=key,
                    Body=file,
                    ContentType="application/jsonl",
                    IfNoneMatch="*",
                )
            except ClientError as error:
                if error_code(error) in {"PreconditionFailed", "ConditionalRequestConflict"}:
                    return False
                raise
        return True
