"""Records of pictures: what happened to one and when, as it stands in its log.

They are numbered without gaps, and written once, as an article's are: the conditional write of the
next number is the lock.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from broadsheet.domain.keys import parse_picture_record_key, picture_record_key
from broadsheet.domain.members import Members
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.picture import (
    Announcement,
    Development,
    MadePicture,
    PictureState,
    Suggestions,
    Takedown,
)
from broadsheet.domain.problems import UnreadableRevision


class PictureEvent(StrEnum):
    """What can happen to a picture."""

    ANNOUNCED = "announced"
    MADE = "made"
    REFUSED = "refused"
    TAKEN_DOWN = "taken-down"
    BROUGHT_BACK = "brought-back"
    ERASED = "erased"
    """Stands at every number of an erased picture, and for ever."""


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """One thing that happened to a picture.

    Attributes
    ----------
    picture, number
        Of which picture, and where in its log, from 1.
    event, at
        What, and when.
    contributor
        The ARN of the principal who did it; empty where the paper itself did.
    correlation_id
        Of the request or of the message that brought it about.
    announcement
        Of what was announced.
    made
        Of what was made.
    reason
        Why it was refused, taken down or erased.
    """

    picture: str
    number: int
    event: PictureEvent
    at: datetime
    contributor: str
    correlation_id: str
    announcement: Announcement | None = None
    made: MadePicture | None = None
    reason: str | None = None

    @property
    def key(self) -> str:
        """Its key in the log."""
        return picture_record_key(self.picture, self.number)

    def to_json(self) -> bytes:
        """Write the record as it is stored."""
        document = asdict(self) | {"at": write_moment(self.at)}
        return json.dumps(document, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, key: str, stored: bytes) -> Self:
        """Read a record from what is stored at a key of the log.

        Raises
        ------
        UnreadableRevision
            If the bytes are not a record, or are the record of another key.
        """
        picture, number = parse_picture_record_key(key)
        try:
            document = json.loads(stored)
            if (document["picture"], document["number"]) != (picture, number):
                raise ValueError("it is the record of another key")
            return cls._from_document(picture, number, document)
        except KeyError as error:
            raise UnreadableRevision(key, f"it has no {error}") from error
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise UnreadableRevision(key, str(error)) from error

    @classmethod
    def _from_document(cls, picture: str, number: int, document: Mapping[str, Any]) -> Self:
        members = Members(document)
        event = PictureEvent(members.text("event"))
        announcement, made = document["announcement"], document["made"]
        return cls(
            picture=picture,
            number=number,
            event=event,
            at=parse_moment(members.text("at")),
            contributor=members.text("contributor"),
            correlation_id=members.text("correlation_id"),
            announcement=Announcement(**announcement) if event is PictureEvent.ANNOUNCED else None,
            made=_made(made) if event is PictureEvent.MADE else None,
            reason=members.text_or_nothing("reason"),
        )


def _made(document: Mapping[str, Any]) -> MadePicture:
    seen = document["development"]
    read = {"widths": tuple(seen["widths"]), "notes": tuple(seen["notes"])}
    development = Development(**{**seen, **read, "suggestions": Suggestions(**seen["suggestions"])})
    return MadePicture(document["token"], development)


def fold_picture(records: Iterable[PictureRecord]) -> PictureState | None:
    """Fold the records of one picture, in whatever order they are given.

    Parameters
    ----------
    records
        One given twice counts once.

    Returns
    -------
    PictureState
        Equal for equal sets of records; nothing where there are none.
    """
    ordered = sorted({record.number: record for record in records}.values(), key=_number)
    if not ordered:
        return None
    first, last = ordered[0], ordered[-1]
    state = PictureState(first.picture, last.number, first.at, first.contributor, None)
    if any(record.event is PictureEvent.ERASED for record in ordered):
        return replace(state, is_erased=True)
    for record in ordered:
        state = _after(state, record)
    return state


def _number(record: PictureRecord) -> int:
    return record.number


def _after(state: PictureState, record: PictureRecord) -> PictureState:
    match record.event:
        case PictureEvent.ANNOUNCED:
            said, number = record.announcement, record.number
            return replace(state, announcement=said, announced=number, refusal=None)
        case PictureEvent.MADE:
            # The first stays: its addresses are out.
            return replace(state, made=state.made or record.made, refusal=None)
        case PictureEvent.REFUSED:
            return replace(state, refusal=record.reason)
        case PictureEvent.TAKEN_DOWN:
            return replace(state, takedown=Takedown(record.at, record.contributor, record.reason))
        case PictureEvent.BROUGHT_BACK:
            return replace(state, takedown=None)
    return state
