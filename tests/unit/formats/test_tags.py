import pytest

from broadsheet.formats.tags import UNENDED, Tag, attributes_of, tags_and_texts

COMMENTED = Tag("", is_end=False, attributes="")


def begin(name: str, attributes: str = "") -> Tag:
    return Tag(name, is_end=False, attributes=attributes)


def end(name: str, attributes: str = "") -> Tag:
    return Tag(name, is_end=True, attributes=attributes)


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("", []),
        ("a", ["a"]),
        ("a<B>c</b >d", ["a", begin("b"), "c", end("b", " "), "d"]),
        ("<p a='>' b=\">\" c=d>e", [begin("p", " a='>' b=\">\" c=d"), "e"]),
        ("<p/a/>b", [begin("p", "/a/"), "b"]),
        ("<p a='b'c>d", [begin("p", " a='b'c"), "d"]),
        ("a < b <3 <", ["a < b <3 <"]),
        ("<<b>", ["<", begin("b")]),
        ("a<!-- <b> -->c", ["a", COMMENTED, "c"]),
        ("<!-->a<!--->b<!----!>c", [COMMENTED, "a", COMMENTED, "b", COMMENTED, "c"]),
        ("<!doctype a>b<?c d>e</ f>g</>h", [*[COMMENTED, "b"], *[COMMENTED, "e"],
                                            *[COMMENTED, "g"], *[COMMENTED, "h"]]),
        ("a</", ["a</"]),
        ("a<!--b", ["a", COMMENTED]),
        ("<o:p>a</o:p>", [begin("o:p"), "a", end("o:p")]),
    ],
)  # fmt: skip
def test_tags_and_texts_are_told_apart(markup: str, parts: list[Tag | str]) -> None:
    assert list(tags_and_texts(markup)) == parts


@pytest.mark.parametrize(
    "markup",
    ["<b " * 1_000 + "a" * 1_000, "<b a='" + "<b>" * 1_000, '<b a="' + "'<b>" * 1_000, "<b"],
)
def test_a_tag_that_nobody_ends_takes_all_that_follows(markup: str) -> None:
    assert list(tags_and_texts(f"x{markup}")) == ["x", UNENDED]


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<script>a<b>'</b></SCRIPT >c", [begin("script"), end("script", " "), "c"]),
        ("<title>a</titles></title>c", [begin("title"), end("title"), "c"]),
        ("<textarea>a", [begin("textarea"), UNENDED]),
        ("<svg><a>b<svg></svg></a></svg>c", [begin("svg"), "c"]),
        ("<svg/>c", [begin("svg", "/"), "c"]),
        ("<video><p>b<!-- </video> --></video>c", [begin("video"), "c"]),
        ("<video/>b</video>c", [begin("video", "/"), "c"]),
        ("<annotation><mi>a", [begin("annotation"), UNENDED]),
        ("<svg>a</svg>", [begin("svg")]),
        ("<title>a</title>", [begin("title"), end("title")]),
        ("</svg>c", [end("svg"), "c"]),
    ],
)
def test_what_goes_with_its_content_has_no_parts(markup: str, left: list[Tag | str]) -> None:
    assert list(tags_and_texts(markup)) == left


def test_attributes_are_read_as_browsers_read_them() -> None:
    written = """ A=b c = 'd "e"' f="g>h"i j/k==l m="" n= """
    assert list(attributes_of(begin("p", written))) == [
        ("a", "b"), ("c", 'd "e"'), ("f", "g>h"), ("i", ""), ("j", ""), ("k", "=l"), ("m", ""),
        ("n", ""),
    ]  # fmt: skip
