"""The bucket as readers' pages read it: GetObject, without boto3.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
"""

import hashlib
import zlib
from base64 import b64decode
from urllib.parse import quote

from broadsheet.adapters.endpoints import given_endpoint, regional_host
from broadsheet.adapters.reading.calls import AwsService, CallRefused
from broadsheet.adapters.reading.signatures import Fields

_NOTHING = hashlib.sha256().hexdigest()
_CHECKSUM = "x-amz-checksum-crc32"
"""What boto3 sends with all that it writes: https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html"""


class ReadersBucket:
    """One bucket.

    Parameters
    ----------
    name
        Its name. On AWS it is a part of the host, and has no dot: no certificate is good for one.
    """

    def __init__(self, name: str) -> None:
        given = given_endpoint("s3")
        self._folder = "/" + name if given else ""
        self._service = AwsService("s3", given or f"https://{name}.{regional_host('s3')}")

    def read(self, key: str) -> bytes:
        """Read an object.

        Raises
        ------
        KeyError
            If there is none.
        UnreadableRevision
            If it is larger than anything that the paper writes.
        """
        fields = {
            "host": self._service.host,
            "x-amz-checksum-mode": "ENABLED",
            "x-amz-content-sha256": _NOTHING,
        }
        try:
            return self._service.ask(
                key, ("GET", quote(f"{self._folder}/{key}"), fields, b""), _whole
            )()
        except CallRefused as refusal:
            if refusal.args[-1] == "NoSuchKey":
                raise KeyError(key) from refusal
            raise


def _whole(fields: Fields, body: bytes) -> bytes:
    """Return the body if it is S3's and has its checksum; that of several parts has a hyphen."""
    if "etag" not in fields:
        raise ValueError("this is not from S3")
    told = fields.get(_CHECKSUM, "-")
    if "-" not in told and b64decode(told) != zlib.crc32(body).to_bytes(4, "big"):
        raise ValueError("the checksum of the object differs")
    return body
