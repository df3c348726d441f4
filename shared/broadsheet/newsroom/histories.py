"""What is derived of an article's log for its history: a content for each public revision."""

from broadsheet.domain.fold import ArticleState
from broadsheet.domain.history import History, HistoryEntry, PublicRevision, public_revisions
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.newsroom.derived import content_of
from broadsheet.newsroom.items import GoodState, read_item
from broadsheet.newsroom.stores import Contents, LogStore
from broadsheet.site import Site


def store_history(good: GoodState, log: LogStore, contents: Contents, site: Site) -> str | None:
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
    entries = [_stored(revision, log, contents, site) for revision in public]
    return contents.store_history(History(good.state.article, tuple(filter(None, entries))))


def _stored(
    public: PublicRevision, log: LogStore, contents: Contents, site: Site
) -> HistoryEntry | None:
    state = public.state
    if state.item is None:
        return None
    try:
        article = read_item(log, state.item, site)
    except UnreadableRevision:
        return None
    return HistoryEntry(
        revision=str(state.head.name),
        public_from=public.public_from,
        public_until=public.public_until,
        headline=article.headline,
        language=article.language,
        correction=_correction(state),
        content=contents.store(content_of(state, article)),
    )


def _correction(state: ArticleState) -> str | None:
    """Give what the revision that stands told readers that it put right."""
    told = [note.text for note in state.public_corrections if note.at == state.head.received_at]
    return told[-1] if told and state.head.correction else None
