"""Preconditions: what must stand, and which revision a change must name, before it is made.

A damaged revision is no reason to let an article stand as it is. The desk follows the last
revision that can be read, or, where nothing is left of that, the newest of which at least the name
is known.
"""

from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.article import Article, Hold
from broadsheet.domain.fold import ArticleState, fold
from broadsheet.domain.ports import Log
from broadsheet.domain.problems import (
    ArticleErased,
    Fault,
    InvalidArticle,
    NoSuchArticle,
    StaleRevision,
)
from broadsheet.domain.readable_state import ReadArticle, last_readable
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import Part, RevisionName
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.fields import OF_ITSELF


def read_unerased(log: Log, article: str) -> LogReading:
    """Read the log of an article.

    Raises
    ------
    ArticleErased
        If it was erased.
    """
    reading = log.read(article)
    if reading.is_erased:
        raise ArticleErased(
            f"The article {article!r} was erased, and its id is refused for ever; "
            "a new article needs another id."
        )
    return reading


def read_existing(log: Log, article: str) -> LogReading:
    """Read the log of an article of which at least the name of a revision is known.

    Raises
    ------
    NoSuchArticle, ArticleErased
        If there is none, or none any more.
    """
    reading = read_unerased(log, article)
    if newest_name(reading) is None:
        raise no_such_article(article)
    return reading


def no_such_article(article: str) -> NoSuchArticle:
    """Make the problem of an id that no article has."""
    return NoSuchArticle(f"No article has the id {article!r}; POST /articles makes one.")


def next_name(reading: LogReading) -> RevisionName:
    """Return the desk's next name: one above the highest in the log, readable or not."""
    return RevisionName.next_of_desk(_names(reading))


def newest_name(reading: LogReading) -> RevisionName | None:
    """Return the name of the desk's newest revision, or of the highest wire's; none of strays."""
    return max(_names(reading), key=lambda name: (name.part is Part.DESK, name.order), default=None)


def last_state(reading: LogReading, read: ReadArticle) -> tuple[ArticleState | None, str]:
    """Return the last readable state, if there is one, and the revision that a change must name."""
    readable, _ = last_readable(reading, read)
    if readable is None:
        return None, str(newest_name(reading))
    return readable.state, str(readable.state.head.name)


def stale(stands: str, based_on: str) -> StaleRevision:
    """Make the problem of a change that was based on another revision than the one that stands."""
    return StaleRevision(
        f'The article stands at revision "{stands}", and the change was based on '
        f'"{based_on}". GET it, make the change again, and send If-Match: "{stands}".',
        revision=stands,
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """What a change follows.

    Attributes
    ----------
    article
        Its id.
    state
        Of the revision that the change is based on; nothing where that cannot be read.
    undated
        A revision that cannot be read and may have said when the article is published; nothing
        where the date is known.
    """

    article: str
    state: ArticleState | None
    undated: RevisionName | None

    def check(self, article: Article, named_id: str | None, now: datetime) -> None:
        """Hold an article to the rules that depend on what stands.

        Raises
        ------
        InvalidArticle
            If it may not follow.
        """
        faults = []
        if named_id not in {None, self.article}:
            faults.append(
                Fault("/id", f"is the id of another article than the path's, {self.article!r}")
            )
        if article.translation_of == self.article:
            faults.append(Fault("/translation_of", OF_ITSELF))
        if wrong := self._fault_of_date(article.moment_at(now), now):
            faults.append(Fault("/publish_at", wrong))
        if faults:
            raise InvalidArticle("The article cannot follow what stands.", faults=faults)

    def _fault_of_date(self, moment: datetime | Hold | None, now: datetime) -> str | None:
        if self.undated:
            # To go on as if nothing had been said might publish what was held.
            is_needed = (
                f"is needed: revision {self.undated} cannot be read and may have said it; "
                "send a moment, which may be past, or 'hold'"
            )
            return None if moment else is_needed
        is_public = self.state is not None and self.state.is_public(now)
        if is_public and moment and (moment is Hold.HOLD or moment > now):
            return (
                "would take a published article back; withdraw it with DELETE, "
                "or leave publish_at away to keep it as it is"
            )
        return None


def follow(reading: LogReading, change: Record, read: ReadArticle) -> Followed:
    """Find the revision that a change is based on, if it is one that stands.

    That is the newest of which the record can be read, or the last of which the item can be too,
    which is the one that the desk is told of; where there is none, the newest name.

    Raises
    ------
    StaleRevision
        If the change is based on another.
    """
    (based_on,) = change.based_on
    state = fold(reading.records) if reading.records else None
    # The usual case is settled without reading an item.
    if state is None or based_on != str(state.head.name):
        state, stands = last_state(reading, read)
        if based_on != stands:
            raise stale(stands, based_on)
    return Followed(change.article, state, _undated(reading))


def _undated(reading: LogReading) -> RevisionName | None:
    """Find a revision that cannot be read, above all of the desk's that name a moment."""
    dated = [
        record.name.number
        for record in reading.records
        if record.publish_at and record.name.part is Part.DESK
    ]
    for name in sorted(_lost(reading), key=str):
        if not dated or (name.part is Part.DESK and name.number > max(dated)):
            return name
    return None


def _names(reading: LogReading) -> set[RevisionName]:
    return {record.name for record in reading.records} | _lost(reading)


def _lost(reading: LogReading) -> set[RevisionName]:
    """Return the names of what cannot be read; a stray object has none."""
    names = (RevisionName.parse(error.revision) for error in reading.unreadable)
    return {name for name in names if name}
