import json
import re
import subprocess
import sys

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats import body, markdown
from broadsheet.formats.body import UncleanableBody, clean_body, has_text
from tests.formats.allowlist import found_unsafe
from tests.formats.conformance import conformance_file

HTML, MARKDOWN, TEXT = BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.TEXT


def test_the_second_opinion_sees_what_must_not_be_there() -> None:
    for unsafe in (
        "<script>x</script>", "<p class=x>", "<a href=javascript:x>", "<a href=//x>", "<!-- x -->",
        '<a href="/" rel="opener">', "<img src=x>", "<!doctype html>",
        "<a href='&#106;avascript:'>", "<a href='java\tscript:x'>", "<p onclick=x>", "<?php x ?>",
        "<p id=page>", "<p id=at-a>", "<a href='#at-a'>", "<a href='#a'>",
        "<a href='#at-a'><p id=at-a><p id=at-a>",
    ):  # fmt: skip
        assert found_unsafe(unsafe), unsafe


def test_paragraphs_of_a_text_are_parted_by_blank_lines() -> None:
    cleaned = clean_body("one\ntwo\n\n \t\nthree <b> & four", TEXT)
    assert cleaned == "<p>one<br>two</p>\n<p>three &lt;b&gt; &amp; four</p>"


def test_markdown_is_rendered() -> None:
    cleaned = clean_body("# One\n\n*two* **three** ~~four~~ [five](https://x/)\n\n- six", MARKDOWN)
    assert cleaned == (
        '<h2 id="at-one">One</h2>\n<p><em>two</em> <strong>three</strong> <s>four</s> '
        '<a href="https://x/" rel="noopener">five</a></p>\n<ul>\n<li>six</li>\n</ul>'
    )


def test_a_table_of_markdown_has_no_styles() -> None:
    cleaned = clean_body("|a|b|\n|:-|-:|\n|1|2|", MARKDOWN)
    assert '<td align="left">1</td>' in cleaned
    assert '<td align="right">2</td>' in cleaned
    assert "style" not in cleaned


def test_html_in_markdown_is_shown_as_it_stands() -> None:
    assert clean_body("<b>x</b> <i>", MARKDOWN) == "<p>&lt;b&gt;x&lt;/b&gt; &lt;i&gt;</p>"


NOTE = "<!-- do not print - her -- name -->"


@pytest.mark.parametrize("body_format", list(BodyFormat))
@pytest.mark.parametrize(
    "noted",
    [
        f"Text.\n\n{NOTE}", f"{NOTE}\n\nText.", f"{NOTE}Text.", f"Text.{NOTE}", f"Te{NOTE}xt.",
        "Text. <!-- do not\n\n- print -->", "<!-- do not\n\nprint\n--> Text.",
        f"Text.\n{NOTE}\n{NOTE}", "Text.<!-- do not print", "Text.\n<!-- do not <!-- print",
        f"Text.{NOTE}\n\n<!--", "Text.<!--->", "<!-->Text.",
    ],
)  # fmt: skip
def test_a_note_to_the_desk_is_not_published(noted: str, body_format: BodyFormat) -> None:
    cleaned = clean_body(noted, body_format)
    for markup in ("<p>", "</p>", "<br>"):
        cleaned = cleaned.replace(markup, "")
    assert cleaned.strip() == "Text."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"- a\n  {NOTE}\n- b {NOTE}c", "<ul>\n<li>a</li>\n<li>b c</li>\n</ul>"),
        (f"> a\n> {NOTE}\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"),
        (f"# a {NOTE}", '<h2 id="at-a">a </h2>'),
        (f"a\n{NOTE}*b*", "<p>a\n<em>b</em></p>"),
        (f"[a{NOTE}](/x)", '<p><a href="/x" rel="noopener">a</a></p>'),
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>"),
        ("```\n<!-- a\n\nb -->\n```", "<pre><code>&lt;!-- a\n\nb --&gt;\n</code></pre>"),
        ("`<!--` a\n\n`-->` b", "<p><code>&lt;!--</code> a</p>\n<p><code>--&gt;</code> b</p>"),
    ],
)
def test_notes_go_from_all_of_markdown_but_code(text: str, cleaned: str) -> None:
    assert clean_body(text, MARKDOWN) == cleaned


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p>a</p><script>b</script>", "<p>a</p>"),
        ("<style>a</style><p>b</p>", "<p>b</p>"),
        ("<p onclick=a style=b class=c id=d>e</p>", "<p>e</p>"),
        ("<svg><a href=javascript:x><text>a</text></a></svg>b", "b"),
        ("<math><mi>a</mi></math>b", "ab"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("a<!-- b -->c", "ac"),
        ("<iframe src=//x>a</iframe>b", "b"),
        ("<form action=/x><button>a</button></form>", "<div>a</div>"),
        ("<p lang=el dir=rtl>a</p>", '<p lang="el" dir="rtl">a</p>'),
        ("<p dir=up lang='a b'>a</p>", "<p>a</p>"),
        ("<h1>a</h1><h5>b</h5>", '<h2 id="at-a">a</h2><h4 id="at-b">b</h4>'),
        ("<section>a</section><article>b</article>", "<div>a</div><div>b</div>"),
        ("<strike>a</strike><tt>b</tt>", "<s>a</s><code>b</code>"),
        ("<ol start=3><li value=9>a</li></ol>", '<ol start="3"><li>a</li></ol>'),
        ("<time datetime=2026-11-23>a</time>", '<time datetime="2026-11-23">a</time>'),
        ("<abbr title='A &lt; B'>a</abbr>", '<abbr title="A &lt; B">a</abbr>'),
        ("<i lang=fr>a</i>", "<i>a</i>"),
        ("<a href='/" + "x" * 8_000 + "'>a</a>", "a"),
        ("<text>a</text><set/>b", "ab"),
        ("<pre>\n\n\n\n\n\n\n\n\n\n\n  a\n\nb</pre>", "<pre>  a\n\nb</pre>"),
    ],
)
def test_html_is_held_to_the_allowlist(markup: str, cleaned: str) -> None:
    assert clean_body(markup, HTML) == cleaned


