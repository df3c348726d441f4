import re

import pytest
from markupsafe import Markup

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.pages import typesetting
from broadsheet.pages.typesetting import typeset


def cells_of(body: str, body_format: BodyFormat = BodyFormat.HTML) -> list[tuple[str, str]]:
    """Give the kind and the text of each cell of a page's body."""
    written = typeset(clean_body(body, body_format), "ltr", "Table")
    found = re.findall(r"<t[hd]((?: [^>]*)?)>(.*?)</t[hd]>", written)
    return [
        ("".join(re.findall(r'class="(\w+)"', attributes)), re.sub("<[^>]+>", "", text))
        for attributes, text in found
    ]


def column(*cells: str) -> str:
    return "<table>" + "".join(f"<tr><td>{cell}" for cell in cells) + "</table>"


def test_a_body_without_tables_stays() -> None:
    assert typeset("<p>One &lt;table&gt;</p>", "ltr", "Table") == Markup("<p>One &lt;table&gt;</p>")


def test_markdown_says_where_columns_have_their_text() -> None:
    table = "| a | b | c | d |\n|:--|--:|:-:|---|\n| x | many | y | z |"
    assert cells_of(table, BodyFormat.MARKDOWN) == [
        ("left", "a"),
        ("right", "b"),
        ("center", "c"),
        ("", "d"),
        ("left", "x"),
        ("right", "many"),
        ("center", "y"),
        ("", "z"),
    ]


@pytest.mark.parametrize(
    "attributes",
    ["align=right", "align=RIGHT", "style='text-align: right'", "style='TEXT-ALIGN:-webkit-right'"],
)
def test_html_says_it_in_several_ways(attributes: str) -> None:
    assert cells_of(f"<table><tr><td {attributes}>word</table>") == [("right", "word")]


@pytest.mark.parametrize("attributes", ["align=justify", "align=char", "style='text-align:start'"])
def test_what_says_no_side_is_left_out(attributes: str) -> None:
    assert cells_of(f"<table><tr><td {attributes}>word</table>") == [("", "word")]


@pytest.mark.parametrize(
    "figure",
    [
        *("1", "97,712", "97.712,40", "838 897", "1'000", "−3.5%", "+11.2 %", "(12)", "≈ 5"),
        *("€12.40", "12,40 €", "US$97.5bn", "£3.2m", "12kg", "1st", "10–12", "2024-05-12", "#1"),
        *("٩٧٬٧١٢", "१२३", "<b>12</b>", "1&nbsp;000"),
    ],
)
def test_a_column_of_figures_is_aligned_at_its_right(figure: str) -> None:
    assert {kind for kind, _ in cells_of(column("7", figure))} == {"figure"}


@pytest.mark.parametrize(
    "words",
    ["May 12", "12 May 1960", "Since 1974", "A4", "Q1", "12 apples", "1, 2 and 3", "1" * 33],
)
def test_a_column_with_words_is_not(words: str) -> None:
    assert {kind for kind, _ in cells_of(column("7", words, "8"))} == {""}


@pytest.mark.parametrize("nothing", ["", "–", "n/a", "&nbsp;", "…", "TBC"])
def test_a_placeholder_is_no_word(nothing: str) -> None:
    assert [kind for kind, _ in cells_of(column("7", nothing))] == ["figure", "right"]
    assert {kind for kind, _ in cells_of(column(nothing, nothing))} == {""}


def test_a_heading_stands_over_its_figures_and_spans_count() -> None:
    table = (
        "<table><tr><th rowspan=2>Place<th colspan=2>People"
        "<tr><th>2011<th>2021"
        "<tr><th>Nicosia<td>326<td>352<tr><th>Paphos<td colspan=2>all 90</table>"
    )
    assert cells_of(table) == [
        ("", "Place"),
        ("", "People"),
        ("figure", "2011"),
        ("figure", "2021"),
        ("", "Nicosia"),
        ("figure", "326"),
        ("figure", "352"),
        ("", "Paphos"),
        ("", "all 90"),
    ]


