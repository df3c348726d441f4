from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, ClassVar

import pytest

from broadsheet.pages import differences
from broadsheet.pages.differences import (
    fits_a_page,
    marked_paragraphs,
    marked_words,
    paragraphs_of,
)
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


class CountingMatcher(SequenceMatcher[str]):
    """A matcher that notes how many pairs of words or paragraphs it is asked to compare."""

    asked: ClassVar[list[int]] = []

    def __init__(self, isjunk: None, a: Sequence[str], b: Sequence[str]) -> None:
        super().__init__(isjunk, a, b)
        self._pairs = len(a) * len(b)

    def get_opcodes(self) -> Any:
        self.asked.append(self._pairs)
        return super().get_opcodes()

    def ratio(self) -> float:
        self.asked.append(self._pairs)
        return super().ratio()


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(differences, "SequenceMatcher", CountingMatcher)
    CountingMatcher.asked.clear()
    return CountingMatcher.asked


def test_the_words_of_the_largest_bodies_are_not_matched(pairs: list[int]) -> None:
    older = [" ".join(f"w{number * 7 % 997}" for number in range(20_000))]
    newer = [" ".join(f"w{number * 11 % 997}" for number in range(20_000))]
    marked = marked_paragraphs(older, newer)
    assert [run.change for each in marked for run in each.runs] == ["removed", "added"]
    assert pairs == [1]


@pytest.mark.parametrize(("most", "matched"), [(20, True), (19, False)])
def test_a_passage_is_matched_up_to_a_number_of_pairs(
    pairs: list[int], monkeypatch: pytest.MonkeyPatch, most: int, *, matched: bool
) -> None:
    monkeypatch.setattr(differences, "_MOST_PAIRS", most)
    marked = marked_words("the old bridge is open", "the bridge is open")
    assert (Run("bridge is open", None) in marked.runs) is matched
    assert pairs == ([20, 20] if matched else [])


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


def test_paragraphs_are_matched_up_to_a_number_of_pairs(
    pairs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "_MOST_PAIRS", 15)
    older, newer = ["one", "two", "three", "four"], ["one", "two", "three", "five"]
    marked = marked_paragraphs(older, newer)
    assert max(pairs) <= 15
    assert {run.change for each in marked for run in each.runs} == {"removed", "added"}


def test_what_is_marked_fits_a_page_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = marked_paragraphs(["Γέφυρα"], ["Γέφυρα"])
    size = len("<p></p>\n") + len("Γέφυρα".encode()) + len("<del></del> ")
    monkeypatch.setattr(differences, "_MAX_MARKED_BYTES", size)
    assert fits_a_page(marked)
    monkeypatch.setattr(differences, "_MAX_MARKED_BYTES", size - 1)
    assert not fits_a_page(marked)
