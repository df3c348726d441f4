import json
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.desk.answers import problem_answer
from broadsheet.domain.article import (
    Article,
    BodyFormat,
    Hold,
    Illustration,
    Prominence,
    Source,
)
from broadsheet.domain.problems import InvalidArticle
from broadsheet.formats.accepting import MAX_FAULTS, accept_article
from broadsheet.site_file import load_site
from tests.domain.pictures import a_picture
from tests.formats.conformance import conformance_file

SITE = load_site()
FIELDS = (
    "id", "headline", "standfirst", "section", "byline", "body_format", "body", "source", "tags",
    "language", "slug", "publish_at", "correction", "label", "prominence", "translation_of",
    "images",
)  # fmt: skip
HARBOUR, BRIDGE = a_picture("harbour"), a_picture("bridge")
LEAST = {"headline": "Bridge opens", "section": "news", "body": "It is open."}


def read(**fields: Any) -> Article:
    return accept_article(LEAST | fields, SITE)[0]


def faults_of(document: object) -> dict[str, str]:
    with pytest.raises(InvalidArticle) as caught:
        accept_article(document, SITE)
    assert all(fault.detail for fault in caught.value.faults)
    problem_answer(caught.value).body.encode()
    return {fault.pointer: fault.detail for fault in caught.value.faults}


def fault_at(pointer: str, **fields: Any) -> str:
    faults = faults_of(LEAST | fields)
    assert list(faults) == [pointer]
    return faults[pointer]


def test_the_least_article_gets_what_the_site_says() -> None:
    assert accept_article(LEAST, SITE) == (
        Article(
            headline="Bridge opens",
            section="news",
            body="It is open.",
            body_format=BodyFormat.TEXT,
            standfirst=None,
            byline=("Newsroom",),
            source=None,
            tags=(),
            language="en",
            slug="bridge-opens",
        ),
        None,
        (),
    )


def test_a_full_article_is_read_field_by_field() -> None:
    document = LEAST | {
        "id": "bridge-1",
        "standfirst": "After\nten years",
        "byline": ["Άννα Νικολάου", "B. Author"],
        "source": {"name": "Sky News", "url": "https://sky.example/1"},
        "body_format": "markdown",
        "tags": ["Cyprus", "Κύπρος", "Roads"],
        "language": "EL-cy",
        "slug": "the-bridge",
        "publish_at": "2026-11-23T09:00:00+02:00",
        "correction": "The year\r\nwas wrong.",
        "label": " Γνώμη ",
        "prominence": "lead",
        "translation_of": "gefyra",
        "images": [
            {
                "id": HARBOUR,
                "alt": " The  harbour",
                "caption": "At\ndawn",
                "credit": "cafe\u0301",
                "focus": [0, 0.25],
            },
            {"id": BRIDGE, "decorative": True},
        ],
    }
    article, named, changes = accept_article(document, SITE)
    assert named == "bridge-1"
    assert changes == ()
    assert article == Article(
        headline="Bridge opens",
        section="news",
        body="It is open.",
        body_format=BodyFormat.MARKDOWN,
        standfirst="After ten years",
        byline=("Άννα Νικολάου", "B. Author"),
        source=Source("Sky News", "https://sky.example/1"),
        tags=("Cyprus", "Κύπρος", "Roads"),
        language="el-CY",
        slug="the-bridge",
        publish_at=datetime(2026, 11, 23, 7, 0, tzinfo=UTC),
        correction="The year\nwas wrong.",
        label="Γνώμη",
        prominence=Prominence.LEAD,
        translation_of="gefyra",
        illustrations=(
            Illustration(HARBOUR, "The harbour", "At dawn", "café", (0.0, 0.25)),
            Illustration(BRIDGE, ""),
        ),
    )


def test_null_is_as_if_the_field_were_absent() -> None:
    optional = ["id", "standfirst", "byline", "body_format", "source", "tags", "language", "slug",
                "publish_at", "correction", "label", "prominence",
                "translation_of", "images"]  # fmt: skip
    assert read(**dict.fromkeys(optional)) == read()
    assert read(source={"name": "Sky", "url": None}).source == Source("Sky")


def test_a_label_is_a_short_line_and_a_prominence_one_of_three() -> None:
    assert read(label=" \n").label is None
    assert read(label="x" * 30).label == "x" * 30
    assert "at most 30" in fault_at("/label", label="x" * 31)
    for value in ("Lead", "", 1, ["lead"]):
        assert "one of lead, normal, brief" in fault_at("/prominence", prominence=value)


