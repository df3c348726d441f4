"""Where a body places a picture of its article, there it stands, and nowhere within a text."""

import pytest

from broadsheet.domain.article import BodyFormat, Illustration
from broadsheet.domain.content import picture_mark
from broadsheet.formats.body import clean_body
from broadsheet.formats.body_changes import body_changes
from broadsheet.formats.body_limits import check_body
from broadsheet.formats.markup import Markup
from broadsheet.formats.placements import with_marks
from tests.domain.pictures import a_picture

HTML, MARKDOWN, TEXT = BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.TEXT
LEAD, BOAT = a_picture("lead"), a_picture("boat")
SHOWN = (Illustration(LEAD, "The harbour"), Illustration(BOAT, "A boat"))
IMG = f'<img src="image:{BOAT}">'


@pytest.mark.parametrize(
    ("body", "cleaned"),
    [
        (f"<p>a</p>{IMG}<p>b</p>", f"<p>a</p>{IMG}<p>b</p>"),
        (f"<p>a</p><p><a href=/x>{IMG}</a></p><p>b", f"<p>a</p>{IMG}<p>b</p>"),
        (f"<p>a{IMG}b</p><p>c", f"<p>a b</p>{IMG}<p>c</p>"),
        (f"<div><p>a</p>{IMG}<p>b</p></div>", f"<div><p>a</p>{IMG}<p>b</p></div>"),
        (f"<ul><li>a{IMG}<li>b</ul>c", f"<ul><li>a </li><li>b</li></ul>{IMG}c"),
        (f"<table><tr>{IMG}<td>a</table>b",
         f"<table><tbody><tr><td>a</td></tr></tbody></table>{IMG}b"),
        (f"<blockquote><p>a</p>{IMG}</blockquote>", f"<blockquote><p>a</p> </blockquote>{IMG}"),
        (f"<b>a<i>{IMG}b", f"<b>a<i> b</i></b>{IMG}"),
        (f"<figure>{IMG}<figcaption>c <b>d</b></figcaption></figure>", f"{IMG}<p>c <b>d</b></p>"),
        (f"<figure>{IMG}<img alt=e><figcaption>c</figcaption></figure>", f"{IMG}<p>[e — c]</p>"),
        (f"<figure><blockquote>q</blockquote>{IMG}</figure>",
         f"<figure><blockquote>q</blockquote> </figure>{IMG}"),
        (f"<picture><source srcset=/x>{IMG}</picture>", IMG),
        (f"<img class=x onerror=alert(1) src=' IMAGE:{BOAT}' src=/y alt=z>", IMG),
        (f"a<br><br>{IMG}<br>b", f"<p>a</p>{IMG}<p>b</p>"),
        (f"a<br><br>{IMG}<br><br>b<br><br>c", f"<p>a</p>{IMG}<p>b</p><p>c</p>"),
        (f"<p>{IMG} a<p>b", f"{IMG}<p> a</p><p>b</p>"),
        (f"{IMG}a<br><br>b", f"{IMG}<p>a</p><p>b</p>"),
        (f"<a href='image:{BOAT}'>a</a>", "a"),
        ("<img src=image:x alt=a><img src=image:>", "[a]"),
        (f"<svg>{IMG}</svg>a", "a"),
    ],
)  # fmt: skip
def test_html_places_a_picture_behind_what_it_stands_in(body: str, cleaned: str) -> None:
    assert clean_body(body, HTML) == cleaned
    assert clean_body(cleaned, HTML) == cleaned


def test_markdown_places_a_picture() -> None:
    body = (
        f"one\n\n![](image:{BOAT})\n\ntwo ![a](image:{LEAD} 'title') three\n\n> ![](image:{BOAT})"
    )
    lines = [line for line in clean_body(body, MARKDOWN).split("\n") if line]
    shown = f"<p>two  three</p>{IMG.replace(BOAT, LEAD)}"
    assert lines == ["<p>one</p>", IMG, shown, IMG]


def test_a_text_places_nothing_and_its_sender_is_told() -> None:
    body = f"![](image:{BOAT})"
    assert clean_body(body, TEXT) == f"<p>{body}</p>"
    assert told(body, TEXT) == [
        "1 picture was taken for text: a body in markdown or html can place pictures"
    ]


def told(body: str, body_format: BodyFormat = HTML) -> list[str]:
    return check_body(f"{body}\n\ntext", body_format, SHOWN)


@pytest.mark.parametrize(
    ("body", "change"),
    [
        (IMG, None),
        (f"<img src=image:{BOAT} alt=' A\nboat' width=3>", None),
        (f"<figure>{IMG}<figcaption> </figcaption></figure>", None),
        (f"<img src=image:{a_picture('other')}>",
         f"1 picture that images does not name ({a_picture('other')}) was left out"),
        ("<img src=image:boat.jpg>", "1 picture that images does not name (boat.jpg) was left out"),
        (f"<img src=image:{LEAD}>",
         "1 picture was left out of the body: the first of images stands above it"),
        (IMG * 3, "2 pictures were left out that the body has before"),
        (f"<img src=image:{BOAT} alt='A ship'>",
         "1 text of what a picture shows was left out: images says it"),
        (f"<figure>{IMG}<figcaption><p>c</p></figcaption></figure>",
         "1 caption of pictures was taken for text: write them into images"),
        ("<figure><img src=/x><figcaption>c</figcaption></figure>", "1 image was left out"),
    ],
)  # fmt: skip
def test_what_is_not_shown_as_it_stands_in_the_body_is_told(body: str, change: str | None) -> None:
    assert told(body) == ([change] if change else [])


def test_pictures_without_a_text_are_no_article() -> None:
    with pytest.raises(ValueError, match="has nothing to read in it"):
        check_body(IMG, HTML, SHOWN)


def test_an_article_without_pictures_names_none() -> None:
    assert body_changes(Markup(IMG), IMG) == [
        f"1 picture that images does not name ({BOAT}) was left out"
    ]


def test_marks_stand_for_the_pictures_that_are_shown_each_at_its_first_place() -> None:
    other = IMG.replace(BOAT, LEAD)
    cleaned = f"{other}<p>a</p>{IMG}<p>b</p>{IMG}c{IMG}d"
    assert with_marks(cleaned, {BOAT: 3}) == f"<p>a</p>{picture_mark(3)}<p>b</p>\nc\nd"
    assert with_marks(cleaned, {}) == "<p>a</p>\n<p>b</p>\nc\nd"
    assert with_marks("<p>image:x &lt;img&gt;</p>", {BOAT: 3}) == "<p>image:x &lt;img&gt;</p>"


def test_a_thousand_placements_come_to_one_picture() -> None:
    body = clean_body(f"<p>a</p>{f'<p>{IMG}</p>' * 1_000}", HTML)
    assert body == f"<p>a</p>{IMG * 1_000}"
    assert with_marks(body, {BOAT: 1}).count("<!--") == 1
