"""Indexing: from the log of an article to its head, its cards and its contents."""

from contextlib import suppress
from functools import partial

from broadsheet.domain.head import Head
from broadsheet.domain.history import HistoryEntry
from broadsheet.domain.identity import article_key
from broadsheet.domain.ports import ContentStore, HeadIndex, Log
from broadsheet.domain.problems import KeyTaken
from broadsheet.formats.stored_articles import stored_articles
from broadsheet.indexing.contents import derive_contents
from broadsheet.indexing.moving import (
    may_follow,
    never_fewer,
    nothing_there,
    project_log,
    until_settled,
)
from broadsheet.indexing.projection import Projection
from broadsheet.site import Site


class Indexer:
    """Keeps the index equal to the fold of each article's log.

    Parameters
    ----------
    log, contents, index
        Where articles are kept, where their content goes, and what is kept equal.
    site
        The paper's settings.
    """

    def __init__(self, log: Log, contents: ContentStore, index: HeadIndex, site: Site) -> None:
        self._log = log
        self._contents = contents
        self._index = index
        self._site = site

    def index(self, article: str) -> Head:
        """Fold an article as its log stands now, and move its head there.

        However often and in whatever order this is called, the index ends the same: a fold of
        fewer revisions than the head's never wins.

        Raises
        ------
        UnreadableRevision
            If the log holds something that cannot be read; the head is then at the last revision
            that can be.
        KeyTaken
            If another article has the same key.
        StoreUnavailable
            If AWS is, or others kept moving the head.
        """
        return until_settled(partial(self._index_once, article), article)

    def _index_once(self, article: str) -> Head:
        stands = self._index.head(article_key(article))
        if stands and stands.article != article:
            raise KeyTaken(f"{article!r} and {stands.article!r} share the key {stands.key}")
        projection, unreadable = project_log(self._log, article, self._site)
        if projection and may_follow(projection.head, stands, is_whole=not unreadable):
            stands = self._apply(projection, stands)
        if unreadable or stands is None:
            raise unreadable[0] if unreadable else nothing_there(article)
        return stands

    def _apply(self, projection: Projection, stands: Head | None) -> Head:
        """Put a projection in the place of the head that stands."""
        head = derive_contents(
            projection,
            partial(stored_articles, self._log, site=self._site),
            self._contents.write,
            self._site,
            self._known(stands) if projection.public else {},
        )
        head = never_fewer(head, stands)
        self._index.move_head(head, projection.cards, stands)
        return head

    def _known(self, stands: Head | None) -> dict[str, HistoryEntry]:
        """Return what stands of the history, by sources; nothing of one that cannot be read."""
        if stands is None or stands.history is None:
            return {}
        kept = self._contents.kept(stands.article)
        with suppress(KeyError, ValueError, TypeError):
            entries = self._contents.history(stands.history).entries
            return {entry.source: entry for entry in entries if entry.content in kept}
        return {}
