"""What belongs neither into the queue nor into the bucket, and what was damaged there."""

import json
from typing import Any

from tests.commands.local_stack import LocalStack
from tests.drill.ledger import Promise
from tests.end_to_end.waiting import eventually

DAMAGED = "drill-damaged-"
"""Begins the ids of the articles whose newest record is damaged."""
NOWHERE = "drill-nowhere"
"""An article that a message tells of and that was never filed."""
STRAYS = ("articles/x", "content/x", "messages/x", "manifests/x")
NO_NOTICES = (
    "not JSON {",
    "null",
    "[]",
    "5",
    '"articles"',
    '{"Records": null}',
    '{"Records": 5}',
    '{"Records": [null]}',
    '{"Records": [{"s3": {"object": {"key": 5}}}]}',
    '{"Records": [{"s3": []}]}',
    '{"Records": [{"eventTime": "yesterday", "s3": {"object": {"key": "articles/x"}}}]}',
)
TEST_EVENT = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "broadsheet"}
NO_KEYS = (
    "articles/x/y/z",
    f"articles/{NOWHERE}/desk/00000001.json",
    "articles/%ED%A0%80/desk/00000001.json",
    f"articles/{NOWHERE}/desk/99999999999.json",
    "content/x",
    "../../etc",
)
DAMAGES: dict[str, dict[str, Any]] = {
    "correction-5": {"correction": 5},
    "surrogate": {"correlation_id": "\ud800"},
    "year-9999": {"received_at": "9999-12-31T23:59:59.999999Z"},
    "withdrawal-list": {"withdrawal": []},
    "message-null": {"message": None},
    "message-members": {"message": {}},
    "correlation-null": {"correlation_id": None},
    "correlation-long": {"correlation_id": "x" * 500_000},
}
"""By the rest of the id, what its second record says that no record says."""


def notification(key: str) -> str:
    """Write what S3 tells a queue of an object."""
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "eventTime": "2026-11-23T12:00:00.000Z",
        "s3": {"object": {"key": key}},
    }
    return json.dumps({"Records": [record]})


def put_garbage_into_the_queue(stack: LocalStack) -> int:
    """Send what is no notice, and notices of what does not stand; how many."""
    sqs, queue = stack.client("sqs"), stack.reach.outputs["IndexQueueUrl"]
    bodies = [
        *NO_NOTICES,
        json.dumps(TEST_EVENT),
        *map(notification, NO_KEYS),
    ]
    for body in bodies:
        sqs.send_message(QueueUrl=queue, MessageBody=body)
    return len(bodies)


def put_strays(stack: LocalStack) -> int:
    """Put objects where nothing of the kind belongs."""
    s3, bucket = stack.client("s3"), stack.describe().buckets["articles"]
    for key in STRAYS:
        s3.put_object(Bucket=bucket, Key=key, Body=b"\xff{")
    return len(STRAYS)


def damage(stack: LocalStack, promise: Promise) -> None:
    """Write a second record that is damaged as the id of its article says."""
    s3, bucket = stack.client("s3"), stack.describe().buckets["articles"]
    first = f"articles/{promise.article}/desk/00000001.json"
    stored = s3.get_object(Bucket=bucket, Key=first)["Body"].read()
    changed = DAMAGES[promise.article.removeprefix(DAMAGED)]
    document = json.loads(stored) | {"revision": "desk-2"} | changed
    key = first.replace("00000001", "00000002")
    s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(document).encode())


def damaged_keys() -> set[str]:
    """Name the records that are damaged."""
    return {f"articles/{DAMAGED}{name}/desk/00000002.json" for name in DAMAGES}


def wait_until_told(stack: LocalStack) -> None:
    """Wait until each damaged record is told of at its article."""

    def told() -> bool:
        return {f"{DAMAGED}{name}" for name in DAMAGES} <= faults_of(stack).keys()

    eventually(told, "the damaged records are told of as faults", 120)


def faults_of(stack: LocalStack) -> dict[str, str]:
    """Ask the API which articles have a fault, and why."""
    found: dict[str, str] = {}
    cursor = ""
    while True:
        page = stack.api("GET", f"/articles?status=fault{cursor}").json()
        found |= {each["id"]: each["fault"]["reason"] for each in page["articles"]}
        if not page["next"]:
            return found
        cursor = f"&cursor={page['next']}"
