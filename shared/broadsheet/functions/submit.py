"""Submit: takes in, revises, withdraws and reads back articles for the desk."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.picture_list import PictureListTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.log import S3Log
from broadsheet.adapters.s3.picture_files import S3PictureFiles
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.desk.api_gateway import read_request, write_answer
from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import LookUps
from broadsheet.desk.operations import DeskApi, answer
from broadsheet.desk.picture_desk import PictureDesk
from broadsheet.observability import logger
from broadsheet.settings import SubmitSettings, read_settings
from broadsheet.site_file import load_site


@cache
def wiring() -> DeskApi:
    """Wire what the operations work with, once for each worker."""
    settings, site = read_settings(SubmitSettings, os.environ), load_site()
    bucket, table = Bucket(settings.bucket, s3_client), Table(settings.table, dynamodb_client)
    log, pictures, url = S3Log(bucket), S3PictureLog(bucket), settings.site_url
    return DeskApi(
        Desk(log, site, url, pictures),
        LookUps(log, IndexTable(table), site, url, pictures),
        PictureDesk(pictures, S3PictureFiles(bucket), PictureListTable(table), url),
    )


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Answer one request that API Gateway has authorised."""
    request = read_request(event)
    logger.set_correlation_id(request.correlation_id)
    answered = answer(wiring(), request, datetime.now(UTC))
    subject = "picture" if "/images" in request.operation else "article"
    made = answered.headers.get("Location", "").rpartition("/")[2]
    logger.info(
        "answered",
        operation=request.operation,
        extra={subject: request.path_id or made},
        status=answered.status,
        contributor=request.contributor,
    )
    return write_answer(answered, request.correlation_id)
