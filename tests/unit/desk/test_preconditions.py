"""The desk goes on, whatever of an article cannot be read: it corrects it and takes it down."""

import json
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.desk.preconditions import read_unerased
from broadsheet.domain.keys import record_key
from broadsheet.domain.problems import ArticleErased
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from tests.desk.desk_client import NOW, DeskClient, read_late
from tests.domain.records import NOON, desk
from tests.fakes.log import MemoryLog

ARTICLE: dict[str, Any] = {
    "id": "bridge", "headline": "First", "section": "news", "body": "Open."
}  # fmt: skip
SECOND = ARTICLE | {"headline": "Second"}
THIRD = ARTICLE | {"headline": "Third"}
DATED = THIRD | {"publish_at": "2026-11-23T09:00:00Z"}
LATER = NOW + timedelta(hours=1)
DAMAGES = ("record", "message", "document")


def damage(newsroom: DeskClient, number: int, how: str) -> None:
    """Damage a revision: its record, its message, or what its message says."""
    key = record_key("bridge", RevisionName.of_desk(number))
    message = json.loads(newsroom.log.stored[key])["message"]
    if how == "record":
        newsroom.log.stored[key] = b"{}"
    elif how == "message":
        del newsroom.log.messages[message]
    else:
        newsroom.log.messages[message] = b"not an article"


@pytest.fixture
def newsroom() -> DeskClient:
    return DeskClient()


@pytest.fixture(params=DAMAGES)
def damaged(request: pytest.FixtureRequest) -> DeskClient:
    """A newsroom whose article has a second revision that cannot be read."""
    newsroom = DeskClient()
    newsroom.post(ARTICLE)
    newsroom.put(SECOND, "desk-1", now=NOW + timedelta(minutes=1))
    damage(newsroom, 2, request.param)
    return newsroom


def test_what_cannot_be_read_is_corrected_over_the_last_good_revision(damaged: DeskClient) -> None:
    report = damaged.get()
    assert (report["revision"], report["fault"]["revision"]) == ("desk-1", "desk-2")
    answered = damaged.put(DATED, "desk-1", now=LATER)
    assert (answered[0], answered[1]["revision"], answered[1]["status"]) == (
        200, "desk-3", "published"
    )  # fmt: skip
    assert damaged.put(DATED, "desk-1", now=LATER) == answered
    report = damaged.get(now=LATER)
    assert (report["revision"], report["article"]["headline"]) == ("desk-3", "Third")


def test_what_cannot_be_read_is_taken_down(damaged: DeskClient) -> None:
    answered = damaged.delete("desk-1", query={"as": "vanish"}, now=LATER)
    assert (answered[0], answered[1]["revision"], answered[1]["status"]) == (
        200, "desk-3", "withdrawn"
    )  # fmt: skip
    assert damaged.delete("desk-1", query={"as": "vanish"}, now=LATER) == answered
    assert damaged.get(now=LATER)["status"] == "withdrawn"


def test_a_change_over_what_cannot_be_read_must_name_what_stands(damaged: DeskClient) -> None:
    stood = dict(damaged.log.stored)
    for operation in ("PUT /articles/{id}", "DELETE /articles/{id}"):
        status, problem, headers = damaged.ask(operation, DATED, if_match='"desk-7"')
        assert (status, headers["ETag"]) == (412, '"desk-1"')
        assert 'If-Match: "desk-1"' in problem["detail"]
    assert damaged.log.stored == stood


