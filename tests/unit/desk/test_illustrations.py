"""An article is held to what the logs of its pictures say."""

import pytest

from broadsheet.desk.illustrations import check_illustrations, unseen_illustrations
from broadsheet.domain.article import Illustration
from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.problems import InvalidArticle
from broadsheet.formats.changes import Change
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