# Those that the HTML standard displays as blocks, or as parts of lists and tables (sections 15.3.3,
# 15.3.4, 15.3.7, 15.3.8, 15.3.11 and 15.5; 15.6 for frames).
BLOCKS = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre",
    "search", "section", "slot", "summary", "ul", "xmp", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th",
]  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<b>{}</b>", "<div>" * 120 + "{}"])
def test_the_text_of_a_block_does_not_join_its_neighbours(block: str, around: str) -> None:
    end = "<hr>" if block == "hr" else f"</{block}>"
    markup = around.format(f"before<{block}>within{end}<{block}>again{end}after")
    cleaned = clean_body(markup, HTML)
    texts = re.split(
        r"\s+|</?(?:p|div|h[2-4]|ul|ol|li|dl|dt|dd|pre|blockquote|details|summary"
        r"|figure|figcaption|table|tbody|thead|tfoot|caption|tr|td|hr|br)\b[^>]*>",
        re.sub("</?b>", "", cleaned),
    )
    expected = ["before", "within", "again", "after"]
    if block == "xmp":  # goes with its content
        expected = ["before", "after"]
    assert [text for text in texts if text] == expected
    assert clean_body(cleaned, HTML) == cleaned


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<details><summary>Who?</summary>A deputy.</details>b",
         "<details><summary>Who?</summary>A deputy.</details>b"),
        ("<fieldset><legend>Dates</legend>May 4</fieldset>", "<div><div>Dates</div>May 4</div>"),
        ("<menu><li>a<li>b</menu>", "<ul><li>a</li><li>b</li></ul>"),
        ("Energy: <math><mi>E</mi><mo>=</mo><mi>m</mi><annotation>E=m</annotation></math> said",
         "Energy: E=m said"),
        ("<html><body><p>a</p></body></html>", "<p>a</p>"),
        ("<p>a</body></html>", "<p>a</p>"),
        ("<tr><td>a</td><td>b</td></tr>", "a b"),
    ],
)  # fmt: skip
def test_words_do_not_run_together(markup: str, cleaned: str) -> None:
    assert clean_body(markup, HTML) == cleaned


@pytest.mark.parametrize("span", ["1", "99"])
def test_a_cell_spans_what_a_table_needs(span: str) -> None:
    cleaned = clean_body(f"<table><tr><td colspan={span}>a</td></tr></table>", HTML)
    assert f'colspan="{span}"' in cleaned


