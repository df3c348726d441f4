from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, ClassVar

import pytest

from broadsheet.pages import differences
from broadsheet.pages.body_words import END, Paragraph, Word, paragraphs_of, words_of
from broadsheet.pages.differences import (
    fits_a_page,
    marked_names,
    marked_paragraphs,
    marked_words,
    replaced,
)
from broadsheet.pages.parts import MarkedText, Run


def paragraphs(*texts: str) -> list[Paragraph]:
    return [(*words_of(text), Word(END)) for text in texts]


def shown(older: str, newer: str) -> str:
    """Write the difference of two bodies, removed words in brackets and added ones in braces."""
    signs = {None: "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    marked = marked_paragraphs(paragraphs_of(older), paragraphs_of(newer))
    return " / ".join(
        " ".join(signs[run.change].format(run.text) for run in each.runs) for each in marked
    )


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
    first, second, third, last = marked_paragraphs(paragraphs(*older), paragraphs(*newer))
    assert (first, last) == (
        MarkedText((Run("One stays.", None),)),
        MarkedText((Run("Three stays.", None),)),
    )
    assert second.runs[0] == Run("The pier stood in the water for", None)
    assert third == MarkedText((Run("New.", "added"),))


@pytest.mark.parametrize(
    ("older", "newer", "difference"),
    [
        (
            '<p>See <a href="https://a.example/">the list</a>.</p>',
            '<p>See <a href="https://b.example/">the list</a>.</p>',
            "See [-the list. [https://a.example/]-] {+the list. [https://b.example/]+}",
        ),
        (
            '<p>See <a href="https://a.example/">the list</a> now.</p>',
            "<p>See the list now.</p>",
            "See [-the list [https://a.example/]-] {+the list+} now.",
        ),
        (
            "<p>They read it.</p>",
            '<p>They read <a href="mailto:a@b.example">all of it</a>.</p>',
            "They read [-it.-] {+all of it. [mailto:a@b.example]+}",
        ),
        (
            '<p>True.<sup><a href="#at-fn1">[1]</a></sup> Yes.</p>',
            '<p>True.<sup><a href="#at-fn2">[1]</a></sup> Yes.</p>',
            "[-True.[1]-] {+True.[1]+} Yes.",
        ),
        ("<p>A <em>b</em> c</p>", "<p>A <b>b</b> c</p>", "A [-b [italic]-] {+b [bold]+} c"),
        (
            '<p>A <em><a href="/x">b</a></em> c</p>',
            '<p>A <b><a href="/x">b</a></b> c</p>',
            "A [-b [italic]-] {+b [bold]+} c",
        ),
        ("<p>A b c d</p>", "<p>A <u>b c</u> d</p>", "A [-b c-] {+b c [underlined]+} d"),
        ("<p>A <b>b</b></p>", "<p>A <strong>b</strong></p>", "A b"),
        ("<p>A b c</p>", "<p>A b <em>new</em> c</p>", "A b {+new+} c"),
        ("<p>A b c d</p>", "<p>A b</p><p>c d</p>", "A b {+¶+} / c d"),
        ("<p>A b</p><p>c d</p>", "<p>A b c d</p>", "A b [-¶-] / c d"),
        ("<p>A b</p><p>c</p>", "<h2>A b</h2><p>c</p>", "A b [-¶-] {+[heading]+} / c"),
        ("<ul><li>A</li></ul>", "<ol><li>A</li></ol>", "A [-[list item]-] {+[numbered item]+}"),
        ("<p>A<br>b</p>", "<p>A</p><p>b</p>", "A [-[line]-] {+¶+} / b"),
        ("<p>A</p><p>b</p>", "<p>A</p><hr><p>b</p>", "A / {+* * *+} / b"),
        ("<p>A b c</p>", "<p>A b c</p><p>D e f</p>", "A b c / {+D e f+}"),
        ("<p>A b c</p><p>D e f</p>", "<p>A b c</p>", "A b c / [-D e f-]"),
    ],
)  # fmt: skip
def test_what_changed_in_a_body_is_marked_and_told(older: str, newer: str, difference: str) -> None:
    assert shown(older, newer) == difference


def test_names_are_marked_whole() -> None:
    runs = marked_names(["Anna", "Ben Ito", "Cy"], ["Anna", "Bea Ito", "Cy", "Di"]).runs
    assert runs == (
        Run("Anna,", None), Run("Ben Ito,", "removed"), Run("Bea Ito,", "added"),
        Run("Cy,", None), Run("Di", "added"),
    )  # fmt: skip
    assert marked_names(["Anna", "Ben"], ["Anna, Ben"]).runs == (
        Run("Anna, Ben,", "removed"), Run("Anna, Ben", "added"),
    )  # fmt: skip
    assert marked_names(["Anna", "Ben"], ["Anna", "Ben"]).runs == (Run("Anna, Ben", None),)
    assert marked_names([], []).runs == ()


def test_what_took_the_place_of_another_is_marked() -> None:
    assert replaced("News", "Sport").runs == (Run("News", "removed"), Run("Sport", "added"))
    assert replaced(None, "Port").runs == (Run("Port", "added"),)
    assert replaced("Port", None).runs == (Run("Port", "removed"),)


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
    marked = marked_paragraphs(paragraphs(*older), paragraphs(*newer))
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


def test_paragraphs_are_matched_up_to_a_number_of_pairs(
    pairs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "_MOST_PAIRS", 15)
    older = paragraphs("one", "two", "three", "four")
    marked = marked_paragraphs(older, paragraphs("one", "two", "three", "five"))
    assert max(pairs) <= 15
    assert {run.change for each in marked for run in each.runs} == {"removed", "added"}


def test_what_is_marked_fits_a_page_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = marked_paragraphs(paragraphs("Γέφυρα"), paragraphs("Γέφυρα"))
    size = len("<p></p>\n") + len("Γέφυρα".encode()) + len("<del></del> ")
    monkeypatch.setattr(differences, "_MAX_MARKED_BYTES", size)
    assert fits_a_page(marked)
    monkeypatch.setattr(differences, "_MAX_MARKED_BYTES", size - 1)
    assert not fits_a_page(marked)
