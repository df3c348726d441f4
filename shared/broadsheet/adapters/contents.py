"""Contents in S3: what pages show of each article, derived from the log."""

import hashlib
from functools import lru_cache

from broadsheet.adapters.clients import s3_client, store_errors
from broadsheet.domain.content import Content

_KEPT_IN_MEMORY = 256
_DIGEST_LENGTH = 12


def content_key(content: Content) -> str:
    """Give the key of a content, which holds its digest."""
    digest = hashlib.sha256(content.to_json()).hexdigest()[:_DIGEST_LENGTH]
    return f"content/{content.article}/{content.revision}.{digest}.json"


class ContentStore:
    """The contents in one bucket.

    A key holds the digest of its content, so that what a key names never changes and can be kept
    in memory between requests.
    """

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self.content = lru_cache(_KEPT_IN_MEMORY)(self._content)

    def store(self, content: Content) -> str:
        """Keep a content and give its key."""
        key, body = content_key(content), content.to_json()
        with store_errors("storing the content"):
            s3_client().put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType="application/json"
            )
        return key

    def _content(self, key: str) -> Content:
        with store_errors("reading the content"):
            stored = s3_client().get_object(Bucket=self._bucket, Key=key)
            return Content.from_json(stored["Body"].read())
