"""A message that fails comes again soon, since it may be a takedown; and later each time."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import pytest
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from broadsheet.darkroom.deliveries import follow_message
from broadsheet.domain.problems import StoreUnavailable
from tests.domain.pictures import a_picture
from tests.fakes.pictures import MemoryNotices

if TYPE_CHECKING:
    from broadsheet.darkroom.upkeep import Upkeep


class FailingUpkeep:
    """Upkeep that AWS lets down."""

    def keep_up(self, *_: Any) -> Sequence[str]:
        raise StoreUnavailable("telling CloudFront failed for now")


class MemoryDeliveries:
    """What was asked for again, and in how many seconds."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[tuple[int, str]] = []
        self._error = error

    def again_in(self, seconds: int, receipt: str) -> None:
        self.asked.append((seconds, receipt))
        if self._error:
            raise self._error


def received(times: int) -> SQSRecord:
    body = json.dumps({"pictures": [a_picture("harbour")]})
    attributes = {"ApproximateReceiveCount": str(times)}
    return SQSRecord(
        {"messageId": "m1", "body": body, "receiptHandle": "h1", "attributes": attributes}
    )


def fail(times: int, deliveries: MemoryDeliveries) -> None:
    with pytest.raises(StoreUnavailable, match="telling CloudFront"):
        follow_message(
            received(times),
            upkeep=cast("Upkeep", FailingUpkeep()),
            articles=MemoryNotices(),
            deliveries=deliveries,
        )


def test_what_fails_comes_again_after_half_a_minute_and_then_later_and_later() -> None:
    deliveries = MemoryDeliveries()
    for times in range(1, 6):
        fail(times, deliveries)
    assert deliveries.asked == [(30, "h1"), (120, "h1"), (480, "h1"), (1800, "h1"), (1800, "h1")]


def test_what_failed_first_is_told_where_asking_again_fails_too() -> None:
    deliveries = MemoryDeliveries(StoreUnavailable("asking for a message again failed for now"))
    fail(1, deliveries)
    assert len(deliveries.asked) == 1