def test_a_translation_names_the_id_of_another_article() -> None:
    assert read(id="bridge", translation_of="gefyra-2").translation_of == "gefyra-2"
    for value in ("", "-a", "Bridge", "a b", "a" * 129, "γέφυρα", "/news/bridge"):
        assert "id of an article" in fault_at("/translation_of", translation_of=value)
    for other in (1, ["bridge"]):
        assert "write a text" in fault_at("/translation_of", translation_of=other)
    own = fault_at("/translation_of", id="bridge", translation_of="bridge")
    assert "is the article's own id" in own


def test_a_name_may_stand_for_a_list_and_for_a_source() -> None:
    assert read(byline="Anna").byline == ("Anna",)
    assert read(source="Sky News").source == Source("Sky News")


def test_hold_is_no_date() -> None:
    assert read(publish_at="hold").publish_at is Hold.HOLD


def test_tags_and_names_with_one_slug_are_told_once() -> None:
    article = read(tags=["Cyprus", "cyprus", " CYPRUS "], byline=["Anna", "ANNA"])
    assert (article.tags, article.byline) == (("Cyprus",), ("Anna",))


def test_texts_are_folded_and_normalised() -> None:
    article = read(headline="  A\n\tcafe\u0301 ", body="\r\none\r\n\r\ntwo\r\n")
    assert (article.headline, article.body) == ("A café", "one\n\ntwo")


def test_a_long_greek_headline_has_a_slug_that_can_be_read() -> None:
    headline = ("Η νέα γέφυρα της Λευκωσίας ανοίγει " * 9)[:300].strip()
    article = read(headline=headline)
    assert article.slug.startswith("i-nea-gefyra-tis-leykosias-anoigei")
    assert len(article.slug) <= 80


@pytest.mark.parametrize("document", [[], "text", 1, 1.5, None, True])
def test_what_is_no_object_is_no_article(document: object) -> None:
    assert "an article is an object" in faults_of(document)[""]


def test_all_faults_come_at_once_in_the_order_of_the_fields() -> None:
    document = {
        "zebra": 1, "correction": 1, "publish_at": "tomorrow", "slug": "A", "language": "x",
        "tags": "Cyprus", "source": {}, "body": " ", "body_format": "rtf", "byline": 1,
        "section": "weather", "standfirst": 1, "headline": "a\x00", "id": "A",
    }  # fmt: skip
    assert list(faults_of(document)) == [
        "/id", "/headline", "/standfirst", "/section", "/byline", "/body_format", "/body",
        "/source/name", "/tags", "/language", "/slug", "/publish_at", "/correction", "/zebra",
    ]  # fmt: skip


def test_nothing_at_all_lacks_three_fields() -> None:
    faults = faults_of({})
    assert list(faults) == ["/headline", "/section", "/body"]
    assert all(detail.startswith("is missing: ") for detail in faults.values())


@pytest.mark.parametrize("field", ["headline", "section", "body"])
def test_a_required_field_cannot_be_null(field: str) -> None:
    assert fault_at(f"/{field}", **{field: None}).startswith("is missing")


@pytest.mark.parametrize(
    "field",
    ["id", "headline", "standfirst", "section", "body", "language", "slug", "correction"],
)
@pytest.mark.parametrize("value", [1, 1.5, True, [], {}])
def test_a_text_is_a_text(field: str, value: object) -> None:
    assert fault_at(f"/{field}", **{field: value}).endswith("; write a text, in quotes")


@pytest.mark.parametrize("value", [1, True, {}])
def test_other_wrong_types_are_told_with_what_would_be_right(value: object) -> None:
    assert "write a name, or a list of names" in fault_at("/byline", byline=value)
    assert "the formats are text, markdown, html" in fault_at("/body_format", body_format=value)
    assert "or hold" in fault_at("/publish_at", publish_at=value)
    assert "write a list" in fault_at("/tags", tags=value)


@pytest.mark.parametrize("value", [1, True, []])
def test_a_source_is_a_name_or_an_object(value: object) -> None:
    assert "write a name, or {" in fault_at("/source", source=value)


def test_an_element_of_a_wrong_type_is_pointed_to() -> None:
    assert "is a number" in fault_at("/tags/1", tags=["a", 1])
    assert "is null" in fault_at("/byline/0", byline=[None])


@pytest.mark.parametrize(
    ("field", "limit"),
    [("headline", 300), ("standfirst", 600), ("correction", 2_000), ("byline", 120)],
)
def test_a_text_has_a_limit_in_characters_not_bytes(field: str, limit: int) -> None:
    read(**{field: "ά" * limit})
    detail = fault_at(f"/{field}", **{field: "ά" * (limit + 1)})
    assert detail == f"is {limit + 1} characters long; at most {limit} are allowed"


