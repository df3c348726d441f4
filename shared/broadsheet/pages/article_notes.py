"""What stands below the text of an article: whom to credit, and what was put right."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.addresses import correction_anchor
from broadsheet.pages.dates import Calendar
from broadsheet.pages.parts import PagePart, Stamp


@dataclass(frozen=True, slots=True)
class SourceLink(PagePart):
    """Whom a story comes from.

    Attributes
    ----------
    name
        As the paper credits it.
    url
        An ``http`` or ``https`` address, if one is known.
    """

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class CorrectionView(PagePart):
    """What was put right in a story.

    Attributes
    ----------
    anchor
        Its place on the page.
    on
        The day of the correction.
    text
        What it says, perhaps in several lines.
    """

    anchor: str
    on: Stamp
    text: str


def compose_corrections(
    calendar: Calendar, notes: Sequence[CorrectionNote]
) -> tuple[CorrectionView, ...]:
    """Compose the corrections of an article, the oldest first."""
    return tuple(
        CorrectionView(correction_anchor(number), calendar.day(parse_moment(note.at)), note.text)
        for number, note in enumerate(notes, start=1)
    )


def compose_source(credit: SourceCredit | None) -> SourceLink | None:
    """Compose whom an article credits, if anybody."""
    return SourceLink(credit.name, _web_address(credit.url)) if credit else None


def _web_address(url: str | None) -> str | None:
    """Return an address that a link may have; ``javascript:`` and the like are none."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
