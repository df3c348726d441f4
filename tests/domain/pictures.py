"""Pictures and their records, as tests need them."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.domain.picture import (
    Announcement,
    Development,
    MadePicture,
    PictureState,
    Suggestions,
    picture_id,
)
from broadsheet.domain.picture_record import PictureEvent, PictureRecord, fold_picture

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DESK = "arn:aws:iam::000000000000:user/anna"


def digest_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def a_picture(name: str) -> str:
    """Return the id of the picture whose bytes are this name."""
    return picture_id(digest_of(name))


def development(**changes: Any) -> Development:
    suggestions = Suggestions("The harbour at dawn", "Eleni Markou", "Broadsheet", "2026-11-20")
    return replace(
        Development(1600, 1067, (320, 640, 960, 1280), "#806040", suggestions), **changes
    )


def record(name: str, number: int, event: PictureEvent, **fields: Any) -> PictureRecord:
    """Return a record of the picture of this name, a minute for each number after noon."""
    at = NOON + timedelta(minutes=number)
    if event is PictureEvent.ANNOUNCED:
        said = Announcement(digest_of(name), len(name), "image/jpeg", f"{name}.jpg")
        fields = {"announcement": said} | fields
    if event is PictureEvent.MADE:
        token = "t" * 20 + digest_of(name)[:6].translate(_LETTERS)
        fields = {"made": MadePicture(token, development())} | fields
    if event in {PictureEvent.REFUSED, PictureEvent.TAKEN_DOWN}:
        fields = {"reason": "has its reason"} | fields
    return PictureRecord(a_picture(name), number, event, at, DESK, "request-1", **fields)


def ready(name: str, **changes: Any) -> tuple[PictureRecord, ...]:
    """Return the records of a picture that is ready."""
    return (
        record(name, 1, PictureEvent.ANNOUNCED),
        record(name, 2, PictureEvent.MADE, **changes),
    )


def ready_state(name: str) -> PictureState:
    state = fold_picture(ready(name))
    assert state is not None
    return state


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
