"""The renditions of pictures in S3, which readers get through the distribution alone."""

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.keys import rendition_key, renditions_prefix

_FOR_A_YEAR = "public, max-age=31536000"
"""At the edge; to readers CloudFront says something else."""


class S3Renditions:
    """The renditions of all pictures in one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def names(self, token: str) -> frozenset[str]:
        """List the names of the renditions that stand of a picture."""
        prefix = renditions_prefix(token)
        return frozenset(each.key.removeprefix(prefix) for each in self._bucket.objects(prefix))

    def write(self, token: str, name: str, body: bytes, content_type: str) -> None:
        """Write a rendition, over what stands there."""
        self._bucket.write_for_readers(rendition_key(token, name), body, content_type, _FOR_A_YEAR)

    def delete(self, token: str) -> bool:
        """Delete all renditions of a picture; False if there were none."""
        keys = [each.key for each in self._bucket.objects(renditions_prefix(token))]
        self._bucket.remove(keys)
        return bool(keys)
