"""The files of pictures in S3, which go between the desk and the bucket past every function."""

from datetime import datetime, timedelta

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.keys import original_key, upload_key
from broadsheet.domain.picture import Announcement, picture_id
from broadsheet.domain.picture_list import UploadForm

_FORM_LASTS = timedelta(minutes=10)
_LINK_LASTS = 60  # seconds


class S3PictureFiles:
    """The files of all pictures in one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def upload_form(self, announcement: Announcement, announced: int, now: datetime) -> UploadForm:
        """Make the form that takes in the file that a record has announced, for ten minutes.

        S3 holds it to its key, its size and its type, and not to its digest: ``picture`` does.
        """
        url, fields = self._bucket.upload_form(
            upload_key(picture_id(announcement.digest), announced),
            announcement.content_type,
            announcement.size,
            int(_FORM_LASTS.total_seconds()),
        )
        return UploadForm(url, fields, now + _FORM_LASTS)

    def original_url(self, picture: str, content_type: str) -> str:
        """Make a signed address of a picture's exact bytes; it works for a minute, for anybody."""
        return self._bucket.url(original_key(picture), content_type, _LINK_LASTS)
