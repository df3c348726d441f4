"""The desk: submitting, revising, withdrawing and reading back articles.

A submission is two writes: the message with its exact bytes, then the record that makes it a
revision. What fails between them leaves a message that nobody refers to, and a client that sends
the same again finishes the work.
"""

from datetime import datetime

from broadsheet.desk.documents import Receipt, report_document
from broadsheet.desk.preconditions import follow, last_state, newest_name, next_name, stale
from broadsheet.desk.requests import ARTICLE_TYPE, DeskRequest
from broadsheet.desk.submissions import (
    is_same_submission,
    record_of,
    sent_before,
    with_article,
    with_withdrawal,
)
from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState, fold
from broadsheet.domain.head import IndexFault, status_of
from broadsheet.domain.identity import article_key, article_path, made_id
from broadsheet.domain.keys import message_digest
from broadsheet.domain.ports import FaultIndex, LogStore
from broadsheet.domain.problems import (
    ArticleExists,
    DamagedLog,
    NoSuchArticle,
    UnreadableRevision,
)
from broadsheet.domain.record import Record, Withdrawal
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.article_json import read_article
from broadsheet.formats.json_document import canonical_digest, parse_json_document
from broadsheet.formats.stored_articles import last_good, read_item, read_unerased
from broadsheet.site import Site


