"""What is left of a picture: what was said of it, in brackets."""

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body

HTML = BodyFormat.HTML
IN_A_LINK = "<a href='https://x/big.jpg'><img src=x alt='A  bridge &amp; a &lt;boat>'></a>"
CAPTION = (
    "<figcaption>\n<p>The <a href=/y>new</a>\u00a0bridge.</p><p>Photo:<em> X</em></p></figcaption>"
)
OUTSIDE = "<p>x</p>"


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        (f"<figure class=wp>{IN_A_LINK}{CAPTION}</figure>",
         ('<p>[A bridge &amp; a &lt;boat&gt; — The <a href="/y" rel="noopener">new</a>&nbsp;bridge.'
          " Photo:<em> X</em>]</p>")),
        ("<figure><img src=x><figcaption>c</figcaption></figure>", "<p>[c]</p>"),
        ("<figure><img alt=a><figcaption> a </figcaption></figure>", "<p>[a]</p>"),
        ("<figure><img alt=a></figure>", "<p>[a]</p>"),
        ("<figure><a href=/x><img alt=''></a></figure>", ""),
        ("<figure><picture><source srcset=y><img alt=a></picture></figure>", "<p>[a]</p>"),
        ("<figure><iframe src=//x></iframe><figcaption>c</figcaption></figure>", "<p>[c]</p>"),
        ("<figure><video>v</video><figcaption>c</figcaption></figure>", "<p>[c]</p>"),
        ("<figure><figure><img alt=a></figure><figure><img alt=b></figure>c</figure>",
         "<p>[a — b — c]</p>"),
    ],
)  # fmt: skip
def test_a_figure_goes_as_a_whole_and_what_it_says_is_kept(figure: str, line: str) -> None:
    assert clean_body(OUTSIDE + figure + OUTSIDE, HTML) == OUTSIDE + line + OUTSIDE


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><blockquote>q</blockquote><figcaption>c</figcaption></figure>",
        "<figure><pre>q</pre></figure>",
        "<figure><blockquote>[a]q</blockquote><figcaption>c</figcaption></figure>",
    ],
)
def test_a_figure_of_something_else_stays(figure: str) -> None:
    assert clean_body(figure.replace("[a]", "<img alt=a>"), HTML) == figure


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p><img src=x></p>b", "b"),
        ("<p>b</p><p><a href=/x><img src=x></a></p>", "<p>b</p>"),
        ("<a href=/x><img alt=a></a>", '<a href="/x" rel="noopener">[a]</a>'),
        ("<p>b <img alt='a\na'> c", "<p>b [a a] c</p>"),
        ("<p>b<img alt=🎉>", "<p>b🎉</p>"),
        ("<img alt='<script>a</script>'>", "[&lt;script&gt;a&lt;/script&gt;]"),
        ("<figure><img alt=a>b<p>c", "<figure>[a]b<p>c</p></figure>"),
        ("<p>a</p><figure><img></figure>b", "<p>a</p>b"),
        ("<p>a<figure><img></figure>b", "<p>a<br>b</p>"),
    ],
)
def test_a_picture_leaves_no_empty_link_and_no_empty_paragraph(markup: str, cleaned: str) -> None:
    assert clean_body(markup, HTML) == cleaned
    assert clean_body(cleaned, HTML) == cleaned


def test_a_picture_in_markdown_leaves_what_was_said_of_it() -> None:
    markdown = '![a *b*](/x.png "t")\n\n[![](/y)](/z)\n\n[![d](/y)](/z)'
    assert clean_body(markdown, BodyFormat.MARKDOWN).split("\n") == [
        "<p>[a b]</p>", "", '<p><a href="/z" rel="noopener">[d]</a></p>',
    ]  # fmt: skip
