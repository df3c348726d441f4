import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body_limits import check_body
from broadsheet.formats.changes import Change, repeats

HTML, MARKDOWN, TEXT = BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.TEXT
NOTE = "<!-- do not print her name -->"


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ("a<img src=/a.png alt=b><picture><source srcset=/b><img></picture>",
         ["2 images were left out"]),
        ("<figure><a href=/x><img></a><figcaption>b</figcaption></figure>a",
         ["1 image was left out"]),
        ("a<video><p>b</p></video><audio></audio><iframe></iframe><svg><a>c</a></svg>",
         ["1 video was left out", "1 sound recording was left out",
          "1 embedded page was left out", "1 drawing was left out"]),
        ("a<form><input><textarea>b</textarea><button>c</button></form>",
         ["2 form fields were left out",
          "1 tag that no article has (button) was left out; the text stays"]),
        ("<style>a</style><script>b</script><title>c</title>d",
         ["1 script was left out", "1 style sheet was left out",
          "1 element that no page shows (title) was left out"]),
        (f"<!doctype html><html><head></head><body>a{NOTE}</body></html>",
         ["1 comment was left out"]),
        ("<a href=../x>a</a><a href='javascript:b'>b</a><a href=/y>c</a><a name=z>d</a>",
         ["2 links were left out; the text stays"]),
        ("<a href=//example.com/x>a</a>", ["1 link that named no scheme was given https"]),
        ("<p>a<td>b</td><li>c</li>", ["1 cell outside a table was left out; the text stays"]),
        ("<h1>a</h1><h6>b</h6>",
         ["2 headings were given a level that an article has, h2 to h4"]),
        ("<font color=red>a</font><o:p>b</o:p><font>c</font>",
         ["3 tags that no article has (font, o:p) were left out; the text stays"]),
        ("<p class=a style=b>c</p><p onclick=d>e</p><p lang=el>f</p>",
         ["2 tags lost attributes that no article has (class, onclick, style)"]),
        ("<p lang='not a language'>a</p>", ["1 tag lost attributes that no article has (lang)"]),
        ("<p a=1 b=1 c=1 d=1 e=1 f=1>g</p>",
         ["1 tag lost attributes that no article has (a, b, c, d, e, …)"]),
        ("a <b all of this is lost",
         ["1 tag that nothing ends was left out, with all that follows"]),
        ("a <textarea>all of this is lost",
         ["1 tag that nothing ends was left out, with all that follows",
          "1 form field was left out"]),
    ],
)  # fmt: skip
def test_what_cleaning_takes_from_html_is_told(body: str, changes: list[str]) -> None:
    assert check_body(body, HTML) == changes


@pytest.mark.parametrize(
    "body",
    [
        "<p>a <b>b</b> <a href=/x>c</a></p><ul><li>d<li>e</ul><table><tr><td>f</table><hr>",
        "<section>a</section><menu><li>b</menu><strike>c</strike><p>&nbsp;</p><h2></h2>",
        "<p id=x>a</p><a href='#x'>b</a><a href=mailto:a@b.gr>c</a><a href=''></a>",
        "a<br><br>b",
    ],
)
def test_nothing_is_told_of_what_stays(body: str) -> None:
    assert check_body(body, HTML) == []


@pytest.mark.parametrize(
    ("body", "body_format", "changes"),
    [
        (f"a {NOTE}\n\n{NOTE}b", TEXT, ["2 comments were left out"]),
        (f"a {NOTE}\n\n{NOTE}\n\n`{NOTE}`", MARKDOWN, ["2 comments were left out"]),
        ("a ![b](/c.png)", MARKDOWN, ["1 image was left out"]),
        ("a [b]\n\n[b]: /x\n[b]: /y\n[c]: /z", MARKDOWN,
         ["2 definitions that no link uses were left out"]),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c\n\n[^2]: d", MARKDOWN,
         ["2 footnotes that nothing refers to were left out"]),
        ("<p>a</p> `<b>`", MARKDOWN,
         ["2 HTML tags were taken for text and will be shown; send the body as html"]),
        ("a<br/>b", TEXT,
         ["1 HTML tag was taken for text and will be shown; send the body as html"]),
        ("a < b <c> & d\n\nhttps://x.gr", TEXT, []),
        ("## a\n\n|b|\n|-:|\n|c|\n\n```py\n<p>\n```\n\n[d](/e)[^1]\n\n[^1]: f", MARKDOWN, []),
    ],
)  # fmt: skip
def test_what_texts_and_markdown_lose_is_told(
    body: str, body_format: BodyFormat, changes: list[str]
) -> None:
    assert check_body(body, body_format) == changes


def test_names_that_stand_twice_are_told_at_their_places() -> None:
    document = {"tags": ["Cyprus", "Roads", "CYPRUS "], "byline": "Anna"}
    assert list(repeats(document)) == [
        Change("/tags/2", "is the same name as “Cyprus” and was left out")
    ]
