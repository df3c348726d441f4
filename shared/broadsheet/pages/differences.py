"""Differences: what changed between two texts, word by word."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from broadsheet.pages.body_words import END, Paragraph, Word, words_of
from broadsheet.pages.parts import MarkedText, Run

ADDED, REMOVED = "added", "removed"
_MOST_PAIRS = 4_000_000
"""Words on one side times words on the other; beyond it a passage counts as written anew."""
_MAX_MARKED_BYTES = 2_500_000
"""UTF-8: each character may be escaped by five more, and a Lambda function answers 6 MB."""
_A_PARAGRAPH, _A_MARK = len("<p></p>\n"), len("<del></del> ")
_LEAST_ALIKE = 0.25
"""Passages that share less are easier to read one after the other than word by word."""
_PARAGRAPH_SIGN = "¶"

Change = tuple[str | None, Word]


def marked_words(older: str, newer: str) -> MarkedText:
    """Mark the words that were added and removed between two texts of one paragraph."""
    return MarkedText(tuple(_runs(_changed_words(words_of(older), words_of(newer)))))


def marked_names(older: Sequence[str], newer: Sequence[str]) -> MarkedText:
    """Mark the names that were added and removed between two lists of them."""
    runs = [Run(", ".join(names), change) for change, names in _changed_names(older, newer)]
    return MarkedText((*(Run(f"{run.text},", run.change) for run in runs[:-1]), *runs[-1:]))


def replaced(older: str | None, newer: str | None) -> MarkedText:
    """Mark one text as removed and another as added, those that there are."""
    runs = (Run(older or "", REMOVED), Run(newer or "", ADDED))
    return MarkedText(tuple(run for run in runs if run.text))


def fits_a_page(paragraphs: Iterable[MarkedText]) -> bool:
    """Whether marked paragraphs are at most ``MAX_MARKED_BYTES`` on a page, marks and all."""
    return (
        sum(
            _A_PARAGRAPH + sum(len(run.text.encode()) + _A_MARK for run in paragraph.runs)
            for paragraph in paragraphs
        )
        <= _MAX_MARKED_BYTES
    )


def marked_paragraphs(
    older: Sequence[Paragraph], newer: Sequence[Paragraph]
) -> tuple[MarkedText, ...]:
    """Mark what was added and removed between two bodies.

    A word whose link or look changed is marked as another word, and told with it. The end of a
    paragraph that came or went between words that stayed is marked with a sign.
    """
    if len(older) * len(newer) > _MOST_PAIRS:
        older, newer = [_joined(older)], [_joined(newer)]
    changes: list[Change] = []
    for kind, start, end, new_start, new_end in _matcher(older, newer).get_opcodes():
        before, after = _joined(older[start:end]), _joined(newer[new_start:new_end])
        if kind == "equal":
            changes += [(None, word) for word in before]
        else:
            changes += _changed_words(before, after)
    paragraphs = groupby(_with_ends(changes), key=lambda numbered: numbered[0])
    return tuple(
        MarkedText(tuple(_runs(change for _, change in paragraph))) for _, paragraph in paragraphs
    )


def _joined(paragraphs: Iterable[Paragraph]) -> Paragraph:
    return tuple(word for paragraph in paragraphs for word in paragraph)


def _changed_words(older: Sequence[Word], newer: Sequence[Word]) -> Iterator[Change]:
    matcher = _word_matcher(older, newer)
    if matcher is None:
        yield from _written_anew(older, newer)
        return
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from ((None, word) for word in older[start:end])
        else:
            yield from _written_anew(older[start:end], newer[new_start:new_end])


def _written_anew(older: Sequence[Word], newer: Sequence[Word]) -> Iterator[Change]:
    """Mark a passage as removed and another as added.

    Of the same words only what tells them apart is told. Otherwise the words say enough, and with
    them the addresses that they lead to.
    """
    if [word.text for word in older] == [word.text for word in newer]:
        pairs = list(zip(older, newer, strict=True))
        older = [_apart(word, other) for word, other in pairs]
        newer = [_apart(word, other) for other, word in pairs]
    else:
        older, newer = ([_without_look(word) for word in words] for words in (older, newer))
    yield from ((REMOVED, word) for word in older)
    yield from ((ADDED, word) for word in newer)


def _apart(word: Word, other: Word) -> Word:
    """Leave out what a word has in common with another of the same text."""
    plain = word if word.look != other.look else _without_look(word)
    return plain._replace(link="") if plain.link and word.link == other.link else plain


def _without_look(word: Word) -> Word:
    return word if word.text == END or not word.look else word._replace(look="")


def _matcher(older: Sequence[Hashable], newer: Sequence[Hashable]) -> SequenceMatcher[int]:
    """Match two rows of things; each is a number, since the hash of a tuple is not remembered."""
    numbers: dict[Hashable, int] = {}
    before, after = (
        [numbers.setdefault(each, len(numbers)) for each in row] for row in (older, newer)
    )
    return SequenceMatcher(None, before, after)


def _word_matcher(older: Sequence[Word], newer: Sequence[Word]) -> SequenceMatcher[int] | None:
    """Match two passages; None where they count as written anew."""
    if len(older) * len(newer) > _MOST_PAIRS:
        return None
    matcher = _matcher(older, newer)
    return matcher if matcher.ratio() >= _LEAST_ALIKE else None


def _with_ends(changes: Sequence[Change]) -> Iterator[tuple[int, Change]]:
    """Yield each word with the number of its paragraph, and of the ends those that readers miss.

    An end is told by the words that come or go with it, but where they stay.
    """
    number = 0
    before: str | None = None
    for place, (change, word) in enumerate(changes):
        if word.text != END:
            yield number, (change, word)
        else:
            if change and change != before:
                yield number, (change, Word(f"[{word.look}]" if word.look else _PARAGRAPH_SIGN))
            following = changes[place + 1] if place + 1 < len(changes) else None
            # Where one kind of end took the place of another, both belong to the same paragraph.
            if (change, following and (following[0], following[1].text)) != (REMOVED, (ADDED, END)):
                number += 1
        before = change


def _runs(changes: Iterable[Change]) -> Iterator[Run]:
    for change, changed in groupby(changes, key=lambda each: each[0]):
        words = [word for _, word in changed]
        if change is None:
            yield Run(" ".join(word.text for word in words), change)
        else:
            alike = groupby(words, key=lambda word: (word.link, word.look))
            yield Run(" ".join(_told(link, look, some) for (link, look), some in alike), change)


def _told(link: str, look: str, words: Iterable[Word]) -> str:
    """Write words with their look and the address that they lead to, if that is of another page."""
    notes = [note for note in (look, "" if link.startswith("#") else link) if note]
    return " ".join([*(word.text for word in words), *(f"[{note}]" for note in notes)])


def _changed_names(
    older: Sequence[str], newer: Sequence[str]
) -> Iterator[tuple[str | None, Sequence[str]]]:
    for kind, start, end, new_start, new_end in _matcher(older, newer).get_opcodes():
        if kind == "equal":
            yield None, older[start:end]
        else:
            parts = ((REMOVED, older[start:end]), (ADDED, newer[new_start:new_end]))
            yield from (part for part in parts if part[1])
