"""The bucket: every call to S3, with its errors translated in one place."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, Any, BinaryIO

from botocore.exceptions import ClientError

from broadsheet.adapters.clients import error_code, store_errors
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.stored import StoredObject, StoredVersion, check_object_size

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import (
        DeleteMarkerEntryTypeDef,
        GetObjectOutputTypeDef,
        ObjectIdentifierTypeDef,
        ObjectVersionTypeDef,
    )

    from broadsheet.domain.ports import Sink

_CHUNK = 1 << 20
_CONFLICT_ATTEMPTS = 5
_A_DELETION = 1000  # https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html


class Bucket:
    """One bucket.

    Parameters
    ----------
    name
        Its name.
    client
        Returns the client to call it by, which is made when it is first needed.
    """

    def __init__(self, name: str, client: Callable[[], "S3Client"]) -> None:
        self._name = name
        self._client = client

    def objects(self, prefix: str) -> Iterator[StoredObject]:
        """List what stands under a prefix, in the order of the keys, a page in memory at a time."""
        with store_errors(f"listing {prefix}"):
            pages = self._client().get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._name, Prefix=prefix):
                for each in page.get("Contents", []):
                    yield StoredObject(each["Key"], each["ETag"].strip('"'))

    def objects_with_versions(self, prefix: str) -> Iterator[StoredObject]:
        """List every key that anything ever stood at, with how many versions there are of it."""
        for key, versions in groupby(self._versions(prefix), key=lambda each: str(each["Key"])):
            newest, *older = versions
            yield StoredObject(
                key=key,
                # A delete marker has no tag, and what it stands at is gone for readers.
                etag=newest.get("ETag", "").strip('"'),
                versions=1 + len(older),
                is_deleted="ETag" not in newest,
            )

    def has_any(self, prefix: str) -> bool:
        """Whether anything stands under a prefix."""
        with store_errors(f"listing {prefix}"):
            found = self._client().list_objects_v2(Bucket=self._name, Prefix=prefix, MaxKeys=1)
        return found["KeyCount"] > 0

    def read(self, key: str) -> bytes:
        """Read an object.

        Raises
        ------
        KeyError
            If there is none.
        UnreadableRevision
            If it is larger than anything that the paper writes, and might not fit into memory.
        """
        with store_errors(f"reading {key}"):
            stored = self._opened(key)
            with closing(stored["Body"]) as body:
                check_object_size(key, stored["ContentLength"])
                return body.read()

    def copy_to(self, key: str, sink: "Sink") -> str:
        """Copy an object somewhere, a piece in memory at a time, and return its SHA-256.

        Raises
        ------
        KeyError
            If there is none.
        """
        digest = hashlib.sha256()
        with store_errors(f"reading {key}"):
            for chunk in self._opened(key)["Body"].iter_chunks(_CHUNK):
                digest.update(chunk)
                sink.write(chunk)
        return digest.hexdigest()

    def write(self, key: str, body: bytes) -> None:
        """Write an object of JSON, over what stands there."""
        with store_errors(f"writing {key}"):
            self._client().put_object(
                Bucket=self._name, Key=key, Body=body, ContentType="application/json"
            )

    def write_for_readers(
        self, key: str, body: bytes, content_type: str, cache_control: str
    ) -> None:
        """Write an object that readers get as it is, over what stands there."""
        with store_errors(f"writing {key}"):
            self._client().put_object(
                Bucket=self._name,
                Key=key,
                Body=body,
                ContentType=content_type,
                CacheControl=cache_control,
            )

    def write_once(self, key: str, body: bytes | BinaryIO, content_type: str) -> bool:
        """Write an object where none stands; False if one does.

        See https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html

        Raises
        ------
        StoreUnavailable
            If too many others write there at once.
        """
        for _ in range(_CONFLICT_ATTEMPTS):
            refused = self._write_first(key, body, content_type)
            # Two conditional writes at once: S3 asks the loser to look again.
            if refused != "ConditionalRequestConflict":
                return refused is None
        raise StoreUnavailable(f"too many writers at {key}; try again")

    def url(self, key: str, content_type: str, seconds: int) -> str:
        """Make a signed address of an object; it works for some seconds, for anybody."""
        with store_errors("signing an address"):
            return self._client().generate_presigned_url(
                "get_object",
                Params={"Bucket": self._name, "Key": key, "ResponseContentType": content_type},
                ExpiresIn=seconds,
            )

    def upload_form(
        self, key: str, content_type: str, size: int, seconds: int
    ) -> tuple[str, dict[str, str]]:
        """Make a signed form that writes one object, of this type and of so many bytes.

        See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html

        Returns
        -------
        tuple
            Where it is sent, and its fields; it works for some seconds, for anybody.
        """
        exactly = [{"Content-Type": content_type}, ["content-length-range", size, size]]
        with store_errors("signing a form"):
            form = self._client().generate_presigned_post(
                Bucket=self._name,
                Key=key,
                Fields={"Content-Type": content_type},
                Conditions=exactly,
                ExpiresIn=seconds,
            )
        return form["url"], form["fields"]

    def versions(self, prefix: str) -> tuple[StoredVersion, ...]:
        """List every version and delete marker below a prefix."""
        found: list[StoredVersion] = []
        with store_errors(f"listing the versions of {prefix}"):
            pages = self._client().get_paginator("list_object_versions")
            for page in pages.paginate(Bucket=self._name, Prefix=prefix):
                found += [_version(item, item["Size"]) for item in page.get("Versions", [])]
                found += [_version(item, None) for item in page.get("DeleteMarkers", [])]
        return tuple(found)

    def read_version(self, version: StoredVersion) -> bytes:
        """Read one version of an object."""
        with store_errors(f"reading a version of {version.key}"):
            stored = self._client().get_object(
                Bucket=self._name, Key=version.key, VersionId=version.version
            )
            return stored["Body"].read()

    def remove(self, keys: Sequence[str]) -> None:
        """Delete objects: each has a marker then, under which its versions still stand.

        Raises
        ------
        StoreUnavailable
            If S3 kept any of them.
        """
        self._delete([{"Key": key} for key in keys])

    def delete(self, versions: Sequence[StoredVersion]) -> None:
        """Delete versions for good: what was deleted so has no version and no marker.

        Raises
        ------
        StoreUnavailable
            If S3 kept any of them.
        """
        self._delete([{"Key": each.key, "VersionId": each.version} for each in versions])

    def _delete(self, identified: "Sequence[ObjectIdentifierTypeDef]") -> None:
        for start in range(0, len(identified), _A_DELETION):
            objects = identified[start : start + _A_DELETION]
            with store_errors("deleting objects"):
                answer = self._client().delete_objects(
                    Bucket=self._name, Delete={"Objects": objects, "Quiet": True}
                )
            if errors := answer.get("Errors"):
                kept = ", ".join(f"{error.get('Key')} ({error.get('Code')})" for error in errors)
                raise StoreUnavailable(f"S3 kept {kept}")

    def _versions(self, prefix: str) -> Iterator[dict[str, Any]]:
        """Read every version and delete marker, by their keys, the newest of a key first."""
        with store_errors(f"listing the versions of {prefix}"):
            pages = self._client().get_paginator("list_object_versions")
            for page in pages.paginate(Bucket=self._name, Prefix=prefix):
                found: list[Any] = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                yield from sorted(found, key=lambda each: (each["Key"], not each["IsLatest"]))

    def _opened(self, key: str) -> "GetObjectOutputTypeDef":
        try:
            return self._client().get_object(Bucket=self._name, Key=key)
        except ClientError as error:
            if error_code(error) == "NoSuchKey":
                raise KeyError(key) from error
            raise

    def _write_first(self, key: str, body: bytes | BinaryIO, content_type: str) -> str | None:
        """Write where nothing stands; S3's code if it refuses, which says why."""
        if not isinstance(body, bytes):
            body.seek(0)
        with store_errors(f"writing {key}"):
            try:
                self._client().put_object(
                    Bucket=self._name,
                    Key=key,
                    Body=body,
                    ContentType=content_type,
                    IfNoneMatch="*",
                )
            except ClientError as error:
                code = error_code(error)
                if code in {"PreconditionFailed", "ConditionalRequestConflict"}:
                    return code
                raise
        return None


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