@pytest.mark.parametrize("span", ["0", "100", "-1", "1e3", "99999999"])
def test_a_cell_does_not_span_what_a_browser_cannot(span: str) -> None:
    assert "span" not in clean_body(f"<table><tr><td colspan={span}>a</td></tr></table>", HTML)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://x/a?b=c&d#e", "https://x/a?b=c&amp;d#e"),
        ("HTTP://x", "HTTP://x"),
        ("mailto:desk@x.example", "mailto:desk@x.example"),
        ("/news/a-story", "/news/a-story"),
        (" \thttps://x/\n", "https://x/"),
        ("tel:+357-22-123456", "tel:+357-22-123456"),
        ("//example.com/x", "https://example.com/x"),
        ("/\t/example.com/x", "https://example.com/x"),
    ],
)
def test_links_to_pages_and_mailboxes_stay(written: str, kept: str) -> None:
    expected = f'<a href="{kept}" rel="noopener">a</a>'
    assert clean_body(f'<a href="{written}">a</a>', HTML) == expected


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "&#106;avascript:x",
        "\x01javascript:x", "data:text/html,x", "vbscript:x", "/\\evil.example", "///x",
        "//", "\\\\evil", "https:x", "a-story", "?q", "#note", "../x", "ftp://x",
        "file:///etc/passwd", "tel:", "tel:javascript", "",
    ],
)  # fmt: skip
def test_other_links_go_and_leave_their_text(written: str) -> None:
    assert clean_body(f'<a href="{written}">a</a>', HTML) == "a"
    assert clean_body(f'<a href="{written}"></a>b', HTML) == "b"


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<a name=x title=y>a</a>", "a"),
        ("<a>a</a> <a href=/x>b</a>", 'a <a href="/x" rel="noopener">b</a>'),
        ("<a href=/x>a <a>b</a> c</a>", '<a href="/x" rel="noopener">a b c</a>'),
        ("<p id=y>a</p><a href=#x>b</a>", "<p>a</p>b"),
        ("<p id=page>a</p>", "<p>a</p>"),
        ("<p id=x>a</p><p id=x>b</p><a href=#x>c</a>",
         '<p id="at-x">a</p><p>b</p><a href="#at-x" rel="noopener">c</a>'),
        ("<sup id=r1><a href='#fn:1'>1</a></sup><p id='fn:1'>a<a href=#r1>b</a>",
         ('<sup id="at-r1"><a href="#at-fn:1" rel="noopener">1</a></sup>'
          '<p id="at-fn:1">a<a href="#at-r1" rel="noopener">b</a></p>')),
        ("<a name=_ftn1></a>a<a href='#_ftn1' id=z>b</a>",
         '<span id="at-_ftn1"></span>a<a href="#at-_ftn1" rel="noopener">b</a>'),
        ("<h2 id=σημ>a</h2><a href='#%CF%83%CE%B7%CE%BC'>b</a>",
         '<h2 id="at-σημ">a</h2><a href="#at-σημ" rel="noopener">b</a>'),
        ("<script id=x></script><b id=y>a</b><a href=#x>b</a><a href=#y>c</a>", "<b>a</b>bc"),
    ],
)  # fmt: skip
def test_a_link_within_an_article_stays_where_its_target_does(markup: str, cleaned: str) -> None:
    assert clean_body(markup, HTML) == cleaned
    assert clean_body(cleaned, HTML) == cleaned
    assert found_unsafe(cleaned) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p><button><p>a</p></button></p>",
        "<table><p>a<td><table><b>c",
        "<b><p>a</b>b<i></p>c",
        "<pre>\n\n\na</pre>",
        "<a href=/x><div><a href=/y>b</a></div></a>",
        "<svg></p><style><a title='</style><img src onerror=x>'>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=x>'>",
        "<b>" * 4 + "<div>" * 9 + "</b>" * 4 + "a",
        "<<foo>script>alert(1)</script>",
        "&l<foo>t;script&gt;",
    ],
)
def test_what_parses_otherwise_once_cleaned_is_cleaned_again(markup: str) -> None:
    cleaned = clean_body(markup, HTML)
    assert clean_body(cleaned, HTML) == cleaned
    assert found_unsafe(cleaned) == []


@pytest.mark.parametrize("body_format", list(BodyFormat))
def test_every_case_of_dompurify_becomes_safe(body_format: BodyFormat) -> None:
    cases = json.loads(conformance_file("sanitizer/dompurify-expect.json").read_text("utf-8"))
    assert len(cases) > 200
    for case in cases:
        cleaned = clean_body(case["payload"], body_format)
        assert found_unsafe(cleaned) == [], case.get("title")
        assert clean_body(cleaned, HTML) == cleaned, case.get("title")


@pytest.mark.parametrize("body_format", list(BodyFormat))
def test_every_naughty_string_becomes_safe(body_format: BodyFormat) -> None:
    for naughty in json.loads(conformance_file("sanitizer/blns.json").read_text("utf-8")):
        assert found_unsafe(clean_body(naughty, body_format)) == [], naughty


