"""The desk of pictures: what is announced, looked up, taken down and brought back, and by whom."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.domain.picture import PictureStage, picture_id
from broadsheet.domain.picture_list import ListedPicture
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from tests.desk.desk_client import NOW, DeskClient
from tests.domain.pictures import DESK, a_picture, development, digest_of, ready, record

BRIDGE = a_picture("bridge")
SAID = {
    "sha256": digest_of("bridge"),
    "bytes": len("bridge"),
    "content_type": "image/jpeg",
    "filename": "bridge.jpg",
}


@pytest.fixture
def newsroom() -> DeskClient:
    return DeskClient()


def announce(newsroom: DeskClient, said: Any = SAID, **options: Any) -> tuple[int, dict[str, Any]]:
    status, document, headers = newsroom.ask("POST /images", said, path_id="", **options)
    if status < 300:
        assert headers["Location"] == f"/images/{document['id']}"
    return status, document


def at(
    newsroom: DeskClient, method: str, picture: str = BRIDGE, **query: str
) -> tuple[int, dict[str, Any]]:
    return newsroom.ask(f"{method} /images/{{id}}", path_id=picture, query=query)[:2]


def log_has(newsroom: DeskClient, *records: PictureRecord) -> None:
    for each in records:
        assert newsroom.pictures.append(each)


def events(newsroom: DeskClient) -> list[str]:
    stored = newsroom.pictures.stored
    return [stored[key].event.value for key in sorted(stored)]


def test_a_picture_is_announced_and_its_file_is_wanted(newsroom: DeskClient) -> None:
    status, document = announce(newsroom)
    assert (status, BRIDGE) == (201, picture_id(digest_of("bridge")))
    assert document == {
        "id": BRIDGE,
        "status": "processing",
        "upload": {
            "url": "memory:form",
            "fields": {"announced": "1", "type": "image/jpeg", "size": "6"},
            "expires_at": "2026-11-23T09:10:00.000000Z",
        },
    }
    (kept,) = newsroom.pictures.stored.values()
    assert (kept.event, kept.at, kept.contributor) == (
        PictureEvent.ANNOUNCED,
        NOW,
        "arn:aws:iam::1:user/anna",
    )
    assert kept.correlation_id == "r-1"


def test_who_says_the_same_again_has_a_fresh_form_and_writes_nothing(newsroom: DeskClient) -> None:
    announce(newsroom)
    status, document = announce(newsroom, now=NOW + timedelta(hours=1))
    assert (status, document["upload"]["expires_at"]) == (201, "2026-11-23T10:10:00.000000Z")
    assert events(newsroom) == ["announced"]


def test_who_calls_the_same_file_something_else_takes_no_form_from_another(
    newsroom: DeskClient,
) -> None:
    announce(newsroom)
    _, document = announce(newsroom, SAID | {"filename": "copy.jpg"})
    assert document["upload"]["fields"]["announced"] == "1"
    assert events(newsroom) == ["announced"]
    assert at(newsroom, "GET")[1]["filename"] == SAID["filename"]


def test_who_says_something_else_of_the_same_bytes_is_heard(newsroom: DeskClient) -> None:
    announce(newsroom)
    _, document = announce(newsroom, SAID | {"bytes": 7, "content_type": "image/png"})
    assert document["upload"]["fields"] == {
        "announced": "2",
        "type": "image/png",
        "size": "7",
    }
    assert events(newsroom) == ["announced", "announced"]
    assert at(newsroom, "GET")[1]["content_type"] == "image/png"


def test_a_picture_that_is_ready_is_not_wanted_again(newsroom: DeskClient) -> None:
    log_has(newsroom, *ready("bridge"))
    status, document = announce(newsroom)
    assert (status, document["status"], "upload" in document) == (200, "ready", False)
    assert document == at(newsroom, "GET")[1]
    assert len(newsroom.pictures.stored) == 2


def test_a_picture_that_was_refused_begins_anew(newsroom: DeskClient) -> None:
    announce(newsroom)
    log_has(newsroom, record("bridge", 2, PictureEvent.REFUSED, reason="is cut off"))
    refused = at(newsroom, "GET")[1]
    assert (refused["status"], refused["reason"]) == ("refused", "is cut off")
    status, document = announce(newsroom)
    assert (status, document["status"]) == (201, "processing")
    assert events(newsroom) == ["announced", "refused", "announced"]
    assert at(newsroom, "GET")[1]["reason"] is None


def test_a_picture_that_is_taken_down_is_refused_until_that_is_lifted(newsroom: DeskClient) -> None:
    log_has(newsroom, *ready("bridge"))
    status, document = at(newsroom, "DELETE", reason=" The agency\n killed it. ")
    assert (status, document["status"]) == (200, "taken-down")
    assert (document["reason"], document["preview"]) == ("The agency killed it.", None)
    assert document["original"] == f"/images/{BRIDGE}/original"
    status, problem = announce(newsroom)
    assert (status, problem["type"]) == (409, "urn:broadsheet:problem:picture-taken-down")
    assert "The agency killed it." in problem["detail"]
    assert f"PUT /images/{BRIDGE}" in problem["detail"]
    assert at(newsroom, "PUT")[1]["status"] == "ready"
    assert announce(newsroom)[0] == 200
    assert events(newsroom) == ["announced", "made", "taken-down", "brought-back"]


@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_what_is_so_already_stays_so(newsroom: DeskClient, method: str) -> None:
    log_has(newsroom, *ready("bridge"))
    if method == "DELETE":
        at(newsroom, "DELETE", reason="The first reason")
    before = events(newsroom)
    status, document = at(newsroom, method, reason="Another reason")
    assert (status, events(newsroom)) == (200, before)
    assert document["reason"] == ("The first reason" if method == "DELETE" else None)


def test_a_takedown_without_a_reason_is_one(newsroom: DeskClient) -> None:
    announce(newsroom)
    assert at(newsroom, "DELETE")[1]["status"] == "taken-down"
    assert announce(newsroom)[0] == 409
    assert at(newsroom, "PUT")[1]["status"] == "processing"


@pytest.mark.parametrize("reason", ["x" * 601, "a\x00b"])
def test_a_reason_that_cannot_be_shown_takes_nothing_down(
    newsroom: DeskClient, reason: str
) -> None:
    log_has(newsroom, *ready("bridge"))
    status, problem = at(newsroom, "DELETE", reason=reason)
    assert (status, problem["errors"][0]["pointer"]) == (422, "?reason")
    assert at(newsroom, "GET")[1]["status"] == "ready"


def test_an_erased_picture_is_gone_for_ever(newsroom: DeskClient) -> None:
    log_has(newsroom, record("bridge", 1, PictureEvent.ERASED))
    answers = [announce(newsroom), *(at(newsroom, method) for method in ("GET", "PUT", "DELETE"))]
    answers.append(newsroom.ask("GET /images/{id}/original", path_id=BRIDGE)[:2])
    for status, problem in answers:
        assert (status, problem["type"]) == (410, "urn:broadsheet:problem:picture-erased")
    assert events(newsroom) == ["erased"]


@pytest.mark.parametrize("picture", [BRIDGE, "..", "", "A" * 26, "bridge"])
def test_a_picture_that_never_was_is_not_found(newsroom: DeskClient, picture: str) -> None:
    for method in ("GET", "PUT", "DELETE"):
        status, problem = at(newsroom, method, picture)
        assert (status, problem["type"]) == (404, "urn:broadsheet:problem:no-such-picture")
    assert newsroom.ask("GET /images/{id}/original", path_id=picture)[0] == 404
    assert newsroom.pictures.stored == {}


def test_a_report_has_all_that_the_log_has(newsroom: DeskClient) -> None:
    log_has(newsroom, *ready("bridge"))
    token = newsroom.pictures.read(BRIDGE).made.token  # type: ignore[union-attr]
    assert at(newsroom, "GET") == (
        200,
        {
            "id": BRIDGE,
            "status": "ready",
            "filename": "bridge.jpg",
            "content_type": "image/jpeg",
            "bytes": 6,
            "sha256": digest_of("bridge"),
            "announced_at": "2026-11-23T12:01:00.000000Z",
            "contributor": DESK,
            "width": 1600,
            "height": 1067,
            "colour": "#806040",
            "suggestions": {
                "caption": "The harbour at dawn",
                "credit": "Eleni Markou",
                "copyright": "Broadsheet",
                "taken_at": "2026-11-20",
            },
            "notes": [],
            "reason": None,
            "original": f"/images/{BRIDGE}/original",
            "preview": f"https://paper.example/pictures/{token}/640.jpg",
        },
    )


def test_a_preview_is_as_wide_as_there_is(newsroom: DeskClient) -> None:
    announced, made = ready("bridge")
    assert made.made
    small = replace(made.made, development=development(width=200, height=100, widths=(200,)))
    log_has(newsroom, announced, replace(made, made=small))
    assert at(newsroom, "GET")[1]["preview"].endswith("/200.jpg")


def test_the_original_is_had_elsewhere_once_it_is_kept(newsroom: DeskClient) -> None:
    announce(newsroom)
    status, problem, _ = newsroom.ask("GET /images/{id}/original", path_id=BRIDGE)
    assert (status, problem["detail"]) == (
        404,
        f"Nothing is kept of the picture {BRIDGE!r}: it is processing.",
    )
    log_has(newsroom, record("bridge", 2, PictureEvent.MADE))
    status, _, headers = newsroom.ask("GET /images/{id}/original", path_id=BRIDGE)
    assert (status, headers["Location"]) == (303, f"memory:{BRIDGE}?image/jpeg")
    assert headers["Cache-Control"] == "no-store"


class FasterDesk:
    """Another desk that writes to a picture's log whenever this one is about to."""

    def __init__(self, newsroom: DeskClient, *writes: PictureEvent) -> None:
        self._writes = list(writes)
        self._append = newsroom.pictures.append
        self._pictures = newsroom.pictures

    def append(self, mine: PictureRecord) -> bool:
        if self._writes:
            assert self._append(record("bridge", mine.number, self._writes.pop(0)))
        return self._append(mine)


