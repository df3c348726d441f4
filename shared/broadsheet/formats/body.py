"""Bodies: from every format they become HTML that is safe to put into a page.

HTML is read by a parser such as browsers have, and only what stands on the lists of
``broadsheet.formats.elements`` is written again. Everything else goes: elements leave their text
behind, but for those whose text is none. There are no limits here on what may be sent, since what
was once accepted is cleaned again at every rebuild; ``broadsheet.formats.body_limits`` has them.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator

import nh3

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.changes import Lost
from broadsheet.formats.characters import is_visible
from broadsheet.formats.elements import (
    ATTRIBUTES,
    ELEMENTS,
    LINK_REL,
    URL_SCHEMES,
    WITHOUT_CONTENT,
    allowed_value,
)
from broadsheet.formats.emptied import without_empty_elements
from broadsheet.formats.figures import without_other_pictures
from broadsheet.formats.headings import with_anchors
from broadsheet.formats.links import live_links
from broadsheet.formats.markdown import UnrenderableMarkdown, rendered_markdown
from broadsheet.formats.markup import Markup
from broadsheet.formats.nesting import well_nested
from broadsheet.formats.pasted import styles_as_elements
from broadsheet.formats.placements import SCHEME, SOURCE
from broadsheet.formats.plain_links import linked
from broadsheet.formats.tags import COMMENT, Tag, tags_and_texts
from broadsheet.formats.word_lists import word_lists

MAX_CLEAN_BYTES = 3_000_000
"""Bytes of a cleaned body, in UTF-8. A Lambda function can answer 6,291,556 bytes, of JSON, in
which a quotation mark or a line feed takes two: at most 6,000,000 for the body, and 291,556 for the
rest of the page, its headers and the JSON around them. In base64 the body comes to 4,000,000."""

_PARAGRAPH_BREAK = re.compile(r"\n(?:[^\S\n]*\n)+")
# A comment that nobody ends goes on to the end of its paragraph, as in Markdown.
_COMMENT = re.compile(COMMENT)
_ENDLESS_COMMENT = re.compile(r"<!--(?:[^\n]++|\n(?![^\S\n]*+\n))*+")
# A parser drops one line feed after <pre>, so each reading would drop another.
_PRE_LINE_FEEDS = re.compile(r"(<pre(?: [^>]*)?>)\n+")
_TAG = re.compile(r"<[^>]*>")
_MAX_PASSES = 8


class UncleanableBody(ValueError):
    """The body does not become HTML that any page can hold; the message says why."""


def clean_body(text: str, body_format: BodyFormat) -> str:
    """Make safe HTML of a body.

    Parameters
    ----------
    text
        The body as submitted.
    body_format
        ``text``: paragraphs parted by blank lines. ``markdown``: CommonMark with tables,
        strikethrough and footnotes; HTML in it is shown as it stands. ``html``: HTML. Addresses
        that stand in the first two become links. Comments (``<!-- -->``) go in each of them, but
        for those in the code of Markdown.

    Returns
    -------
    str
        HTML of ``ELEMENTS`` and ``ATTRIBUTES`` only, and of images that place the article's own
        pictures, which a browser reads as it is written: cleaning it again changes nothing.
        Markdown that cannot be rendered is shown as a text.

    Raises
    ------
    UncleanableBody
        If it comes to more than ``MAX_CLEAN_BYTES``, or if no two readings of it agree.
    """
    return cleaned_html(shown_markup(text, body_format).html)


def shown_markup(text: str, body_format: BodyFormat) -> Markup:
    """Return a body as HTML that may hold anything; Markdown that cannot be rendered as a text."""
    try:
        return markup_of(text, body_format)
    except UnrenderableMarkdown:
        return markup_of(text, BodyFormat.TEXT)


def markup_of(text: str, body_format: BodyFormat) -> Markup:
    """Return a body as HTML that may hold anything.

    Raises
    ------
    UnrenderableMarkdown
        If it is Markdown that takes too much work, or comes to too much.
    """
    if body_format is BodyFormat.TEXT:
        return _paragraphs(text)
    if body_format is BodyFormat.MARKDOWN:
        return rendered_markdown(text)
    return Markup(text)


def cleaned_html(markup: str) -> str:
    """Make HTML safe; see :func:`clean_body`."""
    # What remains after unwrapping may parse as another tree (a p within a p), which is how
    # scripts get past sanitisers: clean until nothing changes.
    for _ in range(_MAX_PASSES):
        cleaned = _PRE_LINE_FEEDS.sub(r"\1", _CLEANER.clean(well_nested(_parts(markup)))).strip()
        if len(cleaned.encode()) > MAX_CLEAN_BYTES:
            raise UncleanableBody(
                f"comes to more than {MAX_CLEAN_BYTES} bytes of HTML, which no page can hold; "
                "shorten it"
            )
        if cleaned == markup:
            return cleaned
        markup = cleaned
    raise UncleanableBody("has HTML so entangled that no two readings agree; simplify its markup")


def _parts(markup: str) -> Iterator[Tag | str]:
    parts = without_other_pictures(tags_and_texts(markup))
    if "style" in markup.lower():  # which nothing has that is cleaned
        parts = styles_as_elements(word_lists(parts))
    return without_empty_elements(live_links(with_anchors(parts)))


def has_text(cleaned: str) -> bool:
    """Whether a cleaned body has anything to read."""
    return is_visible(html.unescape(_TAG.sub("", cleaned)))


def _paragraphs(text: str) -> Markup:
    text, comments = _without_comments(text)
    paragraphs = (
        f"<p>{'<br>'.join(linked(line.strip()) for line in paragraph.splitlines())}</p>"
        for paragraph in _PARAGRAPH_BREAK.split(text.strip())
        if paragraph.strip()
    )
    left_out = {Lost.COMMENT: comments, Lost.UNPLACED: len(SOURCE.findall(text))}
    return Markup("\n".join(paragraphs), is_made=True, left_out=Counter(left_out))


def _without_comments(text: str) -> tuple[str, int]:
    # The text, and how many comments it had.
    if "<!--" not in text:
        return text, 0
    ended, end, rest = text.rpartition("-->")  # so that every comment that is begun is ended
    ended, some = _COMMENT.subn("", ended + end)
    rest, more = _ENDLESS_COMMENT.subn("", rest)
    return ended + rest, some + more


_CLEANER = nh3.Cleaner(
    tags={*ELEMENTS, "img"},
    clean_content_tags=set(WITHOUT_CONTENT),
    attributes={element: set(names) for element, names in ATTRIBUTES.items()} | {"img": {"src"}},
    attribute_filter=allowed_value,
    url_schemes={*URL_SCHEMES, SCHEME},
    link_rel=LINK_REL,
    strip_comments=True,
)
