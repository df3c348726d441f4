"""The desk's tools on the local AWS, IAM enforced: lists, revisions, exact bytes, previews."""

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from commands.stack.http_calls import send
from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually

JSON = {"Content-Type": "application/json"}


def held() -> dict[str, Any]:
    name = f"d{uuid.uuid4().hex[:12]}"
    return {
        "id": name,
        "headline": f"Η γέφυρα {name}",
        "section": "news",
        "body": "Nobody is to read this yet.",
        "publish_at": "hold",
    }


def test_the_desk_gets_the_exact_bytes_of_each_revision(stack: LocalStack) -> None:
    document = held()
    path = f"/articles/{document['id']}"
    sent = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\r\n"
    posted = stack.api("POST", "/articles", sent, JSON)
    assert posted.status == 201, posted.text
    changed = json.dumps(document | {"body": "Nor this."}).encode()
    put = stack.api("PUT", path, changed, JSON | {"If-Match": posted.headers["etag"]})
    assert put.status == 200, put.text

    revisions = stack.api("GET", f"{path}/revisions", as_="reader").json()["revisions"]
    assert [revision["stands"] for revision in revisions] == [False, True]
    for revision, message in zip(revisions, (sent, changed), strict=True):
        moved = stack.api("GET", revision["link"], as_="reader")
        assert moved.status == 303, moved.text
        # As a client does it: another host, and no signature but the one in the address.
        got = send("GET", moved.headers["location"])
        assert (got.status, got.body) == (200, message)
        assert got.headers["content-type"] == "application/json"
        assert stack.api("GET", revision["link"], as_=None).status == 403
    address = moved.headers["location"].replace(revisions[1]["message"], revisions[0]["message"])
    assert send("GET", address).status == 403


def test_the_desk_sees_what_is_held_and_no_reader_does(stack: LocalStack) -> None:
    document = held()
    path = f"/articles/{document['id']}"
    posted = stack.api("POST", "/articles", json.dumps(document).encode(), JSON)
    assert posted.status == 201, posted.text

    def listed() -> bool:
        first = stack.api("GET", "/articles?status=held", as_="reader")
        return document["id"] in {article["id"] for article in first.json()["articles"]}

    eventually(listed, "the article is in the list of what is held")
    shown = stack.api("GET", f"{path}/preview")
    assert shown.status == 200, shown.text
    assert document["headline"] in shown.text
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<base href="{stack.reach.site_url}/">' in shown.text
    stylesheet = shown.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert stack.site_get(stylesheet).status == 200

    assert stack.api("GET", f"{path}/preview", as_=None).status == 403
    page = urlsplit(posted.json()["url"]).path
    for public in (page, "/", "/news/", "/feeds/latest.xml", f"{page}?history", f"{path}/preview"):
        assert document["id"] not in stack.site_get(public).text
    assert stack.site_get(page).status == 404
