"""The pictures of an article: taken as they are described, or refused at their place, in words."""

from typing import Any

import pytest

from broadsheet.desk.documents import article_document
from broadsheet.domain.article import Illustration
from broadsheet.domain.problems import InvalidArticle
from broadsheet.formats.accepting import accept_article
from broadsheet.formats.article_json import read_article
from broadsheet.site_file import load_site
from tests.domain.pictures import a_picture
from tests.formats.items import ITEM

SITE = load_site()
HARBOUR = a_picture("harbour")
IMAGE = {"id": HARBOUR, "alt": "The harbour"}


def shown(*images: Any) -> tuple[Illustration, ...]:
    document = ITEM | {"images": list(images)}
    article, *_ = accept_article(document, SITE)
    assert read_article(document, SITE) == article, "it is read back as it was accepted"
    again = ITEM | {"images": article_document(article)["images"]}
    assert accept_article(again, SITE)[0] == article, "sent back, it changes nothing"
    return article.illustrations


def faults(images: Any) -> dict[str, str]:
    with pytest.raises(InvalidArticle) as caught:
        accept_article(ITEM | {"images": images}, SITE)
    return {fault.pointer: fault.detail for fault in caught.value.faults}


def fault(pointer: str, **fields: Any) -> str:
    found = faults([IMAGE, {"id": a_picture("bridge"), "alt": "A bridge"} | fields])
    assert list(found) == [pointer]
    return found[pointer]


def test_a_picture_is_taken_as_it_is_described() -> None:
    assert shown() == ()
    assert shown(IMAGE) == (Illustration(HARBOUR, "The harbour"),)
    full = IMAGE | {"caption": "x" * 2_000, "credit": "y" * 200, "focus": [1, 0.5]}
    assert shown(full) == (
        Illustration(HARBOUR, "The harbour", "x" * 2_000, "y" * 200, (1.0, 0.5)),
    )
    thirty = [IMAGE | {"id": a_picture(str(number))} for number in range(30)]
    assert len(shown(*thirty)) == 30


def test_what_says_nothing_is_as_if_it_were_absent() -> None:
    nothing = dict.fromkeys(("decorative", "caption", "credit", "focus"))
    assert shown(IMAGE | nothing) == shown(IMAGE | {"caption": " ", "credit": "\n"}) == shown(IMAGE)
    assert shown({"id": HARBOUR, "alt": " ", "decorative": True}) == (Illustration(HARBOUR, ""),)


def test_who_does_not_see_a_picture_is_told_what_it_shows() -> None:
    for unsaid in ({"alt": None}, {"alt": " "}, {"alt": "", "decorative": False}):
        detail = fault("/images/1/alt", **unsaid)
        assert "what somebody hears who does not see it" in detail
        assert '"decorative": true' in detail
    assert "leave one of the two out" in fault("/images/1/alt", decorative=True)
    assert "true or false" in fault("/images/1/decorative", decorative="yes")


@pytest.mark.parametrize(
    "name", ["", "1", "../x", HARBOUR.upper(), HARBOUR + "a", f"image:{HARBOUR}"]
)
def test_an_id_is_one_of_a_picture(name: str) -> None:
    assert "POST /images" in fault("/images/1/id", id=name)


@pytest.mark.parametrize(
    "focus",
    [0.5, "0.5", [], [0.5], [0.1, 0.2, 0.3], [True, 0], ["0", "1"], [-0.1, 0], [0, 1.1], {}],
)
def test_a_focus_is_two_parts(focus: object) -> None:
    assert "two numbers from 0 to 1" in fault("/images/1/focus", focus=focus)


def test_every_limit_is_told_at_its_place() -> None:
    assert "at most 500" in fault("/images/1/alt", alt="x" * 501)
    assert "at most 2000" in fault("/images/1/caption", caption="x" * 2_001)
    assert "at most 200" in fault("/images/1/credit", credit="x" * 201)
    assert "31 elements; at most 30" in faults([IMAGE] * 31)["/images"]
    assert "did you mean “credit”" in fault("/images/1/credits", credits="X")
    assert faults([{"alt": "a"}]) == {
        "/images/0/id": "is missing: write the id of the picture, which POST /images answered"
    }


def test_a_picture_stands_once() -> None:
    assert "has already" in faults([IMAGE, IMAGE | {"alt": "Another"}])["/images/1/id"]


def test_what_is_no_list_of_objects_is_told() -> None:
    assert "write a list" in faults(IMAGE)["/images"]
    assert "write {" in faults([HARBOUR])["/images/0"]
    assert "write {" in faults([None])["/images/0"]
