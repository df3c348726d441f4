"""Submit: takes in, revises, withdraws and reads back articles for the desk."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.desk.api_gateway import line_of, read_request, write_answer
from broadsheet.desk.cross_origin import is_preflight, preflight_answer, readable_by_the_site
from broadsheet.desk.operations import answer
from broadsheet.desk.wiring import facts, wiring
from broadsheet.observability import logger


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Answer one request: API Gateway has authorised it, but for a browser's that only asks."""
    request, now = read_request(event), datetime.now(UTC)
    logger.set_correlation_id(request.correlation_id)
    known = facts().as_of(now)
    site_url = known.site_url if known else ""
    if is_preflight(request):
        answered = preflight_answer(request, site_url)
    else:
        answered = answer(wiring(site_url), request, now)
        logger.info("answered", **line_of(request, answered))
    readable = readable_by_the_site(answered, request, site_url)
    return write_answer(readable, request.correlation_id)
