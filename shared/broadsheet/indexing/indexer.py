"""Indexing: from the log of an article to its head, its cards and its content."""

from dataclasses import replace

from broadsheet.domain.fold import ArticleState
from broadsheet.domain.head import Head, erased_head
from broadsheet.domain.identity import article_key, article_path
from broadsheet.domain.keys import log_prefix
from broadsheet.domain.lists import Card
from broadsheet.domain.ports import ContentWriter, HeadIndex, LogStore
from broadsheet.domain.problems import HeadMoved, KeyTaken, StoreUnavailable, UnreadableRevision
from broadsheet.formats.stored_articles import GoodState, last_good
from broadsheet.indexing.cards import cards_of
from broadsheet.indexing.derived import content_of, head_of
from broadsheet.indexing.histories import store_history
from broadsheet.site import Site

_ATTEMPTS = 5


class Indexer:
    """Keeps the index equal to the fold of each article's log.

    Parameters
    ----------
    log, contents, index
        Where articles are kept, where their content goes, and what is kept equal.
    site
        The paper's settings.
    """

    def __init__(
        self, log: LogStore, contents: ContentWriter, index: HeadIndex, site: Site
    ) -> None:
        self._log = log
        self._contents = contents
        self._index = index
        self._site = site

    def index(self, article_id: str) -> Head:
        """Fold an article as its log stands now, and move its head there.

        However often and in whatever order this is called, the index ends the same: a fold of
        fewer revisions than the head's never wins.

        Raises
        ------
        UnreadableRevision
            If the log holds something that cannot be read; the head is then at the last good
            revision.
        KeyTaken
            If another article has the same key.
        StoreUnavailable
            If AWS is, or others kept moving the head.
        """
        for _ in range(_ATTEMPTS):
            key = article_key(article_id)
            read = self._index.head(key)
            if read and read.article != article_id:
                raise KeyTaken(f"{article_id!r} and {read.article!r} share the key {key}")
            reading = self._log.read(article_id)
            try:
                if reading.is_erased:
                    return self._erase(erased_head(key, reading), read)
                good, unreadable = last_good(self._log, reading, self._site)
                head = self._move(key, good, read, is_whole=not unreadable)
            except HeadMoved:
                continue
            if unreadable or head is None:
                raise unreadable[0] if unreadable else _not_there(article_id)
            return head
        raise StoreUnavailable(f"others kept moving the head of {article_id!r}")

    def _move(
        self, key: str, good: GoodState | None, read: Head | None, *, is_whole: bool
    ) -> Head | None:
        """Move the head from the one that was read, if more is known now."""
        last = read if read or is_whole else self._index.last_head(key)
        if good is None or (last and not _may_follow(good.state, last, is_whole=is_whole)):
            return last
        head, cards = self._derive(key, good)
        if last:
            head = replace(head, folded=max(head.folded, last.folded))
        self._index.move_head(head, cards, read)
        return head

    def _erase(self, head: Head, read: Head | None) -> Head:
        """Move the head of an erased article, unless more tombstones were known already."""
        if read and read.folded > head.folded:
            return read
        self._index.move_head(head, {}, read)
        return head

    def _derive(self, key: str, good: GoodState) -> tuple[Head, dict[str, Card]]:
        state, article = good.state, good.article
        path = article_path(article.section, article.slug, key) if article else None
        content = history = None
        if article and state.withdrawal is None:
            content = self._contents.store(content_of(state, article))
            if self._site.history:
                history = store_history(good, self._log, self._contents, self._site)
        cards = cards_of(state, article, path) if article and path else {}
        head = head_of(state, path=path, content=content, history=history, lists=tuple(cards))
        return head, cards


def _may_follow(state: ArticleState, read: Head, *, is_whole: bool) -> bool:
    """Tell whether a head may move to a state.

    A fold of fewer revisions than the head's never wins, if all of them could be read. Where some
    could not, what they said is lost to this fold, be it that the article is withdrawn: so the head
    never goes back, but a later revision is followed however few are left.
    """
    knows_more = state.folded >= read.folded
    received_at = state.head.received_at
    if is_whole:
        return knows_more
    return received_at > read.received_at or (knows_more and received_at == read.received_at)


def _not_there(article_id: str) -> UnreadableRevision:
    return UnreadableRevision(log_prefix(article_id), "nothing stands there")
