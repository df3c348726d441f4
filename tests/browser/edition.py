"""An edition of the paper to look at: enough stories that the lists go on for pages."""

import json
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually

_STORIES = Path(__file__).with_name("edition.toml")
_JSON = {"Content-Type": "application/json"}
_CORRECTION = "The metres of quay to rent are 400.\nAn earlier version said 4,000."
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


def publish_edition(stack: LocalStack, mark: str) -> list[str]:
    """Publish the edition as the desk, correct a story, withdraw the oldest; wait for all of it.

    Returns
    -------
    list of str
        The paths of the pages, the newest first; the second story is the corrected one.
    """
    documents = edition(datetime.now(UTC), mark)

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
