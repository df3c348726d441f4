"""Pastes: what word processors and mail programs put on the clipboard, said in HTML's own elements.

Google Docs, Word, Pages, LibreOffice and mail programs write emphasis as styles, wrap all of it in
a ``<b>`` that is not bold, and (Word) write lists as paragraphs whose points are text. Elements
that mean nothing here are left for :mod:`broadsheet.formats.nesting` to take away.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from broadsheet.formats.tags import COMMENTED, Tag, attributes_of

_BOLD = re.compile(r"bold|bolder|[6-9]\d\d")
_NOT_BOLD = re.compile(r"normal|lighter|[1-5]\d\d")
_STYLES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("font-weight", _BOLD, "strong"),
    ("font-style", re.compile(r"italic|oblique"), "em"),
    ("text-decoration", re.compile(r".*\bunderline\b.*"), "u"),
    ("text-decoration", re.compile(r".*\bline-through\b.*"), "s"),
    ("vertical-align", re.compile(r"super"), "sup"),
    ("vertical-align", re.compile(r"sub"), "sub"),
)
"""Properties of a span, the values that mean something, and the elements that mean the same."""
_UNDONE = {
    **dict.fromkeys(("b", "strong"), ("font-weight", _NOT_BOLD)),
    **dict.fromkeys(("i", "em"), ("font-style", re.compile("normal"))),
    **dict.fromkeys(("u", "s"), ("text-decoration", re.compile("none"))),
}
"""Elements whose style says that they are not what they are."""
_SIDE = re.compile(r"(?:-\w+-)?(left|center|right)")
"""Where a cell has its text; Markdown says it by a style too."""
_LANGUAGE = frozenset({"lang", "dir"})


def styles_as_elements(parts: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """Write styles that mean something as elements, and take away elements that mean nothing."""
    opened: defaultdict[str, list[list[Tag]]] = defaultdict(list)
    for part in parts:
        if isinstance(part, str) or part.name not in _MEANINGS:
            yield part
        elif not part.is_end:
            tags = _MEANINGS[part.name](part)
            if opened["a"]:  # which are underlined of themselves
                tags = [tag for tag in tags if tag is part or tag.name != "u"]
            opened[part.name].append(tags)
            yield from tags or (COMMENTED,)
        elif opened[part.name]:
            tags = opened[part.name].pop()
            yield from [Tag(tag.name, is_end=True, attributes="") for tag in reversed(tags)] or (
                COMMENTED,
            )
        else:
            yield part


def style_of(tag: Tag) -> dict[str, str]:
    """Read the properties of a tag's style, all in lower case."""
    if "style" not in tag.attributes.lower():
        return {}
    style = dict(attributes_of(tag)).get("style", "").lower()
    properties = (declaration.partition(":") for declaration in style.split(";"))
    return {name.strip(): value.removesuffix("!important").strip() for name, _, value in properties}


def _meaning_of_span(tag: Tag) -> list[Tag]:
    style = style_of(tag)
    if not style:
        return [tag]
    if "text-decoration-line" in style:
        style["text-decoration"] = style["text-decoration-line"]
    tags = [
        Tag(element, is_end=False, attributes="")
        for name, pattern, element in _STYLES
        if pattern.fullmatch(style.get(name, ""))
    ]
    is_of_language = any(name in _LANGUAGE for name, _ in attributes_of(tag))
    return [tag, *tags] if is_of_language else tags


def _meaning_of_emphasis(tag: Tag) -> list[Tag]:
    name, pattern = _UNDONE[tag.name]
    return [] if pattern.fullmatch(style_of(tag).get(name, "")) else [tag]


def _meaning_of_cell(tag: Tag) -> list[Tag]:
    side = _SIDE.fullmatch(style_of(tag).get("text-align", ""))
    attributes = f' align="{side[1]}" {tag.attributes}' if side else tag.attributes
    return [tag._replace(attributes=attributes)]


def _meaning_of_link(tag: Tag) -> list[Tag]:
    return [tag]


_MEANINGS: dict[str, Callable[[Tag], list[Tag]]] = {
    "span": _meaning_of_span,
    "a": _meaning_of_link,
    **dict.fromkeys(("td", "th"), _meaning_of_cell),
    **dict.fromkeys(_UNDONE, _meaning_of_emphasis),
}
