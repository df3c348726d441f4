"""The archive: what the desk looks up, its lists, an article's revisions, their bytes, previews."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.desk.documents import withdrawal_document
from broadsheet.desk.lists import list_articles
from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState, fold
from broadsheet.domain.identity import article_key, article_path
from broadsheet.domain.moments import write_moment
from broadsheet.domain.ports import DeskIndex, MessageLinks
from broadsheet.domain.problems import NoSuchArticle, NoSuchRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.stored_articles import last_good, read_item, read_unerased
from broadsheet.site import Site

if TYPE_CHECKING:
    from broadsheet.pages.response import Response


class Archive:
    """Everything that the desk may read and that changes nothing.

    Parameters
    ----------
    log, index
        Where articles are kept, and where they are listed.
    site
        The paper's settings.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    """

    def __init__(self, log: MessageLinks, index: DeskIndex, site: Site, site_url: str) -> None:
        self._log = log
        self._index = index
        self._site = site
        self._site_url = site_url

    def articles(self, query: Mapping[str, str], now: datetime) -> dict[str, object]:
        """List the articles of one status; see :func:`list_articles`."""
        return list_articles(self._index, self._site_url, query, now)

    def revisions(self, article_id: str) -> dict[str, object]:
        """Tell of every revision of an article, in the order of their receipt.

        Raises
        ------
        NoSuchArticle, ArticleErased
            If there is none, or none any more.
        """
        reading = self._read(article_id)
        good, unreadable = last_good(self._log, reading, self._site)
        stands = good and good.state.head
        return {
            "id": article_id,
            "revisions": [
                _revision_document(record, stands=record == stands)
                for record in sorted(reading.records, key=_by_receipt)
            ],
            "unreadable": [
                {"revision": error.revision, "reason": error.reason} for error in unreadable
            ],
        }

    def message_url(self, article_id: str, revision: str) -> str:
        """Give an address, good for a minute, of the exact bytes of a revision.

        Raises
        ------
        NoSuchArticle, ArticleErased, NoSuchRevision
            If there is none, or it is a withdrawal, which has no bytes.
        UnreadableRevision
            If its record cannot be read, and so not which bytes are its own.
        """
        record = _named(self._read(article_id), revision)
        if record.message is None:
            raise NoSuchRevision(f"{revision} is a withdrawal: it came without bytes.")
        return self._log.message_url(record.message, record.content_type)

    def preview(self, article_id: str, revision: str | None, now: datetime) -> "Response":
        """Show the page of an article as it would be if a revision stood and were published.

        Parameters
        ----------
        article_id
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
        # Templates and calendars are a third of a second at a cold start: only who asks for a page
        # waits for them.
        from broadsheet.indexing.derived import content_of, head_of  # noqa: PLC0415
        from broadsheet.pages.preview import Previews  # noqa: PLC0415

        state, article = self._as_of(self._read(article_id), revision)
        path = article_path(article.section, article.slug, article_key(article_id))
        head = head_of(state, path=path, content=None, lists=())
        return Previews(self._site, self._index, self._site_url).page(
            head, content_of(state, article), now
        )

    def _as_of(self, reading: LogReading, revision: str | None) -> tuple[ArticleState, Article]:
        """Fold what had been received when a revision was, and let that revision stand."""
        record = _named(reading, revision) if revision else _newest_item(reading)
        if record.withdrawal:
            raise NoSuchRevision(f"{revision} is a withdrawal: preview the revision before it.")
        article = read_item(self._log, record, self._site)
        known = [each for each in reading.records if each.received_at <= record.received_at]
        return replace(fold(known), head=record), article

    def _read(self, article_id: str) -> LogReading:
        reading = read_unerased(self._log, article_id)
        if not (reading.records or reading.unreadable):
            raise NoSuchArticle(f"No article has the id {article_id!r}; POST /articles makes one.")
        return reading


def _named(reading: LogReading, revision: str) -> Record:
    for record in reading.records:
        if str(record.name) == revision:
            return record
    for error in reading.unreadable:
        if error.revision == revision:
            raise error
    raise NoSuchRevision(f"The article has no revision {revision!r}; GET its revisions.")


def _newest_item(reading: LogReading) -> Record:
    """Give the item that stands, or that was withdrawn."""
    item = fold(reading.records).item if reading.records else None
    if item is None:
        if reading.unreadable:
            raise reading.unreadable[0]
        raise NoSuchRevision("The article has come as a withdrawal only: there is no page yet.")
    return item


def _by_receipt(record: Record) -> tuple[datetime, str, Sequence[object]]:
    return record.received_at, record.name.part, record.name.order


def _revision_document(record: Record, *, stands: bool) -> dict[str, object]:
    moment = record.publish_at
    path = f"/articles/{record.article}/revisions/{record.name}"
    return {
        "revision": str(record.name),
        "stands": stands,
        "received_at": write_moment(record.received_at),
        "contributor": record.contributor,
        "based_on": list(record.based_on),
        "publish_at": write_moment(moment) if isinstance(moment, datetime) else moment,
        "correction": record.correction,
        "withdrawal": withdrawal_document(record.withdrawal),
        "message": record.message,
        "link": path if record.message else None,
    }
