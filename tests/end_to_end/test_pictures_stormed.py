"""Messages of pictures and their articles on the local AWS, doubled and out of order.

Whatever comes again, and whatever happens meanwhile, ends as if all had come once and in order.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from tests.end_to_end.index_items import items_of
from tests.end_to_end.photo_desk import PhotoDesk, Published, SentPicture


@dataclass(frozen=True)
class Storm:
    """Everything that was ever told of some pictures and articles, told again."""

    desk: PhotoDesk
    pictures: tuple[SentPicture, ...]
    articles: tuple[Published, ...]
    chance: Random

    def keys(self, prefix: str) -> list[str]:
        """List what stands in the bucket under a prefix."""
        bucket = self.desk.stack.describe().buckets["articles"]
        listed = self.desk.stack.client("s3").list_objects_v2(Bucket=bucket, Prefix=prefix)
        return [each["Key"] for each in listed.get("Contents", [])]

    def messages(self) -> list[tuple[str, str]]:
        """Give each message twice, and the queue that it came through, in any order."""
        of_pictures = [
            key
            for picture in self.pictures
            for prefix in ("uploads/", "picture-records/")
            for key in self.keys(prefix)
            if picture.id in key
        ]
        of_articles = [
            key
            for article in self.articles
            for key in self.keys(f"articles/{article.document['id']}/")
        ]
        said = [("PictureQueueUrl", _notification(key)) for key in of_pictures]
        said += [("IndexQueueUrl", _notification(key)) for key in of_articles]
        ids = [picture.id for picture in self.pictures]
        said.append(("PictureQueueUrl", json.dumps({"pictures": ids})))
        articles = [article.document["id"] for article in self.articles]
        said.append(("IndexQueueUrl", json.dumps({"articles": articles})))
        return self.chance.sample(said * 2, 2 * len(said))

    def send(self, messages: Iterable[tuple[str, str]]) -> None:
        """Send messages, each to its queue."""
        sqs, outputs = self.desk.stack.client("sqs"), self.desk.stack.reach.outputs
        for queue, body in messages:
            sqs.send_message(QueueUrl=outputs[queue], MessageBody=body)

    def stands(self) -> dict[str, Any]:
        """Read all that was derived of these pictures and articles."""
        s3, bucket = self.desk.stack.client("s3"), self.desk.stack.describe().buckets["articles"]
        ids = [article.document["id"] for article in self.articles]
        prefixes = [f"pictures/{picture.token}/" for picture in self.pictures]
        listed = self.desk.stack.api("GET", "/images").json()["images"]
        return {
            "items": items_of(ids, self.desk.stack.describe().table),
            "files": {
                key: s3.get_object(Bucket=bucket, Key=key)["ETag"]
                for prefix in (*prefixes, *(f"content/{article}/" for article in ids))
                for key in self.keys(prefix)
            },
            "list": [each for each in listed if each["id"] in {p.id for p in self.pictures}],
        }


def _notification(key: str) -> str:
    record = {"eventTime": "2026-11-23T09:00:00.000Z", "s3": {"object": {"key": key}}}
    return json.dumps({"Records": [record]})


@pytest.mark.usefixtures("local_aws")
def test_what_comes_twice_and_out_of_order_ends_as_what_comes_once(photo_desk: PhotoDesk) -> None:
    own, shared = photo_desk.send(), photo_desk.send()
    first = photo_desk.publish([own.shown(), shared.shown()])
    second = photo_desk.publish([shared.shown()])
    first.wait_until_shown(own)
    second.wait_until_shown(shared)
    storm = Storm(photo_desk, (own, shared), (first, second), Random(13))  # noqa: S311 - no secret
    photo_desk.settle()
    calm, untouched = storm.stands(), second.document["id"]
    assert len(calm["files"]) == len(own.addresses) + len(shared.addresses) + 2
    assert sum(place[0].startswith("PICTURE#") for place in calm["items"]) == 3

    # What is taken down and withdrawn meanwhile is gone, however late the rest comes.
    late = storm.messages()
    storm.send(late[::2])
    photo_desk.take_down(shared)
    storm.send(late[1::4])
    first.withdraw("?as=gone")
    storm.send(late[3::4])
    photo_desk.wait_until_gone(own)
    photo_desk.wait_until_gone(shared)
    second.wait_until_not_shown(shared)
    photo_desk.settle()
    gone = storm.stands()
    assert not [key for key in gone["files"] if key.startswith("pictures/")]

    storm.send(storm.messages())
    photo_desk.settle()
    assert storm.stands() == gone

    late = storm.messages()
    storm.send(late[::2])
    photo_desk.bring_back(shared)
    storm.send(late[1::4])
    first.revise()
    storm.send(late[3::4])
    first.wait_until_shown(own)
    second.wait_until_shown(shared)
    photo_desk.settle()
    back = storm.stands()
    pictures, before = (
        {key: etag for key, etag in each["files"].items() if key.startswith("pictures/")}
        for each in (back, calm)
    )
    assert pictures == before
    # The second was never revised: its head, its cards and its use are what they were.
    items, before = (
        {place: item for place, item in each["items"].items() if untouched in str(item)}
        for each in (back, calm)
    )
    assert len(items) > 3
    assert items == before
