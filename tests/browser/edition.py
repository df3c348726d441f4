"""An edition of the paper to look at: enough stories that the lists go on for pages."""

import json
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from commands.stack.pictures import read_picture_file, send_picture
from commands.stack.signers import ApiCaller
from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually
from tests.pages.photographs import LANDSCAPE, PANORAMA, PORTRAIT, photograph, shown
from tests.pages.words_of_pictures import said_of

_STORIES = Path(__file__).with_name("edition.toml")
_JSON = {"Content-Type": "application/json"}
_CORRECTION = "The metres of quay to rent are 400.\nAn earlier version said 4,000."
_PICTURES: dict[int, tuple[tuple[int, tuple[int, int]], ...]] = {
    0: ((0, LANDSCAPE), (5, PANORAMA), (3, PORTRAIT), (1, PANORAMA), (2, LANDSCAPE)),
    2: ((7, LANDSCAPE),),
    3: ((4, PORTRAIT),),
    4: ((6, LANDSCAPE),),
    6: ((9, LANDSCAPE),),
    7: ((11, LANDSCAPE),),
    8: ((8, PANORAMA),),
    9: ((10, LANDSCAPE),),
    12: ((12, LANDSCAPE),),
}
"""The pictures of stories, the newest story first: each by its number and its size."""
_AMONG_PARAGRAPHS = (2, 6)
_REASON = "The photograph that it rested on was of another bridge."


def edition(newest: datetime, mark: str) -> list[dict[str, Any]]:
    """Give the stories as documents of the API, the newest first.

    Parameters
    ----------
    newest
        When the newest was published; the others follow by two hours and a bit.
    mark
        Begins every id, and is a tag of every story.
    """
    stories = tomllib.loads(_STORIES.read_text("utf-8"))["stories"]
    return [
        {"body": f"{story.get('standfirst', '')}\n\nMore follows in the next edition."}
        | story
        | {
            "id": f"{mark}-{number}",
            "byline": story.get("byline", "Eleni Markou"),
            "tags": [*story.get("tags", ["Cyprus"]), mark],
            "publish_at": (newest - number * timedelta(hours=2, minutes=17)).isoformat(),
        }
        for number, story in enumerate(stories)
    ]


def illustrate(stack: LocalStack, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send the pictures of the edition as the desk, and give its documents with them in.

    Two of those of the first stand among its paragraphs.
    """
    caller = ApiCaller(stack.signer("desk"), stack.reach)

    def send(drawn: tuple[int, tuple[int, int]], folder: str) -> str:
        number, size = drawn
        file = Path(folder) / f"{number}-{size[0]}.jpg"
        photograph(number, size).save(file, quality=92)
        report = send_picture(read_picture_file(file), caller, lambda _sent: None)
        return str(report["id"])

    wanted = list(dict.fromkeys(chain(*_PICTURES.values())))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as desk:
        sent = list(desk.map(lambda drawn: send(drawn, folder), wanted))
    ids = dict(zip(wanted, sent, strict=True))
    illustrated = list(documents)
    for story, drawn in _PICTURES.items():
        document = documents[story]
        said = said_of(shown(0, ""), document.get("language", "en"))
        words = {"alt": said.alt, "caption": said.caption, "credit": said.credit}
        images = [{"id": ids[each], **words} for each in drawn]
        paragraphs = document["body"].split("\n\n")
        for place, image in zip(_AMONG_PARAGRAPHS, images[1:], strict=False):
            paragraphs.insert(place, f"![](image:{image['id']})")
        illustrated[story] = document | {"images": images, "body": "\n\n".join(paragraphs)}
    return illustrated


def publish_edition(stack: LocalStack, mark: str, *, with_pictures: bool = False) -> list[str]:
    """Publish the edition as the desk, correct a story, withdraw the oldest; wait for all of it.

    Returns
    -------
    list of str
        The paths of the pages, the newest first; the second story is the corrected one.
    """
    documents = edition(datetime.now(UTC), mark)
    if with_pictures:
        documents = illustrate(stack, documents)

    def post(document: dict[str, Any]) -> str:
        answer = stack.api("POST", "/articles", json.dumps(document).encode(), _JSON)
        assert answer.status == 201, answer.text
        return urlsplit(str(answer.json()["url"])).path

    with ThreadPoolExecutor(4) as desk:
        paths = list(desk.map(post, documents))
    corrected = documents[1] | {"body": "The rods came first.", "correction": _CORRECTION}
    longer = documents[1] | {"body": "The rods came first.\n\nThe anglers came after them."}
    for number, document in enumerate((corrected, longer), 1):
        headers = _JSON | {"If-Match": f'"desk-{number}"'}
        body = json.dumps(document).encode()
        answer = stack.api("PUT", f"/articles/{document['id']}", body, headers)
        assert answer.status == 200, answer.text
    withdrawal = f"/articles/{documents[-1]['id']}?as=gone&reason={quote(_REASON)}"
    answer = stack.api("DELETE", withdrawal, headers={"If-Match": '"desk-1"'})
    assert answer.status == 200, answer.text
    for path in paths[:-1]:
        eventually(lambda: stack.site_get(path).status == 200, f"{path} can be read")  # noqa: B023
    eventually(lambda: paths[1] in stack.site_get("/corrections/").text, "the correction is read")
    eventually(lambda: "came after" in stack.site_get(paths[1]).text, "the last edit is read")
    eventually(lambda: stack.site_get(paths[-1]).status == 410, f"{paths[-1]} is withdrawn")
    return paths
