"""The fold: the state of an article as a pure function of its set of revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.article import Hold
from broadsheet.domain.revision import Part, Record, Withdrawal, WithdrawnAs


@dataclass(frozen=True, slots=True)
class Correction:
    """What readers are told was put right, and when."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What an article's revisions come to.

    Attributes
    ----------
    article
        Its id.
    folded
        How many revisions were folded; a state of more revisions knows more.
    head
        The revision that stands.
    item
        The newest revision before or at the head that has an item: for a withdrawn article what
        was withdrawn. Nothing where a withdrawal came alone.
    publish_at
        When readers see it; nothing while it is held.
    withdrawal
        Set while the article is withdrawn.
    corrections
        Every correction up to the head, the oldest first.
    """

    article: str
    folded: int
    head: Record
    item: Record | None
    publish_at: datetime | None
    withdrawal: Withdrawal | None
    corrections: tuple[Correction, ...]

    def is_public(self, now: datetime) -> bool:
        """Tell whether readers may see the article at this moment."""
        return self.withdrawal is None and self.publish_at is not None and self.publish_at <= now


def desk_head(revisions: Iterable[Record]) -> Record | None:
    """Give the highest of the desk's revisions."""
    return max(
        (record for record in revisions if record.name.part is Part.DESK),
        key=lambda record: record.name.number,
        default=None,
    )


def fold(revisions: Iterable[Record]) -> ArticleState:
    """Fold the revisions of one article, in whatever order they are given.

    Parameters
    ----------
    revisions
        At least one; a revision given twice counts once.

    Returns
    -------
    ArticleState
        Equal for equal sets of revisions.

    Notes
    -----
    A wire's kill takes the article down unless a desk revision names it among those it was based
    on. Otherwise the desk's newest revision stands if there is one, else the wire's.
    """
    by_name = {record.name: record for record in revisions}
    wires = sorted(
        (record for record in by_name.values() if record.name.part is Part.WIRE),
        key=lambda record: record.name.label,
    )
    desk = sorted(
        (record for record in by_name.values() if record.name.part is Part.DESK),
        key=lambda record: record.name.number,
    )
    read = {name for record in desk for name in record.based_on}
    unread_kills = [kill for kill in wires if kill.withdrawal and str(kill.name) not in read]
    followed = desk or wires
    head = unread_kills[-1] if unread_kills else followed[-1]
    items = [record for record in followed if record.withdrawal is None]
    publish_at = _publish_at(items)
    return ArticleState(
        article=head.article,
        folded=len(by_name),
        head=head,
        item=items[-1] if items else None,
        publish_at=publish_at,
        withdrawal=_withdrawal(head, publish_at),
        corrections=tuple(
            Correction(record.received_at, record.correction)
            for record in items
            if record.correction
        ),
    )


def _publish_at(items: Iterable[Record]) -> datetime | None:
    """Give the moment of publication after these revisions, oldest first; none while held."""
    moment: datetime | Hold | None = None
    for record in items:
        moment = record.publish_at or moment or record.received_at
    return None if moment is Hold.HOLD else moment


def _withdrawal(head: Record, publish_at: datetime | None) -> Withdrawal | None:
    """Give the withdrawal that stands; what was never public vanishes, whatever was asked for."""
    if head.withdrawal is None:
        return None
    was_public = publish_at is not None and publish_at <= head.received_at
    return head.withdrawal if was_public else Withdrawal(WithdrawnAs.VANISH)
