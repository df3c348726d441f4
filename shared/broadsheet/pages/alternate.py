"""An article in the formats that programs read, each at its path with an extension."""

from dataclasses import replace
from datetime import datetime

from broadsheet.domain.head import Head
from broadsheet.pages import errors
from broadsheet.pages.addresses import RequestTarget, alternate_path
from broadsheet.pages.article import dates_of
from broadsheet.pages.article_formats import NAMES_TRANSLATIONS, WRITERS, ArticleForPrograms
from broadsheet.pages.house_style import Issue
from broadsheet.pages.offered import ARTICLES
from broadsheet.pages.press import Press
from broadsheet.pages.published import is_published_at, published_content
from broadsheet.pages.response import PageTooLarge, Response, cache_until, check_size, document
from broadsheet.pages.translations import ask_translations, in_other_languages


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with an article in a format, or as its page answers where there is none."""
    *_, key, extension = target.values
    head, facts = press.shelf.article_and_header(key)
    issue = press.issue(facts, now)
    if head is None:
        return errors.not_found(issue)
    response = _answer_as_it_stands(press, target, issue, head, extension)
    return replace(response, correlation_id=head.correlation_id)


def _answer_as_it_stands(
    press: Press, target: RequestTarget, issue: Issue, head: Head, extension: str
) -> Response:
    own_path = head.path and alternate_path(head.path, extension)
    is_shown = is_published_at(head, own_path, target.path, issue.now)
    names_them = is_shown and extension in NAMES_TRANSLATIONS
    translations = ask_translations(press.shelf, head, issue.now, are_shown=names_them)
    content = published_content(press.contents, target, issue, head, own_path)
    if isinstance(content, Response):
        return content
    translated = translations()
    published, updated = dates_of(issue, head, content)
    others = in_other_languages(head, content.language, translated.cards, issue.style.site)
    article = ArticleForPrograms(
        issue.style,
        content,
        issue.facts.site_url,
        head.path or "",
        published,
        updated,
        others.cards,
    )
    kept = cache_until(translated.next_due, issue.now)
    response = _written(article, extension, kept)
    try:
        check_size(response)
    except PageTooLarge:
        # Quotation marks take four bytes in JSON in JSON, so that not every text fits.
        return _written(replace(article, has_body=False), extension, kept)
    return response


def _written(article: ArticleForPrograms, extension: str, kept: str) -> Response:
    body, content_type = WRITERS[extension](article), ARTICLES[extension].content_type
    response = document(200, body, content_type, kept)
    if not article.site_url:
        return response
    # Search engines list the page and not this (RFC 6596).
    canonical = {"Link": f'<{article.address}>; rel="canonical"'}
    return replace(response, headers={**response.headers, **canonical})
