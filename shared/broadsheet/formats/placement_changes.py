"""What becomes of the pictures that a body places otherwise than it says."""

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.domain.article import Illustration
from broadsheet.formats.changes import Lost
from broadsheet.formats.placements import own_source
from broadsheet.formats.tags import BLANK, Tag, attributes_of

_MAX_NAME = 32


@dataclass(frozen=True, slots=True)
class PlacementLosses:
    """What was lost, by kind, and the names of pictures that are not there."""

    lost: Counter[Lost] = field(default_factory=Counter)
    names: Mapping[Lost, set[str]] = field(default_factory=lambda: {Lost.UNKNOWN: set()})


def placement_losses(
    parts: Iterable[Tag | str], illustrations: Sequence[Illustration]
) -> PlacementLosses:
    """Find placements that are not shown, and what is said at one that ``images`` should say.

    Parameters
    ----------
    parts
        Of a body, as it was sent.
    illustrations
        The article's pictures, the lead first.
    """
    losses = PlacementLosses()
    said = {each.picture: each.alt for each in illustrations}
    lead = illustrations[0].picture if illustrations else None
    seen: set[str] = set()
    caption = _Caption()
    for part in parts:
        losses.lost[Lost.CAPTION] += caption.ends_with(part)
        picture = own_source(part)
        if picture is None or isinstance(part, str):
            continue
        if picture not in said:
            losses.lost[Lost.UNKNOWN] += 1
            losses.names[Lost.UNKNOWN].add(picture[:_MAX_NAME])
            continue
        losses.lost[Lost.LEAD] += picture == lead
        losses.lost[Lost.REPEATED] += picture != lead and picture in seen
        losses.lost[Lost.ALT] += _alt(part) not in {"", said[picture]}
        seen.add(picture)
    return losses


class _Caption:
    """Whether a figure that is read shows a picture of the article's own, and has a caption."""

    def __init__(self) -> None:
        self._has_picture = self._is_caption = self._is_said = False

    def ends_with(self, part: Tag | str) -> bool:
        """Read a part; whether a figure ends here that has both."""
        if isinstance(part, str):
            self._is_said |= self._is_caption and not BLANK.fullmatch(part)
        elif part.name == "figcaption":
            self._is_caption = not part.is_end
        elif part.name == "figure":
            has_both = part.is_end and self._has_picture and self._is_said
            self._has_picture = self._is_caption = self._is_said = False
            return has_both
        else:
            self._has_picture |= own_source(part) is not None
        return False


def _alt(tag: Tag) -> str:
    value = next((value for name, value in attributes_of(tag) if name == "alt"), "")
    return " ".join(html.unescape(value).split())
