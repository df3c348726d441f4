"""What a newsroom does with pictures on the local AWS, as `broadsheet picture` does it."""

import re
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image

from commands.stack.http_calls import HttpAnswer
from commands.stack.pictures import read_picture_file, send_picture
from commands.stack.signers import ApiCaller
from tests.commands.local_stack import LocalStack
from tests.darkroom.sources import file_of, noise
from tests.end_to_end.test_life_of_an_article import JSON, article, path_of, post, send
from tests.end_to_end.waiting import eventually

PATIENCE = 60.0
"""Seconds: a cold start of the function with Pillow, on a machine that does other things."""
SMALL = (400, 300)
"""Pixels: it has one width of renditions, and is made in a blink."""
GONE = {403, 404}
"""What readers get in the place of a rendition: 404 on AWS; the local one has 403 for what its
caller may not list, whatever the bucket's policy says."""
_QUEUES = ("PictureQueueUrl", "IndexQueueUrl")
_COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
SHARING_PATH = re.compile(r"/sharing/[a-z0-9]{10}/[0-9a-f]{12}/[a-z0-9.]+")


def say_nothing(_what: str) -> None:
    """Hear what a command says, and pass over it."""


@dataclass(frozen=True)
class SentPicture:
    """A picture that is ready.

    Attributes
    ----------
    id
        Its id.
    file
        What was sent.
    token
        Of its public addresses.
    addresses
        Of its renditions, in three formats.
    """

    id: str
    file: Path
    token: str
    addresses: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its address at the API."""
        return f"/images/{self.id}"

    def shown(self, alt: str = "The harbour", **said: Any) -> dict[str, Any]:
        """Say it in an article's ``images``."""
        return {"id": self.id, "alt": alt, **said}


@dataclass(frozen=True)
class PhotoDesk:
    """A newsroom with a folder of pictures."""

    stack: LocalStack
    folder: Path

    def send(self, picture: Image.Image | None = None) -> SentPicture:
        """Send a picture that nobody has sent before, and wait until it is ready."""
        file = self.folder / f"{uuid.uuid4()}.jpg"
        drawn = picture or noise(SMALL)
        file.write_bytes(file_of(drawn, "JPEG", quality=85, comment=uuid.uuid4().bytes))
        caller = ApiCaller(self.stack.signer("desk"), self.stack.reach)
        report = send_picture(read_picture_file(file), caller, lambda _sent: None)
        token = report["preview"].partition("/pictures/")[2].partition("/")[0]
        widths = [width for width in (320, 640, 960, 1280, 1920) if width <= report["width"]]
        addresses = tuple(
            f"/pictures/{token}/{width}.{end}"
            for width in widths
            for end in ("avif", "webp", "jpg")
        )
        return SentPicture(report["id"], file, token, addresses)

    def publish(self, images: Iterable[dict[str, Any]], **fields: Any) -> "Published":
        """Submit an article with pictures."""
        document = article(images=list(images), **fields)
        return Published(self, document, path_of(post(self.stack, document)))

    def statuses(self, addresses: Collection[str]) -> set[int]:
        """Ask for renditions, or for any address of the site."""
        return {self.stack.site_get(address).status for address in addresses}

    def wait_until_served(self, picture: SentPicture) -> None:
        """Wait until readers get all renditions of a picture."""
        eventually(
            lambda: self.statuses(picture.addresses) == {200}, "all renditions stand", PATIENCE
        )

    def wait_until_gone(self, picture: SentPicture) -> None:
        """Wait until readers get none of the renditions of a picture."""
        eventually(
            lambda: self.statuses(picture.addresses) <= GONE, "no rendition stands", PATIENCE
        )

    def settle(self) -> None:
        """Wait until nothing is left to be told; who is told of something else tells it first."""
        sqs, outputs = self.stack.client("sqs"), self.stack.reach.outputs
        looks: list[bool] = []

        def idle() -> bool:
            counts = [
                sqs.get_queue_attributes(QueueUrl=outputs[queue], AttributeNames=_COUNTS)
                for queue in _QUEUES
            ]
            looks.append(all(set(each["Attributes"].values()) == {"0"} for each in counts))
            return (True, True) in pairwise(looks[-3:])

        eventually(idle, "all messages are followed", PATIENCE)

    def take_down(self, picture: SentPicture) -> None:
        """Take a picture down."""
        answer = send(self.stack, "DELETE", f"{picture.path}?reason=The%20right%20ran%20out")
        assert answer.status == 200, answer.text

    def bring_back(self, picture: SentPicture) -> None:
        """Lift the taking down of a picture."""
        answer = send(self.stack, "PUT", picture.path)
        assert answer.status == 200, answer.text


@dataclass(frozen=True)
class Published:
    """An article that was submitted: what was said, and the path of its page."""

    desk: PhotoDesk
    document: dict[str, Any]
    path: str

    @property
    def api_path(self) -> str:
        """Its address at the API."""
        return f"/articles/{self.document['id']}"

    @property
    def places(self) -> tuple[str, ...]:
        """Where its picture is shown: its page, and the lists that it is the first of."""
        tag = f"/tags/{self.document['id']}/"
        return self.path, tag, "/", "/news/", "/feeds/latest.xml"

    def wait(self, holds: Callable[[HttpAnswer], bool], what: str, query: str = "") -> HttpAnswer:
        """Wait for what its page is to say."""

        def look() -> HttpAnswer | None:
            answer = self.desk.stack.site_get(self.path + query)
            return answer if holds(answer) else None

        return eventually(look, what, PATIENCE)

    def wait_until_shown(self, picture: SentPicture) -> HttpAnswer:
        """Wait until its page shows a picture."""
        return self.wait(lambda page: picture.token in page.text, "its page shows the picture")

    def wait_until_not_shown(self, picture: SentPicture) -> HttpAnswer:
        """Wait until its page is there without a picture."""
        return self.wait(
            lambda page: page.status == 200 and picture.token not in page.text,
            "its page does not show the picture",
        )

    def revise(self, **fields: Any) -> HttpAnswer:
        """Revise it, based on what stands."""
        document = self.document | fields
        headers = {"If-Match": self._stands()}
        answer = send(self.desk.stack, "PUT", self.api_path, document, headers=headers)
        assert answer.status == 200, answer.text
        return answer

    def withdraw(self, query: str = "") -> None:
        """Withdraw it, with what the query says."""
        answer = send(
            self.desk.stack, "DELETE", self.api_path + query, headers={"If-Match": self._stands()}
        )
        assert answer.status == 200, answer.text

    def _stands(self) -> str:
        return send(self.desk.stack, "GET", self.api_path).headers["etag"]

    def showing(self, picture: SentPicture) -> list[str]:
        """Return the places that show a picture."""
        return [
            place for place in self.places if picture.token in self.desk.stack.site_get(place).text
        ]


def announce(stack: LocalStack, picture: SentPicture) -> HttpAnswer:
    """Say the same bytes again."""
    return stack.api("POST", "/images", read_picture_file(picture.file).announcement, JSON)
