"""The events of API Gateway: how a request comes, and how its answer goes back.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

import base64
from collections.abc import Mapping
from typing import Any

from broadsheet.desk.answers import Answer
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.contributor import editor

_OF_A_POOL = "/CognitoIdentityCredentials"
_SIGNS_IN = ":CognitoSignIn:"


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
        contributor=_contributor(context["identity"]),
        correlation_id=context["requestId"],
    )


def line_of(request: DeskRequest, answer: Answer) -> dict[str, Any]:
    """Return what a log says of a request and its answer."""
    subject = "picture" if "/images" in request.operation else "article"
    made = answer.headers.get("Location", "").rpartition("/")[2]
    return {
        "operation": request.operation,
        "extra": {subject: request.path_id or made},
        "status": answer.status,
        "contributor": request.contributor,
    }


def _contributor(identity: Mapping[str, Any]) -> str:
    """Return who signed; of a browser that asks before it calls, nobody.

    Whoever comes through the identity pool is one principal; the provider then names the account,
    as ``<pool>,<pool>:CognitoSignIn:<sub>``. See
    https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
    """
    principal = identity.get("userArn") or ""
    provider = identity.get("cognitoAuthenticationProvider") or ""
    _, signs_in, account = provider.rpartition(_SIGNS_IN)
    is_editor = principal.endswith(_OF_A_POOL) and signs_in and account
    return editor(account) if is_editor else principal


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
