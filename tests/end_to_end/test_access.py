"""Who may call the API is IAM's to say, on the local AWS as on AWS."""

import json
from pathlib import Path

import pytest

from commands.http_calls import Signer
from commands.local_stack import LocalStack

FUNCTIONS = Path(__file__).parents[2] / "functions"
JSON = {"Content-Type": "application/json"}
ARTICLE = json.dumps({"headline": "A test of access", "section": "news", "body": "It is."}).encode()


def test_signed_post_and_get(stack: LocalStack) -> None:
    posted = stack.api("POST", "/articles", ARTICLE, JSON)
    assert posted.status in {200, 201}, posted.text
    read = stack.api("GET", f"/articles/{posted.json()['id']}")
    assert read.status == 200, read.text


@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "DELETE"])
def test_unsigned_is_refused(stack: LocalStack, method: str) -> None:
    path = "/articles" if method == "POST" else "/articles/some-article"
    assert stack.api(method, path, ARTICLE, JSON, as_=None).status == 403


def test_wrong_signature_is_refused(stack: LocalStack) -> None:
    right = stack.signer("desk")
    right.credentials.secret_key = "0" * 40
    wrong = Signer(right.credentials, right.region)
    answer = wrong.send("POST", f"{stack.reach.api_url}/articles", ARTICLE, JSON)
    assert answer.status == 403


def test_reader_reads_and_writes_nothing(stack: LocalStack) -> None:
    posted = stack.api("POST", "/articles", ARTICLE, JSON).json()
    path = f"/articles/{posted['id']}"
    assert stack.api("GET", path, as_="reader").status == 200
    assert stack.api("POST", "/articles", ARTICLE, JSON, as_="reader").status == 403
    etag = JSON | {"If-Match": f'"{posted["revision"]}"'}
    assert stack.api("PUT", path, ARTICLE, etag, as_="reader").status == 403
    assert stack.api("DELETE", f"{path}?as=gone", headers=etag, as_="reader").status == 403


def test_description_names_what_stands(stack: LocalStack) -> None:
    description = stack.describe()
    assert set(description.functions) == {app.parent.name for app in FUNCTIONS.glob("*/app.py")}
    assert set(description.credentials) == {"desk", "reader"}
    names = stack.client("dynamodb").list_tables()["TableNames"]
    assert description.table in names
    stack.client("s3").head_bucket(Bucket=description.buckets["articles"])
