"""Picture loses nothing and leaves nothing: whichever call fails, wherever its process ends.

Each call to AWS that it makes is found by making them all once; then each in turn meets every blow.
After what failed was delivered again, the bucket, the list and the queue are those of a clean run.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from broadsheet.adapters import clients
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.domain.keys import upload_key
from broadsheet.domain.picture import Announcement, PictureUse, picture_id
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.functions import picture as function
from tests.adapters.aws_calls import AwsCalls, Blow, Killed, watched
from tests.adapters.stores import items_in, objects_in
from tests.adapters.template_stores import make_bucket, make_distribution, make_table
from tests.darkroom.sources import file_of, quarters
from tests.functions.handlers import message, notice
from tests.functions.lambda_context import lambda_context

PHOTO = file_of(quarters((32, 24)), "PNG")
DIGEST = sha256(PHOTO).hexdigest()
PICTURE = picture_id(DIGEST)
TO_MAKE = {"ListObjectsV2", "GetObject", "PutObject", "Query", "PutItem"}
TO_TAKE_DOWN = {
    "ListObjectsV2", "GetObject", "Query", "PutItem",
    "DeleteObjects", "CreateInvalidation", "SendMessageBatch",
}  # fmt: skip


@dataclass
class SurvivingPicture:
    """A picture in a bucket and a table of its own, whose handler meets blows."""

    calls: AwsCalls

    def begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin with what was announced and sent, and with an article that is to show it."""
        self.bucket, self.table = make_bucket(), make_table()
        monkeypatch.setenv("BUCKET", self.bucket)
        monkeypatch.setenv("TABLE", self.table)
        name = f"index-{self.table}"
        self.queue = clients.sqs_client().create_queue(QueueName=name)["QueueUrl"]
        monkeypatch.setenv("INDEX_QUEUE_URL", self.queue)
        monkeypatch.setenv("PICTURE_QUEUE_URL", self.queue)
        self.log = S3PictureLog(objects_in(self.bucket))
        said = Announcement(DIGEST, len(PHOTO), "image/png", "harbour.png")
        self.write(1, PictureEvent.ANNOUNCED, announcement=said)
        clients.s3_client().put_object(Bucket=self.bucket, Key=upload_key(PICTURE, 1), Body=PHOTO)
        PictureUsesTable(items_in(self.table)).note([PictureUse(PICTURE, "bridge")])

    def write(self, number: int, event: PictureEvent, **fields: Any) -> str:
        now = datetime.now(UTC)
        record = PictureRecord(PICTURE, number, event, now, "arn:desk", "request-1", **fields)
        assert self.log.append(record)
        return record.key

    def deliver(self, key: str) -> list[Any]:
        """Deliver a notice to a new process."""
        function.wiring.cache_clear()
        event = {"Records": [message("m1", notice(key))]}
        answer = function.handler(event, lambda_context())
        return list(answer["batchItemFailures"])

    def deliver_until_done(self, key: str) -> None:
        """Deliver a notice as the queue does."""
        with suppress(Killed):
            if self.deliver(key) == []:
                return
        assert self.deliver(key) == []

    def stands(self) -> tuple[list[str], list[str], set[str]]:
        """Give the keys of the bucket, what the list says, and which articles were told of."""
        items = clients.dynamodb_client().scan(TableName=self.table)["Items"]
        received = clients.sqs_client().receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
        return (
            [each.key for each in objects_in(self.bucket).objects("")],
            [item["stage"]["S"] for item in items if item["pk"]["S"] == "PICTURES"],
            {each["Body"] for each in received.get("Messages", [])},
        )


@pytest.fixture
def picture(monkeypatch: pytest.MonkeyPatch) -> Iterator[SurvivingPicture]:
    # So that its calls have the same names in every run.
    monkeypatch.setattr("secrets.token_bytes", lambda size: b"0" * size)
    monkeypatch.setenv("DISTRIBUTION_ID", make_distribution())
    with watched() as calls:
        yield SurvivingPicture(calls)


def kinds(calls: list[str]) -> set[str]:
    return {call.partition(" ")[0] for call in calls}


@pytest.mark.parametrize("blow", Blow)
def test_a_picture_is_made_whatever_fails(
    picture: SurvivingPicture, monkeypatch: pytest.MonkeyPatch, blow: Blow
) -> None:
    picture.begin(monkeypatch)
    picture.calls.seen = []
    assert picture.deliver(upload_key(PICTURE, 1)) == []
    calls, stands = list(picture.calls.seen), picture.stands()
    assert kinds(calls) == TO_MAKE
    for call in calls:
        picture.begin(monkeypatch)
        picture.calls.strike(call, blow)
        picture.deliver_until_done(upload_key(PICTURE, 1))
        assert picture.calls.struck, call
        assert picture.stands() == stands, call


@pytest.mark.parametrize("blow", Blow)
def test_a_picture_is_taken_down_whatever_fails(
    picture: SurvivingPicture, monkeypatch: pytest.MonkeyPatch, blow: Blow
) -> None:
    def begin() -> str:
        picture.begin(monkeypatch)
        assert picture.deliver(upload_key(PICTURE, 1)) == []
        return picture.write(3, PictureEvent.TAKEN_DOWN, reason="A kill")

    key = begin()
    picture.calls.seen = []
    assert picture.deliver(key) == []
    calls, stands = list(picture.calls.seen), picture.stands()
    assert kinds(calls) == TO_TAKE_DOWN
    assert not any(each.startswith("pictures/") for each in stands[0])
    assert stands[1:] == (["taken-down"], {'{"articles": ["bridge"]}'})
    for call in calls:
        key = begin()
        picture.calls.strike(call, blow)
        picture.deliver_until_done(key)
        assert picture.calls.struck, call
        assert picture.stands() == stands, call
