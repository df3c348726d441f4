"""What erasure does in S3: every version of an object, tombstones, and who refers to a message."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from broadsheet.adapters.clients import s3_client, store_errors
from broadsheet.adapters.s3.bucket_calls import read_object, write_first, write_json
from broadsheet.domain.keys import LOG_PREFIX
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.stored import StoredVersion
from broadsheet.domain.tombstones import Tombstone, write_tombstone

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import (
        DeleteMarkerEntryTypeDef,
        ObjectIdentifierTypeDef,
        ObjectVersionTypeDef,
    )

_A_DELETION = 1000  # https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
_PARALLEL_READS = 16


class VersionedObjects:
    """Every version of every object in one bucket."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def versions(self, prefix: str) -> tuple[StoredVersion, ...]:
        """List every version and delete marker below a prefix."""
        pages = s3_client().get_paginator("list_object_versions")
        found: list[StoredVersion] = []
        with store_errors("listing the versions"):
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                found += [_version(item, item["Size"]) for item in page.get("Versions", [])]
                found += [_version(item, None) for item in page.get("DeleteMarkers", [])]
        return tuple(found)

    def read_version(self, version: StoredVersion) -> bytes:
        """Read one version of an object."""
        with store_errors("reading a version"):
            stored = s3_client().get_object(
                Bucket=self._bucket, Key=version.key, VersionId=version.version
            )
            return stored["Body"].read()

    def claim(self, tombstone: Tombstone) -> bool:
        """Write a tombstone where nothing stands; False if something does."""
        body, doing = write_tombstone(tombstone), "writing a tombstone"
        return write_first(self._bucket, tombstone.key, body, "application/json", doing) is None

    def bury(self, tombstone: Tombstone) -> None:
        """Write a tombstone over what stands."""
        body = write_tombstone(tombstone)
        write_json(self._bucket, tombstone.key, body, "writing a tombstone")

    def delete(self, versions: Sequence[StoredVersion]) -> None:
        """Delete versions for good: what was deleted so has no version and no marker.

        Raises
        ------
        StoreUnavailable
            If S3 kept any of them.
        """
        for start in range(0, len(versions), _A_DELETION):
            objects: list[ObjectIdentifierTypeDef] = [
                {"Key": version.key, "VersionId": version.version}
                for version in versions[start : start + _A_DELETION]
            ]
            with store_errors("deleting the versions"):
                answer = s3_client().delete_objects(
                    Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True}
                )
            if errors := answer.get("Errors"):
                kept = ", ".join(f"{error.get('Key')} ({error.get('Code')})" for error in errors)
                raise StoreUnavailable(f"S3 kept {kept}")

    def log_objects(self) -> Iterator[tuple[str, bytes]]:
        """Read what stands at every key of the log, of all articles: key and bytes.

        One page of the listing is in memory at a time, whatever the size of the log.
        """
        pages = s3_client().get_paginator("list_objects_v2")
        with ThreadPoolExecutor(_PARALLEL_READS) as readers:
            for page in pages.paginate(Bucket=self._bucket, Prefix=LOG_PREFIX):
                keys = [item["Key"] for item in page.get("Contents", [])]
                yield from zip(keys, readers.map(self._newest, keys), strict=True)

    def _newest(self, key: str) -> bytes:
        try:
            return read_object(self._bucket, key, "reading the log")
        except KeyError:  # deleted since the listing
            return b""


def _version(
    item: "ObjectVersionTypeDef | DeleteMarkerEntryTypeDef", size: int | None
) -> StoredVersion:
    return StoredVersion(
        key=item["Key"],
        version=item["VersionId"],
        is_newest=item["IsLatest"],
        is_marker=size is None,
        size=size or 0,
    )
