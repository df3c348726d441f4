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

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.contents import S3Contents
from broadsheet.adapters.s3.log import S3Log
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import follow_notice, read_notices
from broadsheet.observability import logger
from broadsheet.settings import IndexSettings, read_settings
from broadsheet.site import load_site


@cache
def wiring() -> tuple[Indexer, IndexTable]:
    """Wire the indexer and its index, once for each worker."""
    settings = read_settings(IndexSettings, os.environ)
    bucket, table = Bucket(settings.bucket, s3_client), Table(settings.table, dynamodb_client)
    log, index = S3Log(bucket), IndexTable(table)
    return Indexer(log, S3Contents(bucket), index, load_site()), index


def index_message(record: SQSRecord) -> None:
    """Index what one message of the queue tells of."""
    indexer, index = wiring()
    try:
        for notice in read_notices(record.body):
            head = follow_notice(notice, indexer, index, datetime.now(UTC))
            now = datetime.now(UTC)
            with single_metric("SubmitToIndexed", MetricUnit.Seconds, notice.age(now)):
                pass
            told = {"article": head.article, "revision": head.revision, "path": head.path}
            logger.info("indexed", extra={"correlation_id": head.correlation_id, **told})
    except Exception:
        logger.exception("not indexed", message_id=record.message_id)
        raise


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Index a batch; only the messages that failed are delivered again."""
    processor = batch.BatchProcessor(batch.EventType.SQS, raise_on_entire_batch_failure=False)
    return batch.process_partial_response(event, index_message, processor, context)