def test_lists_have_limits() -> None:
    read(tags=[f"tag {number}" for number in range(20)])
    assert "21 elements; at most 20" in fault_at("/tags", tags=[f"tag {n}" for n in range(21)])
    read(byline=[f"Name {number}" for number in range(10)])
    assert "11 elements; at most 10" in fault_at("/byline", byline=[f"N {n}" for n in range(11)])
    assert "is an empty list" in fault_at("/byline", byline=[])
    assert read(tags=[]).tags == ()
    assert "61 characters" in fault_at("/tags/0", tags=["a" * 61])


@pytest.mark.parametrize("nothing", ["", " \n", "\u200b", "\u3164"])
def test_a_text_that_nobody_can_see_is_empty(nothing: str) -> None:
    for field in ("headline", "byline", "source"):
        assert "is empty" in fault_at(f"/{field}", **{field: nothing})


@pytest.mark.parametrize("field", ["standfirst", "correction"])
def test_an_optional_text_of_nothing_is_as_absent(field: str) -> None:
    for nothing in ("", " \n", None):
        assert read(**{field: nothing}) == read()
    assert "is empty" in fault_at(f"/{field}", **{field: "\u200b"})


@pytest.mark.parametrize("nothing", ["", " ", "\n\n"])
def test_a_body_cannot_be_empty(nothing: str) -> None:
    assert "is empty" in fault_at("/body", body=nothing)


@pytest.mark.parametrize(
    ("body_format", "body"),
    [
        ("html", "<script>alert(1)</script>"),
        ("html", "<p>&nbsp;</p><hr><img src=x alt=text>"),
        ("markdown", "![a picture](https://x/y.png)"),
        ("markdown", "[only]: https://x/a-definition"),
        ("text", "\u200b"),
    ],
)
def test_a_body_of_which_nothing_is_left_to_read_is_refused(body_format: str, body: str) -> None:
    assert "nothing to read" in fault_at("/body", body=body, body_format=body_format)


def test_a_body_that_no_parser_should_have_to_read_is_refused() -> None:
    detail = fault_at("/body", body="<div>" * 150_000 + "x", body_format="html")
    assert detail == "has more than 50000 HTML tags; simplify its markup"


def test_an_unknown_section_is_answered_with_the_known() -> None:
    assert "news, politics" in fault_at("/section", section="News")


def test_unknown_fields_are_refused_and_recognised() -> None:
    assert "did you mean “headline”?" in fault_at("/headlin", headlin="x")
    assert "the fields here are id, headline" in fault_at("/zebra", zebra=None)
    assert "did you mean “url”?" in fault_at("/source/uri", source={"name": "Sky", "uri": "x"})


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        ("2026-11-23T09:00:00", "has no offset"),
        ("2026-02-30T09:00:00Z", "is not a moment of the calendar"),
        ("tomorrow", "is not a date and time such as"),
        ("", "is not a date and time such as"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(moment: str, part: str) -> None:
    assert part in fault_at("/publish_at", publish_at=moment)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x", "sky.example", ""])
def test_a_source_has_the_address_of_a_page(url: str) -> None:
    if url:
        assert "is not the address" in fault_at("/source/url", source={"name": "S", "url": url})
    else:
        assert read(source={"name": "S", "url": url}).source == Source("S")


def test_a_character_that_cannot_stand_is_the_only_fault_of_its_text() -> None:
    faults = faults_of(LEAST | {"headline": "\ud800" + "a" * 400, "id": "\x00", "tags": ["\x00"]})
    assert list(faults) == ["/id", "/headline", "/tags/0"]
    assert all("at position 1" in detail for detail in faults.values())


def test_a_bad_name_of_a_field_is_a_fault_of_the_document() -> None:
    assert "whose name holds" in fault_at("", **{"head\x00line": 1})


def test_of_very_many_faults_the_first_are_told() -> None:
    document = LEAST | {f"field-{number}": number for number in range(1_000)}
    with pytest.raises(InvalidArticle, match="More than 100 things are wrong") as caught:
        accept_article(document, SITE)
    assert len(caught.value.faults) == MAX_FAULTS


def test_the_detail_counts_the_faults() -> None:
    with pytest.raises(InvalidArticle, match=r"^One thing is wrong"):
        accept_article(LEAST | {"id": "A"}, SITE)
    with pytest.raises(InvalidArticle, match=r"^2 things are wrong"):
        accept_article(LEAST | {"id": "A", "slug": "A"}, SITE)


def test_naughty_strings_are_read_or_refused_in_every_field() -> None:
    strings: list[str] = json.loads(conformance_file("sanitizer/blns.json").read_text("utf-8"))
    read_ones = 0
    for naughty in strings:
        for field in FIELDS:
            value = [naughty] if field == "tags" else naughty
            try:
                article, *_ = accept_article(LEAST | {field: value}, SITE)
            except InvalidArticle as refused:
                assert refused.faults  # noqa: PT017 - either outcome is right
            else:
                read_ones += 1
                assert article.headline
                assert article.slug
    assert read_ones > len(strings) * 4
