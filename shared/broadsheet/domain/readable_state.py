"""The last state of an article that can be read: what the fold comes to, and the item that stands.

A revision whose item cannot be read is set aside, and the article stands as it stood without it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState, fold
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading

ReadArticle = Callable[[Record], Article]
"""Reads the article that a record names, or raises ``UnreadableRevision``."""


@dataclass(frozen=True, slots=True)
class ReadableState:
    """A state whose item can be read.

    Attributes
    ----------
    state
        What the revisions come to.
    article
        The item; nothing where a withdrawal came alone, or where what was withdrawn cannot be read.
    records
        The revisions that the state was folded from.
    """

    state: ArticleState
    article: Article | None
    records: tuple[Record, ...]


def last_readable(
    reading: LogReading, read: ReadArticle
) -> tuple[ReadableState | None, tuple[UnreadableRevision, ...]]:
    """Fold what can be read of an article, its item too, and set the rest aside.

    Returns
    -------
    tuple
        The state, or nothing if no revision can be read; and what was set aside.
    """
    records, unreadable = reading.records, reading.unreadable
    while records:
        state = fold(records)
        try:
            article = read(state.item) if state.item else None
        except UnreadableRevision as error:
            unreadable = (*unreadable, error)
            if not state.withdrawal:
                records = tuple(record for record in records if record != state.item)
                continue
            article = None  # a withdrawal needs no item: the article is taken down all the same
        return ReadableState(state, article, records), unreadable
    return None, unreadable
