"""Files go straight to S3, by a form that takes one file, of one size and type, for ten minutes.

The local AWS holds a form to its policy, its signature and its signer's rights, as S3 does.
"""

import hashlib
import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.domain.keys import original_key, upload_key
from broadsheet.domain.picture import picture_id
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from commands.illustrating import send_named_files
from commands.stack import uploads
from commands.stack.articles import submit_article, wait_until_read
from commands.stack.http_calls import send
from commands.stack.pictures import PictureToSend, send_picture
from commands.stack.signers import ApiCaller
from commands.terminal import Failure
from tests.adapters.stores import objects_in, picture_log_in
from tests.commands.local_stack import LocalStack
from tests.darkroom.sources import file_of, quarters
from tests.domain.pictures import NOON, ready, record
from tests.end_to_end.waiting import eventually

JSON = {"Content-Type": "application/json"}


class AnnouncedFile:
    """A file whose bytes nobody has sent before, announced by the desk."""

    def __init__(self, stack: LocalStack, folder: Path) -> None:
        self.stack, self.bytes = stack, f"A picture {uuid.uuid4()}".encode()
        digest = hashlib.sha256(self.bytes).hexdigest()
        self.picture = picture_id(digest)
        self.path = folder / "harbour.jpg"
        self.path.write_bytes(self.bytes)
        self.said = {
            "sha256": digest,
            "bytes": len(self.bytes),
            "content_type": "image/jpeg",
            "filename": "harbour.jpg",
        }
        posted = self.announce()
        assert posted.status == 201, posted.text
        assert posted.headers["location"] == f"/images/{self.picture}"
        self.form: dict[str, Any] = posted.json()["upload"]

    def announce(self, **options: Any) -> Any:
        return self.stack.api("POST", "/images", json.dumps(self.said).encode(), JSON, **options)

    def send(self, **changes: str) -> None:
        fields = self.form["fields"] | changes
        uploads.upload(self.form["url"], fields, self.path, lambda _: None)

    def arrived(self, key: str | None = None) -> dict[str, Any] | None:
        """What the bucket has at a key, or nothing."""
        s3 = self.stack.client("s3")
        name = self.stack.describe().buckets["articles"]
        try:
            found: dict[str, Any] = s3.get_object(
                Bucket=name, Key=key or upload_key(self.picture, 1)
            )
        except s3.exceptions.NoSuchKey:
            return None
        return {"bytes": found["Body"].read(), "type": found["ContentType"]}


@pytest.fixture
def announced(stack: LocalStack, tmp_path: Path) -> AnnouncedFile:
    return AnnouncedFile(stack, tmp_path)


def test_a_file_arrives_as_it_is(announced: AnnouncedFile) -> None:
    announced.send()
    assert announced.arrived() == {"bytes": announced.bytes, "type": "image/jpeg"}


@pytest.mark.parametrize("change", [b"", b"+", b"-"])
def test_a_file_of_another_size_is_refused(announced: AnnouncedFile, change: bytes) -> None:
    longer, shorter = announced.bytes + change, announced.bytes[:-1]
    announced.path.write_bytes({b"": b"", b"+": longer, b"-": shorter}[change])
    with pytest.raises(Failure, match="EntityTooLarge" if change == b"+" else "EntityTooSmall"):
        announced.send()
    assert announced.arrived() is None


def test_a_file_of_another_type_is_refused(announced: AnnouncedFile) -> None:
    with pytest.raises(Failure, match="AccessDenied"):
        announced.send(**{"Content-Type": "text/html"})
    assert announced.arrived() is None


@pytest.mark.parametrize("prefix", ["uploads/", "originals/", "articles/", "pictures/"])
def test_a_file_for_another_key_is_refused(announced: AnnouncedFile, prefix: str) -> None:
    key = f"{prefix}{'a' * 26}"
    with pytest.raises(Failure, match="AccessDenied"):
        announced.send(key=key)
    assert announced.arrived(key) is None


def test_a_form_that_was_changed_is_refused(announced: AnnouncedFile) -> None:
    for changes in ({"x-amz-signature": "0" * 64}, {"acl": "public-read"}):
        with pytest.raises(Failure, match=r"\((AccessDenied|SignatureDoesNotMatch)\)"):
            announced.send(**changes)
    assert announced.arrived() is None


