"""Pastes into the rich editor, by a real event: each gives the body that is written down beside it.

Every file of ``clipboard`` is what a program writes there, with a text of our own; ``<name>.body``
is what an editor means by it. The API cleans it into itself, so what is seen is what is sent.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from tests.browser.conftest import PATIENCE
from tests.desk_page.body_bench import open_bench, settle

CLIPBOARD = Path(__file__).parent / "clipboard"
NAMES = sorted(path.stem for path in CLIPBOARD.glob("*.html") if not path.stem.endswith(".body"))
_HEADING_ID = re.compile(r'(<h[2-4]) id="at-[^"]*"')
_PASTE = """([html, files]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  for (const [name, type] of files) data.items.add(new File(["x"], name, { type }));
  const event = new ClipboardEvent("paste", {
    clipboardData: data, bubbles: true, cancelable: true,
  });
  document.querySelector(".body-text").dispatchEvent(event);
}"""
Open = Callable[..., Page]


@pytest.fixture
def bench(browser: Browser) -> Iterator[Open]:
    """Open an editor with a text, and the cursor at its beginning."""
    contexts = []

    def open_editor(html: str = "", language: str = "en") -> Page:
        context = browser.new_context()
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"something ran: {dialog.message}"))
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        open_bench(page)
        page.evaluate("([html, language]) => bench.open(html, language)", [html, language])
        page.locator(".body-text").wait_for()
        page.evaluate("bench.focus()")
        return page

    yield open_editor
    for context in contexts:
        context.close()


def paste(page: Page, html: str, files: tuple[tuple[str, str], ...] = ()) -> str:
    page.evaluate(_PASTE, [html, list(map(list, files))])
    return str(page.evaluate("bench.html"))


def cleaned(html: str) -> str:
    """Clean a body as the API does, but for the anchors that it gives headings."""
    return _HEADING_ID.sub(r"\1", clean_body(html, BodyFormat.HTML))


@pytest.mark.parametrize("name", NAMES)
def test_a_paste_gives_the_body_that_is_written_down(name: str, bench: Open) -> None:
    pasted = (CLIPBOARD / f"{name}.html").read_text("utf-8")
    expected = (CLIPBOARD / f"{name}.body.html").read_text("utf-8").rstrip("\n")
    body = paste(bench(), pasted)
    assert body == expected
    assert cleaned(body) == body


def test_a_paste_within_a_line_goes_on_with_it(bench: Open) -> None:
    page = bench("<p>ab</p>")
    page.keyboard.press("ArrowRight")
    settle(page)
    assert paste(page, "<p>one <b>two</b></p>") == "<p>aone <strong>two</strong>b</p>"


def test_an_address_pasted_over_a_text_makes_a_link_of_it(bench: Open) -> None:
    page = bench("<p>ab</p>")
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.setData("text/plain", "https://example.com/x");
      document.querySelector(".body-text").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    assert page.evaluate("bench.html") == (
        '<p><a href="https://example.com/x" rel="noopener">a</a>b</p>'
    )


def test_pasted_footnotes_are_numbered_with_those_that_are_there(bench: Open) -> None:
    note = (CLIPBOARD / "libreoffice_footnotes.html").read_text("utf-8")
    page = bench(
        '<p>x<sup><a id="at-fnref1" href="#at-fn1" rel="noopener">[1]</a></sup></p><hr><ol>'
        '<li id="at-fn1"><p>old <a href="#at-fnref1" rel="noopener">↩︎</a></p></li></ol>'
    )
    body = paste(page, note)
    assert re.findall(r"\[\d\]", body) == ["[1]", "[2]"]
    assert body.index("Τον Ιούλιο.") < body.index("old")
    assert cleaned(body) == body


def test_what_is_cut_and_pasted_keeps_its_footnote(bench: Open) -> None:
    page = bench(
        '<p>a</p><p>x<sup><a id="at-fnref1" href="#at-fn1" rel="noopener">[1]</a></sup></p><hr><ol>'
        '<li id="at-fn1"><p>n <a href="#at-fnref1" rel="noopener">↩︎</a></p></li></ol>'
    )
    before = page.evaluate("bench.html")
    cut = page.evaluate("""() => {
      const text = document.querySelector(".body-text");
      getSelection().selectAllChildren(text.children[1]);
      return new Promise((done) => setTimeout(() => {
        const data = new DataTransfer();
        text.dispatchEvent(new ClipboardEvent("cut", {
          clipboardData: data, bubbles: true, cancelable: true,
        }));
        done(data.getData("text/html"));
      }, 50));
    }""")
    assert "[1]" not in page.evaluate("bench.html")
    assert paste(page, cut) == before


def test_pictures_of_a_paste_are_handed_on_or_told_as_left_out(bench: Open) -> None:
    page = bench("<p>a</p>")
    paste(page, "", (("storm.png", "image/png"), ("notes.txt", "text/plain")))
    assert page.evaluate("bench.files") == ["storm.png"]
    page.evaluate("bench.place('abcdefghijklmnopqrstuvwxyz')")
    assert page.evaluate("bench.html") == '<img src="image:abcdefghijklmnopqrstuvwxyz"><p>a</p>'
    data = "data:image/png;base64,iVBORw0KGgo="
    paste(page, f'<p>b<img src="{data}"><img src="https://x.example/p.jpg" alt="A pier"></p>')
    assert page.evaluate("bench.files") == ["storm.png", "picture-1.png"]
    told = page.get_by_role("status")
    assert told.inner_text().startswith("1 picture of what you pasted was left out")


def test_files_that_are_dropped_come_to_stand_where_they_were_dropped(bench: Open) -> None:
    page = bench("<p>a</p><p>b</p>")
    page.evaluate("""() => {
      const second = document.querySelectorAll(".body-text p")[1];
      const { left, bottom } = second.getBoundingClientRect();
      const data = new DataTransfer();
      data.items.add(new File(["x"], "storm.png", { type: "image/png" }));
      const place = { clientX: left + 2, clientY: bottom - 4, bubbles: true, cancelable: true };
      second.dispatchEvent(new DragEvent("drop", { dataTransfer: data, ...place }));
    }""")
    assert page.evaluate("bench.files") == ["storm.png"]
    # The text goes on changing while the file is sent.
    page.keyboard.type("new ")
    for picture in ("a" * 26, "b" * 26):
        page.evaluate("picture => bench.place(picture)", picture)
    pictures = "".join(f'<img src="image:{letter * 26}">' for letter in "ab")
    assert page.evaluate("bench.html") == f"<p>new a</p>{pictures}<p>b</p>"


_SLICE = "0 0 [&quot;kept&quot;,{&quot;html&quot;:&quot;<img src=x onerror=alert(1)>&quot;}]"
_TITLE = "--&gt;&lt;img src=1 onerror=alert(1)&gt;"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><p>a",
    "<a href=' java\nscript:alert(1)'>a",
    f"<math><mtext><table><mglyph><style><!--</style><img title='{_TITLE}'>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>a",
    f'<p data-pm-slice="{_SLICE}">a</p>',
    "<style>@import '//e.example/x.css'; .a{background:url(//e.example)}</style><p class=a>a",
    "<form action=//e.example><input autofocus onfocus=alert(1)><button formaction=x>b</form>",
    "<base href=//e.example><a href='/x'>a</a>",
    "<meta http-equiv=refresh content='0;url=//e.example'>a",
    "<p style='background:url(//e.example/p)'>a</p>",
    "<a href='data:text/html,x'>a</a>",
    "<span class=body-text id=bench onclick=alert(1)>a</span>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_hostile_paste_runs_or_is_fetched(hostile: str, bench: Open) -> None:
    page = bench("<p>a</p>")
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request.url))
    body = paste(page, hostile)
    page.locator(".body-text").click()
    shown = page.locator(".body-text").inner_html()
    assert not asked
    assert not re.search(r"<(script|iframe|svg|style|form|base|meta|input)|\son\w+=|script:", shown)
    assert cleaned(body) == body


def test_a_hostile_body_runs_nothing_either(bench: Open) -> None:
    for hostile in HOSTILE:
        page = bench(hostile)
        shown = page.locator(".body-text").inner_html()
        assert not re.search(r"<(script|iframe|svg|style|form|base|meta)|\son\w+=|script:", shown)
