"""Bodies: whatever format they come in, they become HTML that is safe to put into a page.

HTML is read by a parser such as browsers have, and only what stands on the lists below is written
again. Everything else goes: elements leave their text behind, but for those whose text is none.
"""

import html
import re
from functools import cache
from typing import TYPE_CHECKING

import nh3

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.characters import is_visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MAX_TAGS = 20_000
"""Tags in a body of HTML, so that a parser that must close or repeat what nobody closed ends soon:
150,000 nested ``<div>`` take it a minute."""
MAX_ESCAPES = 100_000
"""Characters written as ``&…;``: the parser takes quadratic time for them."""
MAX_MARKDOWN_LENGTH = 250_000
"""Characters of a body of Markdown: 40,000 words, and even of brackets alone a few seconds."""
MAX_CLEAN_LENGTH = 3_000_000
"""Characters of a cleaned body: a Lambda function can answer 6 MB, and the page needs some."""

# Elements that a story is written with. No images yet; no class, id or style on anything.
_TEXT_BLOCKS = {"p", "div", "h2", "h3", "h4", "blockquote", "pre", "hr", "br"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_FIGURES = {"figure", "figcaption"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_EMPHASIS = {"em", "strong", "b", "i", "u", "s", "small", "mark", "sub", "sup", "del", "ins"}
_PHRASES = {"a", "q", "cite", "abbr", "code", "kbd", "samp", "var", "time", "bdi", "bdo", "span"}
_RUBY = {"ruby", "rt", "rp", "wbr"}
ELEMENTS = frozenset(
    _TEXT_BLOCKS | _LISTS | _FIGURES | _TABLES | _EMPHASIS | _PHRASES | _RUBY,
)
# Written under another name. Each is parsed by the same rules as the name it gets, so the result
# reads back as the same tree. A page has one h1, its headline, and no need of six levels; blocks
# that are lost without a trace would run their texts together.
RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "strike": "s",
    "tt": "code",
    **dict.fromkeys(
        ("address", "article", "aside", "center", "footer", "header", "main", "nav", "section"),
        "div",
    ),
}
_WITHOUT_CONTENT = {
    "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "object", "applet",
    "svg", "math", "title", "textarea", "select", "xmp", "audio", "video", "canvas",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
URL_SCHEMES = frozenset({"http", "https", "mailto"})
LINK_REL = "noopener"  # what an editor links to is recommended: no nofollow

_VALUES = {
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}", re.ASCII),
    "dir": re.compile(r"ltr|rtl|auto"),
    "start": re.compile(r"-?\d{1,6}", re.ASCII),
    "colspan": re.compile(r"[1-9]\d?", re.ASCII),  # a span of millions makes a browser stand still
    "rowspan": re.compile(r"[1-9]\d{0,2}", re.ASCII),
    "scope": re.compile(r"(row|col)(group)?"),
    "datetime": re.compile(r"[0-9A-Z:.+ -]{1,40}", re.ASCII),
}
# What browsers drop from a URL before they read it (WHATWG URL, basic URL parser).
_URL_NOISE = re.compile(r"^[\x00-\x20]+|[\t\n\r]+|[\x00-\x20]+$")
_LINK = re.compile(r"(https?://|mailto:|/(?![/\\]))", re.IGNORECASE)
_RENAMED_TAG = re.compile(rf"<(/?)({'|'.join(sorted(RENAMED))})(?=[ >])")
# The formatting elements of the HTML standard but for ``a``. A parser opens those that nobody
# closed again in every paragraph that follows; it keeps three of those that are alike, but any
# number with different attributes, so that a short body would become gigabytes.
_FORMATTING = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/][^>]*>", re.IGNORECASE
)
# A parser drops one line feed after <pre>, so each reading would drop another.
_PRE_LINE_FEEDS = re.compile(r"(<pre(?: [^>]*)?>)\n+")
_MAX_PASSES = 8
_PARAGRAPH_BREAK = re.compile(r"\n(?:[^\S\n]*\n)+")


