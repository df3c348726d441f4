"""The logs of several articles for a drill: every kind of revision that the fold knows.

Their moments are long past or far away, so that whatever else is on the paper's pages stays there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.domain.article import Hold
from broadsheet.domain.keys import message_digest
from broadsheet.domain.record import Record
from broadsheet.formats.json_document import canonical_digest
from tests.domain.records import GONE, NOON, VANISH, desk, wire

PREFIX = "drill-"
"""Begins the ids of these articles, and of no others."""
FAR_AWAY = datetime(2099, 1, 1, tzinfo=UTC)
_LONG_AGO = timedelta(days=365)
TEXT: dict[str, Any] = {
    "headline": "Bridge", "section": "news", "body": "Open.", "tags": ["Cyprus", "Bridges"]
}  # fmt: skip
MOVED = TEXT | {"section": "politics", "slug": "the-bridge", "tags": ["Cyprus"], "byline": "Anna"}
BACK = TEXT | {"body": "Shut.", "tags": ["Ferries"], "byline": ["Anna", "Ben"]}


@dataclass(frozen=True, slots=True)
class Revision:
    """A record and the bytes that it came with; a withdrawal has none."""

    record: Record
    message: bytes | None


@dataclass(frozen=True, slots=True)
class Story:
    """An article: what stands at its end, in which of these lists, and its log."""

    stands: str
    stands_in: str
    log: tuple[tuple[Record, dict[str, Any]], ...]


def _received(minute: int) -> dict[str, datetime]:
    return {"received_at": NOON + timedelta(minutes=minute)}


STORIES = {
    "edited": Story("desk-5", "all", (
        (desk(1), TEXT), (desk(2), MOVED), (desk(3, correction="The year"), MOVED),
        (desk(4), BACK), (desk(5, correction="The name"), TEXT),
    )),
    "held": Story("desk-2", "status#held", (
        (desk(1, publish_at=Hold.HOLD), TEXT), (desk(2), MOVED),
    )),
    "released": Story("desk-2", "all", (
        (desk(1, publish_at=Hold.HOLD), TEXT), (desk(2, publish_at=NOON - _LONG_AGO), BACK),
    )),
    "scheduled": Story("desk-2", "all", ((desk(1, publish_at=FAR_AWAY), TEXT), (desk(2), MOVED))),
    "gone": Story("desk-3", "status#withdrawn", (
        (desk(1), TEXT), (desk(2), MOVED), (desk(3, withdrawal=GONE), {}),
    )),
    "unseen": Story("desk-2", "status#withdrawn", (
        (desk(1, publish_at=FAR_AWAY), TEXT), (desk(2, withdrawal=GONE), {}),
    )),
    "returned": Story("desk-5", "all", (
        (desk(1), TEXT), (desk(2, withdrawal=VANISH), {}), (desk(3), MOVED),
        (desk(4, withdrawal=GONE), {}), (desk(5, correction="All of it"), BACK),
    )),
    "wire": Story("wire-10-t-a", "all", (
        (wire("2-t-a"), TEXT), (wire("9-t-a", **_received(1)), BACK),
        (wire("9-t-b", **_received(2)), BACK), (wire("10-t-a", **_received(3)), MOVED),
    )),
    "killed": Story("wire-2-t-a", "status#withdrawn", (
        (wire("1-t-a", **_received(1)), TEXT), (wire("2-t-a", withdrawal=GONE), {}),
    )),
    "taken-over": Story("desk-2", "all", (
        (wire("1-t-a", correction="The river"), TEXT),
        (desk(1, based_on=("wire-1-t-a",)), BACK),
        (wire("2-t-a", **_received(2), correction="Too late"), TEXT),
        (wire("3-t-a", **_received(3), withdrawal=GONE), {}),
        (desk(2, based_on=("wire-3-t-a",), **_received(4)), MOVED),
    )),
    "struck": Story("wire-2-t-a", "status#withdrawn", (
        (wire("1-t-a"), TEXT), (desk(1, based_on=("wire-1-t-a",)), MOVED),
        (wire("2-t-a", **_received(2), withdrawal=VANISH), {}),
    )),
    "busy": Story("desk-6", "all", tuple(
        (desk(number), (TEXT, MOVED, BACK)[number % 3]) for number in range(1, 7)
    )),
    "late": Story("desk-2", "all", ((desk(1), TEXT), (desk(2), MOVED))),
    "torn": Story("desk-1", "all", ((desk(1), TEXT),)),
}  # fmt: skip


def revisions() -> Iterator[Revision]:
    """Give all revisions of all articles, each with bytes of its own."""
    for name, story in STORIES.items():
        for record, document in story.log:
            yield _revision(f"{PREFIX}{name}", record, document)


def _revision(article: str, record: Record, document: dict[str, Any]) -> Revision:
    placed = replace(
        record,
        article=article,
        received_at=record.received_at - _LONG_AGO,
        correlation_id=f"{article} {record.name}",
    )
    if withdrawal := record.withdrawal:
        said = [withdrawal.withdrawn_as, withdrawal.reason]
        return Revision(replace(placed, message=None, digest=canonical_digest(said)), None)
    item = document | {"headline": f"{document['headline']} {article} {record.name}"}
    message = json.dumps(item).encode()
    sent = replace(placed, message=message_digest(message), digest=canonical_digest(item))
    return Revision(sent, message)
