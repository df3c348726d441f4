"""Whatever a body holds, what comes of it is safe, stays as it is and is bounded."""

import html
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.formats.body_changes import body_changes
from broadsheet.formats.characters import as_line, as_lines
from broadsheet.formats.elements import RENAMED
from broadsheet.formats.markup import Markup
from broadsheet.formats.nesting import MAX_DEPTH, well_nested
from broadsheet.formats.placements import own_source
from broadsheet.formats.tags import tags_and_texts
from tests.formats.allowlist import found_unsafe

_NAMES = [
    "p", "div", "b", "i", "em", "a href=/x", "a href=javascript:x", "table", "tr", "td", "th", "ul",
    "li", "pre", "blockquote", "script", "style", "svg", "math", "mi", "title", "textarea", "rt",
    "option", "button", "form", "template", "noscript", "iframe", "img src=x onerror=y", "ruby",
    "select",
    "font color=red", "nobr", "caption", "plaintext", "foreignObject", "annotation-xml", "br", "hr",
    "p style=x class=y id=z onclick=w", "frameset", "body", "marquee", *RENAMED,
    "a href=#x", "a name=x", "a", "p id=x", "li id=at-x", "b style=font-weight:normal", "body",
    "span style=font-weight:700;text-decoration:underline", "span style=mso-list:ignore lang=el",
    "p style='mso-list:level1'", "p style='mso-list:level2'", "details", "summary",
    "figure", "figcaption", "img alt='a <b> c'", "xmp", "a href=//x",
    "img src=image:aaaaaaaaaaaaaaaaaaaaaaaaaa", "img src=' image:bbbbbbbbbbbbbbbbbbbbbbbbbb' alt=b",
    "img src=image:x", "image src=image:aaaaaaaaaaaaaaaaaaaaaaaaaa",
]  # fmt: skip
_PIECES = [f"<{name}>" for name in _NAMES] + [f"</{name.split()[0]}>" for name in _NAMES]
_OTHERS = [
    "x",
    " ",
    "\n",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    '"',
    "'",
    "&lt;",
    "&amp;lt;",
]
MARKUP = st.lists(st.sampled_from(_PIECES + _OTHERS), max_size=30).map("".join)
MARKDOWN = st.text("ab \n\t*_[]()<>!`#-+1.~|&\\:'\"/", max_size=60)
ANY_TEXT = st.text()


@given(MARKUP | MARKDOWN | ANY_TEXT, st.sampled_from(BodyFormat))
def test_a_cleaned_body_is_safe_and_cleaning_it_again_changes_nothing(
    text: str, body_format: BodyFormat
) -> None:
    cleaned = clean_body(text, body_format)
    assert found_unsafe(cleaned) == []
    assert clean_body(cleaned, BodyFormat.HTML) == cleaned


@given(MARKUP | st.text(st.characters(exclude_categories=["C"])))  # others are refused before
def test_where_nothing_is_told_every_word_stays(text: str) -> None:
    assume("mso-list" not in text)  # whose points become the numbers of a list
    markup = Markup(text)
    cleaned = clean_body(text, BodyFormat.HTML)
    if not body_changes(markup, cleaned):
        assert _words(cleaned) == _words(text)


def _words(markup: str) -> str:
    texts = (part for part in tags_and_texts(markup) if isinstance(part, str))
    return re.sub(r"\s+", "", html.unescape("".join(texts)))


@given(MARKUP)
def test_every_picture_that_is_placed_is_kept_in_its_order(text: str) -> None:
    cleaned = clean_body(text, BodyFormat.HTML)
    assume("mso-list" not in text)  # whose points go with what they hold
    placed = [own for part in tags_and_texts(text) if len(own := own_source(part) or "") > 1]
    kept = re.findall(r'<img src="image:(a{26}|b{26})">', cleaned)
    assert kept == placed


@given(MARKUP, st.integers(1, 40))
def test_what_the_parser_is_given_is_bounded(piece: str, times: int) -> None:
    markup = well_nested(tags_and_texts(piece * times))
    # The most that comes of a tag: of <tr>a, where <td> and three ends are added.
    assert len(markup) <= 6 * len(piece) * times
    opened = len(re.findall("<(?!br>|hr>|wbr>)[a-z]", markup))
    assert opened - markup.count("</") <= MAX_DEPTH + 2
    assert len(clean_body(piece * times, BodyFormat.HTML)) <= 40 * len(piece) * times


@given(ANY_TEXT)
def test_a_text_is_normalised_once_and_for_all(text: str) -> None:
    assert as_line(as_line(text)) == as_line(text)
    assert "\n" not in as_line(text)
    assert as_lines(as_lines(text)) == as_lines(text)
    assert "\r" not in as_lines(text)
