"""The submit handler on moto, held to the API as docs/openapi.yaml describes it."""

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.domain.article import Article
from broadsheet.domain.head import IndexFault
from broadsheet.indexing.indexer import Indexer
from broadsheet.site_file import load_site
from tests.adapters.stores import contents_in, index_in, log_in
from tests.desk.described_api import OPENAPI, call, check
from tests.domain.pictures import a_picture, ready
from tests.fakes.pictures import no_pictures
from tests.functions.handlers import wire_submit

ARTICLE = {
    "id": "bridge",
    "headline": "Η παλιά γέφυρα ανοίγει ξανά",
    "section": "news",
    "body": "The bridge is open.",
    "language": "el",
}


@pytest.fixture(autouse=True)
def _submit(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    wire_submit(monkeypatch, bucket, table)


def test_an_article_lives_through_its_whole_life() -> None:
    posted = call("POST", "/articles", ARTICLE)
    assert posted["statusCode"] == 201
    assert posted["headers"]["X-Correlation-Id"] == "r-1"
    assert call("POST", "/articles", ARTICLE)["statusCode"] == 200
    assert call("POST", "/articles", ARTICLE | {"body": "B"})["statusCode"] == 409
    etag = posted["headers"]["ETag"]
    put = call("PUT", "/articles/bridge", ARTICLE | {"body": "B"}, If_Match=etag)
    assert (put["statusCode"], put["headers"]["ETag"]) == (200, '"desk-2"')
    assert call("PUT", "/articles/bridge", ARTICLE, If_Match=etag)["statusCode"] == 412
    assert call("PUT", "/articles/bridge", ARTICLE)["statusCode"] == 428
    gone = call("DELETE", "/articles/bridge?as=gone&reason=wrong", If_Match='"desk-2"')
    assert json.loads(gone["body"])["status"] == "withdrawn"
    report = json.loads(call("GET", "/articles/bridge")["body"])
    assert report["withdrawal"] == {"as": "gone", "reason": "wrong", "keeps_pictures": False}
    assert report["article"]["headline"] == ARTICLE["headline"]
    assert report["url"].startswith("https://paper.example/news/i-palia-gefyra-anoigei-xana-")


def indexed(bucket: str, table: str, article: str) -> None:
    Indexer(log_in(bucket), contents_in(bucket), index_in(table), load_site(), no_pictures()).index(
        article
    )


def test_the_desk_lists_what_it_has_by_status(bucket: str, table: str) -> None:
    for status, fields in {
        "held": {"publish_at": "hold"},
        "scheduled": {"publish_at": "2999-01-01T00:00:00Z"},
        "published": {},
        "withdrawn": {},
    }.items():
        posted = call("POST", "/articles", ARTICLE | fields | {"id": status})
        if status == "withdrawn":
            call("DELETE", "/articles/withdrawn", If_Match=posted["headers"]["ETag"])
        indexed(bucket, table, status)
    index_in(table).record_fault("fault", IndexFault("desk-1", "no reason", datetime.now(UTC)))
    for status in ("held", "scheduled", "published", "withdrawn", "fault"):
        listed = json.loads(call("GET", f"/articles?status={status}")["body"])
        assert [(each["id"], each["status"]) for each in listed["articles"]] == [(status, status)]
        assert listed["next"] is None
    assert call("GET", "/articles")["statusCode"] == 422
    assert call("GET", "/articles?status=held&cursor=x")["statusCode"] == 422


def test_a_list_is_read_to_its_end_page_by_page(bucket: str, table: str) -> None:
    articles = {f"a{number}" for number in range(21)}
    for article in articles:
        index_in(table).record_fault(article, IndexFault("desk-1", "no", datetime.now(UTC)))
    first = json.loads(call("GET", "/articles?status=fault")["body"])
    rest = json.loads(call("GET", f"/articles?status=fault&cursor={first['next']}")["body"])
    assert (len(first["articles"]), len(rest["articles"]), rest["next"]) == (20, 1, None)
    assert {each["id"] for each in first["articles"] + rest["articles"]} == articles
    assert bucket


def test_revisions_their_bytes_and_their_pages_are_as_described() -> None:
    posted = call("POST", "/articles", ARTICLE | {"publish_at": "hold"})
    call("DELETE", "/articles/bridge", If_Match=posted["headers"]["ETag"])
    revisions = json.loads(call("GET", "/articles/bridge/revisions")["body"])["revisions"]
    assert [each["stands"] for each in revisions] == [False, True]
    assert [each["link"] for each in revisions] == ["/articles/bridge/revisions/desk-1", None]
    moved = call("GET", "/articles/bridge/revisions/desk-1")
    address = urlsplit(moved["headers"]["Location"])
    signed = parse_qs(address.query)
    assert (moved["statusCode"], moved["headers"]["Cache-Control"]) == (303, "no-store")
    assert address.path.endswith(f"/messages/{revisions[0]['message']}")
    assert signed["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert signed["X-Amz-Expires"] == ["60"]
    assert signed["response-content-type"] == ["application/json"]
    for nothing in ("revisions/desk-2", "revisions/desk-3", "preview?revision=desk-2"):
        assert call("GET", f"/articles/bridge/{nothing}")["statusCode"] == 404
    page = call("GET", "/articles/bridge/preview")
    assert ARTICLE["headline"] in page["body"]
    assert '<base href="https://paper.example/">' in page["body"]
    for unknown in ("revisions", "revisions/desk-1", "preview"):
        assert call("GET", f"/articles/nobody/{unknown}")["statusCode"] == 404


@pytest.mark.parametrize(
    ("document", "status"),
    [(b"{", 400), (b"x" * 1_048_577, 413), (ARTICLE | {"section": "x"}, 422)],
)
def test_a_refusal_is_a_problem_document(document: Any, status: int) -> None:
    refused = call("POST", "/articles", document)
    assert refused["statusCode"] == status
    assert refused["headers"]["Content-Type"] == "application/problem+json"


def test_another_type_and_an_unknown_article_are_problems_too() -> None:
    assert call("POST", "/articles", ARTICLE, Content_Type="text/xml")["statusCode"] == 415
    assert call("GET", "/articles/nobody")["statusCode"] == 404
    assert call("DELETE", "/articles/nobody", If_Match='"desk-1"')["statusCode"] == 404


def test_a_log_that_cannot_be_read_is_said(bucket: str) -> None:
    call("POST", "/articles", ARTICLE)
    key = "articles/bridge/desk/00000001.json"
    s3_client().put_object(Bucket=bucket, Key=key, Body=b"{}")
    assert call("GET", "/articles/bridge")["statusCode"] == 500


def test_an_article_as_described_is_an_article_as_read(bucket: str) -> None:
    """Every field of an article is described, taken, read back from the log, and given out."""
    for record in ready("harbour"):
        assert S3PictureLog(Bucket(bucket, s3_client)).append(record)
    schema = OPENAPI["components"]["schemas"]["Article"]
    full: dict[str, Any] = {
        "id": "full", "headline": "H", "standfirst": "S", "section": "news", "byline": ["A", "B"],
        "body": "B", "body_format": "markdown", "source": {"name": "N", "url": "https://n.example"},
        "tags": ["T"], "language": "en", "slug": "s", "publish_at": "hold", "correction": "C",
        "label": "Live", "prominence": "brief", "translation_of": "original",
        "images": [
            {"id": a_picture("harbour"), "alt": "A", "caption": "C", "credit": "D", "focus": [0, 1]}
        ],
    }  # fmt: skip
    of_an_article = {field.name for field in dataclasses.fields(Article)}
    told = of_an_article - {"illustrations"} | {"id", "images"}
    assert set(full) == set(schema["properties"]) == told
    (image,) = full["images"]
    described = OPENAPI["components"]["schemas"]["Image"]["properties"]
    assert set(image) | {"decorative"} == set(described)
    check(full, {"$ref": "#/components/schemas/Article"})
    assert call("POST", "/articles", full)["statusCode"] == 201
    report = json.loads(call("GET", "/articles/full")["body"])
    assert report["article"] == {
        name: value
        for name, value in full.items()
        if name not in {"id", "publish_at", "correction"}  # which the report has on its own
    }
    for name in schema["required"]:
        lacking = {key: value for key, value in full.items() if key != name}
        assert call("POST", "/articles", lacking)["statusCode"] == 422


@pytest.mark.parametrize(
    ("field", "unit"),
    [
        ("headline", "x"),
        ("standfirst", "x"),
        ("slug", "x"),
        ("correction", "x"),
        ("tags", "x"),
        ("label", "x"),
    ],
)
def test_a_limit_as_described_is_the_limit_that_is_held(field: str, unit: str) -> None:
    schema = OPENAPI["components"]["schemas"]["Article"]["properties"][field]
    limit = schema.get("maxLength") or schema["maxItems"]
    at_limit: Any = unit * limit
    over: Any = unit * (limit + 1)
    if field == "tags":
        at_limit, over = ([f"t{n}" for n in range(count)] for count in (limit, limit + 1))
    assert call("POST", "/articles", ARTICLE | {"id": "a", field: at_limit})["statusCode"] == 201
    assert call("POST", "/articles", ARTICLE | {"id": "b", field: over})["statusCode"] == 422
