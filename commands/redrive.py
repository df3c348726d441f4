"""``broadsheet redrive``: send the dead letters again, once their cause is gone."""

from typing import Any

import click

from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.terminal import console

_BATCH = 10
"""Messages that SQS gives and takes at once."""
_HIDDEN = 60


@click.command("redrive")
@for_a_stack
def redrive_command(reach: Reach) -> None:
    """Send the dead letters again."""
    moved = redrive(reach)
    console.print(f"[green]✓[/] {moved} dead letters are sent again.")


def redrive(reach: Reach) -> int:
    """Send the dead letters again, and return how many.

    On AWS the queue itself moves them, also after this has returned. The local one cannot, so there
    each is received, sent and only then deleted; at worst one is sent twice, which is harmless.
    """
    sqs = reach.client("sqs")
    dead, queue = reach.outputs["IndexDeadLettersUrl"], reach.outputs["IndexQueueUrl"]
    names = ["ApproximateNumberOfMessages", "QueueArn"]
    asked = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=names)["Attributes"]
    waiting = int(asked["ApproximateNumberOfMessages"])
    if reach.local:
        return move_messages(sqs, dead, queue, waiting)
    if waiting:
        sqs.start_message_move_task(SourceArn=asked["QueueArn"])
    return waiting


def move_messages(sqs: Any, source: str, target: str, most: int) -> int:  # noqa: ANN401 - boto3
    """Move ``most`` messages at most, so that those that come back are not moved again."""
    moved = 0
    while moved < most:
        received = sqs.receive_message(
            QueueUrl=source,
            MaxNumberOfMessages=min(_BATCH, most - moved),
            VisibilityTimeout=_HIDDEN,
            WaitTimeSeconds=1,
        ).get("Messages", [])
        if not received:
            break
        for message in received:
            sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
        moved += len(received)
    return moved
