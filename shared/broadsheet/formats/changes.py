"""Changes: what of a submission is not as it was sent, in words for who sent it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from broadsheet.domain.slug import canonical_name

MAX_NAMES = 5
"""Names that one change tells."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was left out or changed.

    Attributes
    ----------
    pointer
        To its place in the document (RFC 6901).
    detail
        What became of it.
    """

    pointer: str
    detail: str


class Lost(Enum):
    """What a body may lose, in the order in which it is told."""

    UNENDED = "{n} tag{s} that nothing ends {were} left out, with all that follows"
    IMAGE = "{n} image{s} {were} left out"
    UNKNOWN = "{n} picture{s} that images does not name{names} {were} left out"
    LEAD = "{n} picture{s} {were} left out of the body: the first of images stands above it"
    REPEATED = "{n} picture{s} {were} left out that the body has before"
    ALT = "{n} text{s} of what a picture shows {were} left out: images says it"
    CAPTION = "{n} caption{s} of pictures {were} taken for text: write them into images"
    UNPLACED = "{n} picture{s} {were} taken for text: a body in markdown or html can place pictures"
    VIDEO = "{n} video{s} {were} left out"
    SOUND = "{n} sound recording{s} {were} left out"
    EMBEDDED = "{n} embedded page{s} {were} left out"
    DRAWING = "{n} drawing{s} {were} left out"
    FORM_FIELD = "{n} form field{s} {were} left out"
    LINK = "{n} link{s} {were} left out; the text stays"
    SCHEME = "{n} link{s} that named no scheme {were} given https"
    TABLE = "{n} table{s} {were} left out; the text stays"
    CELL = "{n} cell{s} outside a table {were} left out; the text stays"
    ITEM = "{n} item{s} of lists {were} left out; the text stays"
    QUOTATION = "{n} quotation{s} {were} left out; the text stays"
    HEADING = "{n} heading{s} {were} left out; the text stays"
    LEVEL = "{n} heading{s} {were} given a level that an article has, h2 to h4"
    FOOTNOTE = "{n} footnote{s} that nothing refers to {were} left out"
    DEFINITION = "{n} definition{s} that no link uses {were} left out"
    COMMENT = "{n} comment{s} {were} left out"
    SCRIPT = "{n} script{s} {were} left out"
    STYLE_SHEET = "{n} style sheet{s} {were} left out"
    HIDDEN = "{n} element{s} that no page shows{names} {were} left out"
    TAG = "{n} tag{s} that no article has{names} {were} left out; the text stays"
    ATTRIBUTES = "{n} tag{s} lost attributes that no article has{names}"
    SHOWN = "{n} HTML tag{s} {were} taken for text and will be shown; send the body as html"


def told(lost: Counter[Lost], names: Mapping[Lost, Iterable[str]]) -> Iterator[str]:
    """Tell what a body lost, each kind with its number and some of its names."""
    for kind in Lost:
        number = lost[kind]
        if number > 0:
            yield kind.value.format(
                n=number,
                s="" if number == 1 else "s",
                were="was" if number == 1 else "were",
                names=_in_brackets(names.get(kind, ())),
            )


def repeats(document: Mapping[str, object]) -> Iterator[Change]:
    """Tell of the names of an article's lists that stand there more than once."""
    for field in ("byline", "tags"):
        yield from _repeats(field, document.get(field))


def _repeats(field: str, names: object) -> Iterator[Change]:
    first: dict[str, str] = {}
    for index, name in enumerate(names if isinstance(names, list) else ()):
        canonical = canonical_name(name)
        if canonical in first:
            detail = f"is the same name as “{first[canonical]}” and was left out"
            yield Change(f"/{field}/{index}", detail)
        first.setdefault(canonical, name)


def _in_brackets(names: Iterable[str]) -> str:
    listed = sorted(names)
    more = ", …" if len(listed) > MAX_NAMES else ""
    return f" ({', '.join(listed[:MAX_NAMES])}{more})" if listed else ""
