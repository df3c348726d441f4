"""Heads: what the index knows of an article, enough to find and to refuse its page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadsheet.domain.lists import CORRECTIONS, HELD, WITHDRAWN, is_gone_list, original_of
from broadsheet.domain.record import Withdrawal
from broadsheet.domain.revision_name import Part
from broadsheet.domain.tombstones import LogReading


class Status(StrEnum):
    """Where an article stands at a moment."""

    HELD = "held"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class SeenHeadline:
    """A headline that readers have seen, and its language (BCP 47)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Head:
    """The state of an article as the index holds it.

    Attributes
    ----------
    article, key
        Its id and the key made from it.
    revision, folded
        The revision that stands, and how many were folded.
    path
        Where its page is; nothing where a withdrawal came before the article.
    content
        Key of its derived content in S3; immutable, so it can be kept. Nothing as above.
    received_at
        When the revision that stands was received.
    publish_at
        When readers see it; nothing while it is held.
    corrected_at
        The newest correction that readers may see, if any.
    withdrawal
        Set while it is withdrawn.
    lists
        Names of the lists that its card stands in.
    correlation_id
        Of the request that brought the revision that stands; empty for an erased article.
    erased
        Whether nothing is left of it but tombstones.
    history
        Key of the list of its public revisions in S3; nothing where there are not several.
    seen
        The headline of what was withdrawn as *gone*, where readers have seen it.
    pictures
        Ids of the pictures that its pages show, earlier ones too, or showed until it was withdrawn.
    contributor
        Who sent the revision that stands; for the desk alone.
    byline, tags
        As the article writes them, for what the desk suggests.
    """

    article: str
    key: str
    revision: str
    folded: int
    path: str | None
    content: str | None
    received_at: datetime
    publish_at: datetime | None
    corrected_at: datetime | None
    withdrawal: Withdrawal | None
    lists: tuple[str, ...]
    correlation_id: str
    erased: bool = False
    history: str | None = None
    seen: SeenHeadline | None = None
    pictures: tuple[str, ...] = ()
    contributor: str = ""
    byline: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def original(self) -> str | None:
        """Id of the article among whose translations its card stands, be it its own, if it does."""
        return next(filter(None, map(original_of, self.lists)), None)

    def placed_at(self, list_name: str) -> datetime:
        """Return the moment at which its card stands in one of its lists."""
        if list_name in {HELD, WITHDRAWN} or is_gone_list(list_name):
            return self.received_at
        moment = self.corrected_at if list_name == CORRECTIONS else self.publish_at
        if moment is None:
            raise ValueError(f"{self.article} has no place in the list {list_name!r}")
        return moment

    def status(self, now: datetime) -> Status:
        """Return the article's status at this moment."""
        if self.erased:
            return Status.ERASED
        return status_of(self.withdrawal, self.publish_at, now)


def erased_head(key: str, reading: LogReading) -> Head:
    """Return the head of an erased article: nothing of what it said, and in no list.

    Parameters
    ----------
    key
        Of the article.
    reading
        Of its log, with at least one tombstone.
    """
    newest = max(
        reading.tombstones, key=lambda stone: (stone.name.part is Part.DESK, stone.name.order)
    )
    return Head(
        article=newest.article,
        key=key,
        revision=str(newest.name),
        folded=len(reading.tombstones) + len(reading.records) + len(reading.unreadable),
        path=None,
        content=None,
        received_at=newest.erased_at,
        publish_at=None,
        corrected_at=None,
        withdrawal=None,
        lists=(),
        correlation_id="",
        erased=True,
    )


@dataclass(frozen=True, slots=True)
class IndexFault:
    """Why the newest revision of an article is not in the index."""

    revision: str
    reason: str
    at: datetime


def status_of(withdrawal: Withdrawal | None, publish_at: datetime | None, now: datetime) -> Status:
    """Return the status of an article with this withdrawal and moment of publication."""
    if withdrawal is not None:
        return Status.WITHDRAWN
    if publish_at is None:
        return Status.HELD
    return Status.PUBLISHED if publish_at <= now else Status.SCHEDULED
