"""Notices: S3 telling that a record was written, through a queue."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.keys import parse_record_key
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.ports import HeadIndex
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import RevisionName
from broadsheet.indexing.indexer import Indexer


@dataclass(frozen=True, slots=True)
class Notice:
    """That a revision of an article stands in the log since a moment."""

    article: str
    revision: RevisionName
    written_at: datetime

    def age(self, now: datetime) -> float:
        """Return the seconds since the revision was written; none where clocks disagree."""
        return max(0.0, (now - self.written_at).total_seconds())


def read_notices(body: str) -> Iterator[Notice]:
    """Read the notices in the body of a message of the queue.

    Parameters
    ----------
    body
        An S3 event notification, version 2.x. The test event, which S3 sends when a queue is
        configured, has no records and gives nothing. See
        https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html

    Raises
    ------
    UnreadableRevision
        If an object stands in the log at a key that no record can have.
    """
    event: dict[str, Any] = json.loads(body)
    for record in event.get("Records", []):
        article, revision = parse_record_key(unquote_plus(record["s3"]["object"]["key"]))
        yield Notice(article, revision, parse_moment(record["eventTime"]))


def follow_notice(notice: Notice, indexer: Indexer, index: HeadIndex, now: datetime) -> Head:
    """Index the article of a notice; where that fails, say so at the article and raise it again.

    The revision that is said to be at fault is the one that cannot be read, whichever of the
    article's notices found that out.
    """
    try:
        return indexer.index(notice.article)
    except Exception as error:
        at_fault = error.revision if isinstance(error, UnreadableRevision) else notice.revision
        index.record_fault(notice.article, IndexFault(str(at_fault), str(error), now))
        raise
