"""Requests and responses, of whoever speaks HTTP for us, and what caches are told."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.pages.reading import LONGEST_CACHE

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
MANIFEST = "application/manifest+json"
METHODS = ("GET", "HEAD")
FOR_EVER = "public, max-age=31536000, immutable"
NOT_AT_ALL = "no-store"
_ETAG_LENGTH = 32
_OK = 200
_OF_A_304 = ("ETag", "Cache-Control", "Content-Type")
MAX_ANSWER_BYTES = 6_291_556 - 65_536
"""6 MB and 100 bytes, less the headers: of a response as JSON. See
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
_LONGEST_ESCAPE = len(r"\u001f")


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader asks for.

    Attributes
    ----------
    method
        In capitals.
    path, query
        Percent-encoded, as they came.
    if_none_match
        The field of that name, empty where there is none.
    """

    method: str
    path: str
    query: str = ""
    if_none_match: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What the reader gets.

    ``in_base64`` says how the body stands here, where it is no text. ``correlation_id`` is for the
    log.
    """

    status: int
    headers: Mapping[str, str]
    body: str = ""
    in_base64: bool = False
    correlation_id: str | None = field(default=None, compare=False)


def cache_until(due: datetime | None, now: datetime) -> str:
    """Write ``Cache-Control`` for a page that changes at a moment, or at none that is known.

    The edge keeps it for 0 to 60 whole seconds (``s-maxage``), and never past that moment: what is
    due in 0.4 seconds is not kept at all. A page's age counts from the request for it (RFC 9111,
    section 4.2.3), so ``now`` is not too early. The reader asks every time.
    """
    longest = LONGEST_CACHE if due is None else min(due - now, LONGEST_CACHE)
    return _at_the_edge(max(0, int(longest.total_seconds())))


def _at_the_edge(seconds: int) -> str:
    return f"public, max-age=0, s-maxage={seconds}"


FOR_A_MINUTE = _at_the_edge(int(LONGEST_CACHE.total_seconds()))
FOR_NO_TIME = _at_the_edge(0)


def document(status: int, body: str, content_type: str, cache_control: str) -> Response:
    """Make a response with a body and the strong validator of it (RFC 9110, section 8.8.3)."""
    etag = hashlib.sha256(body.encode()).hexdigest()[:_ETAG_LENGTH]
    headers = {
        "Content-Type": content_type,
        "Cache-Control": cache_control,
        "ETag": f'"{etag}"',
    }
    return Response(status, headers, body)


class PageTooLarge(Exception):
    """The page is larger than Lambda can answer; the message says by how much."""


def check_size(response: Response) -> None:
    """Check that Lambda can answer with a response.

    Raises
    ------
    PageTooLarge
        If it cannot: without this check the reader would get an error of the gateway.
    """
    if len(response.body) * _LONGEST_ESCAPE <= MAX_ANSWER_BYTES:
        return
    size = len(json.dumps(response.body, ensure_ascii=False).encode())
    if size > MAX_ANSWER_BYTES:
        raise PageTooLarge(f"the page has {size} bytes; Lambda answers {MAX_ANSWER_BYTES}")


def redirect(status: int, path: str, cache_control: str = FOR_A_MINUTE) -> Response:
    """Make a response that sends the reader to another path of this site.

    It says what it is and has a line for those who do not follow it (RFC 9110, section 15.4).
    """
    headers = {"Location": path, "Content-Type": PLAIN, "Cache-Control": cache_control}
    return Response(status, headers, f"The page is at {path}\n")


def not_modified_or(request: Request, response: Response) -> Response:
    """Return 304 where this request has what the response holds already, else the response.

    The edge weakens the validator when it compresses, so validators are compared weakly (RFC 9110,
    section 13.1.2). To HEAD the body is given as to GET: whoever speaks HTTP for us leaves it out
    (section 9.3.2), and counts it for ``Content-Length``; of an empty one it would tell that the
    page is empty.

    A 304 says what the page is. Where there is no ``Content-Type``, Lambda says that it is JSON,
    and caches take over the fields of a 304 (RFC 9111, section 3.2). See
    https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
    """
    etag = response.headers.get("ETag")
    if response.status == _OK and etag and _is_among(request.if_none_match, etag):
        kept = {name: response.headers[name] for name in _OF_A_304}
        return replace(response, status=304, headers=kept, body="")
    return response


def _is_among(if_none_match: str, etag: str) -> bool:
    given = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in given or "*" in given
