import time

import pytest

from broadsheet.pages.differences import marked_paragraphs, marked_words, paragraphs_of
from broadsheet.pages.parts import MarkedText, Run


def test_words_are_marked_and_not_lines() -> None:
    marked = marked_words("The bridge opens on Tuesday", "The old bridge opens on Monday")
    assert marked.runs == (
        Run("The", None),
        Run("old", "added"),
        Run("bridge opens on", None),
        Run("Tuesday", "removed"),
        Run("Monday", "added"),
    )


def test_what_has_nothing_in_common_is_told_one_after_the_other() -> None:
    marked = marked_words(
        "A port without cranes of its own", "Storks return to the chimney of bricks"
    )
    assert [run.change for run in marked.runs] == ["removed", "added"]


def test_a_changed_paragraph_leaves_its_neighbours_alone() -> None:
    older = ["One stays.", "The pier stood in the water for a year.", "Three stays."]
    newer = ["One stays.", "The pier stood in the water for two years.", "New.", "Three stays."]
    first, second, third, last = marked_paragraphs(older, newer)
    assert (first, last) == (
        MarkedText((Run("One stays.", None),)),
        MarkedText((Run("Three stays.", None),)),
    )
    assert second.runs[0] == Run("The pier stood in the water for", None)
    assert third == MarkedText((Run("New.", "added"),))


def test_the_largest_bodies_are_compared_in_time() -> None:
    older = [" ".join(f"w{number * 7 % 997}" for number in range(20_000))]
    newer = [" ".join(f"w{number * 11 % 997}" for number in range(20_000))]
    began = time.perf_counter()
    assert marked_paragraphs(older, newer)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("<p>One &amp; <b>two</b>.</p>\n<p>Three\nfour</p>", ("One & two.", "Three four")),
        ("<h2>A</h2><ul><li>b<li>c</ul>", ("A", "b", "c")),
        ("<p>a<br>b</p><table><tr><td>c</td><td>d</td></tr></table>", ("a", "b", "c", "d")),
        ("", ()),
    ],
)
def test_a_body_is_read_by_its_paragraphs(body: str, paragraphs: tuple[str, ...]) -> None:
    assert paragraphs_of(body) == paragraphs
