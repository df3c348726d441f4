"""Tags and texts of HTML, separated as the HTML standard has it (section 13.2.5).

Every pattern here reads on to its end, or to the end of the text, and never goes back: reading
takes time in proportion to the text, whatever stands in it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from broadsheet.formats.elements import ELEMENTS, RAW_TEXT, RENAMED, WITHOUT_CONTENT

COMMENT = r"<!--(?:-?>|(?:[^-]++|-(?!->))*+-->)"
"""A comment that is ended, in the texts of people."""
_SPACE = r"\t\n\f\r "
_NAME = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+"
_VALUE = rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}>"'][^{_SPACE}>]*+)"""
_EQUALS = rf"[{_SPACE}]*+=[{_SPACE}]*+"
_ATTRIBUTE = re.compile(rf"({_NAME})(?:{_EQUALS}({_VALUE})?+)?+")
_TAG = (
    rf"<(?P<slash>/?)(?P<name>[a-zA-Z][^{_SPACE}/>]*+)"
    rf"(?P<attributes>(?:[{_SPACE}/]++|{_NAME}(?:{_EQUALS}{_VALUE}?+)?+)*+)(?P<end>>|\Z)"
)
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z)|</(?:>|[^a-zA-Z>][^>]*+(?:>|\Z))"
_MARKUP = re.compile(f"{_TAG}|{_COMMENT}", re.DOTALL)
_FOREIGN = frozenset({"svg", "annotation", "annotation-xml"})  # may close themselves


class Tag(NamedTuple):
    """A tag; or a comment, which has no name; or ``UNENDED``.

    Attributes
    ----------
    name
        In lower case.
    is_end
        Whether it ends an element.
    attributes
        As written.
    """

    name: str
    is_end: bool
    attributes: str


COMMENTED = Tag("", is_end=False, attributes="")
UNENDED = Tag("", is_end=False, attributes="unended")
"""What nobody ends, and so takes all that follows: a tag, or an element that goes with its content.
Browsers drop it too."""
BLANK = re.compile(r"(?:[\t\n\f\r \u00a0]|&nbsp;?|&#160;|&#xa0;)*+", re.IGNORECASE)
"""Text that is nothing to read."""


def tags_and_texts(markup: str) -> Iterator[Tag | str]:
    """Read HTML from its beginning to its end.

    Yields
    ------
    Tag, str
        Every tag, and the texts between them as they are written; nothing of the content of the
        elements that go with it.
    """
    position = 0
    while found := _MARKUP.search(markup, position):
        if found.start() > position:
            yield markup[position : found.start()]
        position = found.end()
        if not found["name"]:
            yield COMMENTED
        elif not found["end"]:
            yield UNENDED
        else:
            tag = Tag(found["name"].lower(), bool(found["slash"]), found["attributes"])
            yield tag
            if tag.name in WITHOUT_CONTENT and not tag.is_end:
                end = _end_of_content(markup, tag, position)
                if end is None:
                    yield UNENDED
                position = len(markup) if end is None else end
    if position < len(markup):
        yield markup[position:]


def written_name(tag: Tag) -> str | None:
    """Return the name under which a tag is written, or nothing if it goes."""
    name = RENAMED.get(tag.name, tag.name)
    return name if name in ELEMENTS else None


def attributes_of(tag: Tag) -> Iterator[tuple[str, str]]:
    """Read the attributes of a tag: names in lower case, and values as they are written."""
    for found in _ATTRIBUTE.finditer(tag.attributes):
        value = found[2] or ""
        yield found[1].lower(), value[1:-1] if value[:1] in {'"', "'"} else value


def _end_of_content(markup: str, tag: Tag, position: int) -> int | None:
    if tag.name in RAW_TEXT:
        end = _end_tag(tag.name).search(markup, position)
        return end.start() if end else None
    if tag.name in _FOREIGN and tag.attributes.endswith("/"):
        return position
    depth = 1
    while depth:
        found = _MARKUP.search(markup, position)
        if found is None:
            return None
        position = found.end()
        if (found["name"] or "").lower() == tag.name:
            depth += -1 if found["slash"] else 1
    return position


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)
