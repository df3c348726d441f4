"""Differences: what changed between two texts, word by word."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import groupby

from broadsheet.pages.parts import MarkedText, Run

ADDED, REMOVED = "added", "removed"
_NEW_LINE = {
    "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul",
}  # fmt: skip
_END = "\n"
"""Of a paragraph, among its words."""
_MOST_PAIRS = 4_000_000
"""Words on one side times words on the other; beyond it a passage counts as written anew."""
_MAX_MARKED_BYTES = 2_500_000
"""UTF-8: each character may be escaped by five more, and a Lambda function answers 6 MB."""
_A_PARAGRAPH, _A_MARK = len("<p></p>\n"), len("<del></del> ")
_LEAST_ALIKE = 0.25
"""Passages that share less are easier to read one after the other than word by word."""

Change = tuple[str | None, str]


def marked_words(older: str, newer: str) -> MarkedText:
    """Mark the words that were added and removed between two texts of one paragraph."""
    return MarkedText(tuple(_runs(_changed_words(older.split(), newer.split()))))


def fits_a_page(paragraphs: Iterable[MarkedText]) -> bool:
    """Whether marked paragraphs are at most ``MAX_MARKED_BYTES`` on a page, marks and all."""
    return (
        sum(
            _A_PARAGRAPH + sum(len(run.text.encode()) + _A_MARK for run in paragraph.runs)
            for paragraph in paragraphs
        )
        <= _MAX_MARKED_BYTES
    )


def marked_paragraphs(older: Sequence[str], newer: Sequence[str]) -> tuple[MarkedText, ...]:
    """Mark the words that were added and removed between two texts of several paragraphs."""
    if len(older) * len(newer) > _MOST_PAIRS:
        older, newer = [" ".join(older)], [" ".join(newer)]
    changes: list[Change] = []
    matcher = SequenceMatcher(None, older, newer)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        before, after = _words(older[start:end]), _words(newer[new_start:new_end])
        if kind == "equal":
            changes += [(None, word) for word in before]
        else:
            changes += _changed_words(before, after)
    paragraphs = groupby(_with_ends(changes), key=lambda numbered: numbered[0])
    return tuple(
        MarkedText(tuple(_runs(change for _, change in paragraph))) for _, paragraph in paragraphs
    )


def paragraphs_of(body_html: str) -> tuple[str, ...]:
    """Return the texts of a body's paragraphs, headings, list items and cells."""
    reader = _Paragraphs()
    reader.feed(body_html)
    reader.close()
    lines = "".join(reader.parts).split(_END)
    return tuple(filter(None, (" ".join(line.split()) for line in lines)))


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEW_LINE:
            self.parts.append(_END)

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace(_END, " "))


def _words(paragraphs: Iterable[str]) -> list[str]:
    return [word for paragraph in paragraphs for word in (*paragraph.split(), _END)]


def _changed_words(older: Sequence[str], newer: Sequence[str]) -> Iterator[Change]:
    matcher = _word_matcher(older, newer)
    if matcher is None:
        yield from ((REMOVED, word) for word in older)
        yield from ((ADDED, word) for word in newer)
        return
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from ((None, word) for word in older[start:end])
        else:
            yield from ((REMOVED, word) for word in older[start:end])
            yield from ((ADDED, word) for word in newer[new_start:new_end])


def _word_matcher(older: Sequence[str], newer: Sequence[str]) -> SequenceMatcher[str] | None:
    """Match two passages; None where they count as written anew."""
    if len(older) * len(newer) > _MOST_PAIRS:
        return None
    matcher = SequenceMatcher(None, older, newer)
    return matcher if matcher.ratio() >= _LEAST_ALIKE else None


def _with_ends(changes: Iterable[Change]) -> Iterator[tuple[int, Change]]:
    """Yield each word with the number of its paragraph, without the ends of paragraphs."""
    number = 0
    for change, word in changes:
        if word == _END:
            number += 1
        else:
            yield number, (change, word)


def _runs(changes: Iterable[Change]) -> Iterator[Run]:
    for change, words in groupby(changes, key=lambda each: each[0]):
        yield Run(" ".join(word for _, word in words), change)
