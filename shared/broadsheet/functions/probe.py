"""Probe: asks for the front page as a reader does; an alarm tells when it gets none."""

import os
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.front_page import ask_for_front_page
from broadsheet.observability import logger
from broadsheet.settings import ProbeSettings, read_settings
from broadsheet.site_file import load_site


@logger.inject_lambda_context(clear_state=True)
def handler(_event: Mapping[str, Any], _context: LambdaContext) -> None:
    """Ask for the front page; what is raised here is what the alarm counts."""
    settings = read_settings(ProbeSettings, os.environ)
    ask_for_front_page(settings.site_url, load_site().title)
    logger.info("the front page can be read", site=settings.site_url)
