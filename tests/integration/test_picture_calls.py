"""What a picture asks of AWS until it is ready: docs/architecture.md counts its cost by it."""

import json
from collections import Counter
from hashlib import sha256
from typing import Any

import pytest

from broadsheet.adapters import clients
from broadsheet.domain.keys import picture_record_key, upload_key
from broadsheet.domain.picture import picture_id
from broadsheet.functions import picture as function
from tests.adapters.aws_calls import watched
from tests.darkroom.sources import file_of, quarters
from tests.desk.described_api import call
from tests.functions.handlers import message, notice, wire_submit
from tests.functions.lambda_context import lambda_context

PHOTO = file_of(quarters((2560, 1600)), "JPEG")
DIGEST = sha256(PHOTO).hexdigest()
PICTURE = picture_id(DIGEST)
SAID = {
    "sha256": DIGEST,
    "bytes": len(PHOTO),
    "content_type": "image/jpeg",
    "filename": "harbour.jpg",
}


@pytest.fixture(autouse=True)
def _functions(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    queue = clients.sqs_client().create_queue(QueueName="index")["QueueUrl"]
    for variable, value in {
        "BUCKET": bucket,
        "TABLE": table,
        "DISTRIBUTION_ID": "D1",
        "INDEX_QUEUE_URL": queue,
        "PICTURE_QUEUE_URL": queue,
    }.items():
        monkeypatch.setenv(variable, value)
    wire_submit(monkeypatch, bucket, table)
    function.wiring.cache_clear()


def kinds(calls: list[str]) -> Counter[str]:
    """Count calls by what they do, at the prices of S3 and DynamoDB."""
    return Counter(each.split()[0] for each in calls if not each.startswith("CreateBucket"))


def deliver(body: Any) -> None:
    answer = function.handler({"Records": [message("m1", body)]}, lambda_context())
    assert answer["batchItemFailures"] == []


def test_a_picture_makes_as_many_calls_as_the_table_of_costs_says(bucket: str) -> None:
    with watched() as calls:
        assert json.loads(call("POST", "/images", SAID)["body"])["status"] == "processing"
        # The item says where the site stands; a worker asks for it once a minute.
        asked = {"GetItem": 1, "PutObject": 1, "ListObjectsV2": 2, "GetObject": 1}
        assert kinds(calls.seen) == asked
    clients.s3_client().put_object(Bucket=bucket, Key=upload_key(PICTURE, 1), Body=PHOTO)
    with watched() as calls:
        deliver(notice(upload_key(PICTURE, 1)))
        # Its original, its token, its record, and six widths in three formats.
        assert kinds(calls.seen) == {
            "PutObject": 3 + 18,
            "ListObjectsV2": 4,
            "GetObject": 8,
            "Query": 3,
            "PutItem": 2,
        }
    with watched() as calls:
        for number in (1, 2):
            deliver(notice(picture_record_key(PICTURE, number)))
        assert kinds(calls.seen) == {
            "ListObjectsV2": 6,
            "GetObject": 8,
            "Query": 6,
            "PutItem": 2,
        }
