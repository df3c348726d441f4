import pytest

from broadsheet.domain.content import CorrectionNote
from broadsheet.domain.lists import (
    ALL,
    CORRECTIONS,
    MAX_CARD_CORRECTIONS,
    MAX_CARD_CORRECTIONS_BYTES,
    Card,
    Cursor,
    author_list,
    cut_to_bytes,
    gone_list,
    newest_on_card,
    original_of,
    section_list,
    tag_list,
    translations_list,
)
from broadsheet.formats.fields import LONGEST
from tests.domain.records import NOON

CARD = Card(
    article="bridge",
    path="/news/bridge-abcdefghij",
    section="news",
    headline="Bridge opens",
    standfirst=None,
    language="en",
    placed_at=NOON,
)


def test_lists_of_different_kinds_never_share_a_name() -> None:
    kinds = (section_list, tag_list, author_list, translations_list)
    assert len({name("news") for name in kinds}) == 4


def test_a_list_of_translations_names_their_original() -> None:
    assert original_of(translations_list("bridge-2")) == "bridge-2"
    others = (ALL, CORRECTIONS, tag_list("translations"), gone_list(ALL))
    assert [original_of(name) for name in others] == [None] * 4


def test_a_cursor_is_read_back() -> None:
    cursor = Cursor.at(CARD)
    assert str(cursor) == "2026-11-23T12:00:00.000000Z~bridge"
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "bridge",
        "2026-11-23T12:00:00.000000Z",
        "2026-11-23T12:00:00.000000Z~",
        "2026-11-23T12:00:00.000000Z~Bridge",
        "2026-11-23T12:00:00.000000Z~a#b",
        "2026-11-23T12:00:00.000000Z~a~b",
        "yesterday~bridge",
    ],
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        Cursor.parse(text)


@pytest.mark.parametrize("text", ["", "short", "ά" * 10])
def test_a_text_within_its_bytes_is_not_cut(text: str) -> None:
    assert cut_to_bytes(text, 20) == text


def test_a_text_is_cut_between_words() -> None:
    assert cut_to_bytes("one two three four", 15) == "one two…"


def test_a_word_is_cut_where_there_is_no_space_near() -> None:
    assert cut_to_bytes("one " + "a" * 100, 20) == "one " + "a" * 13 + "…"


def test_a_cut_never_splits_a_character() -> None:
    for limit in range(4, 20):
        cut = cut_to_bytes("ά" * 20, limit)
        assert cut == "ά" * ((limit - 3) // 2) + "…"
        assert len(cut.encode()) <= limit


def notes_of(*texts: str) -> list[CorrectionNote]:
    return [CorrectionNote(f"2026-11-23T12:00:{at:02}Z", text) for at, text in enumerate(texts)]


def test_a_card_has_the_newest_corrections_whole_and_the_newest_first() -> None:
    notes = notes_of(*(f"Not {number}." for number in range(MAX_CARD_CORRECTIONS + 3)))
    assert list(newest_on_card(notes[:3])) == notes[2::-1]
    assert list(newest_on_card(notes)) == notes[:2:-1]


def test_a_card_has_as_many_corrections_as_it_has_room_for_and_two_of_any_length() -> None:
    longest = "\U0001f300" * LONGEST["correction"]
    notes = notes_of("Short.", longest, longest)
    assert list(newest_on_card(notes)) == notes[:0:-1]
    assert list(newest_on_card([*notes, *notes_of("Short.")]))[1:] == [notes[2]]


def test_a_correction_from_a_time_without_limits_is_cut_where_it_alone_fills_the_card() -> None:
    (short, long) = notes_of("Short.", "word " * 20_000)
    (shown,) = newest_on_card([short, long])
    assert shown.at == long.at
    assert shown.text.endswith("word…")
    assert MAX_CARD_CORRECTIONS_BYTES - 10 < len(shown.text.encode()) <= MAX_CARD_CORRECTIONS_BYTES
    assert newest_on_card([long, short]) == (short,)