class UncleanableBody(ValueError):
    """The body cannot be made safe within the limits; the message says which and what to do."""


def clean_body(text: str, body_format: BodyFormat) -> str:
    """Make safe HTML of a body.

    Parameters
    ----------
    text
        The body as submitted.
    body_format
        ``text``: paragraphs parted by blank lines. ``markdown``: CommonMark with tables and
        strikethrough; HTML in it is shown as it stands. ``html``: HTML.

    Returns
    -------
    str
        HTML of ``ELEMENTS`` and ``ATTRIBUTES`` only, which a browser reads as it is written:
        cleaning it again changes nothing.

    Raises
    ------
    UncleanableBody
        If it is beyond ``MAX_TAGS``, ``MAX_ESCAPES``, ``MAX_MARKDOWN_LENGTH`` or
        ``MAX_CLEAN_LENGTH``.
    """
    if body_format is BodyFormat.TEXT:
        markup = _paragraphs(text)
    elif body_format is BodyFormat.MARKDOWN:
        if len(text) > MAX_MARKDOWN_LENGTH:
            raise UncleanableBody(
                f"is {len(text)} characters long; at most {MAX_MARKDOWN_LENGTH} can be Markdown: "
                "shorten it, or send it as html"
            )
        markup = _rendered_markdown(text)
    else:
        if text.count("<") > MAX_TAGS:
            raise UncleanableBody(f"has more than {MAX_TAGS} HTML tags; simplify its markup")
        markup = text
    return _cleaned(markup)


def has_text(cleaned: str) -> bool:
    """Tell whether a cleaned body has anything to read."""
    return is_visible(html.unescape(_TAGS_ONLY.clean(cleaned)))


def _paragraphs(text: str) -> str:
    paragraphs = _PARAGRAPH_BREAK.split(html.escape(text.strip(), quote=False))
    return "\n".join(
        f"<p>{'<br>'.join(line.strip() for line in paragraph.splitlines())}</p>"
        for paragraph in paragraphs
        if paragraph.strip()
    )


@cache
def _markdown() -> "MarkdownIt":
    # Imported when the first body needs it: it takes some 100 ms, and most bodies do not.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _rendered_markdown(text: str) -> str:
    return str(_markdown().render(text))


def _attribute(_element: str, name: str, value: str) -> str | None:
    if name == "href":
        link = _URL_NOISE.sub("", value)
        return link if _LINK.match(link) else None
    allowed = _VALUES.get(name)
    return value if allowed is None or allowed.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS | RENAMED.keys()),
    clean_content_tags=_WITHOUT_CONTENT,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=set(URL_SCHEMES),
    link_rel=LINK_REL,
    strip_comments=True,
)
_TAGS_ONLY = nh3.Cleaner(tags=set())


def _cleaned(markup: str) -> str:
    # What remains after unwrapping may parse as another tree (a p within a p), which is how
    # scripts get past sanitisers: clean until nothing changes.
    for _ in range(_MAX_PASSES):
        if markup.count("&") > MAX_ESCAPES:
            raise UncleanableBody(
                f"has more than {MAX_ESCAPES} characters such as & and <, which HTML must escape; "
                "shorten it"
            )
        cleaned = _CLEANER.clean(_FORMATTING.sub(r"<\1>", markup))
        cleaned = _RENAMED_TAG.sub(lambda tag: f"<{tag[1]}{RENAMED[tag[2]]}", cleaned)
        cleaned = _PRE_LINE_FEEDS.sub(r"\1", cleaned).strip()
        if len(cleaned) > MAX_CLEAN_LENGTH:
            raise UncleanableBody(
                f"comes to more than {MAX_CLEAN_LENGTH} characters of HTML; "
                "shorten it, and close every element that it opens"
            )
        if cleaned == markup:
            return cleaned
        markup = cleaned
    raise UncleanableBody("has HTML so entangled that no two readings agree; simplify its markup")
