"""The submit handler called as API Gateway calls it, each answer held to docs/openapi.yaml."""

import base64
import json
from pathlib import Path
from typing import Any

import yaml
from openapi_schema_validator import OAS31Validator

from broadsheet.functions import submit as app
from tests.functions.lambda_context import lambda_context

OPENAPI = yaml.safe_load(Path("docs/openapi.yaml").read_text("utf-8"))


def call(method: str, resource: str, document: Any = None, **headers: str) -> dict[str, Any]:
    """Send a request as API Gateway would, and hold the answer to the description."""
    path, _, query = resource.partition("?")
    _, _, *named = path.split("/")
    parameters = dict(zip(("id", "revision"), named[::2], strict=False)) or None
    operation = path
    for name, value in (parameters or {}).items():
        operation = operation.replace(f"/{value}", f"/{{{name}}}", 1)
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
    answered = app.handler(event, lambda_context())
    responses = OPENAPI["paths"][operation][method.lower()]["responses"]
    description = responses[str(answered["statusCode"])]
    if "$ref" in description:
        description = OPENAPI["components"]["responses"][description["$ref"].rsplit("/", 1)[1]]
    for name, header in description.get("headers", {}).items():
        if "$ref" not in header:
            check(answered["headers"][name], header["schema"])
    if "content" not in description:
        assert answered["body"] == ""
        return answered
    content_type = answered["headers"]["Content-Type"]
    schema = description["content"][content_type]["schema"]
    is_json = content_type.endswith("json")
    check(json.loads(answered["body"]) if is_json else answered["body"], schema)
    return answered


def check(document: Any, schema: dict[str, Any]) -> None:
    OAS31Validator(schema | {"components": OPENAPI["components"]}).validate(document)
