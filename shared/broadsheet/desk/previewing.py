"""Previewing: the page that a document would make, and all that is wrong with it; none is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from broadsheet.desk.documents import public_url
from broadsheet.desk.illustrations import check_illustrations
from broadsheet.desk.preconditions import next_name, read_existing
from broadsheet.desk.preview_pages import PreviewPages
from broadsheet.desk.requests import DeskRequest
from broadsheet.desk.submissions import article_record
from broadsheet.domain.fold import fold
from broadsheet.domain.identity import ARTICLE_ID
from broadsheet.domain.ports import DeskIndex, Log, PictureLog
from broadsheet.domain.problems import Fault, InvalidArticle, NoSuchArticle
from broadsheet.domain.readable_state import ReadableState
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.accepting import Accepted, accept_document
from broadsheet.formats.body import clean_body
from broadsheet.formats.changes import Change
from broadsheet.site import Site

_UNNAMED = "preview"
"""The id of what has none yet: it is in the page's own address alone."""


@dataclass(frozen=True, slots=True)
class DocumentPreview:
    """What a document would make.

    Attributes
    ----------
    page
        The page as readers would get it; nothing where the document is no article.
    body
        The body as safe HTML, pictures as ``<img src="image:…">``; likewise.
    url
        Where readers would find it, once it has an id.
    faults, changes
        What is wrong with it, and what of it readers do not get as it was sent.
    """

    page: str | None = None
    body: str | None = None
    url: str | None = None
    faults: Sequence[Fault] = ()
    changes: Sequence[Change] = ()

    def document(self) -> dict[str, object]:
        """Write it as the API does."""
        return {
            "page": self.page,
            "body": self.body,
            "url": self.url,
            "faults": [asdict(fault) for fault in self.faults],
            "warnings": [asdict(change) for change in self.changes],
        }


class Previewing:
    """Previews of documents.

    Parameters
    ----------
    log, index, pictures
        What the document would stand beside: earlier revisions, other articles, pictures.
    site
        The paper's settings.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    """

    def __init__(
        self, log: Log, index: DeskIndex, site: Site, site_url: str, pictures: PictureLog
    ) -> None:
        self._log, self._pictures = log, pictures
        self._site, self._site_url = site, site_url
        self._pages = PreviewPages(index, pictures, site, site_url)

    def preview(self, request: DeskRequest, now: datetime) -> DocumentPreview:
        """Show what the document of a request would make, were it published now.

        Parameters
        ----------
        request
            Its query may name the ``article`` that the document is to be the next revision of.
        now
            The date of an article that has none yet.

        Raises
        ------
        MalformedDocument, UnsupportedFormat, DocumentTooLarge
            If the document cannot be read at all.
        NoSuchArticle, ArticleErased
            If there is no such article, or none any more.
        """
        named = request.query.get("article")
        reading = self._reading(named)
        try:
            accepted = accept_document(*request.document, self._site)
        except InvalidArticle as problem:
            return DocumentPreview(faults=problem.faults)
        faults, changes = self._of_pictures(accepted)
        article = named or accepted.named_id or _UNNAMED
        state = self._as_if_received(request, accepted, article, reading, now)
        page = self._pages.page(state, now)
        body = clean_body(accepted.article.body, accepted.article.body_format)
        url = public_url(self._site_url, article, accepted.article) if article != _UNNAMED else None
        return DocumentPreview(page.body, body, url, faults, (*accepted.changes, *changes))

    def _reading(self, named: str | None) -> LogReading:
        if named is None:
            return LogReading((), ())
        if not ARTICLE_ID.fullmatch(named):
            raise NoSuchArticle(f"No article has the id {named!r}.")
        return read_existing(self._log, named)

    def _of_pictures(self, accepted: Accepted) -> tuple[Sequence[Fault], Sequence[Change]]:
        try:
            return (), check_illustrations(self._pictures, accepted.article.illustrations)
        except InvalidArticle as problem:
            return problem.faults, ()

    def _as_if_received(
        self,
        request: DeskRequest,
        accepted: Accepted,
        article: str,
        reading: LogReading,
        now: datetime,
    ) -> ReadableState:
        """Fold what had been received with what is not, and let that stand.

        It is not withdrawn, whatever stands: sent, it would bring the article back.
        """
        record = article_record(request, accepted, article, next_name(reading), now)
        known = (*reading.records, record)
        return ReadableState(replace(fold(known), head=record), accepted.article, known)
