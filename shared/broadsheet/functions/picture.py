"""Picture: keeps the renditions of pictures equal to their logs, as messages come."""

import os
from functools import cache, partial
from typing import Any

from aws_lambda_powertools.utilities import batch
from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters import clients
from broadsheet.adapters.cloudfront.edge import CloudFrontEdge
from broadsheet.adapters.dynamodb.newest_pictures import NewestPicturesTable
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.s3.renditions import S3Renditions
from broadsheet.adapters.s3.sent_pictures import S3SentPictures
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.darkroom.deliveries import follow_message, rebuild_pictures
from broadsheet.darkroom.developing import develop
from broadsheet.darkroom.upkeep import Upkeep
from broadsheet.observability import logger
from broadsheet.settings import PictureSettings, read_settings


@cache
def wiring() -> tuple[Upkeep, QueueNotices, Bucket]:
    """Wire what keeps pictures up, what tells index, and where reports go, once for each worker."""
    settings = read_settings(PictureSettings, os.environ)
    bucket = Bucket(settings.bucket, clients.s3_client)
    table = Table(settings.table, clients.dynamodb_client)
    upkeep = Upkeep(
        S3PictureLog(bucket),
        PictureUsesTable(table),
        sent=S3SentPictures(bucket),
        renditions=S3Renditions(bucket),
        edge=CloudFrontEdge(settings.distribution_id, clients.cloudfront_client),
        newest=NewestPicturesTable(table),
        develop=develop,
    )
    return upkeep, QueueNotices(settings.index_queue_url, "articles", clients.sqs_client), bucket


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Any:  # noqa: ANN401 - of the two
    """Follow the messages of the queue; or, of a rebuild, ``Items`` with ``Key`` and ``run``.

    Or one such item: the local state machine makes no batches.
    """
    upkeep, articles, bucket = wiring()
    if "Records" not in event:
        items = event.get("Items", [event])
        keys = [item["Key"] for item in items]
        return rebuild_pictures(keys, items[0]["run"], upkeep=upkeep, objects=bucket)
    processor = batch.BatchProcessor(batch.EventType.SQS, raise_on_entire_batch_failure=False)
    follow = partial(follow_message, upkeep=upkeep, articles=articles)
    return batch.process_partial_response(event, follow, processor, context)
