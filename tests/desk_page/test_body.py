"""The rich editor: no body loses a word in it, and the keyboard alone writes all that it can."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import UncleanableBody, clean_body, has_text
from commands.layout import ROOT
from tests.browser.conftest import AXE, PATIENCE
from tests.desk_page.body_bench import open_bench, settle
from tests.formats.body_shapes import HTML_SHAPES
from tests.formats.conformance import conformance_file
from tests.unit.formats.test_pasted import PASTES

HTML, MARKDOWN = BodyFormat.HTML, BodyFormat.MARKDOWN
NOTED = "a[^1] b[^2] c[^1]\n\n[^1]: *x*\n[^2]: y\n\n    - z\n"
RICH = (
    "<details><summary>a</summary>b<p>c</p></details><dl><dt>a</dt><dd>b</dd><dd><p>c</p></dd></dl>"
    "<figure><blockquote>q</blockquote><figcaption>c</figcaption></figure><p>a <ruby>x<rt>y</rt>"
    '</ruby> <abbr title="x">a</abbr> <span lang="el" dir="ltr">α</span> <q>a</q> <q>b</q></p>'
    '<table><caption>c</caption><thead><tr><th scope="col" colspan="2">a</th></tr></thead><tbody>'
    '<tr><td align="right">1</td><td>2</td></tr></tbody></table><pre><code>a\n b</code></pre>'
    '<pre>a <b>c</b></pre><img src="image:abcdefghijklmnopqrstuvwxyz"><div lang="tr">x<br>y</div>'
    "<b><p>a</p></b><ol start=7><li><p>a</p><p>b</p></li><li>c<ul><li>d</li></ul></li></ol>"
    "<p>a<sub>1</sub><del>b</del><ins>c</ins><mark>d</mark><time datetime=2026-01-01>e</time></p>"
)


def _cleaned(bodies: list[tuple[str, BodyFormat]]) -> Iterator[str]:
    for body, body_format in bodies:
        try:
            cleaned = clean_body(body, body_format)
        except UncleanableBody:
            continue
        if has_text(cleaned):
            yield cleaned


def _conformance_inputs() -> list[tuple[str, BodyFormat]]:
    cases = json.loads(conformance_file("sanitizer/dompurify-expect.json").read_text("utf-8"))
    strings = json.loads(conformance_file("sanitizer/blns.json").read_text("utf-8"))
    return [
        *((case["payload"], HTML) for case in cases),
        *((text, body_format) for text in strings for body_format in (HTML, MARKDOWN)),
    ]


def _own_inputs() -> list[tuple[str, BodyFormat]]:
    samples = [json.loads(path.read_text("utf-8")) for path in (ROOT / "samples").glob("*.json")]
    return [
        *((sample["body"], BodyFormat(sample.get("body_format", "text"))) for sample in samples),
        *((pasted, HTML) for pasted, _ in PASTES.values()),
        (NOTED, MARKDOWN),
        (RICH, HTML),
    ]


def _hostile_inputs() -> list[tuple[str, BodyFormat]]:
    return [(shape(300), HTML) for shape in HTML_SHAPES.values()]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield open_bench(page)
    context.close()


def opened(page: Page, html: str = "", language: str = "en") -> Page:
    page.evaluate("([html, language]) => bench.open(html, language)", [html, language])
    page.locator(".body-text").wait_for()
    page.evaluate("bench.focus()")
    return page


# What no command can write stays as it is: a table without rows, an item without a list, a block
# within code. Whatever the desk itself writes, and programs paste, is none of that.
@pytest.mark.parametrize(
    ("inputs", "kept_at_most"),
    [(_conformance_inputs, 6), (_own_inputs, 0), (_hostile_inputs, 100)],
    ids=["of others", "of our own", "of hostile shapes"],
)
def test_no_body_loses_a_word_in_the_editor(
    inputs: Callable[[], list[tuple[str, BodyFormat]]], kept_at_most: int, page: Page
) -> None:
    kept = 0
    for cleaned in _cleaned(inputs()):
        read = page.evaluate("html => bench.roundTrip(html)", cleaned)
        kept += read["kept"]
        again = clean_body(read["html"], HTML)
        before, after = page.evaluate(
            "both => both.map((html) => bench.said(html))", [cleaned, again]
        )
        assert after == before
    assert kept <= kept_at_most


def test_what_is_compared_tells_bodies_apart(page: Page) -> None:
    for one, other in [
        ("<p>a b</p>", "<p>a</p><p>b</p>"), ("<p>a</p>", "a"), ("<b>a</b>", "a"),
        ("<p><q>a</q><q>b</q></p>", "<p><q>ab</q></p>"), ("<p>ab</p>", "<p>a b</p>"),
        ('<a href="/x">a</a>', '<a href="/y">a</a>'), ("<ol><li>a</ol>", "<ul><li>a</ul>"),
        ("<pre>a\n b</pre>", "<pre>a b</pre>"), ("<p>a<br>b</p>", "<p>ab</p>"),
    ]:  # fmt: skip
        assert page.evaluate("h => bench.said(h)", one) != page.evaluate(
            "h => bench.said(h)", other
        )


TYPED: dict[str, tuple[list[str], str]] = {
    "a heading": (["## a", "Enter", "b"], "<h2>a</h2><p>b</p>"),
    "a heading of another level": (["### a"], "<h3>a</h3>"),
    "a quotation": (["> a", "Enter", "b"], "<blockquote><p>a</p><p>b</p></blockquote>"),
    "a list, and out of it": (
        ["- a", "Enter", "b", "Tab", "Enter", "Enter", "Enter", "c"],
        "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>",
    ),
    "a numbered list": (
        ["3. a", "Enter", "b", "Enter", "Enter", "c"],
        '<ol start="3"><li>a</li><li>b</li></ol><p>c</p>',
    ),
    "emphasis": (
        ["x **b** y *i* `c` ~~s~~ z __w__ _v_ 2*3*4"],
        ("<p>x <strong>b</strong> y <em>i</em> <code>c</code> <s>s</s> z <strong>w</strong> "
        "<em>v</em> 2*3*4</p>"),
    ),
    "a rule": (["a", "Enter", "---", "b"], "<p>a</p><hr><p>b</p>"),
    "code": (["```", "a <b", "Enter", " c"], "<pre><code>a &lt;b\n c</code></pre>"),
    "a link": (["[a](https://x.org/y) b"],
               '<p><a href="https://x.org/y" rel="noopener">a</a> b</p>'),
    "a habit taken back": (["## ", "Backspace", "a"], "<p>## a</p>"),
    "bold by its keys, and a heading": (
        ["Control+b", "a", "Control+b", " b", "Control+Alt+2"],
        "<h2><strong>a</strong> b</h2>",
    ),
    "a list by its keys, and the other kind": (
        ["a", "Control+Shift+8", "Enter", "b", "Control+Shift+7"],
        "<ol><li>a</li><li>b</li></ol>",
    ),
    "a line broken": (["a", "Shift+Enter", "b"], "<p>a<br>b</p>"),
    "undone and done again": (["a", "Control+Shift+9", "Control+z", "Control+y"],
                              "<blockquote><p>a</p></blockquote>"),
    "a table": (
        ["Control+Alt+t", "a", "Tab", "b", "Tab", "c", "Tab", "1", "Tab", "2", "Tab", "3", "Tab",
         "4", "Tab", "5", "Tab", "6", "Tab", "7"],
        ('<table><thead><tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr>'
        "</thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td>"
        "</tr><tr><td>7</td><td></td><td></td></tr></tbody></table>"),
    ),
    "footnotes, in the order of their marks": (
        ["a", "Control+Alt+f", "x", "Control+Alt+f", " b", "[^2]", "y", "Control+Alt+f",
         "Home", "[^]", "z"],
        ('<p><sup><a id="at-fnref1" href="#at-fn1" rel="noopener">[1]</a></sup>a<sup>'
        '<a id="at-fnref2" href="#at-fn2" rel="noopener">[2]</a></sup> b<sup>'
        '<a id="at-fnref3" href="#at-fn3" rel="noopener">[3]</a></sup></p><hr><ol>'
        '<li id="at-fn1"><p>z <a href="#at-fnref1" rel="noopener">↩︎</a></p></li>'
        '<li id="at-fn2"><p>x <a href="#at-fnref2" rel="noopener">↩︎</a></p></li>'
        '<li id="at-fn3"><p>y <a href="#at-fnref3" rel="noopener">↩︎</a></p></li></ol>'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "written"), TYPED.values(), ids=TYPED)
def test_the_keyboard_writes(typed: list[str], written: str, page: Page) -> None:
    opened(page)
    for keys in typed:
        is_key = keys in {"Enter", "Tab", "Backspace", "Home"} or keys.startswith(
            ("Control+", "Shift+")
        )
        (page.keyboard.press if is_key else page.keyboard.type)(keys)
        settle(page)
    assert page.evaluate("bench.html") == written
    assert (
        clean_body(written, HTML).replace(' id="at-a"', "").replace(' id="at-a-b"', "") == written
    )


def test_a_link_is_made_by_keyboard_and_its_address_is_checked(page: Page) -> None:
    opened(page, "<p>ab</p>")
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("No page has this address")
    page.get_by_label("Address").fill("example.com/page")
    page.keyboard.press("Enter")
    assert page.evaluate("bench.html") == (
        '<p><a href="https://example.com/page" rel="noopener">a</a>b</p>'
    )
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    settle(page)
    page.keyboard.press("Control+k")
    page.get_by_role("button", name="Take the link away").click()
    assert page.evaluate("bench.html") == "<p>ab</p>"


def test_the_tools_are_one_stop_and_the_arrows_go_through_them(page: Page) -> None:
    opened(page, "<p>a</p>")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Redo")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Text")).to_be_focused()
    assert page.locator('.tools [tabindex="0"]').count() == 1


def test_a_table_gets_a_caption_columns_and_joined_cells(page: Page) -> None:
    opened(page, "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>")
    page.locator("td").first.click()
    page.get_by_role("button", name="Caption of the table").click()
    page.keyboard.type("Fares")
    page.locator("td").last.click()
    page.get_by_role("button", name="Column after").click()
    page.get_by_role("button", name="Row below").click()
    assert page.evaluate("bench.html") == (
        "<table><caption>Fares</caption><tbody><tr><td>a</td><td>b</td><td></td></tr>"
        "<tr><td></td><td></td><td></td></tr></tbody></table>"
    )
    page.locator("td").first.click()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    page.get_by_role("button", name="Join cells").click()
    assert '<td colspan="2">' in page.evaluate("bench.html")


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("en-GB", "ltr"), ("ku-Arab", "rtl"), ("az-Latn", "ltr"), ("he", "rtl")],
)
def test_the_text_runs_as_its_language_does(language: str, direction: str, page: Page) -> None:
    opened(page, "<p>a</p>", language)
    assert page.locator(".body-text").get_attribute("dir") == direction


def test_words_and_characters_are_counted_as_readers_see_them(page: Page) -> None:
    count = "([text, language]) => bench.lengthOf(text, language)"
    assert page.evaluate(count, ["Two words, 3.5 km\n\nmore", "en"]) == {
        "words": 5, "characters": 22,
    }  # fmt: skip
    assert page.evaluate(count, ["👩‍👩‍👧 é", "en"]) == {"words": 1, "characters": 3}
    assert page.evaluate(count, ["ภาษาไทยง่าย", "th"])["words"] > 1


def test_axe_finds_nothing_in_the_editor(page: Page) -> None:
    page.add_script_tag(content=AXE)
    opened(page, RICH)
    page.locator("td").first.click()
    found = page.evaluate("axe.run('#bench').then(({ violations }) => violations)")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    page.keyboard.press("Control+k")
    found = page.evaluate("axe.run('#bench').then(({ violations }) => violations)")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
