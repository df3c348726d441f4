"""Calls to the bucket that more than one adapter makes, with their errors told once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from botocore.exceptions import ClientError

from broadsheet.adapters.clients import error_code, s3_client, store_errors

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef, ObjectTypeDef


def listed(bucket: str, prefix: str, doing: str) -> Iterator["ObjectTypeDef"]:
    """List what stands under a prefix, in the order of the keys, a page in memory at a time.

    Parameters
    ----------
    bucket, prefix
        Where.
    doing
        As for :func:`store_errors`, here and below.
    """
    pages = s3_client().get_paginator("list_objects_v2")
    with store_errors(doing):
        for page in pages.paginate(Bucket=bucket, Prefix=prefix):
            yield from page.get("Contents", [])


def open_object(bucket: str, key: str) -> "GetObjectOutputTypeDef":
    """Ask for an object; its bytes are still to be read.

    Raises
    ------
    KeyError
        If there is none.
    """
    try:
        return s3_client().get_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error_code(error) == "NoSuchKey":
            raise KeyError(key) from error
        raise


def read_object(bucket: str, key: str, doing: str) -> bytes:
    """Read an object; KeyError if there is none."""
    with store_errors(doing):
        return open_object(bucket, key)["Body"].read()


def write_json(bucket: str, key: str, body: bytes, doing: str) -> None:
    """Write an object of JSON, over what stands there."""
    with store_errors(doing):
        s3_client().put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/json")


def write_first(
    bucket: str, key: str, body: bytes | BinaryIO, content_type: str, doing: str
) -> str | None:
    """Write an object where nothing stands.

    See https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html

    Returns
    -------
    str or None
        Nothing if it was written; otherwise S3's code: ``PreconditionFailed`` where something
        stands, ``ConditionalRequestConflict`` where another write was under way.
    """
    with store_errors(doing):
        try:
            s3_client().put_object(
                Bucket=bucket, Key=key, Body=body, ContentType=content_type, IfNoneMatch="*"
            )
        except ClientError as error:
            code = error_code(error)
            if code in {"PreconditionFailed", "ConditionalRequestConflict"}:
                return code
            raise
    return None
