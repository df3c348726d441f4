import html
import re

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.pages.body_text import escaped, markdown_of, text_of

SITE = "https://paper.example"
BODY = """<h2>Title #</h2>
<p>A <em>word</em> with <a href="https://a.example/x_y">link</a>,
<a href="/tags/a/">tag</a><br><a href="#at-b">b</a> and <code>c*d</code> 1 &lt; 2
&amp; &amp;amp;.<br>1. Not an item<br># nor this</p>
<ul><li>one</li><li><p>two</p>
<ol start="7"><li>nested <strong>x</strong></li><li>y</li></ol></li></ul>
<blockquote><p>quoted</p><blockquote><p>deeper</p></blockquote></blockquote>
<table><caption>Prices</caption><tr><th>a</th><th>b|c</th></tr>
<tr><td>1</td><td><code>|</code></td></tr></table>
<pre><code>x &lt;b&gt;
  ```
</code></pre>
<hr><dl><dt>Term</dt><dd>m<sup>2</sup> and H<sub>2</sub>O</dd></dl>
<p><q>said</q> <s>no <del>no</del></s></p>"""
TEXT = """Title #

A word with link [https://a.example/x_y], tag [https://paper.example/tags/a/]
b and c*d 1 < 2 & &amp;.
1. Not an item
# nor this

- one
- two
  7. nested x
  8. y

> quoted
>
> > deeper

Prices

a | b|c
1 | |

x <b>
  ```

* * *

Term

m^2 and H_2O

\u201csaid\u201d no no"""
MARKDOWN = """## Title \\#

A *word* with [link](<https://a.example/x_y>), [tag](<https://paper.example/tags/a/>)\\
b and `c*d` 1 \\< 2 & \\&amp;.\\
1\\. Not an item\\
\\# nor this

- one
- two
  7. nested **x**
  8. y

> quoted
>
> > deeper

Prices

| a | b\\|c |
| --- | --- |
| 1 | `\\|` |

````
x <b>
  ```
````

* * *

Term

m^2 and H_2O

\u201csaid\u201d ~~no no~~"""


def test_a_body_is_written_as_a_text_and_as_markdown() -> None:
    body = clean_body(BODY, BodyFormat.HTML)
    assert text_of(body, SITE) == TEXT
    assert markdown_of(body, SITE) == MARKDOWN


def words_of(body_html: str) -> list[str]:
    marks = re.compile(r"</?(?:em|strong|i|b|s|del|a|code|sup|sub)(?: [^>]*)?>")
    return html.unescape(re.sub(r"<[^>]*>", " ", marks.sub("", body_html))).split()


@pytest.mark.parametrize(
    "said",
    ["*", "_x_", "1. z", "1) z", "# no", "- d", "+ p", "=", "---", "<b>", "&amp;", "&#65;", "`q`",
     "[r](s)", "~~t~~", "a | b", "\\", "> e", "![i](j)", "http://a.example/", "\u03bf *\u03bd*"],
)  # fmt: skip
def test_markdown_says_what_the_body_says(said: str) -> None:
    said = html.escape(said, quote=False)
    for body in (
        f"<p>{said}</p>",
        f"<p>so<br>{said}</p>",
        f"<h2>{said}</h2><h3>{said} #</h3>",
        f"<ul><li>{said}</li><li><p>{said}</p><p>{said}</p></li></ul>",
        f"<blockquote><p>{said}</p></blockquote>",
        f"<table><tr><th>{said}</th><td><code>{said}</code></td></tr></table>",
        f"<pre>{said}</pre>",
        f"<p>a <em>{said}</em> <code>{said}</code> <strong>b {said}</strong></p>",
    ):
        cleaned = clean_body(body, BodyFormat.HTML)
        again = clean_body(markdown_of(cleaned, ""), BodyFormat.MARKDOWN)
        assert words_of(again) == words_of(cleaned), markdown_of(cleaned, "")


def test_a_headline_means_nothing_in_markdown() -> None:
    again = clean_body(f"# {escaped('1. *so* <b> #')}", BodyFormat.MARKDOWN)
    assert words_of(again) == ["1.", "*so*", "<b>", "#"]
