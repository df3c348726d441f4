"""Reading time: of the words that are read, in whole minutes."""

from collections.abc import Callable

import pytest

from broadsheet.pages.reading_time import minutes_to_read, words_in
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import MemoryPaper, text_of


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", 0),
        ("<p>One <b>two</b> three.</p><p>Four</p>", 4),
        ('<table><tr><td>a</td><td>b</td></tr></table><p lang="el">Μία γέφυρα</p>', 4),
        ("<p>الجسر وعد</p>", 2),
        ("<p>一座新的桥梁今天开放</p>", 6),
    ],
)
def test_words_are_counted_and_tags_are_not(body: str, words: int) -> None:
    assert words_in(body) == words


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 0), (229, 0), (230, 1), (344, 1), (346, 2), (1_000, 4), (2_300, 10)]
)
def test_minutes_are_whole_and_none_where_it_takes_less(words: int, minutes: int) -> None:
    assert minutes_to_read(f"<p>{'word ' * words}</p>") == minutes


@pytest.mark.parametrize(("words", "said"), [(100, None), (230, "1 min read"), (920, "4 min read")])
def test_a_page_says_how_long_it_is_to_read(
    paper: MemoryPaper, get: Callable[..., Response], words: int, said: str | None
) -> None:
    text = text_of(get(paper.publish(body_html=f"<p>{'word ' * words}</p>")))
    assert (f"22 January, 2025, 14:00 {said}" in text) is bool(said)
    assert ("min read" in text) is bool(said)
