"""Indexing: from the log of an article to its head, its cards and its contents."""

from contextlib import suppress
from functools import partial

from broadsheet.domain.head import Head
from broadsheet.domain.history import HistoryEntry
from broadsheet.domain.identity import article_key
from broadsheet.domain.ports import ContentStore, HeadIndex, Log
from broadsheet.domain.problems import HeadMoved, KeyTaken
from broadsheet.formats.stored_articles import stored_articles
from broadsheet.indexing.contents import derive_contents
from broadsheet.indexing.moving import (
    may_follow,
    never_fewer,
    nothing_there,
    project_log,
    until_settled,
)
from broadsheet.indexing.picturing import Picturing, pictures_of, uses_of
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
    pictures
        Knows of pictures, and lets them know which articles show them.
    """

    def __init__(
        self,
        log: Log,
        contents: ContentStore,
        index: HeadIndex,
        site: Site,
        pictures: Picturing,
    ) -> None:
        self._log = log
        self._pictures = pictures
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
        noted: set[str] = set()
        return until_settled(partial(self._index_once, article, noted), article)

    def _index_once(self, article: str, noted: set[str]) -> Head:
        stands = self._index.head(article_key(article))
        if stands and stands.article != article:
            raise KeyTaken(f"{article!r} and {stands.article!r} share the key {stands.key}")
        projection, unreadable = project_log(self._log, article, self._site)
        if projection and may_follow(projection.head, stands, is_whole=not unreadable):
            stands = self._apply(projection, stands, noted)
        elif stands and noted:
            # An attempt before this one, which could read more, noted what does not stand now.
            self._pictures.leave(stands, noted)
        if unreadable or stands is None:
            raise unreadable[0] if unreadable else nothing_there(article)
        return stands

    def _apply(self, projection: Projection, stands: Head | None, noted: set[str]) -> Head:
        """Put a projection in the place of the head that stands, with the pictures as they are."""
        read = partial(stored_articles, self._log, site=self._site)
        known = self._known(stands) if projection.public else {}
        pictures = pictures_of(projection, read, self._site, known)
        is_again = bool(noted)
        noted.update(pictures)
        projection = projection.naming(pictures)
        projection = projection.with_pictures(self._pictures.see(uses_of(projection.head)))
        head = derive_contents(projection, read, self._contents.write, self._site, known)
        head = never_fewer(head, stands)
        self._pictures.before_moving(head, stands, noted, is_again=is_again)
        self._index.move_head(head, projection.cards, stands)
        has_written = self._pictures.after_moving(head, stands, noted, projection.pictures)
        if has_written and self._index.head(head.key) != head:
            raise HeadMoved(head.key)
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
