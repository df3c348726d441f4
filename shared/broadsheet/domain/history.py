"""The history of an article: its revisions that were public, each from when until when."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Self

from broadsheet.domain.content import DerivedObject
from broadsheet.domain.fold import (
    ArticleState,
    fold_keeping_requested_withdrawal,
    in_order_of_receipt,
)
from broadsheet.domain.keys import content_key
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.record import Record


@dataclass(frozen=True, slots=True)
class PublicRevision:
    """A revision that readers could see.

    Attributes
    ----------
    state
        What the article had come to while it stood.
    public_from
        The later of its receipt and the article's ``publish_at``.
    public_until
        The receipt of what took its place; nothing for the one that stands.
    """

    state: ArticleState
    public_from: datetime
    public_until: datetime | None


def public_revisions(records: Iterable[Record]) -> tuple[PublicRevision, ...]:
    """Return the revisions of an article that were public, as its log grew.

    Parameters
    ----------
    records
        All of them, in any order; one given twice counts once.

    Returns
    -------
    tuple
        The oldest first; equal for equal sets of records. The last may be due only in the future.

    Notes
    -----
    Each beginning of the log, in the order of receipt, is folded: its state stood until the next
    receipt. A revision that came too late to be the highest changed nothing, and parts nothing.

    A withdrawal takes back all that was public before it: the history of an article that returned
    begins at its return, or what was taken down would be read there.
    """
    received = in_order_of_receipt(records)
    public: list[PublicRevision] = []
    for count, record in enumerate(received, start=1):
        state = fold_keeping_requested_withdrawal(received[:count])
        until = received[count].received_at if count < len(received) else None
        if state.withdrawal:
            public.clear()
        elif state.publish_at:
            seen_from = max(record.received_at, state.publish_at)
            if until is None or seen_from < until:
                public.append(_going_on(public, PublicRevision(state, seen_from, until)))
    return tuple(public)


def _going_on(public: list[PublicRevision], following: PublicRevision) -> PublicRevision:
    """Take the last away and join it to what follows, where readers saw one revision all along."""
    last = public[-1] if public else None
    is_seen_on = last and last.public_until == following.public_from
    if last and is_seen_on and last.state.head == following.state.head:
        public.pop()
        return replace(following, public_from=last.public_from)
    return following


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A public revision, as its article's history lists it.

    Attributes
    ----------
    revision
        Its name.
    public_from, public_until
        When readers could see it; until now where the second is nothing.
    headline, language
        As it had them.
    correction
        What readers were told that it put right.
    content
        Key of its content.
    source
        Digest of what the content was derived from: equal sources need no second derivation.
        Empty in an entry that is only shown and not stored.
    slug, publish_at
        As the article had them: what its address and its page say beside the content.
    pictures
        Ids of the article's pictures, each with the token of its addresses, or with nothing where
        readers see none of it: what the content was derived from beside its source.
    """

    revision: str
    public_from: datetime
    public_until: datetime | None
    headline: str
    language: str
    correction: str | None
    content: str
    source: str = ""
    slug: str = ""
    publish_at: datetime | None = None
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The public revisions of an article, the oldest first."""

    article: str
    entries: tuple[HistoryEntry, ...]

    def as_object(self) -> DerivedObject:
        """Return the history as it is stored, at its key."""
        body = self.to_json()
        return DerivedObject("history", content_key(self.article, "history", body), body)

    def to_json(self) -> bytes:
        """Write the history as it is stored: the same bytes for the same history."""
        entries = [
            asdict(entry)
            | {
                "public_from": write_moment(entry.public_from),
                "public_until": entry.public_until and write_moment(entry.public_until),
                "publish_at": entry.publish_at and write_moment(entry.publish_at),
            }
            for entry in self.entries
        ]
        document = {"article": self.article, "entries": entries}
        return json.dumps(document, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_json(cls, stored: bytes) -> Self:
        """Read a history that :meth:`to_json` wrote."""
        document: dict[str, Any] = json.loads(stored)
        return cls(document["article"], tuple(_entry(entry) for entry in document["entries"]))


def _entry(document: dict[str, Any]) -> HistoryEntry:
    until, publish_at = document["public_until"], document.get("publish_at")
    return HistoryEntry(
        **document
        | {
            "public_from": parse_moment(document["public_from"]),
            "public_until": until and parse_moment(until),
            "publish_at": publish_at and parse_moment(publish_at),
            "pictures": tuple((picture, token) for picture, token in document.get("pictures", ())),
        }
    )
