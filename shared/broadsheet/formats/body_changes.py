"""What cleaning leaves out of a body, beyond white space: what came, against what is kept.

Elements that only part or style a text (p, div, span, b) are not counted: their text stays, and
editors write them without seeing them. All that has a meaning of its own is.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from broadsheet.domain.article import Illustration
from broadsheet.formats.changes import Lost, told
from broadsheet.formats.elements import (
    ATTRIBUTES_OF,
    HEADINGS,
    LINK_REL,
    MAX_VALUE_LENGTH,
    WITHOUT_CONTENT,
    allowed_value,
)
from broadsheet.formats.emptied import without_empty_elements
from broadsheet.formats.markup import Markup
from broadsheet.formats.placement_changes import placement_losses
from broadsheet.formats.placements import own_source
from broadsheet.formats.tags import (
    COMMENTED,
    UNENDED,
    Tag,
    attributes_of,
    tags_and_texts,
    written_name,
)

_OF_A_DOCUMENT = frozenset({"html", "head", "body", "meta", "link", "base"})
_OF_A_PICTURE = frozenset({"picture", "source", "track", "param", "map", "area"})
_UNCOUNTED = _OF_A_DOCUMENT | _OF_A_PICTURE
_OF_LINKS = frozenset({"id", "name"})
"""Attributes that matter where a link leads to them, and lost links are counted."""
_KINDS = {
    "img": Lost.IMAGE,
    "video": Lost.VIDEO,
    "audio": Lost.SOUND,
    **dict.fromkeys(("iframe", "object", "embed", "applet", "frame"), Lost.EMBEDDED),
    **dict.fromkeys(("svg", "canvas"), Lost.DRAWING),
    **dict.fromkeys(("input", "select", "textarea", "datalist"), Lost.FORM_FIELD),
    "script": Lost.SCRIPT,
    "style": Lost.STYLE_SHEET,
    **dict.fromkeys(("h1", "h5", "h6"), Lost.LEVEL),
}
_MEANINGS = {
    "table": Lost.TABLE,
    **dict.fromkeys(("td", "th", "caption"), Lost.CELL),
    "li": Lost.ITEM,
    "blockquote": Lost.QUOTATION,
    **dict.fromkeys(HEADINGS, Lost.HEADING),
}
"""Elements that an article has, and that cleaning may yet leave out where they cannot stand."""


_HTML_TAG = re.compile(
    r"&lt;/?(?:p|div|br|hr|b|i|u|em|strong|a|span|h[1-6]|ul|ol|li|blockquote|img|figure|table|t[rdh])"
    r"(?:/| [^<>&]*+)?&gt;",
    re.IGNORECASE,
)
_OTHER_HOST = re.compile(r"\s*//")
_MAX_NAME = 20


def body_changes(
    markup: Markup, cleaned: str, illustrations: Sequence[Illustration] = ()
) -> list[str]:
    """Tell what of a body was left out.

    Parameters
    ----------
    markup
        The body, as ``markup_of`` makes it.
    cleaned
        What ``cleaned_html`` made of it.
    illustrations
        The article's pictures, the lead first.
    """
    parts = list(tags_and_texts(markup.html))
    losses = _Losses(markup)
    for part in parts:
        losses.read(part)
    placed = placement_losses(parts, illustrations)
    losses.lost += placed.lost
    losses.names |= placed.names
    losses.lost += _meanings(without_empty_elements(parts)) - _meanings(tags_and_texts(cleaned))
    return list(told(losses.lost, losses.names))


class _Losses:
    """What was lost so far, by kind, and the names of what has many."""

    def __init__(self, markup: Markup) -> None:
        self.lost = Counter(markup.left_out)
        self.names: defaultdict[Lost, set[str]] = defaultdict(set)
        self._is_made = markup.is_made
        self._in_code = 0
        if markup.html.lstrip()[:9].lower() == "<!doctype":
            self.lost[Lost.COMMENT] -= 1

    def read(self, part: Tag | str) -> None:
        if isinstance(part, str):
            if self._is_made and not self._in_code:
                self.lost[Lost.SHOWN] += len(_HTML_TAG.findall(part))
            return
        if part.name == "code":
            self._in_code += -1 if part.is_end else 1
        if not part.is_end:
            self._read_begin(part)

    def _read_begin(self, tag: Tag) -> None:
        if tag == UNENDED:
            self.lost[Lost.UNENDED] += 1
        elif tag == COMMENTED:
            self.lost[Lost.COMMENT] += 1
        elif kind := _KINDS.get(tag.name):
            self.lost[kind] += own_source(tag) is None
        elif tag.name in WITHOUT_CONTENT:
            self._add(Lost.HIDDEN, tag.name)
        elif written_name(tag) is None and tag.name not in _UNCOUNTED:
            self._add(Lost.TAG, tag.name)
        if written_name(tag) and not self._is_made:
            self._read_attributes(tag)

    def _read_attributes(self, tag: Tag) -> None:
        name = written_name(tag) or ""
        allowed = ATTRIBUTES_OF.get(name, frozenset())
        lost = False
        for attribute, value in attributes_of(tag):
            if (name, attribute) == ("a", "href"):
                self.lost[Lost.SCHEME] += bool(_OTHER_HOST.match(value))
            elif (name, attribute, value) == ("a", "rel", LINK_REL):
                continue  # our own: what was read back is sent again
            elif attribute not in allowed | _OF_LINKS or not _is_kept(name, attribute, value):
                self.names[Lost.ATTRIBUTES].add(attribute[:_MAX_NAME])
                lost = True
        self.lost[Lost.ATTRIBUTES] += lost

    def _add(self, kind: Lost, name: str) -> None:
        self.lost[kind] += 1
        self.names[kind].add(name[:_MAX_NAME])


def _is_kept(element: str, attribute: str, value: str) -> bool:
    value = html.unescape(value)
    return len(value) <= MAX_VALUE_LENGTH and (
        attribute in _OF_LINKS or allowed_value(element, attribute, value) is not None
    )


def _meanings(parts: Iterable[Tag | str]) -> Counter[Lost]:
    # A link is one if it leads somewhere.
    tags = [part for part in parts if isinstance(part, Tag) and not part.is_end]
    found = Counter(_MEANINGS[name] for tag in tags if (name := written_name(tag)) in _MEANINGS)
    found[Lost.LINK] = sum(tag.name == "a" and "href" in tag.attributes.lower() for tag in tags)
    return found
