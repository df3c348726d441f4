"""What is derived of an article's log for its history: a content for each public revision."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState
from broadsheet.domain.history import History, HistoryEntry, PublicRevision, public_revisions
from broadsheet.domain.ports import ContentWriter, LogStore
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.formats.stored_articles import GoodState, read_item
from broadsheet.indexing.derived import content_of
from broadsheet.site import Site

_AT_ONCE = 4
"""Revisions that are in memory together: each may be a megabyte, as text four, and twice."""


def store_history(
    good: GoodState, log: LogStore, contents: ContentWriter, site: Site
) -> str | None:
    """Keep the contents of all public revisions, and the list of them.

    A revision that cannot be read any more is not listed: what it said cannot be shown.

    Returns
    -------
    str or None
        The key of the history; nothing where only one revision was public, whose head says it all.
    """
    public = public_revisions(good.records)
    if len(public) < 2:  # noqa: PLR2004 - as the docstring says
        return None
    kept = contents.kept(good.state.article)
    entries: list[HistoryEntry] = []
    for start in range(0, len(public), _AT_ONCE):
        some = _readable(public[start : start + _AT_ONCE], log, site)
        keys = contents.store_all([content_of(each.state, item) for each, item in some], kept)
        entries += [_entry(each, item, key) for (each, item), key in zip(some, keys, strict=True)]
    return contents.store_history(History(good.state.article, tuple(entries)))


def _readable(
    public: Sequence[PublicRevision], log: LogStore, site: Site
) -> list[tuple[PublicRevision, Article]]:
    """Read the items of some revisions, those that can be read."""
    items = [(each, each.state.item) for each in public if each.state.item]
    messages = _ReadMessages(log.read_messages({item.message or "" for _, item in items}))
    readable = []
    for each, item in items:
        with suppress(UnreadableRevision):
            readable.append((each, read_item(messages, item, site)))
    return readable


def _entry(public: PublicRevision, article: Article, content: str) -> HistoryEntry:
    return HistoryEntry(
        revision=str(public.state.head.name),
        public_from=public.public_from,
        public_until=public.public_until,
        headline=article.headline,
        language=article.language,
        correction=_correction(public.state),
        content=content,
    )


class _ReadMessages:
    """Messages that have been read already."""

    def __init__(self, messages: Mapping[str, bytes]) -> None:
        self._messages = messages

    def message(self, digest: str) -> bytes:
        return self._messages[digest]


def _correction(state: ArticleState) -> str | None:
    """Give what the revision that stands told readers that it put right."""
    told = [note.text for note in state.public_corrections if note.at == state.head.received_at]
    return told[-1] if told and state.head.correction else None
