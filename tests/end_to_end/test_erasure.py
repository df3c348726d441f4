"""Erasure on the local AWS: an article goes for good, and who says the same stays."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from commands.erase import erase, out_of_reach, survey
from commands.stack.http_calls import HttpAnswer
from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually

JSON = {"Content-Type": "application/json"}
NEVER = "/news/never-was-aaaaaaaaaa"


def say_nothing(_what: str) -> None:
    pass


def post(stack: LocalStack, document: dict[str, Any], key: str) -> dict[str, Any]:
    headers = JSON | {"Idempotency-Key": key}
    answer = stack.api("POST", "/articles", json.dumps(document).encode(), headers)
    assert answer.status in {200, 201}, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


def path_of(stack: LocalStack, receipt: dict[str, Any]) -> str:
    return str(receipt["url"]).removeprefix(stack.reach.site_url)


def is_indexed(stack: LocalStack, article: str, revision: str) -> bool:
    report = stack.api("GET", f"/articles/{article}").json()
    return bool(report["indexed_revision"] == revision)


def objects(stack: LocalStack, prefix: str) -> set[tuple[str, str]]:
    bucket = stack.describe().buckets["articles"]
    listed = stack.client("s3").list_object_versions(Bucket=bucket, Prefix=prefix)
    found = [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]
    return {(version["Key"], version["VersionId"]) for version in found}


def kept_of(stack: LocalStack, article: str) -> set[tuple[str, str]]:
    prefixes = ("messages/", f"articles/{article}/", f"content/{article}/")
    return {version for prefix in prefixes for version in objects(stack, prefix)}


def head_of(stack: LocalStack, article: str) -> list[dict[str, Any]]:
    scanned = stack.client("dynamodb").scan(
        TableName=stack.describe().table,
        FilterExpression="article = :article",
        ExpressionAttributeValues={":article": {"S": article}},
    )
    items: list[dict[str, Any]] = scanned["Items"]
    return items


def refused(answer: HttpAnswer) -> bool:
    assert answer.headers["content-type"] == "application/problem+json"
    return bool(answer.status == 410 and "refused for ever" in answer.json()["detail"])


def test_an_erased_article_is_gone_for_good(stack: LocalStack) -> None:
    name = f"t{uuid.uuid4().hex[:12]}"
    document = {"headline": f"Erase {name}", "section": "news", "body": "Said.", "tags": [name]}
    first, second = (post(stack, document, f"{name} {number}") for number in (1, 2))
    revised = document | {"headline": f"Revised {name}"}
    put = stack.api(
        "PUT",
        f"/articles/{first['id']}",
        json.dumps(revised).encode(),
        JSON | {"If-Match": '"desk-1"'},
    )
    assert put.status == 200, put.text
    eventually(lambda: is_indexed(stack, first["id"], "desk-2"), "the revision is indexed")
    eventually(lambda: is_indexed(stack, second["id"], "desk-1"), "the second is indexed")
    path = path_of(stack, put.json())
    assert stack.site_get(path).status == 200
    bystanders = objects(stack, f"articles/{second['id']}/")

    found = survey(stack.reach, first["id"], say_nothing)
    assert stack.site_get(path).status == 200
    deleted = erase(stack.reach, first["id"], "By law", say_nothing, settled_after=1)

    assert deleted.shared == found.shared
    assert list(deleted.shared.values()) == [(second["id"],)]
    assert len(deleted.messages) == 1
    never = stack.site_get(NEVER)
    for gone in (path, path_of(stack, first)):
        answer = stack.site_get(gone)
        assert (answer.status, answer.body) == (404, never.body)
    for place in ("/", "/news/", f"/tags/{name}/", "/feeds/latest.xml"):
        assert f"Revised {name}" not in stack.site_get(place).text
    assert f"Erase {name}" in stack.site_get(f"/tags/{name}/").text
    assert stack.site_get(path_of(stack, second)).status == 200
    assert objects(stack, f"articles/{second['id']}/") == bystanders
    assert objects(stack, f"content/{first['id']}/") == set()
    assert {key for key, _ in objects(stack, f"articles/{first['id']}/")} == {
        f"articles/{first['id']}/desk/0000000{number}.json" for number in (1, 2, 3)
    }
    redelivered_and_retried(stack, first["id"], document, f"{name} 1")
    assert any("point-in-time" in line for line in out_of_reach(stack.reach, datetime.now(UTC)))


def redelivered_and_retried(
    stack: LocalStack, article: str, document: dict[str, Any], key: str
) -> None:
    """Send everything again that could bring it back, and see that nothing changed."""
    stood = kept_of(stack, article), head_of(stack, article)
    assert stood[1][0]["erased"] == {"BOOL": True}
    body = json.dumps(document).encode()
    retried = stack.api("POST", "/articles", body, JSON | {"Idempotency-Key": key})
    assert refused(retried)
    match = JSON | {"If-Match": '"desk-3"'}
    for method in ("PUT", "DELETE", "GET"):
        sent = body if method == "PUT" else b""
        assert refused(stack.api(method, f"/articles/{article}", sent, match))
    sqs, outputs = stack.client("sqs"), stack.reach.outputs
    for number in (1, 2, 3):
        notice = {
            "eventTime": "2026-11-23T09:00:00.000Z",
            "s3": {"object": {"key": f"articles/{article}/desk/0000000{number}.json"}},
        }
        message = json.dumps({"Records": [notice]})
        sqs.send_message(QueueUrl=outputs["IndexQueueUrl"], MessageBody=message)

    def idle() -> bool:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        counts = sqs.get_queue_attributes(QueueUrl=outputs["IndexQueueUrl"], AttributeNames=names)
        return set(counts["Attributes"].values()) == {"0"}

    eventually(idle, "the notices are worked through")
    dead = sqs.receive_message(
        QueueUrl=outputs["IndexDeadLettersUrl"], MaxNumberOfMessages=10, VisibilityTimeout=0
    )
    assert not any(article in message["Body"] for message in dead.get("Messages", []))
    assert (kept_of(stack, article), head_of(stack, article)) == stood
