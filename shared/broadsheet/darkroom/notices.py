"""Notices of pictures: S3 tells that a file or a record was written, ``index`` of a use of one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes.s3_event import S3Event

from broadsheet.domain.keys import UPLOADS_PREFIX, parse_picture_record_key, parse_upload_key
from broadsheet.domain.moments import parse_moment
from broadsheet.observability import logger


@dataclass(frozen=True, slots=True)
class PictureNotice:
    """That something about a picture may have changed.

    Attributes
    ----------
    picture
        Its id.
    is_of_record
        Whether its log has grown, so that the articles that show it are to be derived again. What
        ``index`` tells never leads back to ``index``.
    is_of_first
        Whether it is the first record that was written: the file has a notice of its own, which may
        come at the same time, and one of them is enough to make the picture.
    written_at
        When what S3 tells of was written.
    """

    picture: str
    is_of_record: bool = False
    is_of_first: bool = False
    written_at: datetime | None = None


def read_picture_notices(body: str) -> Iterator[PictureNotice]:
    """Read the notices in the body of a message of the queue.

    Parameters
    ----------
    body
        An S3 event notification, version 2.x, or ``{"pictures": [id, …]}``. The test event, which
        S3 sends when a queue is configured, gives nothing.

    Raises
    ------
    UnreadableRevision
        If an object stands among the records of pictures at a key that none can have.
    """
    message = json.loads(body)
    for picture in message.get("pictures", ()):
        yield PictureNotice(picture)
    for record in S3Event(message).records if "Records" in message else ():
        # The data class decodes the key of an event's first record only.
        key, written_at = unquote_plus(record.s3.get_object.key), parse_moment(record.event_time)
        if not key.startswith(UPLOADS_PREFIX):
            picture_of_record, number = parse_picture_record_key(key)
            yield PictureNotice(
                picture_of_record,
                is_of_record=True,
                is_of_first=number == 1,
                written_at=written_at,
            )
        elif picture := parse_upload_key(key):
            yield PictureNotice(picture, written_at=written_at)
        else:
            logger.warning("an upload that is none; it goes in a day", key=key)
