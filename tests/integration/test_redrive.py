"""Sending dead letters again: each once, and no more than there were."""

from typing import Any

import boto3

from commands.redrive import move_messages


def count_waiting(sqs: Any, queue: str) -> int:
    name = "ApproximateNumberOfMessages"
    asked = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])
    return int(asked["Attributes"][name])


def test_all_messages_are_moved_and_those_that_come_back_are_not() -> None:
    sqs = boto3.client("sqs")
    dead, queue = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("dead", "queue"))
    for number in range(23):
        sqs.send_message(QueueUrl=dead, MessageBody=str(number))
    assert count_waiting(sqs, dead) == 23

    assert move_messages(sqs, dead, queue, 23) == 23

    assert (count_waiting(sqs, dead), count_waiting(sqs, queue)) == (0, 23)
    sqs.send_message(QueueUrl=dead, MessageBody="back")
    assert move_messages(sqs, dead, queue, 0) == 0
    assert count_waiting(sqs, dead) == 1