def test_tables_have_regions_with_names_of_their_own() -> None:
    table = "<table><caption>{}</caption><tr><td>a</table>"
    same, other = table.format('Flats & "rents" <i>now</i>'), "<table><tr><td>a</table>"
    inner = f"<table><tr><td>{other}</table>"
    cleaned = clean_body(f"{same}<p>b</p>{same}{inner}{other}", BodyFormat.HTML)
    written = typeset(cleaned, "ltr", "Table")
    regions = re.findall(
        r'<div class="scroll" role="region" aria-label="([^"]*)" tabindex="0">', written
    )
    assert regions == [
        "Flats &amp; &quot;rents&quot; now",
        "Flats &amp; &quot;rents&quot; now 2",
        "Table 1",
        "Table 2",
    ]
    assert written.count("<table") == 5
    assert written.count("</table></div>") == 4
    assert re.sub(r"</?div[^>]*>", "", written) == cleaned


def test_the_order_of_attributes_does_not_matter() -> None:
    body = '<table><tbody><tr><td lang="el" align="left" dir="ltr">α</td></tr></tbody></table>'
    assert '<td lang="el" dir="ltr" class="left">α</td>' in typeset(body, "ltr", "Table")


def test_the_work_of_a_table_is_bounded() -> None:
    # A span over every column makes work of each, and reading a cell makes work of all in it.
    wide = "<table><tr>" + "<td rowspan=999>1" * (typesetting._MAX_COLUMNS + 2) + "</table>"
    kinds = [kind for kind, _ in cells_of(wide)]
    assert kinds == ["figure"] * typesetting._MAX_COLUMNS + ["", ""]
    space = "<b>&nbsp;</b>" * typesetting._MAX_READ
    assert {kind for kind, _ in cells_of(column("7", f"{space}8"))} == {""}
    caption = "a" * (typesetting._MAX_READ + 1)
    named = typeset(f"<table><caption>{caption}</caption></table>", "ltr", "Table")
    assert 'aria-label="Table 1"' in named


# Paragraphs of the other direction

ARABIC, HEBREW, ENGLISH = "الجسر وعد", "הגשר הוא הבטחה", "A bridge is a promise"


@pytest.mark.parametrize(
    ("direction", "text", "attribute"),
    [
        ("ltr", ARABIC, ' dir="auto"'),
        ("ltr", HEBREW, ' dir="auto"'),
        ("ltr", f"«12 ({ARABIC})» 3.", ' dir="auto"'),
        ("ltr", f"BBC: {ARABIC}", ' dir="rtl"'),
        ("ltr", ENGLISH, ""),
        ("ltr", f"{ARABIC}: {ENGLISH}", ""),
        ("ltr", "«Μια γέφυρα»", ""),
        ("ltr", "12.", ""),
        ("rtl", ENGLISH, ' dir="auto"'),
        ("rtl", "«Μια γέφυρα»", ' dir="auto"'),
        ("rtl", f"قال: {ENGLISH}", ' dir="ltr"'),
        ("rtl", ARABIC, ""),
        ("rtl", f"BBC: {ARABIC}", ""),
        ("rtl", "12.", ""),
    ],
)
def test_a_paragraph_is_read_in_the_direction_of_most_of_its_letters(
    direction: str, text: str, attribute: str
) -> None:
    assert typeset(f"<p>{text}</p>", direction, "Table") == f"<p{attribute}>{text}</p>"


@pytest.mark.parametrize("body_format", BodyFormat)
def test_so_is_one_of_every_format(body_format: BodyFormat) -> None:
    body = (
        f"<p>{ENGLISH}<p>{ARABIC}" if body_format is BodyFormat.HTML else f"{ENGLISH}\n\n{ARABIC}"
    )
    written = typeset(clean_body(body, body_format), "ltr", "Table")
    assert f"<p>{ENGLISH}</p>" in written
    assert f'<p dir="auto">{ARABIC}</p>' in written


def test_every_block_is_judged_by_itself_and_by_its_words_alone() -> None:
    link = '<a href="https://example.com/a-long-address-in-latin-letters">'
    body = (
        f"<h2>{ARABIC}</h2><blockquote><p>{ARABIC}</p></blockquote>"
        f"<ul><li>{ENGLISH}<ul><li>{link}{ARABIC}</a></li></ul></li></ul>"
        f'<p dir="ltr">{ARABIC}</p>'
        f'<table><tbody><tr><td align="left">{ARABIC}</td></tr></tbody></table>'
    )
    assert re.findall(r"<(\w+)[^>]* dir=\"(\w+)\"", typeset(body, "ltr", "Table")) == [
        ("h2", "auto"),
        ("p", "auto"),
        ("li", "auto"),
        ("p", "ltr"),
        ("td", "auto"),
    ]
