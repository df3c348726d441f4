"""Submissions: the record that a request becomes, and how one that was sent before is known."""

from collections.abc import Iterable
from datetime import datetime

from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.keys import message_digest
from broadsheet.domain.record import Record, Withdrawal
from broadsheet.domain.revision_name import RevisionName
from broadsheet.formats.accepting import Accepted
from broadsheet.formats.json_document import canonical_digest


def article_record(
    request: DeskRequest,
    accepted: Accepted,
    article: str,
    name: RevisionName,
    now: datetime,
    *based_on: str,
) -> Record:
    """Make the record of a revision.

    Parameters
    ----------
    request, accepted
        Who sent it and with which bytes, and what it says.
    article, name
        Which article's revision it is to be.
    now
        When it was received.
    based_on
        The revision that its author had read, if any.
    """
    return Record(
        article=article,
        name=name,
        based_on=based_on,
        message=message_digest(request.body),
        digest=accepted.digest,
        content_type=accepted.content_type,
        contributor=request.contributor,
        received_at=now,
        correlation_id=request.correlation_id,
        publish_at=accepted.article.moment_at(now),
        correction=accepted.article.correction,
    )


def withdrawal_record(
    request: DeskRequest, withdrawal: Withdrawal, name: RevisionName, now: datetime, based_on: str
) -> Record:
    """Make the record of a withdrawal, which has no message; parameters as above."""
    return Record(
        article=request.article_id,
        name=name,
        based_on=(based_on,),
        message=None,
        digest=canonical_digest(withdrawal.statement),
        content_type=None,
        contributor=request.contributor,
        received_at=now,
        correlation_id=request.correlation_id,
        withdrawal=withdrawal,
    )


def is_same_submission(stored: Record, sent: Record) -> bool:
    """Whether two records have the same content and basis, by any sender at any time."""
    return (stored.based_on, stored.message, stored.withdrawal) == (
        sent.based_on,
        sent.message,
        sent.withdrawal,
    )


def sent_before(sent: Record, records: Iterable[Record]) -> Record | None:
    """Find the revision that an earlier try of this request made."""
    return next((stored for stored in records if is_same_submission(stored, sent)), None)
