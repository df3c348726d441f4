"""An article is held to what the logs of its pictures say."""

from typing import Any

import pytest

from broadsheet.desk.illustrations import check_illustrations, unseen_illustrations
from broadsheet.domain.article import Illustration
from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.problems import InvalidArticle
from broadsheet.formats.changes import Change
from tests.desk.desk_client import DeskClient
from tests.domain.pictures import a_picture, ready, record
from tests.fakes.pictures import MemoryPictureLog


@pytest.fixture
def pictures() -> MemoryPictureLog:
    return MemoryPictureLog(
        *ready("ready"),
        record("processing", 1, PictureEvent.ANNOUNCED),
        record("refused", 1, PictureEvent.ANNOUNCED),
        record("refused", 2, PictureEvent.REFUSED, reason="is cut off"),
        *ready("down"),
        record("down", 3, PictureEvent.TAKEN_DOWN),
        record("erased", 1, PictureEvent.ERASED),
    )


def showing(*names: str) -> list[Illustration]:
    return [Illustration(a_picture(name), "A bridge") for name in names]


def test_pictures_that_are_ready_may_be_shown(pictures: MemoryPictureLog) -> None:
    assert check_illustrations(pictures, showing("ready")) == ()


def test_what_cannot_be_shown_is_told_with_its_place(pictures: MemoryPictureLog) -> None:
    with pytest.raises(InvalidArticle) as refused:
        check_illustrations(pictures, showing("ready", "nobody", "down", "processing", "refused"))
    told = {fault.pointer: fault.detail for fault in refused.value.faults}
    assert told.keys() == {"/images/1/id", "/images/3/id", "/images/4/id"}
    assert told["/images/1/id"] == "is the id of no picture; POST /images takes one in"
    assert told["/images/3/id"].startswith("is not ready")
    assert told["/images/4/id"] == "was refused: the picture is cut off"
    assert refused.value.detail.startswith("3 pictures of the article")


def test_what_readers_do_not_see_any_more_is_told_and_refuses_nothing(
    pictures: MemoryPictureLog,
) -> None:
    shown = showing("down", "ready", "erased")
    told = check_illustrations(pictures, shown)
    assert told == (
        Change("/images/0/id", "is taken down, and readers do not see it"),
        Change("/images/2/id", "was erased, and readers do not see it"),
    )
    assert unseen_illustrations(pictures, shown) == told


def test_of_what_was_taken_before_nothing_is_refused(pictures: MemoryPictureLog) -> None:
    assert unseen_illustrations(pictures, showing("nobody", "processing", "refused")) == ()


def test_an_article_without_pictures_waits_for_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    untouched = MemoryPictureLog()
    monkeypatch.setattr(untouched, "read_all", pytest.fail)
    assert check_illustrations(untouched, ()) == unseen_illustrations(untouched, ()) == ()


ARTICLE = {"id": "bridge", "headline": "Bridge opens", "section": "news", "body": "It opens."}


def illustrated(*names: str) -> dict[str, Any]:
    images = [{"id": a_picture(name), "alt": "A bridge"} for name in names]
    return ARTICLE | {"images": images}


@pytest.fixture
def newsroom(pictures: MemoryPictureLog) -> DeskClient:
    newsroom = DeskClient()
    newsroom.pictures.stored |= pictures.stored
    return newsroom


def test_an_article_with_a_picture_that_cannot_be_shown_is_not_stored(newsroom: DeskClient) -> None:
    status, problem, _ = newsroom.post(illustrated("ready", "processing"))
    assert (status, problem["type"]) == (422, "urn:broadsheet:problem:invalid-article")
    assert [fault["pointer"] for fault in problem["errors"]] == ["/images/1/id"]
    assert newsroom.log.stored == newsroom.log.messages == {}
    assert newsroom.post(ARTICLE)[0] == 201
    status, problem = newsroom.put(illustrated("nobody"), "desk-1")
    assert (status, problem["errors"][0]["pointer"]) == (422, "/images/0/id")


def test_an_article_whose_picture_is_taken_down_is_taken_with_a_warning(
    newsroom: DeskClient,
) -> None:
    status, receipt, _ = newsroom.post(illustrated("ready", "down"))
    warning = {"pointer": "/images/1/id", "detail": "is taken down, and readers do not see it"}
    assert (status, receipt["warnings"]) == (201, [warning])
    assert newsroom.post(illustrated("ready", "down"))[1]["warnings"] == [warning]
    status, receipt = newsroom.put(illustrated("down"), "desk-1")
    warning["pointer"] = "/images/0/id"
    assert (status, receipt["warnings"]) == (200, [warning])
    report = newsroom.get()
    assert report["warnings"] == [warning]
    assert [image["id"] for image in report["article"]["images"]] == [a_picture("down")]


def test_a_picture_taken_down_later_is_told_by_the_report(newsroom: DeskClient) -> None:
    newsroom.post(illustrated("ready"))
    assert newsroom.get()["warnings"] == []
    assert newsroom.pictures.append(record("ready", 3, PictureEvent.TAKEN_DOWN))
    assert [each["pointer"] for each in newsroom.get()["warnings"]] == ["/images/0/id"]


@pytest.mark.parametrize("query", [{}, {"pictures": "keep"}])
def test_a_withdrawal_says_what_becomes_of_the_pictures(
    newsroom: DeskClient, query: dict[str, str]
) -> None:
    newsroom.post(illustrated("ready"))
    status, _ = newsroom.delete("desk-1", query=query)
    keeps = bool(query)
    assert (status, newsroom.get()["withdrawal"]["keeps_pictures"]) == (200, keeps)
    (withdrawn,) = (each for each in newsroom.log.read("bridge").records if each.withdrawal)
    assert withdrawn.withdrawal
    assert withdrawn.withdrawal.keeps_pictures is keeps


@pytest.mark.parametrize("asked", ["", "go", "KEEP"])
def test_nothing_else_can_become_of_them(newsroom: DeskClient, asked: str) -> None:
    newsroom.post(ARTICLE)
    status, problem = newsroom.delete("desk-1", query={"pictures": asked})
    assert (status, problem["errors"][0]["pointer"]) == (422, "?pictures")
