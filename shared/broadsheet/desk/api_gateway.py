"""The events of API Gateway: how a request comes, and how its answer goes back.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

import base64
from collections.abc import Mapping
from typing import Any

from broadsheet.desk.answers import Answer
from broadsheet.desk.requests import DeskRequest


def read_request(event: Mapping[str, Any]) -> DeskRequest:
    """Read an event of the Lambda proxy integration, payload format 1.0."""
    body = event.get("body") or ""
    context = event["requestContext"]
    headers = event.get("headers") or {}
    named = event.get("pathParameters") or {}
    return DeskRequest(
        operation=f"{event['httpMethod']} {event['resource']}",
        path_id=named.get("id", ""),
        path_revision=named.get("revision", ""),
        headers={name.lower(): value for name, value in headers.items()},
        query=event.get("queryStringParameters") or {},
        body=base64.b64decode(body) if event.get("isBase64Encoded") else body.encode(),
        contributor=context["identity"]["userArn"],
        correlation_id=context["requestId"],
    )


def write_answer(answer: Answer, correlation_id: str) -> dict[str, Any]:
    """Write an answer as the Lambda proxy integration takes it.

    Parameters
    ----------
    answer
        What the request is answered with.
    correlation_id
        Of the request; the client gets it, so that both sides find the same lines in their logs.
    """
    return {
        "statusCode": answer.status,
        "headers": {**answer.headers, "X-Correlation-Id": correlation_id},
        "body": answer.body,
        "isBase64Encoded": False,
    }
