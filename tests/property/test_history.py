"""The history of an article, for any log of it; and the differences between any two texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.domain.article import Hold
from broadsheet.domain.fold import fold, fold_keeping_requested_withdrawal
from broadsheet.domain.history import public_revisions
from broadsheet.domain.record import Record
from broadsheet.pages.body_words import END, Paragraph, Word
from broadsheet.pages.differences import marked_paragraphs, marked_words
from broadsheet.pages.parts import MarkedText, Run
from tests.domain.records import GONE, NOON, VANISH, desk, wire

MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
MOMENTS = st.integers(0, 9).map(lambda minutes: NOON + minutes * MINUTE)
NAMES = st.sampled_from([desk(1), desk(2), desk(3), desk(4), wire("1"), wire("9"), wire("10")])

TEXTS = st.lists(st.sampled_from(["the", "bridge", "is", "open", "shut"]), max_size=9).map(" ".join)
WORDS = st.builds(
    Word,
    st.sampled_from(["the", "bridge", "is", "open", "shut"]),
    st.sampled_from(["", "", "", "/a", "#at-b"]),
    st.sampled_from(["", "", "", "bold", "italic"]),
)
PLAIN_END = Word(END)
ENDS = st.builds(Word, st.just(END), st.just(""), st.sampled_from(["", "", "heading"]))
PARAGRAPHS = st.builds(
    lambda words, end: (*words, end), st.lists(WORDS, min_size=1, max_size=6), ENDS
)
BODIES: st.SearchStrategy[list[Paragraph]] = st.lists(PARAGRAPHS, max_size=5)


@st.composite
def logs(draw: st.DrawFn) -> list[Record]:
    """The revisions of an article, in any order, received at any time."""
    chosen = draw(st.lists(NAMES, min_size=1, unique_by=lambda record: record.name))
    return [
        replace(
            record,
            received_at=draw(MOMENTS),
            publish_at=draw(st.none() | st.just(Hold.HOLD) | MOMENTS),
            withdrawal=draw(st.sampled_from([None, None, None, GONE, VANISH])),
            based_on=draw(st.sampled_from([(), ("wire-9",), ("wire-10",)])),
        )
        for record in chosen
    ]


@given(logs(), st.randoms(use_true_random=False))
def test_a_history_is_a_function_of_the_set_of_revisions(log: list[Record], random: Random) -> None:
    shuffled = [*log, *log]
    random.shuffle(shuffled)
    assert public_revisions(shuffled) == public_revisions(log)


@given(logs(), MOMENTS, st.sampled_from([-INSTANT, 0 * INSTANT, INSTANT]))
def test_a_history_tells_what_a_reader_saw_at_any_moment(
    log: list[Record], at: datetime, aside: timedelta
) -> None:
    now = at + aside
    history = [
        str(public.state.head.name)
        for public in public_revisions(log)
        if public.public_from <= now and (public.public_until is None or now < public.public_until)
    ]
    received = [record for record in log if record.received_at <= now]
    later = sorted({record.received_at for record in log if record.received_at > now})
    is_taken_back = any(
        fold_keeping_requested_withdrawal(
            [each for each in log if each.received_at <= moment]
        ).withdrawal
        for moment in later
    )
    state = fold_keeping_requested_withdrawal(received) if received else None
    if state and state.is_public(now) and not is_taken_back and not _tied(log):
        assert history == [str(state.head.name)]
    elif not _tied(log):
        assert history == []


def _tied(log: Sequence[Record]) -> bool:
    """Tell whether two were received at once, which no reader could see one after the other."""
    return len({record.received_at for record in log}) < len(log)


@given(logs())
def test_a_history_has_no_overlap_and_ends_with_what_stands(log: list[Record]) -> None:
    public = public_revisions(log)
    for older, newer in pairwise(public):
        assert older.public_until
        assert older.public_from < older.public_until <= newer.public_from
    state = fold(log)
    if public and public[-1].public_until is None:
        assert public[-1].state == state
    if state.withdrawal:
        assert public == ()


def side(marked: MarkedText, left_out: str) -> str:
    return " ".join(run.text for run in marked.runs if run.change != left_out)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_difference(older: str, newer: str) -> None:
    marked = marked_words(older, newer)
    assert (side(marked, "added"), side(marked, "removed")) == (older, newer)
    assert all(run.text for run in marked.runs)


def read(words: Iterable[str]) -> str:
    """What is read, without the notes on links and looks and the signs of paragraphs."""
    return " ".join(word for word in words if not re.fullmatch(r"\[\S+\]|¶", word))


@given(BODIES, BODIES)
def test_no_word_of_either_body_is_lost_or_invented(
    older: list[Paragraph], newer: list[Paragraph]
) -> None:
    marked = marked_paragraphs(older, newer)
    for body, left_out in ((older, "added"), (newer, "removed")):
        words = " ".join(side(paragraph, left_out) for paragraph in marked).split()
        said = [word.text for paragraph in body for word in paragraph if word.text != END]
        assert read(words) == " ".join(said)


@given(BODIES)
def test_what_did_not_change_keeps_its_paragraphs_without_a_mark(body: list[Paragraph]) -> None:
    texts = [" ".join(word.text for word in paragraph[:-1]) for paragraph in body]
    assert marked_paragraphs(body, body) == tuple(MarkedText((Run(text, None),)) for text in texts)


@given(BODIES, BODIES)
def test_whatever_changed_has_a_mark(older: list[Paragraph], newer: list[Paragraph]) -> None:
    marked = marked_paragraphs(older, newer)
    assert any(run.change for each in marked for run in each.runs) is (older != newer)


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Paragraph], list[Paragraph]]:
    """A body, and what is left of it when one thing changed: no word, but how it is set out."""
    older = draw(BODIES.filter(bool))
    words = [word for paragraph in older for word in paragraph]
    place = draw(st.integers(0, len(words) - 1))
    word = words[place]
    if word.text != END:
        words[place : place + 1] = draw(
            st.sampled_from(
                [[word._replace(link="/new")], [word._replace(look="small")], [word, PLAIN_END]]
            )
        )
    elif place + 1 < len(words) and draw(st.booleans()):
        del words[place]
    else:
        words[place] = word._replace(look="quotation")
    return older, list(_paragraphs(words))


def _paragraphs(words: Iterable[Word]) -> Iterator[Paragraph]:
    """Part words into paragraphs; an end without words is none."""
    paragraph: Paragraph = ()
    for word in words:
        if word.text != END:
            paragraph += (word,)
        elif paragraph:
            yield (*paragraph, word)
            paragraph = ()


@given(edits())
def test_a_change_without_a_changed_word_has_a_mark(
    edit: tuple[list[Paragraph], list[Paragraph]],
) -> None:
    older, newer = edit
    marked = marked_paragraphs(older, newer)
    assert any(run.change for each in marked for run in each.runs) is (older != newer)
