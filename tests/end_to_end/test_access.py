"""Who may call the API is IAM's to say, on the local AWS as on AWS."""

import json
from pathlib import Path

import pytest

from commands.stack.contributors import Kind, make_contributor, remove_contributor
from commands.stack.http_calls import Signer, signer_with_key
from commands.terminal import Failure
from tests.commands.local_stack import LocalStack

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


def test_a_desk_that_is_there_is_made_no_reader(stack: LocalStack) -> None:
    with pytest.raises(Failure, match="REMOVE=1` takes it back first"):
        make_contributor("desk", Kind.READER, stack.reach)
    posted = stack.api("POST", "/articles", ARTICLE, JSON)
    assert posted.status in {200, 201}, posted.text


def test_a_contributor_that_is_made_may_call_and_one_taken_back_may_not(
    stack: LocalStack,
) -> None:
    key = make_contributor("anna", Kind.READER, stack.reach)
    anna = signer_with_key(key, stack.reach.region)
    listing = f"{stack.reach.api_url}/articles?status=published"
    assert anna.send("GET", listing).status == 200
    assert anna.send("POST", f"{stack.reach.api_url}/articles", ARTICLE, JSON).status == 403
    remove_contributor("anna", stack.reach)
    assert anna.send("GET", listing).status == 403


def test_description_names_what_stands(stack: LocalStack) -> None:
    description = stack.describe()
    assert set(description.functions) == {app.parent.name for app in FUNCTIONS.glob("*/app.py")}
    assert set(description.credentials) == {"desk", "reader"}
    names = stack.client("dynamodb").list_tables()["TableNames"]
    assert description.table in names
    stack.client("s3").head_bucket(Bucket=description.buckets["articles"])
