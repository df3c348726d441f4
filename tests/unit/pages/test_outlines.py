"""Contents: of what is long and has parts, and of nothing else."""

from collections.abc import Callable

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.pages.outlines import LEAST_PARTS, LONG_READ, outline_of
from broadsheet.pages.parts import NameLink
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import MemoryPaper

Get = Callable[..., Response]


def long_read(*headings: str, words: int = LONG_READ) -> str:
    """A body of so many words, its parts under these headings."""
    parts = "\n\n".join(f"## {heading}\n\nText." for heading in headings)
    body = clean_body(f"{'word ' * words}\n\n{parts}\n\n[^1]: A note.", BodyFormat.MARKDOWN)
    assert body.count("<h2") == len(headings)
    return body


def test_a_long_read_has_links_to_its_parts() -> None:
    body = long_read("The *first* & only", "Η γέφυρα[^1]", "The first & only", "### no part")
    assert outline_of(body) == (
        NameLink("The first & only", "#at-the-first-only"),
        NameLink("Η γέφυρα", "#at-η-γέφυρα-1"),
        NameLink("The first & only", "#at-the-first-only-2"),
        NameLink("### no part", "#at-no-part"),
    )
    assert all(f'id="{part.path[1:]}"' in body for part in outline_of(body))


@pytest.mark.parametrize(
    ("parts", "words", "has_some"),
    [
        (LEAST_PARTS, LONG_READ, True),
        (LEAST_PARTS - 1, LONG_READ, False),
        (LEAST_PARTS, LONG_READ // 2, False),
        (0, LONG_READ, False),
    ],
)
def test_what_is_short_or_has_few_parts_has_none(
    paper: MemoryPaper, get: Get, parts: int, words: int, *, has_some: bool
) -> None:
    body = long_read(*(f"Part {number}" for number in range(parts)), words=words)
    page = get(paper.publish(body_html=body)).body
    assert ('<nav class="outline" aria-label="Contents"' in page) is has_some
    assert ('<article class="article longread" dir="ltr">' in page) is has_some
    assert page.count('<li><a href="#at-part-') == parts * has_some


def test_parts_are_escaped(paper: MemoryPaper, get: Get) -> None:
    page = get(paper.publish(body_html=long_read("`<script>`", "Two", "Three"))).body
    assert '<li><a href="#at-script">&lt;script&gt;</a></li>' in page
