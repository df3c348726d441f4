"""Notices: S3 telling that a record was written, or pictures that theirs was, through a queue."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes.s3_event import S3Event

from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import parse_record_key
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.ports import HeadIndex
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import RevisionName
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.time_shares import TimeIsOver
from broadsheet.observability import logger


@dataclass(frozen=True, slots=True)
class Notice:
    """That a revision of an article stands in the log since a moment.

    Where a picture of it has changed, its revisions have not, and there is no such moment.
    """

    article: str
    revision: RevisionName | None
    written_at: datetime | None

    def age(self, now: datetime) -> float | None:
        """Return the seconds since the revision was written; 0 where clocks disagree."""
        return max(0.0, (now - self.written_at).total_seconds()) if self.written_at else None


def read_notices(body: str) -> Iterator[Notice]:
    """Read the notices in the body of a message of the queue.

    Parameters
    ----------
    body
        An S3 event notification, version 2.x. The test event, which S3 sends when a queue is
        configured, has no records and gives nothing. See
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
        Or ``{"articles": […]}``, the ids of articles of which a picture has changed.

    Raises
    ------
    UnreadableRevision
        If an object stands in the log at a key that no record can have.
    """
    event = S3Event(json.loads(body))
    if "Records" in event:
        for record in event.records:
            # The data class decodes the key of an event's first record only.
            key = unquote_plus(record.s3.get_object.key)
            yield Notice(*parse_record_key(key), parse_moment(record.event_time))
    elif "articles" in event:
        yield from (Notice(article, None, None) for article in event["articles"])


def follow_notice(notice: Notice, indexer: Indexer, index: HeadIndex, now: datetime) -> Head:
    """Index the article of a notice; where that fails, say so at the article and raise it again.

    The revision that is said to be at fault is the one that cannot be read, whichever of the
    article's notices found that out.
    """
    try:
        return indexer.index(notice.article)
    except (Exception, TimeIsOver) as error:
        try:
            fault = IndexFault(_at_fault(error, notice, index), str(error), now)
            index.record_fault(notice.article, fault)
        except Exception:  # noqa: BLE001 - what failed first is what is raised
            logger.exception("the fault could not be recorded", article=notice.article)
        raise


def _at_fault(error: BaseException, notice: Notice, index: HeadIndex) -> str:
    if isinstance(error, UnreadableRevision):
        return str(error.revision)
    if notice.revision:
        return str(notice.revision)
    head = index.head(article_key(notice.article))
    return head.revision if head else ""
