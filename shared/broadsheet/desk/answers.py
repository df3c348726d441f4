"""Answers: what a request is answered with, and what each problem is over HTTP."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.domain import problems
from broadsheet.domain.problems import Problem
from broadsheet.formats.accepting import ACCEPTED_FORMATS

_NO_STORE = {"Cache-Control": "no-store"}
_RETRY_AFTER_SECONDS = "2"

STATUSES: Mapping[type[Problem], int] = {
    problems.MalformedDocument: 400,
    problems.NoSuchArticle: 404,
    problems.NoSuchRevision: 404,
    problems.NoSuchPicture: 404,
    problems.NoSuchOperation: 404,
    problems.ArticleExists: 409,
    problems.PictureIsTakenDown: 409,
    problems.ArticleErased: 410,
    problems.PictureErased: 410,
    problems.NoMoreRevisions: 409,
    problems.StaleRevision: 412,
    problems.DocumentTooLarge: 413,
    problems.UnsupportedFormat: 415,
    problems.InvalidArticle: 422,
    problems.InvalidPicture: 422,
    problems.InvalidQuery: 422,
    problems.RevisionRequired: 428,
    problems.DamagedLog: 500,
    problems.UnexpectedFailure: 500,
    problems.StoreUnavailable: 503,
}
"""The status of each problem (RFC 9110, section 15; 428: RFC 6585, section 3)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered with, in terms of HTTP and not of API Gateway."""

    status: int
    headers: Mapping[str, str]
    body: str = ""


def document_answer(
    status: int, document: Mapping[str, object], headers: Mapping[str, str] | None = None
) -> Answer:
    """Answer with a JSON document."""
    return _json(status, "application/json", document, headers or {})


def redirect_answer(url: str) -> Answer:
    """Send the client to another address for what it asked for."""
    return Answer(303, {"Location": url, **_NO_STORE})


def etag(revision: str) -> dict[str, str]:
    """Return the header field that names the revision that stands."""
    return {"ETag": f'"{revision}"'}


def problem_answer(problem: Problem) -> Answer:
    """Answer with a problem, as ``application/problem+json`` (RFC 9457, section 3)."""
    status = STATUSES[type(problem)]
    document: dict[str, Any] = {
        "type": f"urn:broadsheet:problem:{problem.name}",
        "title": problem.title,
        "status": status,
        "detail": problem.detail,
    }
    if problem.faults:
        document["errors"] = [
            {"pointer": fault.pointer, "detail": fault.detail} for fault in problem.faults
        ]
    return _json(status, "application/problem+json", document, _problem_headers(problem))


def _problem_headers(problem: Problem) -> dict[str, str]:
    if isinstance(problem, problems.UnsupportedFormat):
        return {"Accept": ", ".join(ACCEPTED_FORMATS)}
    if isinstance(problem, problems.StoreUnavailable):
        return {"Retry-After": _RETRY_AFTER_SECONDS}
    return etag(problem.revision) if problem.revision else {}


def _json(
    status: int, content_type: str, document: Mapping[str, object], headers: Mapping[str, str]
) -> Answer:
    body = json.dumps(document, ensure_ascii=False)
    return Answer(status, {"Content-Type": content_type, **_NO_STORE, **headers}, body)
