"""Submissions: the article and the record that a request becomes, and what was sent before."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from broadsheet.desk.preconditions import read_unerased
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.identity import made_id, newest_number, numbered_id
from broadsheet.domain.keys import message_digest
from broadsheet.domain.ports import Log
from broadsheet.domain.record import Record, Withdrawal
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.accepting import Accepted
from broadsheet.formats.json_document import canonical_digest

SAME_BYTES_LAST = timedelta(hours=24)
"""How long the same bytes are the same submission, from their first receipt on."""
_FIRST = RevisionName.of_desk(1)


def submitted_id(log: Log, request: DeskRequest, named_id: str | None, now: datetime) -> str:
    """Return the id of the article that a request submits, whether or not it is there already.

    Parameters
    ----------
    log, request, now
        Where articles are kept; who sends which bytes, and when.
    named_id
        The id that the document names, if it does. Otherwise an ``Idempotency-Key`` makes it, and
        where there is none the bytes do.

    Raises
    ------
    ArticleErased
        If the article was erased.

    Notes
    -----
    The same bytes are the same article for ``SAME_BYTES_LAST``, be it withdrawn, and then a new
    one, with the next number. The newest number and the moment of its first receipt stand in the
    log. So all who send the same bytes at once come to one id, whatever the time of day, and the
    conditional write of its first record lets one of them begin the article.
    """
    key = request.idempotency_key
    if article := named_id or (key and made_id(request.contributor, key)):
        read_unerased(log, article)
        return article
    made = made_id(request.contributor, message_digest(request.body))
    newest = newest_number(made, log.articles(made))
    if newest == 0:
        return made
    article = numbered_id(made, newest)
    return numbered_id(made, newest + 1) if _is_over(read_unerased(log, article), now) else article


def _is_over(reading: LogReading, now: datetime) -> bool:
    """Whether bytes that began an article begin another; not where its beginning is damaged."""
    began = [record.received_at for record in reading.records if record.name == _FIRST]
    return bool(began) and now - began[0] >= SAME_BYTES_LAST


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


def is_same_submission(stored: Record, sent: Record, *, however_written: bool = False) -> bool:
    """Whether two records have the same content and basis, by any sender at any time.

    Parameters
    ----------
    stored, sent
        The two.
    however_written
        Whether documents that say the same are the same content, and not only the same bytes.
    """
    has_content = (
        stored.digest == sent.digest if however_written else stored.message == sent.message
    )
    return has_content and (stored.based_on, stored.withdrawal) == (sent.based_on, sent.withdrawal)


def sent_before(sent: Record, records: Iterable[Record]) -> Record | None:
    """Find the revision that an earlier try of this request made."""
    return next((stored for stored in records if is_same_submission(stored, sent)), None)