@pytest.mark.usefixtures("local_aws")
def test_a_form_is_refused_an_hour_late(announced: AnnouncedFile, stack: LocalStack) -> None:
    bucket = objects_in(stack.describe().buckets["articles"])
    key = upload_key(announced.picture, 1)
    url, fields = bucket.upload_form(key, "image/jpeg", len(announced.bytes), seconds=-3600)
    announced.form = {"url": url, "fields": fields}
    with pytest.raises(Failure, match="AccessDenied"):
        announced.send()
    url, fields = bucket.upload_form(key, "image/jpeg", len(announced.bytes), seconds=60)
    announced.form = {"url": url, "fields": fields}
    announced.send()
    assert announced.arrived()


def test_who_may_only_read_announces_nothing_and_takes_nothing_down(
    announced: AnnouncedFile, stack: LocalStack
) -> None:
    path = f"/images/{announced.picture}"
    for as_ in ("reader", None):
        assert announced.announce(as_=as_).status == 403
        assert stack.api("DELETE", path, as_=as_).status == 403
        assert stack.api("PUT", path, as_=as_).status == 403
    report = stack.api("GET", path, as_="reader")
    assert (report.status, report.json()["sha256"]) == (200, announced.said["sha256"])
    assert stack.api("GET", "/images", as_="reader").status == 200
    assert stack.api("GET", path, as_=None).status == 403


@pytest.mark.usefixtures("local_aws")
def test_the_desk_gets_the_exact_bytes_of_an_original(stack: LocalStack) -> None:
    name = uuid.uuid4().hex
    announced, made = ready(name)
    # Taken down, so that nobody makes renditions of what is no picture.
    down = record(name, 2, PictureEvent.TAKEN_DOWN)
    bucket = stack.describe().buckets["articles"]
    assert objects_in(bucket).write_once(original_key(made.picture), b"\x00 exact", "image/jpeg")
    for each in (announced, down, replace(made, number=3)):
        assert picture_log_in(bucket).append(each)
    moved = stack.api("GET", f"/images/{made.picture}/original", as_="reader")
    got = send("GET", moved.headers["location"])
    assert (moved.status, got.status, got.body) == (303, 200, b"\x00 exact")
    assert got.headers["content-type"] == "image/jpeg"


def test_a_picture_is_taken_down_and_brought_back(
    announced: AnnouncedFile, stack: LocalStack
) -> None:
    path = f"/images/{announced.picture}"
    down = stack.api("DELETE", f"{path}?reason=An%20agency%27s%20kill")
    assert (down.status, down.json()["reason"]) == (200, "An agency's kill")
    assert announced.announce().status == 409
    assert stack.api("PUT", path).json()["status"] == "processing"
    assert announced.announce().status == 201


def test_an_erased_picture_is_refused_for_ever(announced: AnnouncedFile, stack: LocalStack) -> None:
    tombstone = PictureRecord(
        announced.picture, 2, PictureEvent.ERASED, NOON, "arn:operator", "erasure"
    )
    stack.client("s3").put_object(
        Bucket=stack.describe().buckets["articles"], Key=tombstone.key, Body=tombstone.to_json()
    )
    assert announced.announce().status == 410
    assert stack.api("GET", f"/images/{announced.picture}").status == 410


def test_who_reads_only_the_readme_puts_a_picture_on_the_front_page(
    stack: LocalStack, tmp_path: Path
) -> None:
    section = Path("README.md").read_text("utf-8").partition("### Put a picture on the front")[2]
    story = section.partition("```json\n")[2].partition("```")[0]
    (tmp_path / "photo.jpg").write_bytes(file_of(quarters((1280, 958)), "JPEG"))
    caller = ApiCaller(stack.signer("desk"), stack.reach)
    made: list[str] = []

    def send_file(file: PictureToSend) -> str:
        made.append(send_picture(file, caller, lambda _: None)["id"])
        return made[-1]

    article = send_named_files(story.encode(), tmp_path, send_file)
    receipt = submit_article(article, caller.signer, caller.reach)
    assert receipt.status == 201, receipt.text
    wait_until_read(receipt.json()["url"])
    preview = stack.api("GET", f"/images/{made[0]}").json()["preview"]
    token = preview.removeprefix(f"{stack.reach.site_url}/pictures/").partition("/")[0]
    eventually(
        lambda: f"/pictures/{token}/" in stack.site_get("/").text, "the front page has the picture"
    )
    shown = stack.site_get(preview.removeprefix(stack.reach.site_url))
    assert (shown.status, shown.headers["content-type"]) == (200, "image/jpeg")
    listed = stack.api("GET", "/images").json()["images"]
    assert made[0] in {each["id"] for each in listed if each["status"] == "ready"}
