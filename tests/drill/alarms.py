"""What the template's alarms would have said, from what the drill counts itself.

The local AWS has no metrics of API Gateway, of function URLs or of queues, so each is counted where
it arises: answers by who asked, the queues by looking at them.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from tests.commands.local_stack import LocalStack
from tests.drill.ledger import Ledger

_LOOK_EVERY = 0.5


class AlarmWatch:
    """Watches one row of the drill."""

    def __init__(self, stack: LocalStack, ledger: Ledger, thresholds: Mapping[str, float]) -> None:
        self._stack = stack
        self._ledger = ledger
        self._thresholds = thresholds
        self._before = {who: ledger.server_errors(who) for who in ("api", "site")}
        self._dead_letters = 0
        self._oldest = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look at the queues as long as this lasts."""
        ended = threading.Event()

        def look() -> None:
            sqs, dead = self._stack.client("sqs"), self._stack.reach.outputs["IndexDeadLettersUrl"]
            while not ended.wait(_LOOK_EVERY):
                with suppress(BotoCoreError, ClientError):  # it may be down
                    self._dead_letters = max(self._dead_letters, visible_in(sqs, dead))
                now = time.monotonic()
                for promise in self._ledger.unseen()[:1]:
                    self._oldest = max(self._oldest, now - promise.kept_from)

        thread = threading.Thread(target=look)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def seen_dead(self, count: int) -> None:
        """Count the dead letters that there are at the end."""
        self._dead_letters = max(self._dead_letters, count)

    def counted(self) -> dict[str, float]:
        """Return what the metric of each alarm would have come to, at most."""
        return {
            "SubmitErrors": self._ledger.server_errors("api") - self._before["api"],
            "RenderErrors": self._ledger.server_errors("site") - self._before["site"],
            "IndexDeadLetters": self._dead_letters,
            "IndexQueueAge": self._oldest,
        }

    def fired(self) -> list[str]:
        """Name the alarms that would have gone off."""
        return [name for name, count in self.counted().items() if count >= self._thresholds[name]]


def thresholds_of(stack: LocalStack) -> dict[str, float]:
    """Read the thresholds of the alarms that are deployed, by their names in the template."""
    pages = stack.client("cloudwatch").get_paginator("describe_alarms").paginate()
    return {
        alarm["AlarmName"].split("-")[1].removesuffix("Alarm"): alarm["Threshold"]
        for page in pages
        for alarm in page["MetricAlarms"]
    }


def visible_in(sqs: Any, queue: str) -> int:
    """Count the messages that wait in a queue."""
    name = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])
