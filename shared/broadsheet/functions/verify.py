"""Verify: every day, whether the log still is what it was; by hand, every digest of a batch."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import broadsheet.garbage_collection  # noqa: F401 - it works by being first
from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.custody.daily_manifest import verify_day
from broadsheet.custody.verification import LogDamaged, check_keys
from broadsheet.observability import logger
from broadsheet.settings import VerifySettings, read_settings

_LEFT_FOR_WRITING_MS = 180_000


@cache
def bucket() -> Bucket:
    """Wire the bucket, once for each worker."""
    return Bucket(read_settings(VerifySettings, os.environ).bucket, s3_client)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Check the objects of the keys in ``Items``, or compare the log with its manifest.

    The schedule's own call fails where anything is not as it was, which ends in an alarm.
    """
    if "Items" in event:
        keys = [item["Key"] for item in event["Items"]]
        return {"checked": len(keys), "faults": check_keys(bucket(), keys)}
    found = verify_day(
        bucket(),
        datetime.now(UTC).date(),
        lambda: context.get_remaining_time_in_millis() > _LEFT_FOR_WRITING_MS,
    )
    report = asdict(found)
    logger.info("verified", **report)
    if found.damaged and event.get("source") == "aws.scheduler":
        logger.error("the log is damaged", **report)
        raise LogDamaged("; ".join(found.faults))
    return report
