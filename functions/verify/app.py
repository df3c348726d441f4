"""Verify: every day, whether the log still is what it was; by hand, every digest of a batch."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.custody.daily_manifest import verify_day
from broadsheet.custody.verification import LogDamaged, check_keys
from broadsheet.observability import logger
from broadsheet.settings import VerifySettings, read_settings

_LEFT_FOR_WRITING_MS = 180_000


class Context(Protocol):
    """What Lambda says of an invocation."""

    def get_remaining_time_in_millis(self) -> int:
        """Tell how long it may go on."""


@cache
def bucket() -> Bucket:
    """Wire the bucket, once for each worker."""
    return Bucket(read_settings(VerifySettings, os.environ).bucket, s3_client)


def handler(event: dict[str, Any], context: Context) -> dict[str, Any]:
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
    logger.info("verified", extra=report)
    if found.damaged and event.get("source") == "aws.scheduler":
        logger.error("the log is damaged", extra=report)
        raise LogDamaged("; ".join(found.faults))
    return report
