"""An article in the formats that programs read, each at its path with an extension."""

from dataclasses import replace
from datetime import datetime

from broadsheet.domain.head import Head
from broadsheet.domain.ports import Contents
from broadsheet.pages import errors
from broadsheet.pages.addresses import RequestTarget, alternate_path
from broadsheet.pages.article import dates_of
from broadsheet.pages.article_formats import WRITERS, ArticleForPrograms
from broadsheet.pages.house_style import Issue
from broadsheet.pages.offered import ARTICLES
from broadsheet.pages.press import Press
from broadsheet.pages.published import published_content
from broadsheet.pages.response import FOR_A_MINUTE, PageTooLarge, Response, check_size, document


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with an article in a format, or as its page answers where there is none."""
    *_, key, extension = target.values
    head, facts = press.shelf.article_and_header(key)
    issue = press.issue(facts, now)
    if head is None:
        return errors.not_found(issue)
    response = _answer_as_it_stands(press.contents, target, issue, head, extension)
    return replace(response, correlation_id=head.correlation_id)


def _answer_as_it_stands(
    contents: Contents, target: RequestTarget, issue: Issue, head: Head, extension: str
) -> Response:
    own_path = head.path and alternate_path(head.path, extension)
    content = published_content(contents, target, issue, head, own_path)
    if isinstance(content, Response):
        return content
    published, updated = dates_of(issue, head, content)
    article = ArticleForPrograms(
        issue.style, content, issue.facts.site_url, head.path or "", published, updated
    )
    response = _written(article, extension)
    try:
        check_size(response)
    except PageTooLarge:
        # Quotation marks take four bytes in JSON in JSON, so that not every text fits.
        return _written(replace(article, has_body=False), extension)
    return response


def _written(article: ArticleForPrograms, extension: str) -> Response:
    body, content_type = WRITERS[extension](article), ARTICLES[extension].content_type
    response = document(200, body, content_type, FOR_A_MINUTE)
    if not article.site_url:
        return response
    # Search engines list the page and not this (RFC 6596).
    canonical = {"Link": f'<{article.address}>; rel="canonical"'}
    return replace(response, headers={**response.headers, **canonical})
