"""Whatever bytes and documents come, the answer is an article or a problem."""

import json
import string
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.desk.answers import problem_answer
from broadsheet.domain.article import Article
from broadsheet.domain.problems import InvalidArticle, MalformedDocument
from broadsheet.formats.accepting import accept_article
from broadsheet.formats.article_json import read_article
from broadsheet.formats.json_document import canonical_digest, parse_json_document
from broadsheet.site_file import load_site
from tests.domain.pictures import a_picture
from tests.formats.items import ITEM

SITE = load_site()
FIELDS = (
    "id", "headline", "standfirst", "section", "byline", "body_format", "body", "source", "tags",
    "language", "slug", "publish_at", "correction", "label", "prominence", "translation_of",
    "images",
)  # fmt: skip
IMAGE_FIELDS = ("id", "alt", "decorative", "caption", "credit", "focus")
ANY_TEXT = st.text(st.characters()) | st.sampled_from(
    ["news", "html", "markdown", "hold", "el-GR", "2026-11-23T09:00:00Z", "https://x/", "a-b"]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
IMAGES = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from([a_picture("harbour"), a_picture("bridge")])},
        optional={
            "alt": st.none() | st.text("ab \n\u0301", max_size=9),
            "decorative": st.none() | st.booleans(),
            "caption": ANY_TEXT,
            "credit": ANY_TEXT,
            "focus": st.none() | st.lists(st.integers(0, 1) | st.floats(0, 1), max_size=3),
        },
    )
    | st.dictionaries(st.sampled_from(IMAGE_FIELDS) | ANY_TEXT, ANY_JSON)
    | ANY_JSON,
    max_size=3,
)
ANY_ARTICLE = st.dictionaries(
    st.sampled_from(FIELDS) | ANY_TEXT,
    ANY_JSON | st.fixed_dictionaries({"name": ANY_JSON}, optional={"url": ANY_JSON}),
)


@given(st.binary() | st.text(string.digits + '{}[]",:.eE+- \\ntfu').map(str.encode))
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"1" * 5_000)
@example(b'["\\ud800"]')
@example(b"-")
def test_strict_json_gives_a_document_or_a_problem(body: bytes) -> None:
    try:
        document = parse_json_document(body)
    except MalformedDocument as problem:
        problem.detail.encode()  # what is told can be sent
        return
    assert json.loads(body.removeprefix(b"\xef\xbb\xbf")) == document


@given(ANY_JSON)
def test_what_json_can_say_is_read_and_has_one_digest(document: Any) -> None:
    read = parse_json_document(json.dumps(document).encode())
    indented = parse_json_document(json.dumps(document, indent=2, sort_keys=True).encode())
    assert read == document
    assert canonical_digest(read) == canonical_digest(indented)


@given(ANY_ARTICLE)
def test_any_document_is_an_article_or_has_faults_in_words(document: dict[str, Any]) -> None:
    _read_or_refused(document)


@given(st.sampled_from(FIELDS), ANY_JSON)
def test_any_value_of_a_field_is_taken_or_refused_at_its_place(field: str, value: object) -> None:
    faults = _read_or_refused(ITEM | {field: value})
    assert all(pointer.split("/")[1] == field for pointer in faults)


@given(IMAGES)
def test_any_pictures_are_taken_or_refused_at_their_place(images: list[Any]) -> None:
    faults = _read_or_refused(ITEM | {"images": images})
    assert all(pointer.split("/")[1] == "images" for pointer in faults)


def _read_or_refused(document: dict[str, Any]) -> list[str]:
    try:
        article, *_ = accept_article(document, SITE)
    except InvalidArticle as problem:
        return _pointers(problem)
    assert isinstance(article, Article)
    assert read_article(document, SITE) == article, "it is read back as it was accepted"
    assert article.headline == article.headline.strip() != ""
    return []


def _pointers(problem: InvalidArticle) -> list[str]:
    problem_answer(problem).body.encode()  # what is told can be sent
    assert problem.faults
    for fault in problem.faults:
        assert not fault.detail.startswith("is not acceptable"), "pydantic's words"
    return [fault.pointer for fault in problem.faults]
