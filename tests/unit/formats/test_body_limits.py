import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats import body_limits, markdown
from broadsheet.formats.body_limits import MAX_MARKDOWN_LENGTH, MAX_TAGS, check_body

HTML, MARKDOWN, TEXT = BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.TEXT


def fault_of(text: str, body_format: BodyFormat) -> str:
    with pytest.raises(ValueError, match=r"^(is|has|comes) ") as caught:
        check_body(text, body_format)
    return str(caught.value)


@pytest.fixture
def _nothing_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    def cleaned_html(_markup: str) -> str:
        pytest.fail("the body was cleaned")

    monkeypatch.setattr(body_limits, "cleaned_html", cleaned_html)


@pytest.mark.parametrize("body_format", list(BodyFormat))
def test_a_body_is_not_empty(body_format: BodyFormat) -> None:
    assert fault_of("", body_format) == "is empty: write the text of the article"
    assert fault_of(" \n", body_format) == "is empty: write the text of the article"


@pytest.mark.parametrize(
    ("body_format", "text"),
    [
        (HTML, "<script>alert(1)</script>"),
        (HTML, "<p>&nbsp;</p><hr><img src=x alt=text>"),
        (HTML, "<abbr title='a > b'></abbr>"),
        (HTML, "<b " * 19_900 + "a" * 900_000),
        (HTML, "<figure><img src=x alt=a><figcaption>b</figcaption></figure>"),
        (MARKDOWN, "![a picture](https://x/y.png)"),
        (MARKDOWN, "[only]: https://x/a-definition"),
        (TEXT, "\u200b"),
    ],
)
def test_a_body_has_something_to_read(body_format: BodyFormat, text: str) -> None:
    assert fault_of(text, body_format).startswith("has nothing to read in it: scripts")


@pytest.mark.usefixtures("_nothing_is_cleaned")
def test_a_body_has_at_most_so_many_tags_and_is_not_cleaned_otherwise() -> None:
    most = "a<br>" * MAX_TAGS
    assert fault_of(f"{most}<", HTML) == f"has more than {MAX_TAGS} HTML tags; simplify its markup"
    with pytest.raises(pytest.fail.Exception, match="was cleaned"):
        check_body(most, HTML)


@pytest.mark.usefixtures("_nothing_is_cleaned")
@pytest.mark.parametrize(
    ("body_format", "text"),
    [(TEXT, "a\n" * MAX_TAGS), (TEXT, "a\n\n" * 25_001), (MARKDOWN, "---\n" * (MAX_TAGS + 1))],
)
def test_lines_and_paragraphs_count_as_tags(body_format: BodyFormat, text: str) -> None:
    assert fault_of(text, body_format).startswith(f"comes to more than {MAX_TAGS} HTML tags")


def test_markdown_has_at_most_so_many_characters() -> None:
    check_body("a" * MAX_MARKDOWN_LENGTH, MARKDOWN)
    assert fault_of("a" * (MAX_MARKDOWN_LENGTH + 1), MARKDOWN) == (
        "is 400001 characters long; at most 400000 can be Markdown: shorten it, or send it as html"
    )


@pytest.mark.usefixtures("_nothing_is_cleaned")
def test_markdown_that_cannot_be_rendered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_STEPS", 10)
    assert fault_of("*a*\n\n- b", MARKDOWN).startswith("is Markdown that takes more than 10 steps")
    monkeypatch.setattr(markdown, "MAX_STEPS", 1_000)
    monkeypatch.setattr(markdown, "MAX_ADDRESSES", 10)
    assert "come to more than 10 characters" in fault_of("[a](https://x.example)", MARKDOWN)


def test_a_body_has_at_most_the_bytes_that_a_page_can_hold() -> None:
    check_body("😀" * 700_000, TEXT)
    assert fault_of("😀" * 750_000, TEXT).startswith("comes to more than 3000000 bytes of HTML")
    assert fault_of("\u00a0a" * 450_000, HTML).startswith("comes to more than 3000000 bytes")


@pytest.mark.parametrize(
    "text",
    [
        "hello " + "<b "*19_900 + "a" * 900_000,
        "<p " + " ".join(f"a{number}" for number in range(140_000)) + ">hello",
        "hello " + "\u00a0" * 400_000,
        "hello " + "&" * 400_000 + "a" * 500_000,
        '<p><a href=/x title="' + "😀" * 14_000 + '">x' + "<p>x" * 210,
        "<a href='/" + " " * 500_000 + "x'>hello</a>",
    ],
    ids=["unclosed", "attributes", "no-break spaces", "ampersands", "repeated", "spaces"],
)  # fmt: skip
def test_what_once_took_seconds_is_accepted_at_once(text: str) -> None:
    check_body(text, HTML)


def words(count: int) -> str:
    return " ".join(["Λευκωσία", "bridge", "opened", "council"][n % 4] for n in range(count))


def span(count: int) -> str:
    style = "font-size:11pt;font-family:Arial,sans-serif;color:#000000;white-space:pre-wrap"
    return f'<span style="{style}" lang=EN-US>{words(count)}<o:p></o:p></span>'


def test_a_long_article_of_a_word_processor_is_accepted() -> None:
    link = f"<a href='https://example.org/a?b=c&amp;d' style=x>{span(1)}</a>"
    paragraph = (
        f'<p class=MsoNormal dir="ltr" style="line-height:1.38">{span(8) * 9}{link}</p><br>\n'
    )
    row = "<tr style='height:0pt'>" + f"<td style=x><p dir=ltr>{span(1)}</p></td>" * 5 + "</tr>\n"
    article = (
        "<html xmlns:o='urn:x'><head><style>p {margin: 0}</style></head><body><div class=Section1>"
        f"{paragraph * 560}<table>{row * 400}</table></div></body></html>"
    )
    assert len(article.split()) > 40_000
    check_body(article, HTML)


def test_a_long_article_in_markdown_and_in_plain_text_is_accepted() -> None:
    paragraph = (
        f"{words(60)} *{words(2)}* **{words(2)}** [{words(2)}](https://example.org/a?b=c)\n\n"
    )
    table = "|a|b|c|d|e|\n|-|-|-|-|-|\n" + f"|{words(1)}|*{words(1)}*|c|d|e|\n" * 400
    article = paragraph * 600 + table + "\n" + f"- {words(12)}\n" * 300
    assert len(article.split()) > 40_000
    check_body(article, MARKDOWN)
    check_body(article, TEXT)
