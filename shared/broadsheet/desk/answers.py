"""The desk's API: which request leads to what, and how it is answered."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from broadsheet.desk.documents import Receipt
from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import Archive
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.problems import (
    DamagedLog,
    Fault,
    InvalidArticle,
    NoSuchOperation,
    Problem,
    UnreadableRevision,
)
from broadsheet.domain.record import Withdrawal, WithdrawnAs

if TYPE_CHECKING:
    from broadsheet.pages.response import Response

MAX_REASON = 600
Answer = dict[str, Any]


def answer(desk: Desk, archive: Archive, request: DeskRequest, now: datetime) -> Answer:
    """Carry out a request and give the answer that API Gateway passes on.

    Returns
    -------
    dict
        Of the Lambda proxy integration; problems are ``application/problem+json`` (RFC 9457).
    """
    try:
        if request.operation.startswith("GET "):
            return _look_up(desk, archive, request, now)
        return _carry_out(desk, request, now)
    except Problem as problem:
        return _problem(problem)
    except UnreadableRevision as error:
        return _problem(DamagedLog(f"{error}. An engineer has to look at it."))


def _carry_out(desk: Desk, request: DeskRequest, now: datetime) -> Answer:
    match request.operation:
        case "POST /articles":
            receipt = desk.submit(request, now)
            location = {"Location": f"/articles/{receipt.article}"}
            return _receipt(receipt, 201 if receipt.is_new else 200, location)
        case "PUT /articles/{id}":
            return _receipt(desk.revise(request, now), 200)
        case "DELETE /articles/{id}":
            return _receipt(desk.withdraw(request, _withdrawal(request.query), now), 200)
    raise _no_such_operation(request)


def _look_up(desk: Desk, archive: Archive, request: DeskRequest, now: datetime) -> Answer:
    match request.operation:
        case "GET /articles":
            return _json(200, archive.articles(request.query, now), {})
        case "GET /articles/{id}":
            receipt, report = desk.report(request, now)
            return _json(200, report, {"ETag": f'"{receipt.revision}"'})
        case "GET /articles/{id}/preview":
            named = request.query.get("revision")
            return _page(archive.preview(request.article_id, named, now))
        case "GET /articles/{id}/revisions":
            return _json(200, archive.revisions(request.article_id), {})
        case "GET /articles/{id}/revisions/{revision}":
            url = archive.message_url(request.article_id, request.path_revision)
            return _elsewhere(url)
    raise _no_such_operation(request)


def _no_such_operation(request: DeskRequest) -> NoSuchOperation:
    return NoSuchOperation(f"{request.operation} is not an operation of the desk.")


def _withdrawal(query: Mapping[str, str]) -> Withdrawal:
    """Read what readers are to be told, by default that the article was withdrawn."""
    faults = []
    named = query.get("as", WithdrawnAs.GONE)
    if named not in {kind.value for kind in WithdrawnAs}:
        faults.append(Fault("?as", "is 'gone' (readers get a 410) or 'vanish' (a 404)"))
    reason = query.get("reason", "").strip() or None
    if reason and (len(reason) > MAX_REASON or not reason.isprintable()):
        faults.append(Fault("?reason", f"is at most {MAX_REASON} printable characters on one line"))
    if faults:
        raise InvalidArticle("The withdrawal cannot be carried out as asked.", faults=faults)
    return Withdrawal(WithdrawnAs(named), reason)


def _receipt(receipt: Receipt, status: int, headers: Mapping[str, str] | None = None) -> Answer:
    etag = {"ETag": f'"{receipt.revision}"'}
    return _json(status, receipt.document(), etag | dict(headers or {}))


def _json(status: int, document: Mapping[str, object], headers: Mapping[str, str]) -> Answer:
    return _answer(status, "application/json", document, headers)


def _problem(problem: Problem) -> Answer:
    document = problem.document()
    return _answer(problem.status, "application/problem+json", document, problem.headers)


def _page(response: "Response") -> Answer:
    return {
        "statusCode": response.status,
        "headers": dict(response.headers),
        "body": response.body,
        "isBase64Encoded": False,
    }


def _elsewhere(url: str) -> Answer:
    headers = {"Location": url, "Cache-Control": "no-store"}
    return {"statusCode": 303, "headers": headers, "body": "", "isBase64Encoded": False}


def _answer(
    status: int, content_type: str, document: Mapping[str, object], headers: Mapping[str, str]
) -> Answer:
    return {
        "statusCode": status,
        "headers": {"Content-Type": content_type, "Cache-Control": "no-store", **headers},
        "body": json.dumps(document, ensure_ascii=False),
        "isBase64Encoded": False,
    }
