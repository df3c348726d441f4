"""What is found in the index when it is put right: what stands of an article, what was swept."""

from dataclasses import dataclass
from typing import Any

from broadsheet.domain.head import Head


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an article in the index, sound or damaged.

    Attributes
    ----------
    head
        Its head, if nothing of it is damaged.
    items
        What stands, in the index's own form, by ``head`` and ``fault``.
    """

    head: Head | None
    items: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SweptPart:
    """What sweeping a part of the index came to.

    Attributes
    ----------
    removed
        The places that were cleared, ``<pk> <sk>``.
    next_start
        Where the next part of the segment starts; nothing at its end.
    """

    removed: tuple[str, ...]
    next_start: dict[str, Any] | None
