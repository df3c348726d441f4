"""The events of a function URL, payload format 2.0: read as requests, and written as responses."""

from collections.abc import Mapping
from typing import Any

from broadsheet.pages.response import Request, Response


def read_event(event: Mapping[str, Any]) -> Request:
    """Read the request of an event."""
    return Request(
        method=event["requestContext"]["http"]["method"],
        path=event["rawPath"],
        query=event.get("rawQueryString") or "",
        if_none_match=(event.get("headers") or {}).get("if-none-match") or "",
    )


def write_response(response: Response) -> dict[str, object]:
    """Write a response as a function URL answers."""
    return {
        "statusCode": response.status,
        "headers": dict(response.headers),
        "body": response.body,
        "isBase64Encoded": response.in_base64,
    }
