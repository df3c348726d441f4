"""``broadsheet redrive``: send the dead letters again, once their cause is gone."""

from typing import Any

import click

from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.terminal import console

_BATCH = 10  # that SQS gives at once
_QUEUES = (
    ("IndexDeadLettersUrl", "IndexQueueUrl"),
    ("PictureDeadLettersUrl", "PictureQueueUrl"),
)
"""Outputs of the stack: where dead letters are, and where they came from."""


@click.command("redrive")
@for_a_stack
def redrive_command(reach: Reach) -> None:
    """Send the dead letters again."""
    console.print(f"[green]✓[/] {redrive(reach)} dead letters are sent again.")


def redrive(reach: Reach) -> int:
    """Send the dead letters again, at worst one of them twice, and return how many."""
    return sum(_redrive(reach, dead, queue) for dead, queue in _QUEUES)


def _redrive(reach: Reach, dead_letters: str, queue: str) -> int:
    sqs = reach.client("sqs")
    dead = reach.outputs[dead_letters]
    waiting = "ApproximateNumberOfMessages"
    asked = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=[waiting])["Attributes"]
    return move_messages(sqs, dead, reach.outputs[queue], int(asked[waiting]))


def move_messages(sqs: Any, source: str, target: str, most: int) -> int:  # noqa: ANN401 - boto3
    """Move ``most`` messages at most, so that those that come back are not moved again."""
    moved = 0
    while moved < most:
        wanted = {"MaxNumberOfMessages": min(_BATCH, most - moved), "VisibilityTimeout": 60}
        received = sqs.receive_message(QueueUrl=source, WaitTimeSeconds=1, **wanted)
        if not received.get("Messages"):
            break
        for message in received["Messages"]:
            sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
        moved += len(received["Messages"])
    return moved
