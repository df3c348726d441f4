"""Contents in S3 as indexing writes them: what pages show of each article, derived from the log."""

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.content import DerivedObject
from broadsheet.domain.history import History
from broadsheet.domain.keys import content_prefix


class S3Contents:
    """The contents in one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def write(self, derived: DerivedObject) -> None:
        """Write what was derived, at its key."""
        self._bucket.write(derived.key, derived.body)

    def kept(self, article: str) -> frozenset[str]:
        """List the keys at which anything stands that was derived from an article."""
        return frozenset(each.key for each in self._bucket.objects(content_prefix(article)))

    def stored(self, key: str) -> bytes | None:
        """Read what stands at a key, if anything does."""
        try:
            return self._bucket.read(key)
        except KeyError:
            return None

    def history(self, key: str) -> History:
        """Read the history at this key; KeyError if there is none."""
        return History.from_json(self._bucket.read(key))
