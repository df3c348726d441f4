"""Editing: submitting, revising and withdrawing articles.

A submission is two writes: the message with its exact bytes, then the record that makes it a
revision. What fails between them leaves a message that nobody refers to, and a client that sends
the same again finishes the work.
"""

from dataclasses import replace
from datetime import datetime

from broadsheet.desk.documents import Receipt, public_url
from broadsheet.desk.illustrations import check_illustrations
from broadsheet.desk.preconditions import (
    follow,
    last_state,
    next_name,
    read_existing,
    stale,
)
from broadsheet.desk.requests import DeskRequest
from broadsheet.desk.submissions import (
    article_record,
    is_same_submission,
    sent_before,
    submitted_id,
    withdrawal_record,
)
from broadsheet.domain.article import Article
from broadsheet.domain.fold import fold
from broadsheet.domain.identity import made_id
from broadsheet.domain.ports import Log, PictureLog
from broadsheet.domain.problems import ArticleExists, UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import RevisionName
from broadsheet.formats.accepting import Accepted, accept_document
from broadsheet.formats.stored_articles import stored_article
from broadsheet.site import Site


class Desk:
    """The desk of one paper.

    Parameters
    ----------
    log
        Where articles are kept.
    site
        The paper's settings.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    pictures
        What happened to the pictures that articles show.
    """

    def __init__(self, log: Log, site: Site, site_url: str, pictures: PictureLog) -> None:
        self._log = log
        self._pictures = pictures
        self._site = site
        self._site_url = site_url

    def submit(self, request: DeskRequest, now: datetime) -> Receipt:
        """Take in a new article.

        Raises
        ------
        MalformedDocument, InvalidArticle, UnsupportedFormat, DocumentTooLarge
            If the document is not an article.
        ArticleExists, ArticleErased
            If its id or its key is taken by an article that began with other content, or was an
            erased one's.
        """
        accepted = self._accepted(request)
        # The bytes of an erased one are not even kept: this comes before they are.
        article = submitted_id(self._log, request, accepted.named_id, now)
        record = article_record(request, accepted, article, RevisionName.of_desk(1), now)
        receipt = self._append(request, record, (), accepted.article, now)
        return replace(receipt, changes=accepted.changes)

    def revise(self, request: DeskRequest, now: datetime) -> Receipt:
        """Take in the next revision of an article.

        Raises
        ------
        NoSuchArticle, ArticleErased, RevisionRequired, StaleRevision
            If there is no article, or the request does not name the revision that stands.
        MalformedDocument, InvalidArticle, UnsupportedFormat, DocumentTooLarge
            If the document is not an article, or may not follow what stands.
        """
        article = request.article_id
        reading, based_on = read_existing(self._log, article), request.based_on
        accepted = self._accepted(request)
        record = article_record(request, accepted, article, next_name(reading), now, based_on)
        if retried := sent_before(record, reading.records):
            receipt = self._receipt_again(retried, now)
        else:
            followed = follow(reading, record, self._article)
            followed.check(accepted.article, accepted.named_id, now)
            receipt = self._append(request, record, reading.records, accepted.article, now)
        return replace(receipt, changes=accepted.changes)

    def withdraw(self, request: DeskRequest, now: datetime) -> Receipt:
        """Take an article down.

        Raises
        ------
        InvalidArticle
            If readers cannot be told what the request asks for.
        NoSuchArticle, ArticleErased, RevisionRequired, StaleRevision
            As for :meth:`revise`.
        """
        withdrawal = request.withdrawal
        reading, based_on = read_existing(self._log, request.article_id), request.based_on
        record = withdrawal_record(request, withdrawal, next_name(reading), now, based_on)
        if retried := sent_before(record, reading.records):
            return self._receipt_again(retried, now)
        follow(reading, record, self._article)
        return self._append(request, record, reading.records, self._item(reading.records), now)

    def _accepted(self, request: DeskRequest) -> Accepted:
        """Return the article that a request sends, with pictures that it may show."""
        accepted = accept_document(*request.document, self._site)
        unseen = check_illustrations(self._pictures, accepted.article.illustrations)
        return replace(accepted, changes=(*accepted.changes, *unseen))

    def _article(self, record: Record) -> Article:
        return stored_article(self._log, record, self._site)

    def _item(self, records: tuple[Record, ...]) -> Article | None:
        """Read the item that stands, or that was withdrawn; nothing where it cannot be read."""
        item = fold(records).item if records else None
        try:
            return self._article(item) if item else None
        except UnreadableRevision:
            return None

    def _append(
        self,
        request: DeskRequest,
        record: Record,
        records: tuple[Record, ...],
        article: Article | None,
        now: datetime,
    ) -> Receipt:
        """Write a revision, its message first, where nobody was faster."""
        if record.content_type:
            self._log.store_message(request.body, record.content_type)
        if self._log.append(record):
            url = public_url(self._site_url, record.article, article)
            return Receipt.of(record, fold([*records, record]), url, now, is_new=True)
        key = None if record.based_on else request.idempotency_key
        return self._receipt_again(record, now, key)

    def _receipt_again(self, sent: Record, now: datetime, key: str | None = None) -> Receipt:
        """Answer for a revision that stands in the log already, if it says what was sent."""
        reading = read_existing(self._log, sent.article)
        stored = next((record for record in reading.records if record.name == sent.name), None)
        if stored is None or not is_same_submission(stored, sent, however_written=key is not None):
            _, stands = last_state(reading, self._article)
            raise stale(stands, *sent.based_on) if sent.based_on else _exists(sent, stands, key)
        url = public_url(self._site_url, sent.article, self._item(reading.records))
        # Whoever loses to a clock that is ahead answers as the winner does.
        return Receipt.of(stored, fold(reading.records), url, max(now, stored.received_at))


def _exists(sent: Record, stands: str, key: str | None) -> ArticleExists:
    taken, other = f"The id {sent.article!r}", "id"
    if key and sent.article == made_id(sent.contributor, key):
        taken, other = f"The Idempotency-Key {key!r}", "key"
    return ArticleExists(
        f"{taken} is taken by an article that began with other content. "
        f'To change it, PUT /articles/{sent.article} with If-Match: "{stands}"; '
        f"for a new article choose another {other}, or none."
    )
