import unicodedata
from collections.abc import Callable

import pytest

from broadsheet.domain.problems import Fault
from broadsheet.formats.characters import (
    MAX_MARKS_IN_A_ROW,
    MAX_NAME_LENGTH,
    as_line,
    as_lines,
    character_faults,
    is_visible,
    member_pointer,
)


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\x00", "control character U+0000"),
        ("\x1b", "control character U+001B"),
        ("\x7f", "control character U+007F"),
        ("\x85", "control character U+0085"),
        ("\ud800", "lone surrogate U+D800"),
        ("\udfff", "lone surrogate U+DFFF"),
        ("\ufffe", "non-character U+FFFE"),
        ("\uffff", "non-character U+FFFF"),
    ],
)
def test_a_character_that_no_page_can_show_is_named_with_its_position(
    character: str, named: str
) -> None:
    assert list(character_faults({"headline": f"ab{character}"})) == [
        Fault("/headline", f"holds the {named} at position 3; remove it")
    ]


@pytest.mark.parametrize("text", ["a\tb\r\nc", "Ἐπειδὴ", "🎉", "\u202e", "\xa0", "\ufffd"])
def test_other_characters_stand(text: str) -> None:
    assert list(character_faults([text])) == []


def test_faults_are_found_however_deep_and_pointed_to_as_rfc_6901_says() -> None:
    document = {"a/b~": [{"c": "\x00"}], "d": ["fine", "\x01"]}
    assert [fault.pointer for fault in character_faults(document)] == ["/a~1b~0/0/c", "/d/1"]


def test_a_bad_name_is_told_at_its_object_since_no_pointer_can_repeat_it() -> None:
    (fault,) = character_faults({"source": {"na\ud800me": "\x00"}})
    assert fault.pointer == "/source"
    assert "whose name holds the lone surrogate U+D800 at position 3" in fault.detail
    fault.detail.encode()


def test_a_name_without_end_is_not_repeated() -> None:
    (fault,) = character_faults({"x" * 1_000_000: 1})
    assert fault == Fault(
        "", "has a field with a name of 1000000 characters, which is no field of an article"
    )
    assert list(character_faults({"x" * MAX_NAME_LENGTH: 1})) == []


# The last two have the combining class 0, and hide two marks each that have to be sorted.
@pytest.mark.parametrize("mark", ["\u0301", "\u0315", "\u0f73", "\u0f75"])
def test_a_row_of_marks_that_would_take_hours_to_sort_is_refused(mark: str) -> None:
    assert list(character_faults("a" + mark * MAX_MARKS_IN_A_ROW)) == []
    (fault,) = character_faults("a" + mark * 500_000)
    assert fault.detail.startswith(f"holds more than {MAX_MARKS_IN_A_ROW} combining marks")
    assert f"position {MAX_MARKS_IN_A_ROW + 2};" in fault.detail


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301\u0316" * 240_000,
        "a" + "\u0316" * 480_000,
        "a" + "\u0f73" * 480_000,
        "b" * 400_000 + "\u0301\u0316" * 20_000 + "b",
    ],
    ids=["out of order", "in order", "of two marks each", "within a text"],
)
@pytest.mark.parametrize("normalise", [as_line, as_lines])
def test_a_row_of_marks_that_is_refused_is_not_sorted_either(
    normalise: Callable[[str], str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def normalize(_form: str, unsorted: str) -> str:
        given.append(unsorted)
        return unsorted

    monkeypatch.setattr(unicodedata, "normalize", normalize)
    longest = "a" + "\u0301" * MAX_MARKS_IN_A_ROW
    normalise(longest)
    assert given == [longest]
    assert normalise(text) == text
    assert given == [longest]
    assert len(list(character_faults(text))) == 1


def test_symbols_in_a_row_are_no_marks() -> None:
    assert list(character_faults("─" * 500 + "🎉" * 500 + "…" * 500)) == []


def test_a_pointer_escapes_the_tilde_before_the_slash() -> None:
    assert member_pointer("", "~1") == "/~01"


def test_a_line_is_folded_and_keeps_spaces_that_do_not_break() -> None:
    assert as_line(" a \t\r\n\u2028 b\u00a0! ") == "a b\u00a0!"


def test_a_text_is_brought_into_one_normal_form() -> None:
    assert as_line("Κα\u03b9\u0301") == "Κα\u03af"
    assert as_lines("e\u0301") == "\u00e9"


def test_every_line_ends_alike() -> None:
    assert as_lines("a\r\nb\rc\u2028d\n\ne\n") == "a\nb\nc\nd\n\ne"


@pytest.mark.parametrize(
    "text", ["", " \t\n", "\u200b\u200d\ufeff", "\u00a0\u2003", "\u3164\u2800", "\ufe0f\u0301"]
)
def test_a_text_that_draws_nothing_is_not_visible(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", [".", "\u200bα", "🎉", "\U0001fae9"])
def test_a_text_that_draws_something_is_visible(text: str) -> None:
    assert is_visible(text)
