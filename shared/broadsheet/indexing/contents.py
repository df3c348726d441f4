"""Deriving the contents of an article: what its page shows, and what it showed before.

A revision that was derived before is not derived again, and few are in memory at once.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from broadsheet.domain.article import Article
from broadsheet.domain.content import DerivedObject
from broadsheet.domain.fold import ArticleState
from broadsheet.domain.head import Head
from broadsheet.domain.history import History, HistoryEntry
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import PictureState
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import RevisionName
from broadsheet.indexing.projection import Projection, content_of
from broadsheet.site import Site

DERIVATION = "8"
"""Named anew whenever the same item is derived differently, as when the sanitiser changes."""
_AT_ONCE = 4
"""Revisions that are read together: each may be a megabyte, as text four, and twice."""

ReadArticles = Callable[[Sequence[Record]], Mapping[RevisionName, Article]]
"""Reads the articles of several records at once, those that can be read."""
Write = Callable[[DerivedObject], None]
"""Takes what was derived, and sees that it stands at its key."""


def derive_contents(
    projection: Projection,
    read: ReadArticles,
    write: Write,
    site: Site,
    known: Mapping[str, HistoryEntry],
) -> Head:
    """Derive the content of the page, and of each earlier page that readers may look up.

    A revision that cannot be read is not listed: what it said cannot be shown.

    Parameters
    ----------
    projection, site
        Of the article, and of the paper.
    read, write
        Where the items of earlier revisions come from, and where contents go.
    known
        Revisions derived before, by their sources; those are taken whose pictures look as they did.

    Returns
    -------
    Head
        With the keys of the content and of the history.
    """
    readable = projection.readable
    if readable is None or readable.article is None:
        return projection.head
    content = projection.content().as_object()
    write(content)
    head = replace(projection.head, content=content.key)
    if not projection.public:
        return head
    pictures = projection.pictures
    standing = _entry(readable.state, readable.article, content.key, site, pictures)
    reused = _looking_the_same(known, pictures) | {standing.source: standing}
    entries = _entries(projection, read, write, site, reused)
    write(history := History(head.article, entries).as_object())
    return replace(head, history=history.key)


def _entries(
    projection: Projection,
    read: ReadArticles,
    write: Write,
    site: Site,
    known: dict[str, HistoryEntry],
) -> tuple[HistoryEntry, ...]:
    """Make the entries of a history, and the content of each revision that is not known yet."""
    entries: list[HistoryEntry] = []
    pictures = projection.pictures
    rest = iter([(source_of(each.state, site), each) for each in projection.public])
    while some := list(islice(rest, _AT_ONCE)):
        unknown = [each.state for source, each in some if source not in known]
        articles = read([state.item for state in unknown if state.item])
        for state in unknown:
            article = articles.get(state.item.name) if state.item else None
            with suppress(UnreadableRevision):
                if article:
                    content = content_of(state, article, pictures).as_object()
                    write(content)
                    entry = _entry(state, article, content.key, site, pictures)
                    known[entry.source] = entry
        entries += [
            replace(
                known[source],
                public_from=each.public_from,
                public_until=each.public_until,
                publish_at=each.state.publish_at,
            )
            for source, each in some
            if source in known
        ]
    return tuple(entries)


def _entry(
    state: ArticleState,
    article: Article,
    content: str,
    site: Site,
    pictures: Mapping[str, PictureState],
) -> HistoryEntry:
    """Make the entry of a state, not yet with its moments: equal sources may have several."""
    return HistoryEntry(
        revision=str(state.head.name),
        public_from=state.head.received_at,
        public_until=None,
        headline=article.headline,
        language=article.language,
        correction=_correction(state),
        content=content,
        source=source_of(state, site),
        slug=article.slug,
        pictures=seen_as((each.picture for each in article.illustrations), pictures),
    )


def seen_as(
    ids: Iterable[str], pictures: Mapping[str, PictureState]
) -> tuple[tuple[str, str], ...]:
    """Return the ids of pictures, each with its token, or nothing where readers see none of it."""
    states = ((each, pictures.get(each)) for each in ids)
    return tuple(
        (each, state.shown.token if state and state.shown else "") for each, state in states
    )


def _looking_the_same(
    entries: Mapping[str, HistoryEntry], pictures: Mapping[str, PictureState]
) -> dict[str, HistoryEntry]:
    return {
        source: entry
        for source, entry in entries.items()
        if seen_as((picture for picture, _ in entry.pictures), pictures) == entry.pictures
    }


def source_of(state: ArticleState, site: Site) -> str:
    """Return the digest of all that the content of a state is derived from, but its pictures."""
    item = state.item
    sources = [
        DERIVATION,
        site.newsroom,
        site.language,
        item and [item.message, item.item, item.content_type],
        str(state.head.name),
        write_moment(state.head.received_at),
        state.head.correction,
        [[write_moment(note.at), note.text] for note in state.public_corrections],
    ]
    return hashlib.sha256(json.dumps(sources, ensure_ascii=False).encode()).hexdigest()


def _correction(state: ArticleState) -> str | None:
    """Return the correction that the revision of a state brought, for the readers."""
    told = [note.text for note in state.public_corrections if note.at == state.head.received_at]
    return told[-1] if told and state.head.correction else None
