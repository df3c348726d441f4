"""Requests of the desk, as tests make them for a desk that no API Gateway stands before."""

import json
from typing import Any

from broadsheet.desk.requests import DeskRequest


def desk_request(
    operation: str,
    document: dict[str, Any] | None,
    article: str = "",
    based_on: str = "",
    *,
    contributor: str = "arn:anna",
    correlation_id: str = "r-1",
) -> DeskRequest:
    """Make a request: a document, and for a change which article's and what it is based on."""
    return DeskRequest(
        operation=operation,
        path_id=article,
        headers={"content-type": "application/json", "if-match": f'"{based_on}"'},
        query={},
        body=json.dumps(document).encode(),
        contributor=contributor,
        correlation_id=correlation_id,
    )
