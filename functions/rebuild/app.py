"""Rebuild: folds articles again and puts the index right, a batch or a sweep at a time."""

import os
import time
from functools import cache, partial
from typing import Any

from broadsheet.adapters.archive import Archive
from broadsheet.adapters.index_repair import ArticleRepair
from broadsheet.adapters.index_sweep import IndexSweep
from broadsheet.adapters.log import Log
from broadsheet.newsroom.rebuilding import Rebuilder, articles_of, report_document
from broadsheet.observability import logger
from broadsheet.settings import RebuildSettings, read_settings
from broadsheet.site import load_site


@cache
def wiring() -> tuple[Rebuilder, IndexSweep]:
    """Wire what rebuilds and what sweeps, once for each worker."""
    settings = read_settings(RebuildSettings, os.environ)
    repair = partial(ArticleRepair, settings.bucket, settings.table)
    sweep = IndexSweep(settings.table, Archive(settings.bucket).has_log)
    return Rebuilder(Log(settings.bucket), repair, load_site()), sweep


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Rebuild the articles of the keys in ``Items``, or sweep the page that ``sweep`` names.

    ``Items`` is what a Distributed Map gives of an S3 listing; only ``Key`` is read. ``sweep`` has
    ``segment``, ``segments`` and ``start``, which the page before gave as ``next``.
    """
    started = time.monotonic()
    rebuilder, sweep = wiring()
    if "sweep" in event:
        page = sweep.sweep_page(**event["sweep"])
        swept = {"swept": list(page.removed), "next": page.next_start}
        if page.removed:
            logger.warning("swept", extra=swept)
        return swept
    articles, strays = articles_of(item["Key"] for item in event["Items"])
    rebuilt = rebuilder.rebuild_all(articles)
    report = report_document(rebuilt, strays, seconds=time.monotonic() - started)
    logger.info("rebuilt", extra=report)
    return report
