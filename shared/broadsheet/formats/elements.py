"""The elements and attributes that a body may have, and how elements stand in each other.

The names of sets below say "the HTML standard" for https://html.spec.whatwg.org/, section 13.2,
which is how browsers read HTML.
"""

import re
from collections.abc import Mapping

from broadsheet.domain.picture import PICTURE_ID

# Elements that a story is written with. Images only place pictures, see
# broadsheet.formats.placements; no class or style on anything.
_DETAILS = {"details", "summary"}
_TEXT_BLOCKS = {"p", "div", "h2", "h3", "h4", "blockquote", "pre", "hr", "br", *_DETAILS}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_FIGURES = {"figure", "figcaption"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_EMPHASIS = {"em", "strong", "b", "i", "u", "s", "small", "mark", "sub", "sup", "del", "ins"}
_PHRASES = {"a", "q", "cite", "abbr", "code", "kbd", "samp", "var", "time", "bdi", "bdo", "span"}
_RUBY = {"ruby", "rt", "rp", "wbr"}
ELEMENTS = frozenset(
    _TEXT_BLOCKS | _LISTS | _FIGURES | _TABLES | _EMPHASIS | _PHRASES | _RUBY,
)
RENAMED: Mapping[str, str] = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "strike": "s",
    "tt": "code",
    "listing": "pre",
    **dict.fromkeys(("menu", "dir"), "ul"),
    **dict.fromkeys(
        (
            *("address", "article", "aside", "center", "dialog", "fieldset", "footer", "form"),
            *("header", "hgroup", "legend", "main", "nav", "optgroup", "option", "plaintext"),
            *("search", "section"),
        ),
        "div",
    ),
}
"""Elements that are written under another name. Each is read by the same rules as the name it
gets. A page has one h1, its headline, and no need of six levels; blocks that are lost without a
trace would run their texts together."""
PARTING = frozenset({"html", "body", "frameset", "slot", "xmp"})
"""Blocks that leave no element behind, and yet part the texts on both sides."""
RAW_TEXT = frozenset(
    {"script", "style", "title", "textarea", "noscript", "noembed", "noframes", "iframe", "xmp"}
)
"""Elements that go with their content, which ends at the first end tag whatever stands in it."""
WITHOUT_CONTENT = RAW_TEXT | {
    "svg", "annotation", "annotation-xml", "xml", "datalist", "template",
    "object", "applet", "select", "audio", "video", "canvas",
}  # fmt: skip
"""Elements that go with their content: none of it is text for readers."""

FORMATTING = frozenset({"a", "b", "code", "em", "i", "s", "small", "strong", "u"})
"""Of the formatting elements of the HTML standard, those that a body may have. A parser opens
them again wherever something else has closed them, so but for links they have no attributes."""
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir", "id"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
ATTRIBUTES_OF: Mapping[str, frozenset[str]] = {
    name: ATTRIBUTES["*"] | ATTRIBUTES.get(name, frozenset())
    for name in (ELEMENTS - FORMATTING) | {"a"}
}
"""By the name of each element that a body may have."""
MAX_VALUE_LENGTH = 8_000
"""Characters of an attribute's value, which is left out if it is longer: what web servers take of
an address. Where a link ends crosswise with others, a parser may repeat it thirty times."""
URL_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LINK_REL = "noopener"  # what an editor links to is recommended: no nofollow

VOID = frozenset({"br", "hr", "wbr"})
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
"""Elements in which only parts of a table may stand."""
CELLS = frozenset({"td", "th", "caption"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot", "table"})
BEGINS_IN = {
    **dict.fromkeys(("caption", "thead", "tbody", "tfoot"), frozenset({"table"})),
    "tr": _ROW_GROUPS,
    **dict.fromkeys(("td", "th"), _ROW_GROUPS | {"tr"}),
}
"""The parts of a table, and where each may begin."""
SCOPES = CELLS | {"table"}
"""Elements that end tags and implied ends do not reach out of."""
HEADINGS = frozenset({"h2", "h3", "h4"})
SPECIAL = (_TEXT_BLOCKS | _LISTS | _FIGURES | _TABLES) - VOID
"""Of the special elements of the HTML standard, those that a body may have and can hold text."""
CLOSES_PARAGRAPH = (SPECIAL - _TABLES) | {"table", "hr"}
"""Elements that end the paragraph in which they begin."""

ANCHOR_PREFIX = "at-"  # so that no id of a body is one of the page's own
ANCHOR = re.compile(r"[\w.:-]{1,60}")
"""What an id has after its prefix."""
_ID = re.compile(ANCHOR_PREFIX + ANCHOR.pattern)
_VALUES = {
    "id": _ID,
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}", re.ASCII),
    "dir": re.compile(r"ltr|rtl|auto"),
    "align": re.compile(r"left|center|right", re.IGNORECASE),
    "start": re.compile(r"-?\d{1,6}", re.ASCII),
    "colspan": re.compile(r"[1-9]\d?", re.ASCII),  # a span of millions makes a browser stand still
    "rowspan": re.compile(r"[1-9]\d{0,2}", re.ASCII),
    "scope": re.compile(r"(row|col)(group)?"),
    "datetime": re.compile(r"[0-9A-Z:.+ -]{1,40}", re.ASCII),
}
# What browsers drop from a URL before they read it (WHATWG URL, basic URL parser).
_AROUND_URL = "".join(map(chr, range(0x21)))
_WITHIN_URL = re.compile(r"[\t\n\r]+")
_OTHER_HOST = re.compile(r"//[^/\\?#]")
_PICTURE = re.compile(rf"image:{PICTURE_ID.pattern}", re.ASCII)
_LINK = re.compile(r"(https?://|mailto:|tel:(?=[+\d*#(])|/(?![/\\]))", re.IGNORECASE)


def allowed_value(_element: str, name: str, value: str) -> str | None:
    """Return the value of an allowed attribute as it may be written, or nothing if it may not."""
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name == "href":
        link = _WITHIN_URL.sub("", value.strip(_AROUND_URL))
        if _OTHER_HOST.match(link):
            return f"https:{link}"
        return link if _LINK.match(link) or (link[:1] == "#" and _ID.fullmatch(link, 1)) else None
    allowed = _VALUES.get(name)
    return value if allowed is None or allowed.fullmatch(value) else None
