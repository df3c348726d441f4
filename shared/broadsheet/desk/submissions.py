"""Submissions: the record that a request becomes, and how one that was sent before is known."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from broadsheet.desk.requests import ARTICLE_TYPE, DeskRequest
from broadsheet.domain.article import Article
from broadsheet.domain.keys import message_digest
from broadsheet.domain.record import Record, Withdrawal
from broadsheet.domain.revision_name import RevisionName
from broadsheet.formats.json_document import canonical_digest


def record_of(
    request: DeskRequest, article_id: str, name: RevisionName, now: datetime, *based_on: str
) -> Record:
    """Begin the record of a request: who sent it and when, not yet what it says.

    Parameters
    ----------
    request
        Of the contributor.
    article_id, name
        Which article's revision it is to be.
    now
        When it was received.
    based_on
        The revision that its author had read, if any.
    """
    return Record(
        article=article_id,
        name=name,
        based_on=based_on,
        message=None,
        digest="",
        content_type=None,
        contributor=request.contributor,
        received_at=now,
        correlation_id=request.correlation_id,
    )


def with_article(record: Record, body: bytes, article: Article, digest: str) -> Record:
    """Let a record hold an article, sent with these bytes, that has this canonical digest."""
    return replace(
        record,
        message=message_digest(body),
        digest=digest,
        content_type=ARTICLE_TYPE,
        publish_at=article.publish_at,
        correction=article.correction,
    )


def with_withdrawal(record: Record, withdrawal: Withdrawal) -> Record:
    """Let a record take its article down; it has no message."""
    digest = canonical_digest([withdrawal.withdrawn_as, withdrawal.reason])
    return replace(record, digest=digest, withdrawal=withdrawal)


def is_same_submission(stored: Record, sent: Record) -> bool:
    """Tell whether two records say the same of the same, whoever sent them and when."""
    return (stored.based_on, stored.message, stored.withdrawal) == (
        sent.based_on,
        sent.message,
        sent.withdrawal,
    )


def sent_before(sent: Record, records: Iterable[Record]) -> Record | None:
    """Find the revision that an earlier try of this request made."""
    return next((stored for stored in records if is_same_submission(stored, sent)), None)
