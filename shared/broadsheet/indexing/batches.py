"""Batches: the messages of the queue that one invocation is given, done one after the other."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit, single_metric
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from broadsheet.domain.head import Head
from broadsheet.domain.ports import HeadIndex
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import follow_notice, read_notices
from broadsheet.indexing.time_shares import NotIndexedInTime, TimeIsOver, TimeShares, at_most
from broadsheet.observability import logger


def delivered_before(record: Mapping[str, Any]) -> bool:
    """Whether a message of the queue was delivered before."""
    return int(record.get("attributes", {}).get("ApproximateReceiveCount", 1)) > 1


def index_message(
    record: SQSRecord, *, shares: TimeShares, indexer: Indexer, index: HeadIndex
) -> None:
    """Index the articles that one message of the queue names, in its share of the time.

    Raises
    ------
    NotIndexedInTime
        If it took longer, or there was no time left for it.
    Exception
        Whatever kept it from being indexed; the log has it, and the article's fault.
    """
    with logger.append_context_keys(message_id=record.message_id):
        try:
            with at_most(shares.next_share()):
                for notice in read_notices(record.body):
                    head = follow_notice(notice, indexer, index, datetime.now(UTC))
                    _note_indexed(head, notice.age(datetime.now(UTC)))
        except TimeIsOver as over:
            logger.exception("not indexed in time")
            raise NotIndexedInTime(str(over)) from over
        except Exception:
            logger.exception("not indexed")
            raise


def _note_indexed(head: Head, waited: float | None) -> None:
    """Write to the log and the metrics that an article was indexed, and after how many seconds."""
    if waited is not None:  # nobody waited for one whose picture has changed
        with single_metric("SubmitToIndexed", MetricUnit.Seconds, waited):
            pass
    logger.info(
        "indexed",
        correlation_id=head.correlation_id,
        article=head.article,
        revision=head.revision,
        path=head.path,
    )
