"""Sharing: pictures for those who show an article elsewhere, through the CDN."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.dynamodb.index_shelf import IndexShelf
from broadsheet.adapters.dynamodb.readers_table import ReadersTable
from broadsheet.adapters.kept_contents import KeptContents
from broadsheet.adapters.reading.calls import page_time
from broadsheet.adapters.s3.readers_bucket import ReadersBucket
from broadsheet.darkroom.sharing import SharingPictures
from broadsheet.observability import logger
from broadsheet.pages.function_url import read_event, write_response
from broadsheet.settings import SharingSettings, read_settings
from broadsheet.site_file import load_site


@cache
def pictures() -> SharingPictures:
    """Make what answers, at the first request."""
    settings = read_settings(SharingSettings, os.environ)
    bucket = ReadersBucket(settings.bucket)
    shelf = IndexShelf(ReadersTable(settings.table))
    return SharingPictures(load_site(), shelf, KeptContents(bucket.read), bucket.read)


@logger.inject_lambda_context(clear_state=True)
def handler(event: Mapping[str, Any], _context: LambdaContext) -> dict[str, object]:
    """Answer one request of the function URL."""
    request = read_event(event)
    with page_time():
        response = pictures().answer(request, datetime.now(UTC))
    logger.info(
        "sharing picture served",
        method=request.method,
        path=request.path,
        status=response.status,
        correlation_id=response.correlation_id,
    )
    return write_response(response)
