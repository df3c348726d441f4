"""A picture's way on the local AWS, IAM enforced: from what is sent to what readers get, and out.

Its announcement is written into the log, as the desk's API does. The local CDN keeps nothing: what
CloudFront keeps is in tests/unit/darkroom/test_upkeep.py, by a fake of it.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.domain.keys import original_key, renditions_prefix, upload_key
from broadsheet.domain.picture import (
    RENDITION_TYPES,
    Announcement,
    PictureStage,
    PictureState,
    picture_id,
)
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from commands.stack.http_calls import HttpAnswer, send
from tests.commands.local_stack import LocalStack
from tests.darkroom.sources import file_of, noise
from tests.end_to_end.waiting import eventually

pytestmark = pytest.mark.usefixtures("local_aws")
PATIENCE = 60.0
"""Seconds: a cold start of the function with Pillow, on a machine that does other things."""


@dataclass
class SendingDesk:
    """What the desk does with pictures, by the log and the bucket themselves."""

    stack: LocalStack
    log: S3PictureLog
    bucket: str

    def announce(self, body: bytes, content_type: str = "image/jpeg") -> str:
        digest = sha256(body).hexdigest()
        self.write(
            picture_id(digest),
            PictureEvent.ANNOUNCED,
            announcement=Announcement(digest, len(body), content_type, "harbour.jpg"),
        )
        return picture_id(digest)

    def write(self, picture: str, event: PictureEvent, **fields: Any) -> None:
        state = self.log.read(picture)
        number = state.recorded + 1 if state else 1
        now = datetime.now(UTC)
        record = PictureRecord(picture, number, event, now, "arn:desk", "request-1", **fields)
        assert self.log.append(record)

    def send(self, picture: str, body: bytes, content_type: str = "image/jpeg") -> None:
        s3_client().put_object(
            Bucket=self.bucket, Key=upload_key(picture, 1), Body=body, ContentType=content_type
        )

    def wait(self, picture: str, stage: PictureStage) -> PictureState:
        def look() -> PictureState | None:
            state = self.log.read(picture)
            return state if state and state.stage is stage else None

        return eventually(look, f"{picture} is {stage}", PATIENCE)

    def get(self, path: str, method: str = "GET", **headers: str) -> HttpAnswer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return send(method, self.stack.reach.site_url + path, headers=named)

    def listed(self, picture: str) -> str | None:
        table = Table(self.stack.reach.outputs["TableName"], dynamodb_client)
        items = table.query_all("pk = :pk", {":pk": {"S": "PICTURES"}})
        found = [item["stage"]["S"] for item in items if item["sk"]["S"].endswith(picture)]
        return found[0] if found else None

    def addresses(self, state: PictureState) -> list[str]:
        assert state.made
        folder, widths = renditions_prefix(state.made.token), state.made.development.widths
        return [f"/{folder}{width}.{end}" for width in widths for end in RENDITION_TYPES]


@pytest.fixture
def desk(stack: LocalStack) -> SendingDesk:
    bucket = stack.reach.outputs["BucketName"]
    return SendingDesk(stack, S3PictureLog(Bucket(bucket, s3_client)), bucket)


@pytest.fixture
def photo(request: pytest.FixtureRequest) -> bytes:
    """A picture of each test's own, so that each has an id of its own."""
    seen = noise((700, 500)).copy()
    seen.paste((9, 9, 9), (0, 0, 8 + len(request.node.name), 9))
    return file_of(seen, "JPEG") + b""


def is_gone(desk: SendingDesk, addresses: list[str]) -> Callable[[], bool]:
    return lambda: {desk.get(address).status for address in addresses} == {403}


def test_a_picture_that_is_sent_is_there_for_readers_in_three_formats(
    desk: SendingDesk, photo: bytes
) -> None:
    picture = desk.announce(photo)
    desk.send(picture, photo)
    made = desk.wait(picture, PictureStage.READY)

    assert made.made
    assert made.made.development.widths == (320, 640)
    for address in desk.addresses(made):
        answer = desk.get(address)
        assert answer.status == 200, address
        kind = RENDITION_TYPES[address.rpartition(".")[2]]
        assert answer.headers["content-type"] == kind
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert answer.headers["x-content-type-options"] == "nosniff"
        with Image.open(io.BytesIO(answer.body)) as seen:
            assert Image.MIME[seen.format or ""] == kind
            assert str(seen.width) == address.rpartition("/")[2].partition(".")[0]
    said = s3_client().head_object(Bucket=desk.bucket, Key=desk.addresses(made)[0][1:])
    assert said["CacheControl"] == "public, max-age=31536000"
    assert s3_client().get_object(Bucket=desk.bucket, Key=original_key(picture))["Body"].read() == (
        photo
    )