class Desk:
    """The desk of one paper.

    Parameters
    ----------
    log, index
        Where articles are kept, and how far indexing has come.
    site
        The paper's settings.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    """

    def __init__(self, log: LogStore, index: FaultIndex, site: Site, site_url: str) -> None:
        self._log = log
        self._index = index
        self._site = site
        self._site_url = site_url

    def submit(self, request: DeskRequest, now: datetime) -> Receipt:
        """Take in a new article.

        Raises
        ------
        MalformedDocument, InvalidArticle, UnsupportedFormat, DocumentTooLarge
            If the document is not an article.
        ArticleExists, ArticleErased
            If its id is taken by an article that began with other bytes, or was an erased one's.
        """
        article, named_id, digest = self._read(request)
        claim = request.headers.get("idempotency-key") or message_digest(request.body)
        article_id = named_id or made_id(request.contributor, claim)
        read_unerased(self._log, article_id)  # an erased one's bytes are not even kept
        record = record_of(request, article_id, RevisionName.of_desk(1), now)
        record = with_article(record, request.body, article, digest)
        return self._append(record, (), request.body, article, now)

    def revise(self, request: DeskRequest, now: datetime) -> Receipt:
        """Take in the next revision of an article.

        Raises
        ------
        NoSuchArticle, ArticleErased, RevisionRequired, StaleRevision
            If there is no article, or the request does not name the revision that stands.
        MalformedDocument, InvalidArticle, UnsupportedFormat, DocumentTooLarge
            If the document is not an article, or may not follow what stands.
        """
        reading, based_on = self._reading(request.article_id), request.based_on
        article, named_id, digest = self._read(request)
        record = record_of(request, request.article_id, next_name(reading), now, based_on)
        record = with_article(record, request.body, article, digest)
        if retried := sent_before(record, reading.records):
            return self._receipt_again(retried, now)
        follow(self._log, reading, record, self._site).check(article, named_id, now)
        return self._append(record, reading.records, request.body, article, now)

    def withdraw(self, request: DeskRequest, withdrawal: Withdrawal, now: datetime) -> Receipt:
        """Take an article down.

        Raises
        ------
        NoSuchArticle, RevisionRequired, StaleRevision
            As for :meth:`revise`.
        """
        reading, based_on = self._reading(request.article_id), request.based_on
        record = record_of(request, request.article_id, next_name(reading), now, based_on)
        record = with_withdrawal(record, withdrawal)
        if retried := sent_before(record, reading.records):
            return self._receipt_again(retried, now)
        follow(self._log, reading, record, self._site)
        return self._append(record, reading.records, None, self._item(reading.records), now)

    def report(self, request: DeskRequest, now: datetime) -> tuple[Receipt, dict[str, object]]:
        """Read an article back from the log, with how far the index has come with it.

        Where a revision cannot be read the report is of the last good one, and tells the fault.

        Raises
        ------
        NoSuchArticle, ArticleErased
            If there is none, or none any more.
        DamagedLog
            If nothing of it can be read.
        """
        reading = self._reading(request.article_id)
        good, unreadable = last_good(self._log, reading, self._site)
        if good is None:
            raise _nothing_left(reading, unreadable)
        receipt = self._receipt(good.state.head, good.state, good.article, now)
        head, fault = self._index.head_and_fault(request.article_id)
        if unreadable and fault is None:
            fault = IndexFault(unreadable[0].revision, str(unreadable[0]), now)
        return receipt, report_document(receipt, good.state, good.article, head, fault)

    def _reading(self, article_id: str) -> LogReading:
        """Read what a change is to follow."""
        reading = read_unerased(self._log, article_id)
        if newest_name(reading) is None:
            raise NoSuchArticle(f"No article has the id {article_id!r}; POST /articles makes one.")
        return reading

    def _item(self, records: tuple[Record, ...]) -> Article | None:
        """Read the item that stands, or that was withdrawn; nothing where it cannot be read."""
        item = fold(records).item if records else None
        try:
            return read_item(self._log, item, self._site) if item else None
        except UnreadableRevision:
            return None

    def _read(self, request: DeskRequest) -> tuple[Article, str | None, str]:
        """Read the article of a request, the id it names, and the digest of what it says."""
        document = parse_json_document(request.document)
        return *read_article(document, self._site), canonical_digest(document)

    def _append(
        self,
        record: Record,
        records: tuple[Record, ...],
        body: bytes | None,
        article: Article | None,
        now: datetime,
    ) -> Receipt:
        """Write a revision, its message first, where nobody was faster."""
        if body is not None:
            self._log.store_message(body, ARTICLE_TYPE)
        if self._log.append(record):
            return self._receipt(record, fold([*records, record]), article, now, is_new=True)
        return self._receipt_again(record, now)

    def _receipt_again(self, sent: Record, now: datetime) -> Receipt:
        """Answer for a revision that stands in the log already, if it says what was sent."""
        reading = self._reading(sent.article)
        stored = next((record for record in reading.records if record.name == sent.name), None)
        if stored is None or not is_same_submission(stored, sent):
            _, stands = last_state(self._log, reading, self._site)
            raise stale(stands, *sent.based_on) if sent.based_on else _exists(sent.article, stands)
        state = fold(reading.records)
        return self._receipt(stored, state, self._item(reading.records), now)

    def _receipt(
        self,
        record: Record,
        state: ArticleState,
        article: Article | None,
        now: datetime,
        *,
        is_new: bool = False,
    ) -> Receipt:
        url = None
        if article:
            key = article_key(record.article)
            url = self._site_url + article_path(article.section, article.slug, key)
        return Receipt(
            article=record.article,
            revision=str(record.name),
            status=status_of(state.withdrawal, state.publish_at, now),
            url=url,
            received_at=record.received_at,
            is_new=is_new,
        )


def _nothing_left(reading: LogReading, unreadable: tuple[UnreadableRevision, ...]) -> DamagedLog:
    newest = newest_name(reading)
    return DamagedLog(
        f"{unreadable[0]}, and nothing else of the article can. An engineer has to look at it. "
        f'Until then DELETE takes it down, and PUT replaces it, with If-Match: "{newest}".',
        headers={"ETag": f'"{newest}"'},
    )


def _exists(article: str, stands: str) -> ArticleExists:
    return ArticleExists(
        f"The id {article!r} is taken by an article that began with other content. "
        f'To change it, PUT /articles/{article} with If-Match: "{stands}"; '
        "for a new article choose another id, or none."
    )
