"""Placements: where a body says that one of its article's own pictures stands.

Markdown says ``![](image:<id>)`` and HTML ``<img src="image:<id>">``, which is how a cleaned body
says it too: outside of whatever parts a text, but for ``<div>``, which some programs wrap all in.
"""

import html
import re
from collections.abc import Mapping

from broadsheet.domain.content import picture_mark
from broadsheet.domain.picture import PICTURE_ID
from broadsheet.formats.tags import Tag, attributes_of

SCHEME = "image"
SOURCE = re.compile(rf"{SCHEME}:({PICTURE_ID.pattern})", re.ASCII)
"""The source of an image that places a picture, with its id."""
_PLACED = re.compile(rf'<img src="{SOURCE.pattern}">', re.ASCII)
_MAX_SOURCE = 200  # characters that are read of a source


def own_source(part: Tag | str) -> str | None:
    """Return what an image says after ``image:``, be it an id or not; nothing of any other part."""
    if isinstance(part, str) or part.name != "img" or part.is_end:
        return None
    for name, value in attributes_of(part):
        if name == "src":
            source = html.unescape(value[:_MAX_SOURCE]).strip()
            is_own = source[: len(SCHEME) + 1].lower() == f"{SCHEME}:"
            return source[len(SCHEME) + 1 :] if is_own else None
    return None


def placement_of(part: Tag | str) -> Tag | None:
    """Return the image that places a picture as it is written, or nothing if this is none."""
    name = own_source(part)
    if name is None or not PICTURE_ID.fullmatch(name):
        return None
    return Tag("img", is_end=False, attributes=f' src="{SCHEME}:{name}"')


def with_marks(cleaned: str, pictures: Mapping[str, int]) -> str:
    """Write marks into a cleaned body where its pictures stand.

    Parameters
    ----------
    cleaned
        The body, as ``clean_body`` returns it.
    pictures
        The index of each picture that it may show, by its id. Any other is left out, and so is one
        at every place but its first.
    """
    waiting = dict(pictures)

    def mark(found: re.Match[str]) -> str:
        index = waiting.pop(found[1], None)
        return "\n" if index is None else picture_mark(index)  # the texts beside it stay apart

    return _PLACED.sub(mark, cleaned).strip()
