"""Links: those that lead somewhere from the page of an article stay, others leave their text.

A link within the article stays where the article has its target, whose id is written with a prefix:
so it cannot be one of the page's own. Ids that nothing leads to go, but for those of headings.
"""

import html
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from broadsheet.formats.elements import (
    ANCHOR,
    ANCHOR_PREFIX,
    FORMATTING,
    HEADINGS,
    MAX_VALUE_LENGTH,
    allowed_value,
)
from broadsheet.formats.tags import COMMENTED, Tag, attributes_of, written_name

_WITHOUT_ATTRIBUTES = FORMATTING - {"a"}


def live_links(parts: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """Take away links that lead nowhere, and ids that nothing leads to."""
    parts = list(parts)
    links = _Links(parts)
    for part in parts:
        yield part if isinstance(part, str) else links.read(part)


class _Links:
    """The targets that the article's own links have in it, and the links that are open."""

    def __init__(self, parts: list[Tag | str]) -> None:
        tags = [part for part in parts if isinstance(part, Tag) and not part.is_end]
        wanted = {_fragment(tag) for tag in tags if tag.name == "a"}
        anchors = ((tag, anchor_of(tag)) for tag in tags)
        self._targets = {
            anchor
            for tag, anchor in anchors
            if anchor and (anchor in wanted or written_name(tag) in HEADINGS)
        }
        self._reached: set[str] = set()
        self._written_as: list[str] = []

    def read(self, tag: Tag) -> Tag:
        if tag.name == "a":
            return self._end_link(tag) if tag.is_end else self._begin_link(tag)
        return tag if tag.is_end else tag._replace(attributes=self._id_of(tag) + tag.attributes)

    def _begin_link(self, tag: Tag) -> Tag:
        attributes = self._id_of(tag)
        fragment = _fragment(tag)
        if fragment in self._targets:
            attributes += f' href="#{ANCHOR_PREFIX}{fragment}"'
            name = "a"
        elif allowed_value("a", "href", _href(tag)) and not fragment:
            name = "a"
        else:
            name = "span" if attributes.startswith(_id("")[:-1] + ANCHOR_PREFIX) else ""
        self._written_as.append(name)
        return Tag(name, is_end=False, attributes=attributes + tag.attributes)

    def _end_link(self, tag: Tag) -> Tag:
        name = self._written_as.pop() if self._written_as else tag.name
        return tag._replace(name=name) if name else COMMENTED

    def _id_of(self, tag: Tag) -> str:
        # Written before the attributes as they were: the first of a name counts.
        if "id" not in tag.attributes.lower() and tag.name != "a":
            return ""
        anchor = anchor_of(tag)
        if anchor not in self._targets or anchor in self._reached:
            return _id("")
        self._reached.add(anchor)
        return _id(ANCHOR_PREFIX + anchor)


def _id(value: str) -> str:
    return f' id="{value}"'


def anchor_of(tag: Tag) -> str:
    """Return the name by which links reach an element, without its prefix; or nothing."""
    name = written_name(tag)
    if name is None or name in _WITHOUT_ATTRIBUTES or not tag.attributes:
        return ""
    attributes = _attributes(tag)
    value = attributes.get("id") or (attributes.get("name", "") if name == "a" else "")
    return _bare(html.unescape(value))


def _fragment(tag: Tag) -> str:
    href = _href(tag).strip()
    return _bare(unquote(href[1:])) if href.startswith("#") else ""


def _bare(anchor: str) -> str:
    anchor = anchor.removeprefix(ANCHOR_PREFIX)
    return anchor if ANCHOR.fullmatch(anchor) else ""


def _href(tag: Tag) -> str:
    value = _attributes(tag).get("href", "")
    return html.unescape(value) if len(value) <= MAX_VALUE_LENGTH else ""


def _attributes(tag: Tag) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in attributes_of(tag):
        found.setdefault(name, value)
    return found
