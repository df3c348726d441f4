"""Errors: what readers are told where there is no page."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from broadsheet.domain.head import SeenHeadline
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import HouseStyle, Issue
from broadsheet.pages.parts import PageContext
from broadsheet.pages.rendering import render, render_once
from broadsheet.pages.response import (
    FOR_A_MINUTE,
    FOR_NO_TIME,
    HTML,
    METHODS,
    NOT_AT_ALL,
    PLAIN,
    Response,
    document,
)
from broadsheet.pages.scripts import direction_of

_SECONDS_TO_WAIT = "2"


@dataclass(frozen=True, slots=True)
class NotFoundPage(PageContext):
    """What readers are told where there is no page (404).

    Attributes
    ----------
    furniture
        What stands around the page.
    """

    template: ClassVar[str] = "not_found.html"

    furniture: Furniture


@dataclass(frozen=True, slots=True)
class WithdrawnPage(PageContext):
    """What readers are told where an article was withdrawn (410).

    Attributes
    ----------
    furniture
        What stands around the page.
    reason
        Why, if the newsroom said so.
    headline
        Of the article, if readers have seen it.
    language, direction
        Of the headline: BCP 47, and ``ltr`` or ``rtl``.
    """

    template: ClassVar[str] = "withdrawn.html"

    furniture: Furniture
    reason: str | None
    headline: str | None
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class FailurePage(PageContext):
    """What readers are told where the paper failed (500, 503).

    Attributes
    ----------
    furniture
        What stands around the page.
    """

    template: ClassVar[str] = "failure.html"

    furniture: Furniture


def not_found(issue: Issue) -> Response:
    """Answer 404: one answer, whatever the reason, so that it tells nothing of a schedule.

    What is missing now may be due at any moment, and a bound of its own would tell when.
    """
    page = NotFoundPage(compose_furniture(issue))
    return document(404, render_once(page), HTML, FOR_NO_TIME)


def withdrawn(issue: Issue, reason: str | None, seen: SeenHeadline | None) -> Response:
    """Answer 410, with the headline that readers have seen, and the newsroom's reason if any."""
    headline, language = (seen.text, seen.language) if seen else (None, issue.style.site.language)
    furniture = compose_furniture(issue)
    page = WithdrawnPage(furniture, reason, headline, language, direction_of(language))
    return document(410, render(page), HTML, FOR_A_MINUTE)


def failure(style: HouseStyle, error: Exception, now: datetime) -> Response:
    """Answer 503 where the same request may succeed a moment later, else 500."""
    body = render(FailurePage(compose_furniture(Issue(style, HeaderFacts(), now))))
    if isinstance(error, StoreUnavailable):
        response = document(503, body, HTML, NOT_AT_ALL)
        return replace(response, headers={**response.headers, "Retry-After": _SECONDS_TO_WAIT})
    return document(500, body, HTML, NOT_AT_ALL)


def method_not_allowed() -> Response:
    """Answer 405: pages are only read."""
    headers = {"Allow": ", ".join(METHODS), "Content-Type": PLAIN, "Cache-Control": NOT_AT_ALL}
    return Response(405, headers, "Pages are read here: use GET or HEAD.\n")
