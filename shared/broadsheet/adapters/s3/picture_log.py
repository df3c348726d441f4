"""The logs of pictures in S3; nothing here overwrites or deletes."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.keys import picture_log_prefix
from broadsheet.domain.picture import PictureState
from broadsheet.domain.picture_record import PictureRecord, fold_picture

_PARALLEL_READS = 8


class S3PictureLog:
    """The logs of all pictures in one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def append(self, record: PictureRecord) -> bool:
        """Write a record where none stands.

        Returns
        -------
        bool
            False if the number was taken: something else happened first.
        """
        return self._bucket.write_once(record.key, record.to_json(), "application/json")

    def read(self, picture: str) -> PictureState | None:
        """Read what the records of a picture come to; nothing where there are none.

        Raises
        ------
        UnreadableRevision
            If one of them cannot be read: it may have taken the picture down.
        """
        keys = [each.key for each in self._bucket.objects(picture_log_prefix(picture))]
        return fold_picture(PictureRecord.from_json(key, self._bucket.read(key)) for key in keys)

    def read_all(self, pictures: Collection[str]) -> dict[str, PictureState]:
        """Read several pictures at once, those that there are."""
        with ThreadPoolExecutor(min(_PARALLEL_READS, max(1, len(pictures)))) as readers:
            states = dict(zip(pictures, readers.map(self.read, pictures), strict=True))
        return {picture: state for picture, state in states.items() if state}
