"""Submit: takes in, revises, withdraws and reads back articles for the desk."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.s3.log import Log
from broadsheet.desk.answers import answer
from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import Archive
from broadsheet.desk.requests import DeskRequest
from broadsheet.observability import logger
from broadsheet.settings import SubmitSettings, read_settings
from broadsheet.site import load_site


@cache
def wiring() -> tuple[Desk, Archive]:
    """Wire the desk and what it looks up, once for each worker."""
    settings = read_settings(SubmitSettings, os.environ)
    log, index, site = Log(settings.bucket), IndexTable(settings.table), load_site()
    return Desk(log, index, site, settings.site_url), Archive(log, index, site, settings.site_url)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Answer one request that API Gateway has authorised."""
    request = DeskRequest.from_event(event)
    logger.set_correlation_id(request.correlation_id)
    answered = answer(*wiring(), request, datetime.now(UTC))
    answered["headers"]["X-Correlation-Id"] = request.correlation_id
    location = answered["headers"].get("Location", "")
    logger.info(
        "answered",
        operation=request.operation,
        article=request.path_id or location.removeprefix("/articles/"),
        status=answered["statusCode"],
        contributor=request.contributor,
    )
    return answered
