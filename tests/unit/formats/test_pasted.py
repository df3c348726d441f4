"""What programs put on the clipboard, and what an editor meant by it."""

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body

GOOGLE_DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0">\
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;\
text-decoration:none;vertical-align:baseline">a</span> <span style="font-weight:700">b</span>
<span style="font-style:italic;font-weight:700">c</span> <span style="text-decoration:underline;\
-webkit-text-decoration-skip:none">d</span> <span style="text-decoration:line-through">e</span>\
<span style="font-size:0.6em;vertical-align:super">f</span></p><br /><p dir="ltr">\
<a href="https://x/" style="text-decoration:none;"><span style="text-decoration:underline;">g\
</span></a></p><ul><li dir="ltr" style="list-style-type:disc;"><p dir="ltr" role="presentation">\
<span style="font-weight:400">h</span></p></li></ul></b><br class="Apple-interchange-newline">"""

WORD = """<html xmlns:o="urn:x"><head><style><!-- p {margin: 0} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings>y</o:OfficeDocumentSettings></xml><![endif]-->
<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml></head>
<body><!--StartFragment--><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>a</b>
in <st1:place w:st="on">Greece</st1:place><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>\
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>\
<span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; \
</span></span></span><![endif]>b<o:p></o:p></p>\
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><!--[if !supportLists]-->\
<span style='mso-list:Ignore'>o<span>&nbsp; </span></span><!--[endif]--><i>c</i></p>\
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>\
<span style='mso-list:Ignore'>·</span>d</p>\
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.\
<span>&nbsp; </span></span>e</p><p class=MsoNormal>f</p><!--EndFragment--></body></html>"""

WORD_ON_THE_WEB = """<div class="OutlineElement Ltr"><p class="Paragraph" xml:lang="EN-US" \
style="font-weight:normal"><span data-contrast="auto" class="TextRun" style="font-weight:bold">\
<span class="NormalTextRun" style="margin:0">a</span></span><span class="EOP" style="x:y">&nbsp;\
</span></p></div><div><p><span class="EOP" style="x:y">&nbsp;</span></p></div>\
<div class="ListContainerWrapper"><ul class="BulletListStyle1"><li data-listid="1"><p>\
<span class="TextRun" style="font-style:italic">b</span></p></li></ul></div>"""

PAGES = """<p class="p1"><span class="s1" style="font-weight: bold">a</span><span \
class="Apple-converted-space" style="">&nbsp;</span>b</p><p class="p2"><br></p><p>c</p>"""

LIBREOFFICE = """<p style="margin-bottom: 0cm"><font face="Liberation Serif"><font size="3" \
style="font-size: 12pt"><b>a</b></font></font> <span style="font-weight: normal">b</span></p>
<p style="margin-bottom: 0cm"><br/>
</p>
<p><font color="#000080"><u><a href="https://x/">c</a></u></font></p>"""

MAIL = (
    """<div dir="ltr">a<br><br>b<br>c</div><div><br></div><div><font color="#000">d</font></div>"""
)


PASTES = {
    "Google Docs": (
        GOOGLE_DOCS,
        (
            '<p dir="ltr">a <strong>b</strong>\n<strong><em>c</em></strong> <u>d</u> <s>e</s>'
            '<sup>f</sup></p><p dir="ltr"><a href="https://x/" rel="noopener">g</a></p>'
            '<ul><li dir="ltr"><p dir="ltr">h</p></li></ul>'
        ),
    ),
    "Word": (
        WORD,
        (
            "<p><b>a</b>\nin Greece</p><ul><li>b<ul><li><i>c</i></li></ul></li><li>d</li></ul>"
            "<ol><li>e</li></ol><p>f</p>"
        ),
    ),
    "Word on the web": (
        WORD_ON_THE_WEB,
        "<div><p><strong>a</strong>&nbsp;</p></div><div><ul><li><p><em>b</em></p></li></ul></div>",
    ),
    "Pages": (PAGES, "<p><strong>a</strong>&nbsp;b</p><p>c</p>"),
    "LibreOffice": (
        LIBREOFFICE,
        '<p><b>a</b> b</p>\n\n<p><u><a href="https://x/" rel="noopener">c</a></u></p>',
    ),
    "mail": (MAIL, '<div dir="ltr"><p>a</p><p>b<br>c</p></div><div>d</div>'),
}


@pytest.mark.parametrize(("pasted", "cleaned"), PASTES.values(), ids=PASTES)
def test_a_paste_keeps_what_its_writer_meant_and_nothing_else(pasted: str, cleaned: str) -> None:
    assert clean_body(pasted, BodyFormat.HTML) == cleaned
    assert clean_body(cleaned, BodyFormat.HTML) == cleaned


@pytest.mark.parametrize(
    ("style", "cleaned"),
    [
        ("font-weight:bold", "<strong>a</strong>"),
        ("FONT-WEIGHT : 600 !important", "<strong>a</strong>"),
        ("font-family:&quot;A B&quot;;font-weight:900", "<strong>a</strong>"),
        ("font-weight:500", "a"),
        ("mso-bidi-font-weight:bold", "a"),
        ("font-style:oblique", "<em>a</em>"),
        ("text-decoration:underline line-through", "<u><s>a</s></u>"),
        ("text-decoration-line:line-through", "<s>a</s>"),
        ("vertical-align:sub", "<sub>a</sub>"),
        ("color:red", "a"),
        ("font-weight:bold' lang='el", '<span lang="el"><strong>a</strong></span>'),
    ],
)
def test_a_style_of_a_span_that_means_something_is_an_element(style: str, cleaned: str) -> None:
    assert clean_body(f"<span style='{style}'>a</span>", BodyFormat.HTML) == cleaned


@pytest.mark.parametrize(
    "undone",
    [
        "<b style='font-weight:normal'>a</b>", "<strong style='font-weight:400'>a</strong>",
        "<i style='font-style:normal'>a</i>", "<em style=font-style:normal>a</em>",
        "<u style='text-decoration:none'>a</u>",
    ],
)  # fmt: skip
def test_an_element_that_its_style_undoes_goes(undone: str) -> None:
    assert clean_body(undone, BodyFormat.HTML) == "a"


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("a<br><br>b<br> &nbsp;<br/>\n<br>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<p lang=el>a<br><br><b>b</b>", '<p lang="el">a</p><p lang="el"><b>b</b></p>'),
        ("<ul><li>a<br><br>b</ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<p>a</p>b <i>c</i><br><br>d", "<p>a</p><p>b <i>c</i></p><p>d</p>"),
        ("<b>a<br><br>b</b>", "<b>a<br><br>b</b>"),
        ("<pre>a<br><br>b</pre>", "<pre>a<br><br>b</pre>"),
        ("<p>a<br>b</p><br><p>c</p>", "<p>a<br>b</p><p>c</p>"),
    ],
)
def test_two_line_breaks_make_a_paragraph(markup: str, cleaned: str) -> None:
    assert clean_body(markup, BodyFormat.HTML) == cleaned


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p>a</p><p>&nbsp;</p><p><b> <br></b></p><h2></h2>", "<p>a</p>"),
        ("<div><div><p><br></p></div></div><p>a</p>", "<p>a</p>"),
        ("a<b> </b>c<i></i>", "a c"),
        ("a<div><br></div>b", "a<br>b"),
        ("<table><tr><td></td><td>a</td></tr></table>",
         "<table><tbody><tr><td></td><td>a</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_what_holds_nothing_goes(markup: str, cleaned: str) -> None:
    assert clean_body(markup, BodyFormat.HTML) == cleaned


def test_a_point_that_nobody_ends_does_not_take_the_text_that_follows() -> None:
    point = "<span style='mso-list:Ignore'>·"
    pasted = f"<p style='mso-list:l0 level1 lfo1'>{point}a</p><p>b</p>"
    assert clean_body(pasted, BodyFormat.HTML) == "<ul><li></li></ul><p>b</p>"


def test_lists_of_word_are_as_deep_as_their_levels_say() -> None:
    def item(level: int, point: str) -> str:
        point = f"<span style='mso-list:Ignore'>{point}</span>"
        return f"<p style='mso-list:l0 level{level} lfo1'>{point}a</p>"

    items = [item(1, "1."), item(3, "·"), item(3, "·"), item(2, "a)"), item(1, "2.")]
    assert clean_body("".join(items), BodyFormat.HTML) == (
        "<ol><li>a<ul><li>a</li><li>a</li></ul><ol><li>a</li></ol></li><li>a</li></ol>"
    )
