"""The submit handler on moto, held to the API as docs/openapi.yaml describes it."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_schema_validator import OAS31Validator

from broadsheet.adapters.clients import s3_client
from functions.submit import app

OPENAPI = yaml.safe_load(Path("docs/openapi.yaml").read_text("utf-8"))
ARTICLE = {
    "id": "bridge",
    "headline": "Η παλιά γέφυρα ανοίγει ξανά",
    "section": "news",
    "body": "The bridge is open.",
    "language": "el",
}


def call(method: str, resource: str, document: Any = None, **headers: str) -> dict[str, Any]:
    """Send a request as API Gateway would, and hold the answer to the description."""
    path, _, query = resource.partition("?")
    parameters = {"id": path.rsplit("/", 1)[1]} if path != "/articles" else None
    operation = "/articles/{id}" if parameters else "/articles"
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    event = {
        "httpMethod": method,
        "resource": operation,
        "pathParameters": parameters,
        "headers": {"Content-Type": "application/json"}
        | {name.replace("_", "-"): value for name, value in headers.items()},
        "queryStringParameters": dict(pair.split("=") for pair in query.split("&") if pair) or None,
        "requestContext": {"requestId": "r-1", "identity": {"userArn": "arn:aws:iam::1:user/a"}},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }
    answered = app.handler(event, None)
    responses = OPENAPI["paths"][operation][method.lower()]["responses"]
    description = responses[str(answered["statusCode"])]
    if "$ref" in description:
        description = OPENAPI["components"]["responses"][description["$ref"].rsplit("/", 1)[1]]
    schema = description["content"][answered["headers"]["Content-Type"]]["schema"]
    check(json.loads(answered["body"]), schema)
    return answered


def check(document: Any, schema: dict[str, Any]) -> None:
    OAS31Validator(schema | {"components": OPENAPI["components"]}).validate(document)


@pytest.fixture(autouse=True)
def _submit(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    monkeypatch.setenv("BUCKET", bucket)
    monkeypatch.setenv("TABLE", table)
    monkeypatch.setenv("SITE_URL", "https://paper.example")
    app.desk.cache_clear()


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
    assert report["withdrawal"] == {"as": "gone", "reason": "wrong"}
    assert report["article"]["headline"] == ARTICLE["headline"]
    assert report["url"].startswith("https://paper.example/news/i-palia-gefyra-anoigei-xana-")


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


def test_an_article_as_described_is_an_article_as_read() -> None:
    """Every field that the description names is taken, and what it requires is required."""
    schema = OPENAPI["components"]["schemas"]["Article"]
    full: dict[str, Any] = {
        "id": "full", "headline": "H", "standfirst": "S", "section": "news", "byline": ["A", "B"],
        "body": "B", "body_format": "markdown", "source": {"name": "N", "url": "https://n.example"},
        "tags": ["T"], "language": "en", "slug": "s", "publish_at": "hold", "correction": "C",
    }  # fmt: skip
    assert set(full) == set(schema["properties"])
    check(full, {"$ref": "#/components/schemas/Article"})
    assert call("POST", "/articles", full)["statusCode"] == 201
    for name in schema["required"]:
        lacking = {key: value for key, value in full.items() if key != name}
        assert call("POST", "/articles", lacking)["statusCode"] == 422


@pytest.mark.parametrize(
    ("field", "unit"),
    [("headline", "x"), ("standfirst", "x"), ("slug", "x"), ("correction", "x"), ("tags", "x")],
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
