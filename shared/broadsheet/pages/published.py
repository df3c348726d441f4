"""What is published: the content of an article that readers may see, at its own path."""

from datetime import datetime

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head, Status
from broadsheet.domain.ports import Contents
from broadsheet.domain.record import WithdrawnAs
from broadsheet.observability import logger
from broadsheet.pages import errors
from broadsheet.pages.addresses import RequestTarget
from broadsheet.pages.house_style import Issue
from broadsheet.pages.response import Response, redirect


def is_published_at(head: Head, own_path: str | None, path: str, now: datetime) -> bool:
    """Whether what was asked for is there for readers, and asked for where it is now."""
    return head.status(now) is Status.PUBLISHED and own_path == path


def published_content(
    contents: Contents, target: RequestTarget, issue: Issue, head: Head, own_path: str | None
) -> Content | Response:
    """Read the content of a published article, or answer with why it has none at this path.

    What readers may not see is a 404 or a 410 at every path; only then are they sent to the
    article's own path.

    Parameters
    ----------
    contents
        Where it is read.
    target, issue
        What was asked for, and when.
    head
        Of the article.
    own_path
        Where what was asked for is now.
    """
    status, withdrawal = head.status(issue.now), head.withdrawal
    if withdrawal and withdrawal.withdrawn_as is WithdrawnAs.GONE:
        return errors.withdrawn(issue, withdrawal.reason, head.seen)
    if status is not Status.PUBLISHED or own_path is None or head.content is None:
        return errors.not_found(issue)
    if target.path != own_path:
        return redirect(301, own_path)
    try:
        return contents.content(head.content)
    except Exception as error:  # noqa: BLE001 - any failure has its page; the log names the article
        log_unreadable(head)
        return errors.failure(issue.style, error, issue.now)


def log_unreadable(head: Head) -> None:
    """Log, where it is handled, that the content of a published article cannot be read."""
    logger.exception(
        "the content of a published article cannot be read",
        article=head.article,
        content=head.content,
        correlation_id=head.correlation_id,
    )
