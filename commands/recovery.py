"""After a crash: index again what the log holds.

The objects of the local AWS are on the disk as soon as they are written, the rest of its state
when it is saved. So after a hard end the log may hold revisions that the index has never seen.
The index is derived and its fold takes any event twice: telling it of every article once more
repairs whatever is missing.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote_plus

from commands.local_stack import LocalStack

_LOG = "articles/"
_BATCH = 10
"""Messages that SQS takes at once."""


def reindex(stack: LocalStack) -> int:
    """Tell the index of every article in the log.

    Returns
    -------
    int
        The number of articles.
    """
    bucket = stack.reach.outputs["BucketName"]
    pages = stack.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=_LOG)
    written = {
        item["Key"]: item["LastModified"] for page in pages for item in page.get("Contents", [])
    }
    last = last_of_each_article(written)
    sqs, queue = stack.client("sqs"), stack.reach.outputs["IndexQueueUrl"]
    for start in range(0, len(last), _BATCH):
        entries = [
            {"Id": str(number), "MessageBody": json.dumps(created_event(bucket, key, written[key]))}
            for number, key in enumerate(last[start : start + _BATCH])
        ]
        sqs.send_message_batch(QueueUrl=queue, Entries=entries)
    return len(last)


def last_of_each_article(keys: Iterable[str]) -> list[str]:
    """Choose one record of each article, since index folds all of an article at once.

    Parameters
    ----------
    keys
        Of records, such as ``articles/<id>/desk/00000001.json``, in any order.
    """
    chosen: dict[str, str] = {}
    for key in sorted(keys):
        chosen["/".join(key.split("/")[:2])] = key
    return list(chosen.values())


def created_event(bucket: str, key: str, moment: datetime) -> dict[str, list[dict[str, object]]]:
    """Write the event that S3 sent when an object was made."""
    record: dict[str, object] = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "eventTime": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "s3": {"bucket": {"name": bucket}, "object": {"key": quote_plus(key, safe="/")}},
    }
    return {"Records": [record]}