def test_what_a_browser_has_is_not_sent_again_and_a_part_can_be_asked_for(
    desk: SendingDesk, photo: bytes
) -> None:
    picture = desk.announce(photo)
    desk.send(picture, photo)
    address = desk.addresses(desk.wait(picture, PictureStage.READY))[-1]
    whole = desk.get(address)

    head = desk.get(address, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    again = desk.get(address, if_none_match=whole.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    part = desk.get(address, range="bytes=2-5")
    assert (part.status, part.body) == (206, whole.body[2:6])
    assert desk.get(address, "POST").status == 403


def test_the_original_its_upload_and_its_log_are_not_for_readers(
    desk: SendingDesk, photo: bytes
) -> None:
    picture = desk.announce(photo)
    desk.send(picture, photo)
    desk.wait(picture, PictureStage.READY)
    pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=desk.bucket)
    keys = [each["Key"] for page in pages for each in page["Contents"]]
    of_it = [key for key in keys if picture in key]
    assert {key.partition("/")[0] for key in of_it} == {
        "originals",
        "picture-records",
        "tokens",
        "uploads",
    }
    for key in of_it:
        for path in (f"/{key}", f"/pictures/../{key}", f"/pictures/%2e%2e/{key}"):
            answer = desk.get(path)
            assert answer.status in {403, 404}, path
            assert photo not in answer.body
    for folder in ("/pictures/", "/pictures", "/pictures/?list-type=2&prefix=originals/"):
        answer = desk.get(folder)
        assert answer.status in {301, 403, 404}
        assert b"ListBucketResult" not in answer.body


def test_what_is_taken_down_is_gone_and_comes_back_at_the_same_address(
    desk: SendingDesk, photo: bytes
) -> None:
    picture = desk.announce(photo)
    desk.send(picture, photo)
    addresses = desk.addresses(desk.wait(picture, PictureStage.READY))
    assert {desk.get(address).status for address in addresses} == {200}

    desk.write(picture, PictureEvent.TAKEN_DOWN, reason="The agency asked for it")
    eventually(is_gone(desk, addresses), "all renditions are gone", PATIENCE)
    distribution = desk.stack.reach.outputs["DistributionId"]
    cloudfront = desk.stack.client("cloudfront")

    def told() -> bool:
        listed = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]
        paths = [
            path
            for each in listed.get("Items", [])
            for path in cloudfront.get_invalidation(DistributionId=distribution, Id=each["Id"])[
                "Invalidation"
            ]["InvalidationBatch"]["Paths"]["Items"]
        ]
        return addresses[0].rpartition("/")[0] + "/*" in paths

    eventually(told, "CloudFront is told", PATIENCE)
    desk.write(picture, PictureEvent.BROUGHT_BACK)
    eventually(
        lambda: {desk.get(address).status for address in addresses} == {200},
        "all renditions are back",
        PATIENCE,
    )


def test_other_bytes_under_its_name_are_refused_whatever_s3_let_in(
    desk: SendingDesk, photo: bytes
) -> None:
    picture = desk.announce(photo)
    desk.send(picture, photo[:-1] + b"\0")
    refused = desk.wait(picture, PictureStage.REFUSED)
    assert refused.refusal
    assert "SHA-256" in refused.refusal
    assert "Contents" not in s3_client().list_objects_v2(
        Bucket=desk.bucket, Prefix=original_key(picture)
    )


def test_a_type_that_lies_is_refused(desk: SendingDesk, photo: bytes) -> None:
    picture = desk.announce(photo, "image/png")
    desk.send(picture, photo, "image/png")
    refused = desk.wait(picture, PictureStage.REFUSED)
    assert refused.refusal
    assert "PNG" in refused.refusal
