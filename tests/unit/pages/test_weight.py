import hashlib
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser

from broadsheet.domain.content import SourceCredit
from broadsheet.pages.response import Response
from tests.page_limits import (
    MOST_BYTES,
    MOST_OF_A_FRONT,
    MOST_OF_A_FRONT_SENT,
    MOST_REQUESTS,
    MOST_UNPACKED,
    sent_bytes,
)
from tests.pages.shown_pictures import a_shown_picture
from tests.unit.pages.conftest import NOW, MemoryPaper

FETCHED = {"icon", "modulepreload", "preload", "stylesheet"}
LETTERS = str.maketrans("0189", "qrst")
PARAGRAPH = "<p>The council voted late on Tuesday to rebuild the wall along the old harbour.</p>"


class Resources(HTMLParser):
    """What a browser asks for besides the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "link" and not FETCHED & set((named.get("rel") or "").split()):
            return
        address = named.get("href") if tag == "link" else named.get("src")
        if address and not address.startswith("data:"):
            self.paths.add(address)


def test_an_article_page_without_pictures_is_light(
    paper: MemoryPaper, get: Callable[..., Response]
) -> None:
    for number in range(6):
        paper.publish(f"other-{number}", headline=f"{number} more ships reach the old harbour")
    path = paper.publish(
        body_html=PARAGRAPH * 50,
        tags=tuple(f"A tag of the story {number}" for number in range(6)),
        source=SourceCredit("Levant Wire", "https://wire.example/"),
    )
    page = get(path)
    resources = Resources()
    resources.feed(page.body)
    assert len(resources.paths) >= 1
    assert 1 + len(resources.paths) <= MOST_REQUESTS, resources.paths
    answers = [page, *map(get, resources.paths)]
    assert {answer.status for answer in answers} == {200}
    bodies = {answer.headers["Content-Type"]: body_of(answer) for answer in answers}
    assert len(bodies) == len(answers)
    assert len(bodies["font/woff2"]) > 5_000
    unpacked = {kind: len(body) for kind, body in bodies.items()}
    assert sum(unpacked.values()) <= MOST_UNPACKED, unpacked
    sent = {kind: sent_bytes(kind, body) for kind, body in bodies.items()}
    assert sum(sent.values()) <= MOST_BYTES, sent


def test_a_front_page_full_of_pictures_is_light(
    paper: MemoryPaper, get: Callable[..., Response]
) -> None:
    for number in range(60):
        token = hashlib.sha256(bytes([number])).hexdigest()[:26].translate(LETTERS)
        headline = f"{number} more ships reach the old harbour before the storm of the year"
        paper.publish(
            f"other-{number}",
            headline=headline,
            section=("news", "politics", "economy", "world", "culture", "sport")[number % 6],
            publish_at=NOW - timedelta(minutes=number),
            pictures=(a_shown_picture(token=token),),
        )
    front = get("/").body
    older = re.search(r'href="(/\?older=[^"]+)"', front)
    assert older
    for page, pictures in ((front, 12), (get(older[1]).body, 20)):
        assert page.count("<img") == pictures
        assert len(page.encode()) <= MOST_OF_A_FRONT
        assert sent_bytes("text/html", page.encode()) <= MOST_OF_A_FRONT_SENT


def body_of(answer: Response) -> bytes:
    return b64decode(answer.body) if answer.in_base64 else answer.body.encode()
