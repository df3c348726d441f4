"""Index: keeps the index equal to the log, an article at a time, as notices of S3 come."""

import os
from functools import cache, partial
from typing import Any

from aws_lambda_powertools.utilities import batch
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import dynamodb_client, s3_client, sqs_client
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.contents import S3Contents
from broadsheet.adapters.s3.log import S3Log
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.indexing.batches import delivered_before, index_message
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.picturing import Picturing
from broadsheet.indexing.time_shares import TimeShares
from broadsheet.observability import logger
from broadsheet.settings import IndexSettings, read_settings
from broadsheet.site_file import load_site


@cache
def wiring() -> tuple[Indexer, IndexTable]:
    """Wire the indexer and its index, once for each worker."""
    settings = read_settings(IndexSettings, os.environ)
    bucket, table = Bucket(settings.bucket, s3_client), Table(settings.table, dynamodb_client)
    log, index = S3Log(bucket), IndexTable(table)
    notices = QueueNotices(settings.picture_queue_url, "pictures", sqs_client)
    pictures = Picturing(S3PictureLog(bucket), PictureUsesTable(table), notices)
    return Indexer(log, S3Contents(bucket), index, load_site(), pictures), index


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Index a batch; only the messages that failed are delivered again."""
    # One that has failed before may fail again: it goes last, so that it keeps none waiting.
    records = sorted(event["Records"], key=delivered_before)
    shares = TimeShares(len(records), context.get_remaining_time_in_millis)
    processor = batch.BatchProcessor(batch.EventType.SQS, raise_on_entire_batch_failure=False)
    indexer, index = wiring()
    do = partial(index_message, shares=shares, indexer=indexer, index=index)
    return batch.process_partial_response({"Records": records}, do, processor, context)