@pytest.mark.parametrize("language", ["eng", "ell_monotonic", "ell_polytonic", "tur", "arb"])
@pytest.mark.parametrize("body_format", list(BodyFormat))
def test_a_text_of_any_script_loses_no_word(language: str, body_format: BodyFormat) -> None:
    text = conformance_file(f"text/udhr_{language}.txt").read_text("utf-8")
    text = text.replace("      ", "")  # which would be code to Markdown
    cleaned = clean_body(text, body_format)
    for word in text.split():
        assert word in cleaned


def test_a_text_is_told_from_bare_markup() -> None:
    assert has_text("<p>a</p>")
    assert has_text("<p>&lt;</p>")
    assert not has_text("<p>&nbsp;</p><hr><ul><li></li></ul>")
    assert not has_text("")


def test_what_nobody_can_see_in_an_attribute_is_no_text() -> None:
    assert not has_text(clean_body("<abbr title='a > b'></abbr><a href='/x?a>b'></a>", HTML))


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p><b>a<p>c", "<p><b>a</b></p><p>c</p>"),
        ("<p><a href=/x>a<p>c<p>d", '<p><a href="/x" rel="noopener">a</a></p><p>c</p><p>d</p>'),
        ("<table><tr><td><i>a<td>b</table>c",
         "<table><tbody><tr><td><i>a</i></td><td>b</td></tr></tbody></table>c"),
    ],
)  # fmt: skip
def test_what_nobody_closed_ends_with_its_paragraph_or_its_cell(markup: str, cleaned: str) -> None:
    assert clean_body(markup, HTML) == cleaned


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href=/x title="' + "😀" * 14_000 + '">x' + "<p>x" * 210,
        "<p><a href=/x title='" + "t" * 7_000 + "'>x" + "<p>x" * 210,
        "<p>" + "<b><i><u><s><em><strong><small><big>" * 3 + "</p>" + "<p>x" * 1_000,
        "<p>" + "".join(f"<b lang=x{n}>" for n in range(500)) + "</p>" + "<p>x" * 500,
        "<p>" + "".join(f"<font color='>{n}'>" for n in range(500)) + "</p>" + "<p>x" * 500,
        "<b>" * 300 + "<a href=/x title='" + "t" * 7_000 + "'>" + "</b>x" * 300,
        "<a title='" + "t" * 7_000 + "'>" + "<div>" * 20 + "</a>" + "<p>x" * 300,
    ],
    ids=["emoji", "title", "formatting", "attributes", "quotes", "misnested", "blocks"],
)
def test_what_nobody_closed_does_not_multiply(markup: str) -> None:
    assert len(clean_body(markup, HTML).encode()) < 2.5 * len(markup.encode())


@pytest.mark.parametrize("body_format", list(BodyFormat))
def test_a_body_has_at_most_the_bytes_that_a_page_can_hold(
    body_format: BodyFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "MAX_CLEAN_BYTES", 4_007)
    clean_body("😀" * 1_000, body_format)  # in a paragraph, but for html
    with pytest.raises(UncleanableBody, match="comes to more than 4007 bytes"):
        clean_body("😀" * 1_002, body_format)


def test_a_cleaned_body_leaves_room_for_its_page_whatever_its_characters_are() -> None:
    worst = json.dumps('"\n' * (body.MAX_CLEAN_BYTES // 2), ensure_ascii=False)
    assert len(worst) + 280_000 < 6_291_556  # Lambda's limit of an answer
    assert body.MAX_CLEAN_BYTES * 4 / 3 + 280_000 < 6_291_556


def test_html_on_which_no_two_readings_agree_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_MAX_PASSES", 1)
    with pytest.raises(UncleanableBody, match="entangled"):
        clean_body("<p><button><p>a</p></button></p>", HTML)


def test_markdown_that_cannot_be_rendered_is_shown_as_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markdown, "MAX_STEPS", 10)
    assert clean_body("*a*\n\n- <b>", MARKDOWN) == "<p>*a*</p>\n<p>- &lt;b&gt;</p>"


def test_the_parser_of_markdown_is_imported_only_for_markdown() -> None:
    code = (
        "import sys; from broadsheet.formats.body import clean_body, BodyFormat;"
        "clean_body('a', BodyFormat.HTML); assert 'markdown_it' not in sys.modules;"
        "clean_body('a', BodyFormat.MARKDOWN); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "shared"})
