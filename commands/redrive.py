"""``make redrive``: send the dead letters of the index queue again, once their cause is gone."""

from typing import Any

from commands.failure import console, run_command
from commands.reach import Reach, reach_stack

_BATCH = 10
"""Messages that SQS gives and takes at once."""
_HIDDEN = 60


def count_waiting(sqs: Any, queue: str) -> int:  # noqa: ANN401 - a boto3 client
    """Count the messages of a queue; SQS says about how many."""
    told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])
    return int(told["Attributes"]["ApproximateNumberOfMessages"])


def redrive(reach: Reach) -> int:
    """Send the dead letters again, and give how many.

    On AWS the queue itself moves them, also after this has returned. The local one cannot, so there
    each is received, sent and only then deleted; at worst one is sent twice, which is harmless.
    """
    sqs = reach.client("sqs")
    dead, queue = reach.outputs["IndexDeadLettersUrl"], reach.outputs["IndexQueueUrl"]
    waiting = count_waiting(sqs, dead)
    if not reach.local:
        if waiting:
            told = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])
            sqs.start_message_move_task(SourceArn=told["Attributes"]["QueueArn"])
        return waiting
    return move_messages(sqs, dead, queue, waiting)


def move_messages(sqs: Any, source: str, target: str, most: int) -> int:  # noqa: ANN401 - boto3
    """Move at most so many messages, so that those that come back at once are not moved again."""
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


def main() -> None:
    """Send them again, and say how many."""
    moved = redrive(reach_stack())
    console.print(
        f"[green]✓[/] {moved} dead letters are sent again."
        if moved
        else "There are no dead letters."
    )


if __name__ == "__main__":
    run_command(main)
