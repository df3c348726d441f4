"""Look-ups: an article as it stands, the desk's lists, revisions and their bytes, and previews."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.desk.documents import Receipt, public_url, report_document, revision_document
from broadsheet.desk.illustrations import unseen_illustrations
from broadsheet.desk.lists import list_articles
from broadsheet.desk.preconditions import (
    newest_name,
    no_such_article,
    read_existing,
    read_unerased,
)
from broadsheet.desk.preview_pages import PreviewPages
from broadsheet.desk.suggestions import suggest
from broadsheet.domain.article import Article
from broadsheet.domain.fold import fold, in_order_of_receipt
from broadsheet.domain.head import IndexFault
from broadsheet.domain.ports import DeskIndex, Log, PictureLog
from broadsheet.domain.problems import (
    DamagedLog,
    Fault,
    InvalidQuery,
    NoSuchRevision,
    UnreadableRevision,
)
from broadsheet.domain.readable_state import ReadableState, last_readable
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.body import clean_body
from broadsheet.formats.stored_articles import stored_article
from broadsheet.formats.stored_changes import stored_changes
from broadsheet.site import Site

if TYPE_CHECKING:
    from broadsheet.pages.response import Response


class LookUps:
    """Everything that the desk may read and that changes nothing.

    Parameters
    ----------
    log, index
        Where articles are kept, and where they are listed.
    site
        The paper's settings.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    pictures
        What happened to the pictures that articles show.
    """

    def __init__(
        self, log: Log, index: DeskIndex, site: Site, site_url: str, pictures: PictureLog
    ) -> None:
        self._log = log
        self._pictures = pictures
        self._index = index
        self._site = site
        self._site_url = site_url
        self._pages = PreviewPages(index, pictures, site, site_url)

    def report(
        self, article: str, query: Mapping[str, str], now: datetime
    ) -> tuple[str, dict[str, object]]:
        """Read an article back from the log; what cannot be read is set aside, and is the fault.

        Parameters
        ----------
        article
            Its id.
        query
            ``revision``: as of which, if not the one that stands. ``body``: ``html`` if the report
            is to have that, too.
        now
            What is due by then is published.

        Returns
        -------
        tuple
            The name of the revision that stands, and the report.

        Raises
        ------
        NoSuchArticle, ArticleErased, NoSuchRevision, InvalidQuery
            If there is none, or none any more, or it has no such revision.
        UnreadableRevision, DamagedLog
            If that revision, or all of it, cannot be read.
        """
        wants_body = _wants_body(query)
        reading = read_existing(self._log, article)
        readable, unreadable = last_readable(reading, self._article)
        if "revision" in query:
            readable = self._stood(reading, _named(reading, query["revision"]))
        if readable is None:
            raise _nothing_left(reading, unreadable)
        document = self._document(readable, unreadable, now)
        item = readable.article
        if wants_body:
            document["body_html"] = item and clean_body(item.body, item.body_format)
        return str(readable.state.head.name), document

    def _document(
        self, readable: ReadableState, unreadable: Sequence[UnreadableRevision], now: datetime
    ) -> dict[str, object]:
        state, item = readable.state, readable.article
        receipt = Receipt.of(
            state.head, state, public_url(self._site_url, state.article, item), now
        )
        if state.item and item:
            changes = stored_changes(self._log, state.item, item)
            unseen = unseen_illustrations(self._pictures, item.illustrations)
            receipt = replace(receipt, changes=(*changes, *unseen))
        head, fault = self._index.head_and_fault(state.article)
        if unreadable and fault is None:
            fault = IndexFault(unreadable[0].revision, str(unreadable[0]), now)
        return report_document(receipt, state, item, head, fault)

    def suggestions(self) -> dict[str, object]:
        """Suggest bylines and tags; see :func:`suggest`."""
        return suggest(self._index)

    def articles(self, query: Mapping[str, str], now: datetime) -> dict[str, object]:
        """List the articles of one status; see :func:`list_articles`."""
        return list_articles(self._index, self._site_url, query, now)

    def revisions(self, article: str) -> dict[str, object]:
        """List every revision of an article, in the order of their receipt.

        Raises
        ------
        NoSuchArticle, ArticleErased
            If there is none, or none any more.
        """
        reading = self._read(article)
        readable, unreadable = last_readable(reading, self._article)
        stands = readable and readable.state.head
        return {
            "id": article,
            "revisions": [
                revision_document(record, stands=record == stands)
                for record in in_order_of_receipt(reading.records)
            ],
            "unreadable": [
                {"revision": error.revision, "reason": error.reason} for error in unreadable
            ],
        }

    def message_url(self, article: str, revision: str) -> str:
        """Return an address, good for a minute, of the exact bytes of a revision.

        Raises
        ------
        NoSuchArticle, ArticleErased, NoSuchRevision
            If there is none, or it is a withdrawal, which has no bytes.
        UnreadableRevision
            If its record cannot be read, and so not which bytes are its own.
        """
        record = _named(self._read(article), revision)
        if record.message is None:
            raise NoSuchRevision(f"{revision} is a withdrawal: it came without bytes.")
        return self._log.message_url(record.message, record.content_type)

    def preview(self, article: str, revision: str | None, now: datetime) -> "Response":
        """Show the page of an article as it would be if a revision stood and were published.

        Parameters
        ----------
        article
            Held, scheduled, published or withdrawn.
        revision
            Its name; without one the newest that is no withdrawal.
        now
            What stands around the article is of this moment.

        Raises
        ------
        NoSuchArticle, ArticleErased, NoSuchRevision
            If there is none, or it is a withdrawal, which has no page.
        UnreadableRevision
            If it cannot be read.
        """
        return self._pages.page(self._as_of(self._read(article), revision), now)

    def _as_of(self, reading: LogReading, revision: str | None) -> ReadableState:
        """Return how the article stood at a revision that has a page."""
        record = _named(reading, revision) if revision else _newest_item(reading)
        if record.withdrawal:
            raise NoSuchRevision(f"{revision} is a withdrawal: preview the revision before it.")
        return self._stood(reading, record)

    def _stood(self, reading: LogReading, record: Record) -> ReadableState:
        """Fold what had been received when a revision was, and let that revision stand."""
        known = tuple(each for each in reading.records if each.received_at <= record.received_at)
        state = fold(known)
        item = record if record.message else state.item
        article = self._article(item) if item else None
        return ReadableState(replace(state, head=record), article, known)

    def _article(self, record: Record) -> Article:
        return stored_article(self._log, record, self._site)

    def _read(self, article: str) -> LogReading:
        """Read the log of an article of which anything stands there, be it only what is damaged."""
        reading = read_unerased(self._log, article)
        if not (reading.records or reading.unreadable):
            raise no_such_article(article)
        return reading


def _wants_body(query: Mapping[str, str]) -> bool:
    wanted = query.get("body")
    if wanted not in {None, "html"}:
        raise InvalidQuery(
            "The report has no such body.",
            faults=[Fault("?body", "is html, or absent where none is wanted")],
        )
    return wanted is not None


def _named(reading: LogReading, revision: str) -> Record:
    for record in reading.records:
        if str(record.name) == revision:
            return record
    for error in reading.unreadable:
        if error.revision == revision:
            raise error
    raise NoSuchRevision(f"The article has no revision {revision!r}; GET its revisions.")


def _newest_item(reading: LogReading) -> Record:
    """Return the item that stands, or that was withdrawn."""
    item = fold(reading.records).item if reading.records else None
    if item is None:
        if reading.unreadable:
            raise reading.unreadable[0]
        raise NoSuchRevision("The article has come as a withdrawal only: there is no page yet.")
    return item


def _nothing_left(reading: LogReading, unreadable: Sequence[UnreadableRevision]) -> DamagedLog:
    newest = newest_name(reading)
    return DamagedLog(
        f"{unreadable[0]}, and nothing else of the article can. An engineer has to look at it. "
        f'Until then DELETE takes it down, and PUT replaces it, with If-Match: "{newest}".',
        revision=str(newest),
    )
