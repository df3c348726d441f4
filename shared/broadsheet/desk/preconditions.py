"""What stands: which revision a change is to follow, also where some of them cannot be read.

A damaged revision is no reason to let an article stand as it is. The desk follows the last good
one, or, where nothing is left of that, the newest of which at least the name is known.
"""

from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.article import Article, Hold
from broadsheet.domain.fold import ArticleState, fold
from broadsheet.domain.ports import LogStore
from broadsheet.domain.problems import Fault, InvalidArticle, StaleRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import Part, RevisionName
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.stored_articles import last_good
from broadsheet.site import Site


def next_name(reading: LogReading) -> RevisionName:
    """Give the desk's next name: one above whatever stands there, readable or not."""
    return RevisionName.next_of_desk(_names(reading))


def newest_name(reading: LogReading) -> RevisionName | None:
    """Give the name of the desk's newest revision, or of the highest wire's; nothing of strays."""
    return max(_names(reading), key=lambda name: (name.part is Part.DESK, name.order), default=None)


def last_state(log: LogStore, reading: LogReading, site: Site) -> tuple[ArticleState | None, str]:
    """Give the last good state, if there is one, and the revision that a change must name."""
    good, _ = last_good(log, reading, site)
    if good is None:
        return None, str(newest_name(reading))
    return good.state, str(good.state.head.name)


def stale(stands: str, based_on: str) -> StaleRevision:
    """Say that a change was based on another revision than the one that stands."""
    return StaleRevision(
        f'The article stands at revision "{stands}", and the change was based on '
        f'"{based_on}". GET it, make the change again, and send If-Match: "{stands}".',
        headers={"ETag": f'"{stands}"'},
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
        if wrong := self._fault_of_date(article.publish_at, now):
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


def follow(log: LogStore, reading: LogReading, change: Record, site: Site) -> Followed:
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
        state, stands = last_state(log, reading, site)
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
    """Give the names of what cannot be read; a stray object has none."""
    names = (RevisionName.parse(error.revision) for error in reading.unreadable)
    return {name for name in names if name}
