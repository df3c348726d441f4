"""Picture: keeps the renditions of pictures equal to their logs, as messages come."""

import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from aws_lambda_powertools.utilities import batch
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import (
    cloudfront_client,
    dynamodb_client,
    s3_client,
    sqs_client,
)
from broadsheet.adapters.cloudfront.edge import CloudFrontEdge
from broadsheet.adapters.dynamodb.newest_pictures import NewestPicturesTable
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.s3.renditions import S3Renditions
from broadsheet.adapters.s3.sent_pictures import S3SentPictures
from broadsheet.adapters.sqs.deliveries import QueueDeliveries
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.darkroom.deliveries import follow_message, rebuild_pictures
from broadsheet.darkroom.developing import develop
from broadsheet.darkroom.upkeep import Upkeep
from broadsheet.observability import logger
from broadsheet.settings import PictureSettings, read_settings


@cache
def wiring() -> tuple[Callable[[SQSRecord], None], Callable[[Sequence[str], str], dict[str, int]]]:
    """Wire what follows a message, and what does a batch of a rebuild, once for each worker."""
    settings = read_settings(PictureSettings, os.environ)
    bucket, table = Bucket(settings.bucket, s3_client), Table(settings.table, dynamodb_client)
    log, uses, newest = S3PictureLog(bucket), PictureUsesTable(table), NewestPicturesTable(table)
    edge = CloudFrontEdge(settings.distribution_id, cloudfront_client)
    sent, renditions = S3SentPictures(bucket), S3Renditions(bucket)
    upkeep = Upkeep(log, uses, sent, renditions, edge, newest, develop)
    articles = QueueNotices(settings.index_queue_url, "articles", sqs_client)
    deliveries = QueueDeliveries(settings.picture_queue_url, sqs_client)
    follow = partial(follow_message, upkeep=upkeep, articles=articles, deliveries=deliveries)
    return follow, partial(rebuild_pictures, upkeep=upkeep, objects=bucket)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - of the two
    """Follow messages of the queue; or do a rebuild's ``Items``, or one: ``Key`` and ``run``."""
    follow, rebuild = wiring()
    if "Records" not in event:
        items = event.get("Items", [event])
        return rebuild([item["Key"] for item in items], items[0]["run"])
    processor = batch.BatchProcessor(batch.EventType.SQS, raise_on_entire_batch_failure=False)
    return batch.process_partial_response(event, follow, processor, context)
