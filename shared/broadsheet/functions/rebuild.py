"""Rebuild: folds articles again and puts the index right, as the state machine asks for it."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import dynamodb_client, s3_client, sqs_client
from broadsheet.adapters.dynamodb.index_repair import TableRepair
from broadsheet.adapters.dynamodb.index_sweep import TableSweep
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.contents import S3Contents
from broadsheet.adapters.s3.log import S3Log
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.domain.keys import log_prefix
from broadsheet.indexing.picturing import Picturing
from broadsheet.indexing.rebuild_run import RebuildRun
from broadsheet.indexing.rebuilding import Rebuilder
from broadsheet.observability import logger
from broadsheet.settings import RebuildSettings, read_settings
from broadsheet.site_file import load_site

_LEFT_FOR_A_PAGE_MS = 60_000


@cache
def wiring() -> tuple[Rebuilder, TableSweep, Bucket]:
    """Wire what rebuilds, what sweeps and where reports go, once for each worker."""
    settings, site = read_settings(RebuildSettings, os.environ), load_site()
    bucket, table = Bucket(settings.bucket, s3_client), Table(settings.table, dynamodb_client)
    notices = QueueNotices(settings.picture_queue_url, "pictures", sqs_client)
    pictures = Picturing(S3PictureLog(bucket), PictureUsesTable(table), notices)
    rebuilder = Rebuilder(S3Log(bucket), S3Contents(bucket), TableRepair(table), site, pictures)
    return rebuilder, TableSweep(table, lambda one: bucket.has_any(log_prefix(one))), bucket


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Rebuild a batch of the log's listing, sweep a part of the index, or sum up the run.

    A batch is ``Items``, each with ``Key`` and ``run``, or one such item. ``sweep`` is a part of
    the index, answered with the next one. A ``run`` alone is summed up.
    """
    items = event.get("Items", [event])
    run = RebuildRun(*wiring(), items[0]["run"])
    logger.append_keys(run=items[0]["run"])
    if "sweep" in event:
        left = context.get_remaining_time_in_millis
        part = run.sweep_part(event["sweep"], lambda: left() > _LEFT_FOR_A_PAGE_MS)
        return event | {"sweep": part}
    if "Key" in items[0]:
        return run.rebuild_batch([item["Key"] for item in items])
    return run.sum_up()