def test_of_two_changes_over_what_cannot_be_read_the_slower_is_stale(
    damaged: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_by_the_slower = damaged.log.read("bridge")
    assert damaged.put(DATED, "desk-1")[0] == 200
    read_late(damaged.log, seen_by_the_slower, monkeypatch)
    status, problem = damaged.put(DATED | {"headline": "Slower"}, "desk-1")
    assert status == 412
    assert '"desk-3"' in problem["detail"]
    assert damaged.get()["article"]["headline"] == "Third"


def test_a_change_that_meets_a_damaged_one_at_its_own_name_is_stale(
    newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.post(ARTICLE)
    seen_by_the_slower = newsroom.log.read("bridge")
    newsroom.put(SECOND, "desk-1")
    damage(newsroom, 2, "record")
    read_late(newsroom.log, seen_by_the_slower, monkeypatch)
    assert newsroom.put(THIRD, "desk-1")[0] == 412
    assert newsroom.put(DATED, "desk-1")[1]["revision"] == "desk-3"


@pytest.mark.parametrize("how", DAMAGES)
def test_an_article_of_which_nothing_can_be_read_is_taken_down_or_replaced(how: str) -> None:
    for operation in ("PUT /articles/{id}", "DELETE /articles/{id}"):
        newsroom = DeskClient()
        newsroom.post(ARTICLE)
        damage(newsroom, 1, how)
        status, problem, headers = newsroom.ask("GET /articles/{id}")
        assert (status, headers["ETag"]) == (500, '"desk-1"')
        assert problem["type"] == "urn:broadsheet:problem:unreadable-revision"
        assert 'If-Match: "desk-1"' in problem["detail"]
        assert newsroom.ask(operation, DATED, if_match='"desk-9"')[0] == 412
        status, receipt, _ = newsroom.ask(operation, DATED, if_match=headers["ETag"], now=LATER)
        assert (status, receipt["revision"]) == (200, "desk-2")
        assert receipt["status"] == ("published" if operation.startswith("PUT") else "withdrawn")
        assert newsroom.get(now=LATER)["revision"] == "desk-2"


def test_an_id_whose_first_revision_cannot_be_read_stays_taken(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    damage(newsroom, 1, "record")
    status, problem, _ = newsroom.post(ARTICLE)
    assert status == 409
    assert 'If-Match: "desk-1"' in problem["detail"]
    assert len(newsroom.log.stored) == 1


def test_a_change_says_the_date_that_cannot_be_read(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE | {"publish_at": "hold"})
    newsroom.put(SECOND, "desk-1")
    assert newsroom.get()["status"] == "held"
    damage(newsroom, 1, "record")
    status, problem = newsroom.put(THIRD, "desk-2")
    assert (status, problem["errors"][0]["pointer"]) == (422, "/publish_at")
    assert "desk-1" in problem["errors"][0]["detail"]
    status, receipt = newsroom.put(THIRD | {"publish_at": "hold"}, "desk-2")
    assert (status, receipt["status"]) == (200, "held")
    assert newsroom.put(SECOND, "desk-3")[1]["status"] == "held"


def test_what_came_after_the_last_date_that_is_known_may_have_said_another(
    newsroom: DeskClient,
) -> None:
    newsroom.post(DATED)
    newsroom.put(SECOND | {"publish_at": "2026-11-23T08:00:00Z"}, "desk-1")
    damage(newsroom, 2, "record")
    assert newsroom.put(THIRD, "desk-1")[0] == 422
    damage(newsroom, 1, "record")
    assert newsroom.put(DATED, "desk-2")[0] == 200
    assert newsroom.put(THIRD, "desk-3")[0] == 200


def test_a_damaged_article_that_was_erased_stays_erased(damaged: DeskClient) -> None:
    stone = Tombstone("bridge", RevisionName.of_desk(3), NOW)
    damaged.log.stored[stone.key] = write_tombstone(stone)
    for method in ("GET", "PUT", "DELETE"):
        assert damaged.ask(f"{method} /articles/{{id}}", DATED, if_match='"desk-1"')[0] == 410


def test_a_stray_object_is_no_revision(newsroom: DeskClient) -> None:
    newsroom.log.stored["articles/bridge/desk/9.json"] = b"{}"
    for method in ("GET", "PUT", "DELETE"):
        assert newsroom.ask(f"{method} /articles/{{id}}", ARTICLE, if_match='"desk-1"')[0] == 404
    newsroom.post(ARTICLE)
    assert newsroom.put(SECOND, "desk-1")[1]["revision"] == "desk-2"


def test_a_revision_that_was_damaged_and_is_mended_takes_its_place_again(
    damaged: DeskClient,
) -> None:
    key = record_key("bridge", RevisionName.of_desk(2))
    good = DeskClient()
    good.post(ARTICLE)
    good.put(SECOND, "desk-1", now=NOW + timedelta(minutes=1))
    assert damaged.put(DATED, "desk-1", now=LATER)[0] == 200
    damaged.log.stored[key] = good.log.stored[key]
    damaged.log.messages |= good.log.messages
    report = damaged.get(now=LATER)
    assert (report["revision"], report["fault"]) == ("desk-3", None)


def test_an_erased_article_is_not_read() -> None:
    log = MemoryLog()
    tombstone = Tombstone("bridge", desk(1).name, NOON, "order 12/2026")
    log.stored[tombstone.key] = write_tombstone(tombstone)
    with pytest.raises(ArticleErased, match="refused for ever"):
        read_unerased(log, "bridge")
