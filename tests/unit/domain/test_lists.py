import pytest

from broadsheet.domain.lists import (
    Card,
    Cursor,
    author_list,
    cut_to_bytes,
    section_list,
    tag_list,
)
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
    assert len({section_list("news"), tag_list("news"), author_list("news")}) == 3


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
