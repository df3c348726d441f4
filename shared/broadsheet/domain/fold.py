"""The fold: the state of an article as a pure function of its set of revisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.domain.article import Hold
from broadsheet.domain.record import Record, Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import Part


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected, for the readers, and when."""

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
        The newest revision that has an item: for a withdrawn article what was withdrawn. Nothing
        where a withdrawal came alone.
    publish_at
        When readers see it; nothing while it is held.
    withdrawal
        Set while the article is withdrawn.
    corrections
        Every correction of the desk and, until the desk took over, of the wires; the oldest
        first.
    """

    article: str
    folded: int
    head: Record
    item: Record | None
    publish_at: datetime | None
    withdrawal: Withdrawal | None
    corrections: tuple[Correction, ...]

    @property
    def public_corrections(self) -> tuple[Correction, ...]:
        """The corrections that readers may see: what was put right before anyone read it is not."""
        due = self.publish_at
        return tuple(note for note in self.corrections if due and note.at >= due)

    @property
    def corrected_at(self) -> datetime | None:
        """The newest correction that readers may see."""
        return max((note.at for note in self.public_corrections), default=None)

    def is_public(self, now: datetime) -> bool:
        """Whether readers may see the article at this moment."""
        return self.withdrawal is None and self.publish_at is not None and self.publish_at <= now


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
    A wire's kill takes the article down until a desk revision names it, or a higher kill, among
    those it was based on. Otherwise the desk's newest revision stands if there is one, else the
    wire's. The desk goes on from what its wires had come to when it took the article over: their
    date and their corrections stay. After that the wires' items no longer count.

    What was never public vanishes, whatever its withdrawal asked for.
    """
    known = tuple({record.name: record for record in revisions}.values())
    state = fold_keeping_requested_withdrawal(known)
    if state.withdrawal and next(items_seen(known), None) is None:
        state = replace(state, withdrawal=Withdrawal(WithdrawnAs.VANISH))
    return state


def fold_keeping_requested_withdrawal(known: Sequence[Record]) -> ArticleState:
    """Fold, with the withdrawal as it was asked for, whether or not anyone had read the article."""
    wires = sorted((record for record in known if record.name.part is Part.WIRE), key=_order)
    desk = sorted((record for record in known if record.name.part is Part.DESK), key=_order)
    kills = _unread_kills(wires, desk)
    head = (kills or desk or wires)[-1]
    items = [record for record in _lineage(wires, desk) if record.withdrawal is None]
    corrected = sorted(
        (record for record in items if record.correction), key=lambda record: record.received_at
    )
    return ArticleState(
        article=head.article,
        folded=len(known),
        head=head,
        item=items[-1] if items else None,
        publish_at=_publish_at(items),
        # A kill is not to soften what the desk says of its own withdrawal.
        withdrawal=(desk[-1].withdrawal if desk else None) or head.withdrawal,
        corrections=tuple(
            Correction(record.received_at, record.correction or "") for record in corrected
        ),
    )


def _order(record: Record) -> tuple[tuple[int | str, ...], str]:
    return record.name.order


def _unread_kills(wires: Sequence[Record], desk: Iterable[Record]) -> list[Record]:
    """Return the kills above the highest that the desk has read, and those it has not, in order."""
    kills = [record for record in wires if record.withdrawal]
    read = {name for record in desk for name in record.based_on}
    highest = max((at for at, kill in enumerate(kills) if str(kill.name) in read), default=-1)
    return kills[highest + 1 :]


def _lineage(wires: Iterable[Record], desk: Sequence[Record]) -> list[Record]:
    """Return the revisions that the article's items come from, the oldest first."""
    if not desk:
        return list(wires)
    taken_over = desk[0].received_at
    return [*(record for record in wires if record.received_at <= taken_over), *desk]


def _publish_at(items: Sequence[Record]) -> datetime | None:
    """Return the moment named last, or the first receipt where none was; none while held."""
    if not items:
        return None
    named = [record.publish_at for record in items if record.publish_at]
    moment = named[-1] if named else min(record.received_at for record in items)
    return None if moment is Hold.HOLD else moment


def in_order_of_receipt(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the revisions as the log grew, each once."""
    known = {record.name: record for record in records}
    return tuple(
        sorted(
            known.values(),
            key=lambda record: (record.received_at, record.name.part, _order(record)),
        )
    )


def items_seen(known: Iterable[Record]) -> Iterator[Record]:
    """Return the items that readers saw for a moment, from one receipt until the next, as it was.

    What came last is not among them: how long it stands is not known yet.
    """
    received = in_order_of_receipt(known)
    for count, following in enumerate(received[1:], start=1):
        state = fold_keeping_requested_withdrawal(received[:count])
        seen_from = state.publish_at and max(state.publish_at, received[count - 1].received_at)
        is_seen = seen_from and seen_from <= following.received_at
        if state.withdrawal is None and state.item and is_seen:
            yield state.item
