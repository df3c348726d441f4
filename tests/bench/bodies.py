"""The worst bodies: for each hostile shape, the largest that is accepted, and what it costs."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from broadsheet.desk.requests import MAX_DOCUMENT_BYTES
from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.formats.body_limits import check_body
from tests.formats.body_shapes import HTML_SHAPES, MARKDOWN_SHAPES, TEXT_SHAPES, Shape

HALVINGS = 6
"""A shape is tried at the largest document, and at its half, for so many times."""
KINDS = {
    BodyFormat.HTML: HTML_SHAPES,
    BodyFormat.MARKDOWN: MARKDOWN_SHAPES,
    BodyFormat.TEXT: TEXT_SHAPES,
}
SHAPES = sum(map(len, KINDS.values()))


@dataclass(frozen=True, slots=True)
class BodyCost:
    """What the largest body of a shape costs that is accepted.

    Attributes
    ----------
    body_format, shape
        Which one.
    size
        Characters.
    checked, cleaned
        Seconds of processor time to accept it, and to derive it once.
    """

    body_format: str
    shape: str
    size: int
    checked: float
    cleaned: float


def measure_bodies(step: Callable[[float], None]) -> list[BodyCost]:
    """Measure every shape, the most expensive to derive first."""
    costs = []
    for number, (body_format, name, shape) in enumerate(_shapes(), start=1):
        if cost := _largest_accepted(body_format, name, shape):
            costs.append(cost)
        step(number / SHAPES)
    return sorted(costs, key=lambda cost: -cost.cleaned)


def _shapes() -> Iterator[tuple[BodyFormat, str, Shape]]:
    for body_format, shapes in KINDS.items():
        for name, shape in shapes.items():
            yield body_format, name, shape


def _largest_accepted(body_format: BodyFormat, name: str, shape: Shape) -> BodyCost | None:
    size = MAX_DOCUMENT_BYTES
    for _ in range(HALVINGS):
        text = shape(size)
        if len(json.dumps(text, ensure_ascii=False).encode()) < MAX_DOCUMENT_BYTES:
            began = time.process_time()
            try:
                check_body(text, body_format)
            except ValueError:
                size //= 2
                continue
            checked = time.process_time() - began
            clean_body(text, body_format)
            cleaned = time.process_time() - began - checked
            return BodyCost(body_format, name, len(text), checked, cleaned)
        size //= 2
    return None
