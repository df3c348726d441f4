"""The handlers of submit, index and render over one bucket and one table, called as AWS does."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client
from broadsheet.adapters.dynamodb.desk_facts import DeskFactsTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.desk import wiring as desk_wiring
from broadsheet.functions import index, render, submit
from tests.desk.desk_facts import desk_facts
from tests.functions.lambda_context import lambda_context

SITE_URL = "https://paper.example"
CONTRIBUTOR = "arn:aws:iam::1:user/a"


def wire_submit(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    """Let submit work on these from now on, and know where the site stands."""
    for variable, value in (
        ("BUCKET", bucket),
        ("TABLE", table),
        ("USER_POOL", "eu-west-1_Editors"),
    ):
        monkeypatch.setenv(variable, value)
    desk_wiring.forget()
    DeskFactsTable(Table(table, dynamodb_client)).record(desk_facts(SITE_URL))


def wire_weather(monkeypatch: pytest.MonkeyPatch, table: str, weather_url: str) -> None:
    """Let weather work on this table from now on, and ask there."""
    told = asdict(desk_facts(SITE_URL)) | {"table": table, "weather_url": weather_url}
    for name, value in told.items():
        monkeypatch.setenv(name.upper(), value)


def wire_handlers(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    """Let the handlers work on these from now on."""
    wire_submit(monkeypatch, bucket, table)
    monkeypatch.setenv("PICTURE_QUEUE_URL", "https://queue.example/pictures")
    for made in (index.wiring, render.newspaper):
        made.cache_clear()


def ask(
    operation: str,
    document: Any = None,
    article: str = "",
    query: dict[str, str] | None = None,
    **headers: str,
) -> dict[str, Any]:
    """Ask the desk's API, as API Gateway hands a request over."""
    method, resource = operation.split()
    event = {
        "httpMethod": method,
        "resource": resource,
        "pathParameters": {"id": article} if article else None,
        "headers": {"Content-Type": "application/json"}
        | {name.replace("_", "-"): value for name, value in headers.items()},
        "queryStringParameters": query,
        "body": json.dumps(document),
        "isBase64Encoded": False,
        "requestContext": {"requestId": "r-1", "identity": {"userArn": CONTRIBUTOR}},
    }
    return submit.handler(event, lambda_context())


def record_key(article: str, number: int = 1) -> str:
    """Give the key of a record of the desk."""
    return f"articles/{article}/desk/{number:08d}.json"


def notice(*keys: str) -> dict[str, Any]:
    """Make S3's notice that these objects were written."""
    moment = "2026-11-23T09:00:00.000Z"
    return {"Records": [{"eventTime": moment, "s3": {"object": {"key": key}}} for key in keys]}


def message(name: str, body: Any) -> dict[str, Any]:
    """Make a message of the queue."""
    text = body if isinstance(body, str) else json.dumps(body)
    return {
        "messageId": name,
        "body": text,
        "eventSource": "aws:sqs",
        "receiptHandle": "h",
        "attributes": {"ApproximateReceiveCount": "1"},
    }


def deliver(*messages: dict[str, Any]) -> list[str]:
    """Deliver a batch to index, and give the messages that are to come again."""
    answered = index.handler({"Records": list(messages)}, lambda_context())
    return [str(failure["itemIdentifier"]) for failure in answered["batchItemFailures"]]


def get_page(address: str) -> Any:
    """Ask render for a page."""
    path, _, query = address.partition("?")
    event: dict[str, Any] = {"rawPath": path, "rawQueryString": query}
    event |= {"requestContext": {"http": {"method": "GET"}}}
    return render.handler(event, lambda_context())
