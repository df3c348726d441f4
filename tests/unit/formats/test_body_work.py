"""The work that a body takes grows no faster than the body, or is refused before it is done.

What is counted is what the machine does, never the time that it takes: calls and lines of Python,
the library's own included, characters given to the HTML parser, and what makes that parser slow.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats import body, markdown, nesting
from broadsheet.formats.body import clean_body
from broadsheet.formats.body_limits import check_body
from broadsheet.formats.elements import MAX_VALUE_LENGTH
from broadsheet.formats.nesting import MAX_DEPTH, TEXT_PIECE
from tests.formats.body_shapes import (
    HTML,
    HTML_SHAPES,
    MARKDOWN,
    MARKDOWN_SHAPES,
    TEXT,
    TEXT_SHAPES,
    Shape,
)

SHAPES = [
    pytest.param(shape, body_format, id=f"{body_format}: {name}")
    for body_format, shapes in (
        (HTML, HTML_SHAPES),
        (MARKDOWN, MARKDOWN_SHAPES),
        (TEXT, TEXT_SHAPES),
    )
    for name, shape in shapes.items()
]


@dataclass
class BodyWork:
    """What was done: calls and lines of Python, and what the HTML parser was given."""

    steps: int = 0
    parsed: list[str] = field(default_factory=list)

    def called(self, frame: FrameType, _event: str, _argument: object) -> Any:
        self.steps += 1
        return self.ran if "/broadsheet/formats/" in frame.f_code.co_filename else None

    def ran(self, _frame: FrameType, event: str, _argument: object) -> Any:
        self.steps += event == "line"
        return self.ran

    def clean(self, markup: str) -> str:
        self.parsed.append(markup)
        return str(_CLEANER.clean(markup))


_CLEANER = body._CLEANER


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[BodyWork]:
    work, before = BodyWork(), sys.gettrace()
    monkeypatch.setattr(body, "_CLEANER", work)
    sys.settrace(work.called)
    try:
        yield work
    finally:
        sys.settrace(before)


def work_of(
    step: Callable[[str, BodyFormat], object],
    text: str,
    body_format: BodyFormat,
    monkeypatch: pytest.MonkeyPatch,
) -> BodyWork:
    # What is refused counts with what was done before.
    with counted(monkeypatch) as work, suppress(ValueError):
        step(text, body_format)
    return work


@pytest.mark.parametrize(("shape", "body_format"), SHAPES)
@pytest.mark.parametrize("step", [clean_body, check_body])
def test_twice_the_body_takes_at_most_twice_the_work(
    step: Callable[[str, BodyFormat], object],
    shape: Shape,
    body_format: BodyFormat,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Limits that small bodies reach too.
    monkeypatch.setattr(nesting, "MAX_DEPTH", 10)
    monkeypatch.setattr(markdown, "MAX_STEPS", 1_000)
    monkeypatch.setattr(markdown, "MAX_ADDRESSES", 5_000)
    once = work_of(step, shape(600), body_format, monkeypatch)
    twice = work_of(step, shape(1_200), body_format, monkeypatch)
    bound = 40 * markdown.MAX_STEPS if body_format is MARKDOWN else 0
    assert twice.steps < max(2.2 * once.steps + 500, bound)
    assert sum(map(len, twice.parsed)) < 2.2 * sum(map(len, once.parsed)) + 5_000
    assert len(twice.parsed) <= 3


def depth_of(markup: str) -> int:
    depth = deepest = 0
    for tag in re.finditer(r"<(/?)(?!br|hr|wbr|img)[a-z]", re.sub(r'"[^"]*"', "", markup)):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    return deepest


@pytest.mark.parametrize("shape", HTML_SHAPES.values(), ids=HTML_SHAPES)
def test_the_parser_is_given_nothing_that_it_is_slow_at(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = BodyWork()
    monkeypatch.setattr(body, "_CLEANER", work)
    clean_body(shape(20_000), HTML)
    assert work.parsed
    for markup in work.parsed:
        assert depth_of(markup) <= MAX_DEPTH + 2  # with the row and the cell of a text beside cells
        for tag in re.findall(r"<[a-z][^>]*>", markup):
            assert tag.count("=") <= 5
            assert len(tag) < 2 * MAX_VALUE_LENGTH
        for text in re.split(r"<[^>]*>", markup):
            assert not re.search("[&\u00a0]", text[TEXT_PIECE + 5 :])
