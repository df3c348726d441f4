"""Markup: a body as HTML that may hold anything."""

from collections import Counter
from dataclasses import dataclass, field

from broadsheet.formats.changes import Lost


@dataclass(frozen=True, slots=True)
class Markup:
    """A body as HTML that may hold anything.

    Attributes
    ----------
    html
        As it was sent, or as it was made of a text or of Markdown.
    is_made
        Whether it was made.
    left_out
        What did not come into it.
    """

    html: str
    is_made: bool = False
    left_out: Counter[Lost] = field(default_factory=Counter)
