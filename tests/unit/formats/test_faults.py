from typing import Any

import pytest

from broadsheet.domain.problems import Fault
from broadsheet.formats.faults import Vocabulary, fault_of, kind_of

WORDS = Vocabulary(
    fields={(): ("headline", "source"), ("source",): ("name",)},
    missing={"headline": "write a headline"},
)


def error(kind: str, *location: str | int, **rest: Any) -> Any:
    return {"type": kind, "loc": location, "msg": "in pydantic's words", "input": 1, **rest}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"), (True, "true or false"), (1, "a number"), (1.5, "a number"),
        ("", "a text"), ([], "a list"), ({}, "an object"),
    ],
)  # fmt: skip
def test_types_are_named_as_json_has_them(value: object, kind: str) -> None:
    assert kind_of(value) == kind


def test_the_pointer_ends_at_a_text_that_stood_for_a_list() -> None:
    found = error("value_error", "byline", 0, ctx={"error": ValueError("is empty")})
    assert fault_of(found, {"byline": " "}, WORDS) == Fault("/byline", "is empty")
    assert fault_of(found, {"byline": [" "]}, WORDS) == Fault("/byline/0", "is empty")


def test_a_field_that_is_nearly_right_is_recognised() -> None:
    found = error("extra_forbidden", "Headlines")
    assert fault_of(found, {"Headlines": 1}, WORDS).detail.endswith("did you mean “headline”?")


def test_a_field_within_an_object_is_compared_with_the_fields_there() -> None:
    found = error("extra_forbidden", "source", "headline")
    fault = fault_of(found, {"source": {"headline": 1}}, WORDS)
    assert fault == Fault(
        "/source/headline", "is not a field of an article; the fields here are name"
    )


def test_what_pydantic_may_say_one_day_is_still_an_answer() -> None:
    fault = fault_of(error("brand_new", "headline"), {"headline": 1}, WORDS)
    assert fault == Fault("/headline", "is not acceptable: in pydantic's words")
