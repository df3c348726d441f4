"""Calls from another origin: the desk's page is the site's, and the API is not.

A browser asks before it calls, and reads no answer that does not name the page's origin (the Fetch
standard, section 3.2, https://fetch.spec.whatwg.org/#http-cors-protocol).
"""

from dataclasses import replace

from broadsheet.desk.answers import Answer
from broadsheet.desk.requests import DeskRequest

_ASKING = "OPTIONS "
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Idempotency-Key, If-Match, X-Amz-Content-Sha256, X-Amz-Date, "
        "X-Amz-Security-Token"
    ),
    "Access-Control-Max-Age": "7200",  # seconds; no browser keeps it longer
}
_READABLE = "ETag, Location, Retry-After, X-Correlation-Id"


def is_preflight(request: DeskRequest) -> bool:
    """Whether a browser asks what it may call; such a request is not signed."""
    return request.operation.startswith(_ASKING)


def preflight_answer(request: DeskRequest, site_url: str) -> Answer:
    """Answer what a page may call: of the site everything, of any other nothing."""
    allowed = _ALLOWED if _is_of(request, site_url) else {}
    return Answer(204, allowed)


def readable_by_the_site(answer: Answer, request: DeskRequest, site_url: str) -> Answer:
    """Return an answer that the site's pages may read, if one of them asked.

    Parameters
    ----------
    answer, request
        What was asked, and what is answered.
    site_url
        Scheme and host of the site, which is the origin of its pages; empty if it is not known.
    """
    headers = {**answer.headers, "Vary": "Origin"}
    if _is_of(request, site_url):
        headers |= {
            "Access-Control-Allow-Origin": site_url,
            "Access-Control-Expose-Headers": _READABLE,
        }
    return replace(answer, headers=headers)


def _is_of(request: DeskRequest, site_url: str) -> bool:
    return bool(site_url) and request.headers.get("origin") == site_url
