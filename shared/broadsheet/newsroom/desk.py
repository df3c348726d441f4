"""The desk: submitting, revising, withdrawing and reading back articles.

A submission is two writes: the message with its exact bytes, then the record that makes it a
revision. What fails between them leaves a message that nobody refers to, and a client that sends
the same again finishes the work.
"""

from datetime import datetime

from broadsheet.domain.article import Article, Hold
from broadsheet.domain.fold import ArticleState, desk_head, fold
from broadsheet.domain.head import IndexFault, status_of
from broadsheet.domain.identity import article_key, article_path, made_id
from broadsheet.domain.problems import (
    ArticleExists,
    Fault,
    InvalidArticle,
    NoSuchArticle,
    StaleRevision,
)
from broadsheet.domain.revision import Record, RevisionName, Withdrawal, message_digest
from broadsheet.formats.article_json import read_article
from broadsheet.formats.json_document import canonical_digest, parse_json_document
from broadsheet.newsroom.items import last_good, read_item, read_unerased
from broadsheet.newsroom.receipts import Receipt, report_document
from broadsheet.newsroom.requests import ARTICLE_TYPE, DeskRequest
from broadsheet.newsroom.stores import FaultIndex, LogStore
from broadsheet.newsroom.submissions import (
    is_same_submission,
    record_of,
    sent_before,
    with_article,
    with_withdrawal,
)
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
        records, based_on = self._records(request.article_id), request.based_on
        article, named_id, digest = self._read(request)
        record = record_of(request, request.article_id, _next_name(records), now, based_on)
        record = with_article(record, request.body, article, digest)
        if retried := sent_before(record, records):
            return self._receipt_again(retried, now)
        state = fold(records)
        _check_stands(state, based_on)
        _check_follows(article, named_id, state, now)
        return self._append(record, records, request.body, article, now)

    def withdraw(self, request: DeskRequest, withdrawal: Withdrawal, now: datetime) -> Receipt:
        """Take an article down.

        Raises
        ------
        NoSuchArticle, RevisionRequired, StaleRevision
            As for :meth:`revise`.
        """
        records, based_on = self._records(request.article_id), request.based_on
        record = record_of(request, request.article_id, _next_name(records), now, based_on)
        record = with_withdrawal(record, withdrawal)
        if retried := sent_before(record, records):
            return self._receipt_again(retried, now)
        state = fold(records)
        _check_stands(state, based_on)
        return self._append(record, records, None, self._item(state), now)

    def report(self, request: DeskRequest, now: datetime) -> tuple[Receipt, dict[str, object]]:
        """Read an article back from the log, with how far the index has come with it.

        Where a revision cannot be read the report is of the last good one, and tells the fault.

        Raises
        ------
        NoSuchArticle, ArticleErased
            If there is none, or none any more.
        UnreadableRevision
            If nothing of it can be read.
        """
        reading = read_unerased(self._log, request.article_id)
        good, unreadable = last_good(self._log, reading, self._site)
        if good is None:
            raise unreadable[0] if unreadable else _no_such(request.article_id)
        receipt = self._receipt(good.state.head, good.state, good.article, now)
        head, fault = self._index.head_and_fault(request.article_id)
        if unreadable and fault is None:
            fault = IndexFault(unreadable[0].revision, str(unreadable[0]), now)
        return receipt, report_document(receipt, good.state, good.article, head, fault)

    def _records(self, article_id: str) -> tuple[Record, ...]:
        """Read the revisions that a change is to follow; all of them, since one may be missing."""
        reading = read_unerased(self._log, article_id)
        if reading.unreadable:
            raise reading.unreadable[0]
        if not reading.records:
            raise _no_such(article_id)
        return reading.records

    def _item(self, state: ArticleState) -> Article | None:
        return read_item(self._log, state.item, self._site) if state.item else None

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
        records = self._records(sent.article)
        stored = next(record for record in records if record.name == sent.name)
        state = fold(records)
        if not is_same_submission(stored, sent):
            raise _stale(state, *sent.based_on) if sent.based_on else _exists(state)
        return self._receipt(stored, state, self._item(state), now)

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


def _no_such(article_id: str) -> NoSuchArticle:
    return NoSuchArticle(f"No article has the id {article_id!r}; POST /articles makes one.")


def _next_name(records: tuple[Record, ...]) -> RevisionName:
    newest = desk_head(records)
    return RevisionName.of_desk(newest.name.number + 1 if newest else 1)


def _exists(state: ArticleState) -> ArticleExists:
    stands = str(state.head.name)
    return ArticleExists(
        f"The id {state.article!r} is taken by an article that began with other content. "
        f'To change it, PUT /articles/{state.article} with If-Match: "{stands}"; '
        "for a new article choose another id, or none."
    )


def _stale(state: ArticleState, based_on: str) -> StaleRevision:
    stands = str(state.head.name)
    return StaleRevision(
        f'The article stands at revision "{stands}", and the change was based on '
        f'"{based_on}". GET it, make the change again, and send If-Match: "{stands}".',
        headers={"ETag": f'"{stands}"'},
    )


def _check_stands(state: ArticleState, based_on: str) -> None:
    if based_on != str(state.head.name):
        raise _stale(state, based_on)


def _check_follows(
    article: Article, named_id: str | None, state: ArticleState, now: datetime
) -> None:
    """Hold a revision to the rules that depend on what stands."""
    faults = []
    if named_id not in {None, state.article}:
        faults.append(
            Fault("/id", f"is the id of another article than the path's, {state.article!r}")
        )
    moment = article.publish_at
    if state.is_public(now) and moment and (moment is Hold.HOLD or moment > now):
        faults.append(
            Fault(
                "/publish_at",
                "would take a published article back; withdraw it with DELETE, "
                "or leave publish_at away to keep it as it is",
            )
        )
    if faults:
        raise InvalidArticle("The article cannot follow what stands.", faults=faults)
