"""Index: keeps the index equal to the log, an article at a time, as S3 tells of new records."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit, single_metric
from aws_lambda_powertools.utilities import batch
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.s3.contents import ContentStore
from broadsheet.adapters.s3.log import Log
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import follow_notice, read_notices
from broadsheet.observability import logger
from broadsheet.settings import IndexSettings, read_settings
from broadsheet.site import load_site


@cache
def wiring() -> tuple[Indexer, IndexTable]:
    """Wire the indexer and its index, once for each worker."""
    settings = read_settings(IndexSettings, os.environ)
    log, index = Log(settings.bucket), IndexTable(settings.table)
    return Indexer(log, ContentStore(settings.bucket), index, load_site()), index


def index_message(record: SQSRecord) -> None:
    """Index what one message of the queue tells of."""
    indexer, index = wiring()
    with logger.append_context_keys(message_id=record.message_id):
        try:
            for notice in read_notices(record.body):
                head = follow_notice(notice, indexer, index, datetime.now(UTC))
                waited = notice.age(datetime.now(UTC))
                with single_metric("SubmitToIndexed", MetricUnit.Seconds, waited):
                    pass
                logger.info(
                    "indexed",
                    correlation_id=head.correlation_id,
                    article=head.article,
                    revision=head.revision,
                    path=head.path,
                )
        except Exception:
            logger.exception("not indexed")
            raise


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Index a batch; only the messages that failed are delivered again."""
    processor = batch.BatchProcessor(batch.EventType.SQS, raise_on_entire_batch_failure=False)
    return batch.process_partial_response(event, index_message, processor, context)
