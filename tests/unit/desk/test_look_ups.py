"""What the desk looks up: revisions, the way to their bytes, and pages as they would be."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.desk.api_gateway import write_answer
from broadsheet.desk.operations import answer
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.keys import message_digest
from broadsheet.domain.picture_record import PictureEvent
from tests.desk.memory_desk import SITE_URL, memory_desk
from tests.domain.pictures import a_picture, ready, ready_state, record
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureLog

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIRST = {"id": "bridge", "headline": "Bridge opens", "section": "news", "body": "It opens."}
SECOND = FIRST | {"headline": "Bridge stays shut", "correction": "It does not open."}


class DeskWithLookUps:
    """A desk and its look-ups over one log; each change is made a minute after the one before."""

    def __init__(self) -> None:
        self.log, self.index = MemoryLog(), MemoryIndex()
        self.pictures = MemoryPictureLog()
        self.api = memory_desk(self.log, self.index, self.pictures)
        self.now = NOW

    def ask(
        self,
        operation: str,
        document: Any = None,
        *,
        revision: str = "",
        query: dict[str, str] | None = None,
        based_on: str = "",
    ) -> dict[str, Any]:
        request = DeskRequest(
            operation=operation,
            path_id="" if operation == "POST /articles" else "bridge",
            headers={"content-type": "application/json", "if-match": f'"{based_on}"'},
            query=query or {},
            body=json.dumps(document).encode(),
            contributor="arn:anna",
            correlation_id="r-1",
            path_revision=revision,
        )
        self.now += timedelta(minutes=1)
        return write_answer(answer(self.api, request, self.now), "r-1")

    def post(self, document: dict[str, Any]) -> None:
        assert self.ask("POST /articles", document)["statusCode"] == 201

    def put(self, document: dict[str, Any], based_on: str) -> None:
        changed = self.ask("PUT /articles/{id}", document, based_on=based_on)
        assert changed["statusCode"] == 200

    def withdraw(self, based_on: str) -> None:
        gone = {"reason": "An error"}
        assert self.ask("DELETE /articles/{id}", query=gone, based_on=based_on)["statusCode"] == 200

    def revisions(self) -> dict[str, Any]:
        told = self.ask("GET /articles/{id}/revisions")
        assert told["statusCode"] == 200
        document: dict[str, Any] = json.loads(told["body"])
        return document

    def bytes_of(self, revision: str) -> dict[str, Any]:
        return self.ask("GET /articles/{id}/revisions/{revision}", revision=revision)

    def preview(self, revision: str | None = None) -> dict[str, Any]:
        query = {"revision": revision} if revision is not None else {}
        return self.ask("GET /articles/{id}/preview", query=query)


@pytest.fixture
def newsroom() -> DeskWithLookUps:
    return DeskWithLookUps()


def test_every_revision_is_told_of_in_the_order_of_receipt(newsroom: DeskWithLookUps) -> None:
    newsroom.post(FIRST)
    newsroom.put(SECOND | {"publish_at": None}, "desk-1")
    newsroom.withdraw("desk-2")
    told = newsroom.revisions()
    assert (told["id"], told["unreadable"]) == ("bridge", [])
    first, second, third = told["revisions"]
    assert first == {
        "revision": "desk-1",
        "stands": False,
        "received_at": "2026-11-23T09:01:00.000000Z",
        "contributor": "arn:anna",
        "contributor_name": "arn:anna",
        "based_on": [],
        "publish_at": None,
        "correction": None,
        "withdrawal": None,
        "message": message_digest(json.dumps(FIRST).encode()),
        "link": "/articles/bridge/revisions/desk-1",
    }
    assert (second["correction"], second["based_on"]) == ("It does not open.", ["desk-1"])
    assert (third["stands"], third["link"], third["message"]) == (True, None, None)
    assert third["withdrawal"] == {"as": "gone", "reason": "An error", "keeps_pictures": False}


@pytest.mark.parametrize("publish_at", ["hold", "2030-01-01T00:00:00.000000Z"])
def test_a_revision_says_the_moment_that_it_asked_for(
    newsroom: DeskWithLookUps, publish_at: str
) -> None:
    newsroom.post(FIRST | {"publish_at": publish_at})
    assert newsroom.revisions()["revisions"][0]["publish_at"] == publish_at


@pytest.mark.parametrize("spoilt", ["record", "message"])
def test_what_cannot_be_read_is_told_with_its_reason(
    newsroom: DeskWithLookUps, spoilt: str
) -> None:
    newsroom.post(FIRST)
    newsroom.put(SECOND, "desk-1")
    if spoilt == "record":
        newsroom.log.stored["articles/bridge/desk/00000002.json"] = b"{}"
    else:
        newsroom.log.messages[message_digest(json.dumps(SECOND).encode())] = b"{"
    told = newsroom.revisions()
    assert [each["revision"] for each in told["revisions"] if each["stands"]] == ["desk-1"]
    (unreadable,) = told["unreadable"]
    assert unreadable["revision"] == "desk-2"
    assert unreadable["reason"]
    assert newsroom.preview("desk-2")["statusCode"] == 500
    assert newsroom.preview("desk-1")["statusCode"] == 200
    # The bytes of what is no article are still there to be looked at.
    assert newsroom.bytes_of("desk-2")["statusCode"] == (500 if spoilt == "record" else 303)


def test_bytes_are_had_elsewhere_and_the_way_there_is_not_kept(newsroom: DeskWithLookUps) -> None:
    newsroom.post(FIRST)
    moved = newsroom.bytes_of("desk-1")
    digest = message_digest(json.dumps(FIRST).encode())
    assert (moved["statusCode"], moved["body"]) == (303, "")
    assert moved["headers"] == {
        "Location": f"memory:{digest}?application/json",
        "Cache-Control": "no-store",
        "X-Correlation-Id": "r-1",
    }


def test_a_withdrawal_has_no_bytes_and_no_page(newsroom: DeskWithLookUps) -> None:
    newsroom.post(FIRST)
    newsroom.withdraw("desk-1")
    for answered in (newsroom.bytes_of("desk-2"), newsroom.preview("desk-2")):
        assert answered["statusCode"] == 404
        assert "is a withdrawal" in json.loads(answered["body"])["detail"]


@pytest.mark.parametrize("name", ["desk-2", "desk-01", "wire-1", "..", ""])
def test_a_revision_that_never_was_is_not_found(newsroom: DeskWithLookUps, name: str) -> None:
    newsroom.post(FIRST)
    assert newsroom.bytes_of(name)["statusCode"] == 404
    if name:
        assert newsroom.preview(name)["statusCode"] == 404


def test_nothing_is_told_of_an_article_that_never_was(newsroom: DeskWithLookUps) -> None:
    for answered in (
        newsroom.ask("GET /articles/{id}/revisions"),
        newsroom.bytes_of("desk-1"),
        newsroom.preview(),
    ):
        assert answered["statusCode"] == 404
        assert json.loads(answered["body"])["type"] == "urn:broadsheet:problem:no-such-article"


@pytest.mark.parametrize("publish_at", [None, "hold", "2030-01-01T00:00:00Z"])
def test_a_page_is_seen_before_it_is_out_and_of_any_revision(
    newsroom: DeskWithLookUps, publish_at: str | None
) -> None:
    newsroom.post(FIRST | {"publish_at": publish_at})
    newsroom.put(SECOND, "desk-1")
    assert "Bridge stays shut" in newsroom.preview()["body"]
    first = newsroom.preview("desk-1")["body"]
    assert "Bridge opens" in first
    assert "stays shut" not in first


def test_a_page_has_the_corrections_that_were_known_to_its_revision(
    newsroom: DeskWithLookUps,
) -> None:
    newsroom.post(FIRST)
    newsroom.put(SECOND, "desk-1")
    newsroom.put(FIRST | {"headline": "Bridge opens late"}, "desk-2")
    assert "It does not open." not in newsroom.preview("desk-1")["body"]
    assert "It does not open." in newsroom.preview("desk-2")["body"]
    assert "It does not open." in newsroom.preview()["body"]


def test_what_was_withdrawn_can_still_be_seen_by_the_desk(newsroom: DeskWithLookUps) -> None:
    newsroom.post(FIRST)
    newsroom.withdraw("desk-1")
    assert "Bridge opens" in newsroom.preview()["body"]


def test_a_preview_shows_the_pictures_that_readers_would_see(newsroom: DeskWithLookUps) -> None:
    for each in (*ready("harbour"), *ready("quay")):
        assert newsroom.pictures.append(each)
    shown = [{"id": a_picture(name), "alt": f"The {name}"} for name in ("harbour", "quay")]
    newsroom.post(FIRST | {"images": shown, "publish_at": "hold"})
    for state in (ready_state("harbour"), ready_state("quay")):
        assert state.made
        assert f"/pictures/{state.made.token}/" in newsroom.preview()["body"]
    assert newsroom.pictures.append(record("quay", 3, PictureEvent.TAKEN_DOWN))
    page = newsroom.preview()["body"]
    assert "The harbour" in page
    assert "The quay" not in page


def test_a_preview_is_kept_by_nobody_and_runs_nothing(newsroom: DeskWithLookUps) -> None:
    newsroom.post(FIRST | {"body": "<script>evil()</script><p>Fine</p>", "body_format": "html"})
    page = newsroom.preview()
    assert page["headers"]["Cache-Control"] == "private, no-store"
    assert page["headers"]["X-Robots-Tag"] == "noindex"
    policy = page["headers"]["Content-Security-Policy"]
    assert policy.startswith(f"default-src 'none'; style-src {SITE_URL};")
    assert "script-src" not in policy
    assert "Fine" in page["body"]
    assert "evil" not in page["body"]
