"""What is derived of an article's log for its history: a content for each public revision."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from broadsheet.domain.fold import ArticleState
from broadsheet.domain.history import History, HistoryEntry, PublicRevision, public_revisions
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.newsroom.derived import content_of
from broadsheet.newsroom.items import GoodState, read_item
from broadsheet.newsroom.stores import Contents, LogStore
from broadsheet.site import Site

_AT_ONCE = 16
"""Revisions whose messages are in memory together."""


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
    entries = [
        entry
        for start in range(0, len(public), _AT_ONCE)
        for entry in _stored(public[start : start + _AT_ONCE], log, contents, site)
    ]
    return contents.store_history(History(good.state.article, tuple(entries)))


def _stored(
    public: Sequence[PublicRevision], log: LogStore, contents: Contents, site: Site
) -> Iterator[HistoryEntry]:
    """Keep the contents of some revisions, which may have a message of a megabyte each."""
    digests = {each.state.item.message or "" for each in public if each.state.item}
    messages = _ReadMessages(log.read_messages(digests))
    readable = []
    for each in public:
        with suppress(UnreadableRevision):
            if each.state.item:
                readable.append((each, read_item(messages, each.state.item, site)))
    keys = contents.store_all([content_of(each.state, article) for each, article in readable])
    for (each, article), key in zip(readable, keys, strict=True):
        yield HistoryEntry(
            revision=str(each.state.head.name),
            public_from=each.public_from,
            public_until=each.public_until,
            headline=article.headline,
            language=article.language,
            correction=_correction(each.state),
            content=key,
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
