import pytest

from broadsheet.formats.elements import MAX_VALUE_LENGTH
from broadsheet.formats.nesting import (
    MAX_BLOCKS_IN_FORMATTING,
    MAX_DEPTH,
    TEXT_PIECE,
    well_nested,
)
from broadsheet.formats.tags import tags_and_texts


def nested(markup: str) -> str:
    return well_nested(tags_and_texts(markup))


@pytest.mark.parametrize(
    "markup",
    [
        '<p>a</p>\n<p lang="el">b <b>c <i>d</i></b></p>',
        "<ul><li>a<ul><li>b</li></ul></li></ul><dl><dt>a</dt><dd><p>b</p></dd></dl>",
        "<table><caption>a</caption><thead><tr><th>a</th></tr></thead>\n</table>",
        '<table><tr><td colspan="2"><table><tr><td>b</td></tr></table></td></tr></table>',
        "<h2>a</h2><blockquote><pre>\n\n a</pre></blockquote><hr><figure>a<br></figure>",
        '<a href="/x" title="&quot;a&quot; &amp; b">a</a> &lt; <ruby>a<rp>(</rp><rt>b</rt></ruby>',
        "<div><div><span>a</span></div></div>",
    ],
)  # fmt: skip
def test_what_is_well_nested_stays_as_it_is(markup: str) -> None:
    assert nested(markup) == markup


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<p>a<p>b<div>c</div>", "<p>a</p><p>b</p><div>c</div>"),
        ("<p><b>a<p>b", "<p><b>a</b></p><p>b"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
         "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        ("<ruby>a<rp>(<rt>b<rp>)</ruby>c", "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>c"),
        ("<h2>a<h3>b</h2>c", "<h2>a</h2><h3>b</h3>c"),
        ("<b>a<i>b</b>c</i>d", "<b>a<i>b</i></b>c<!---->d"),
        ("<span>a<div>b</span>c</div>", "<span>a<div>b<!---->c</div>"),
        ("<div>a<b><p>c</div>d", "<div>a<b><p>c</p></b></div>d"),
        ("<li>a</ul>b</li>", "<li>a<!---->b</li>"),
        ("a</p>b</br>c</hr></div>d", "a<p></p>b<br>c<!---->d"),
        ("<a href=/x>a<a href=/y>b</a>", '<a href="/x">a</a><a href="/y">b</a>'),
        ("<table><a href=/x><tr><td><a href=/y>b</table>",
         '<table><tr><td><a href="/y">b</a></td></tr></table>'),
    ],
)  # fmt: skip
def test_elements_end_where_another_begins_or_ends(markup: str, written: str) -> None:
    assert nested(markup) == written


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<table><td>a<td>b<tr><th>c", "<table><tr><td>a</td><td>b</td></tr><tr><th>c"),
        ("<table><thead><tr><td>a<tbody>\n<tr><td>b</table>",
         "<table><thead><tr><td>a</td></tr></thead><tbody>\n<tr><td>b</td></tr></tbody></table>"),
        ("<table><tr><td><div>a</tr><b>c</table>",
         "<table><tr><td><div>a</div></td></tr><tr><td>c</td></tr></table>"),
        ("<table><tr><p>a<td>b</table>",
         "<table><tr><td><p>a</p></td><td>b</td></tr></table>"),
        ("<table><tr>&nbsp;<td>b</p></table>", "<table><tr><td>b<p></p></td></tr></table>"),
        ("<table></p><br><tr><td>b</table>", "<table><tr><td>b</td></tr></table>"),
        ("<table><table><tr><td>b</table>", "<table></table><table><tr><td>b</td></tr></table>"),
        ("<tr><td>a</td></tr><caption>b", "a b"),
        ("<table><tr><td></table>a</td></tr>", "<table><tr><td></td></tr></table>a "),
        ("<table><tr><td><p>a</div></p>b</table>",
         "<table><tr><td><p>a<!----></p>b</td></tr></table>"),
    ],
)  # fmt: skip
def test_a_table_has_nothing_beside_its_cells(markup: str, written: str) -> None:
    assert nested(markup) == written


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<font color=red>a</font><o:p>b", "a<!---->b"),
        ("<h1>a</h1><section>b</section>", "<h2>a</h2><div>b</div>"),
        ("<b lang=el class=x>a</b>", "<b>a</b>"),
        ("<p LANG=el Lang=en style=x onclick='y' dir=rtl>a", '<p lang="el" dir="rtl">a'),
        ("<a href='\"'>a</a>", '<a href="&quot;">a</a>'),
        ("<abbr title>a</abbr>", '<abbr title="">a</abbr>'),
        ("<script>a</script>b<svg>c</svg>", "b<!---->"),
        ("x<<foo>b>a&l<foo>t;", "x<<!---->b>a&l<!---->t;"),
    ],
)
def test_what_a_body_may_not_have_is_left_out(markup: str, written: str) -> None:
    assert nested(markup) == written


def test_a_value_longer_than_an_address_is_left_out() -> None:
    value = "x" * MAX_VALUE_LENGTH
    assert nested(f"<a href={value}>") == f'<a href="{value}">'
    assert nested(f"<a href={value}x title=y>") == '<a title="y">'


def test_tags_too_deep_are_left_out_and_their_text_stays() -> None:
    deep = "<div>a" * MAX_DEPTH
    too_deep = f"{deep}<div>b<ul><li><table><tr><td>c</td></tr></table></li></ul></div>d"
    assert nested(deep) == deep
    assert nested(too_deep) == f"{deep} b c d"
    closed = "</div>" * MAX_DEPTH
    assert nested(f"{too_deep}{closed}<p>e</p>") == f"{deep} b c d{closed}<p>e</p>"


def test_the_rows_of_a_table_that_is_left_out_are_not_those_of_the_table_around_it() -> None:
    deep = "<table><tr><td>" + "<div>" * (MAX_DEPTH - 3)
    inner = "<table><tr><td>a</td></tr></table>"
    assert nested(f"{deep}b{inner}c") == f"{deep}b a c"


def test_the_end_of_what_was_left_out_is_forgotten_with_what_it_stood_in() -> None:
    deep = "<div>" * (MAX_DEPTH - 1) + "<p>"
    written = nested(f"{deep}<b>a</p><b>c</b>")
    assert written == f"{deep}<!---->a</p><b>c</b>".replace("<p><!---->", "<p>")


def test_formatting_ends_within_no_more_blocks_than_a_parser_untangles() -> None:
    blocks = "<div>" * MAX_BLOCKS_IN_FORMATTING
    assert nested(f"<b>{blocks}a</b>c") == f"<b>{blocks}a</b>c"
    assert nested(f"<b><div>{blocks}a</b>c") == f"<b><div>{blocks}a<!---->c"
    link = "<a href=/x>"
    assert nested(f"{link}<div>{blocks}a{link}c") == f'<a href="/x"><div>{blocks}a<!---->c'


def test_a_long_text_is_parted_where_a_character_must_be_escaped() -> None:
    plain = "a" * TEXT_PIECE
    assert nested(f"{plain}a&amp;a") == f"{plain}a<!---->&amp;a"
    assert nested(f"{plain[1:]}\u00a0\u00a0a") == f"{plain[1:]}\u00a0<!---->\u00a0a"
    assert nested("&amp;" * 10) == "&amp;" * 10