@pytest.mark.parametrize(
    ("write", "status"),
    [(PictureEvent.ANNOUNCED, 201), (PictureEvent.TAKEN_DOWN, 409), (PictureEvent.ERASED, 410)],
)
def test_of_two_at_once_the_slower_reads_again(
    newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch, write: PictureEvent, status: int
) -> None:
    monkeypatch.setattr(newsroom.pictures, "append", FasterDesk(newsroom, write).append)
    assert announce(newsroom)[0] == status
    assert events(newsroom) == [write.value]


def test_a_takedown_that_comes_second_is_one_all_the_same(
    newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_has(newsroom, record("bridge", 1, PictureEvent.ANNOUNCED))
    monkeypatch.setattr(newsroom.pictures, "append", FasterDesk(newsroom, PictureEvent.MADE).append)
    assert at(newsroom, "DELETE", reason="A right ran out")[1]["status"] == "taken-down"
    assert events(newsroom) == ["announced", "made", "taken-down"]


def test_nobody_waits_for_ever(newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsroom.pictures, "append", lambda _: False)
    assert announce(newsroom)[0] == 503


def test_what_cannot_be_read_is_told(newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(picture: str) -> None:
        PictureRecord.from_json(f"picture-records/{picture}/00000001.json", b"{}")

    monkeypatch.setattr(newsroom.pictures, "read", damaged)
    for status, problem in (announce(newsroom), at(newsroom, "GET"), at(newsroom, "DELETE")):
        assert (status, problem["type"]) == (500, "urn:broadsheet:problem:unreadable-revision")


def listed(number: int, **fields: Any) -> ListedPicture:
    # Two and two are announced at one moment.
    moment = NOW + timedelta(minutes=number // 2)
    return ListedPicture(a_picture(str(number)), moment, PictureStage.READY, **fields)


def page(newsroom: DeskClient, **query: str) -> tuple[int, dict[str, Any]]:
    return newsroom.ask("GET /images", path_id="", query=query)[:2]


def test_the_list_is_read_page_by_page_the_newest_first(newsroom: DeskClient) -> None:
    newsroom.shelf.listed = [listed(number) for number in range(41)]
    read, pages, query = [], 0, dict[str, str]()
    while pages == 0 or query:
        _, document = page(newsroom, **query)
        read += [each["announced_at"] + each["id"] for each in document["images"]]
        query = {"cursor": document["next"]} if document["next"] else {}
        pages += 1
    assert (read, len(read), pages) == (sorted(read, reverse=True), 41, 3)


def test_twenty_pictures_are_one_page(newsroom: DeskClient) -> None:
    newsroom.shelf.listed = [listed(number) for number in range(20)]
    assert page(newsroom)[1]["next"] is None


@pytest.mark.parametrize(
    ("stage", "preview"),
    [
        (PictureStage.READY, "https://paper.example/pictures/ttt/163.jpg"),
        (PictureStage.TAKEN_DOWN, None),
    ],
)
def test_a_listed_picture_is_shown_small_while_readers_see_it(
    newsroom: DeskClient, stage: PictureStage, preview: str | None
) -> None:
    """A strip of 400 by 40,000 has one rendition, narrower than any other picture's."""
    shown = listed(1, filename="a.jpg", width=400, height=40_000, token="ttt", narrowest=163)
    newsroom.shelf.listed = [replace(shown, stage=stage)]
    assert page(newsroom)[1]["images"] == [
        {
            "id": a_picture("1"),
            "status": stage.value,
            "filename": "a.jpg",
            "announced_at": "2026-11-23T09:00:00.000000Z",
            "width": 400,
            "height": 40_000,
            "preview": preview,
        }
    ]


@pytest.mark.parametrize("cursor", ["", "x~bridge", "2026-11-23T12:00:00Z~No", "~"])
def test_a_forged_cursor_of_pictures_is_refused(newsroom: DeskClient, cursor: str) -> None:
    status, problem = page(newsroom, cursor=cursor)
    assert (status, problem["errors"][0]["pointer"]) == (422, "?cursor")
