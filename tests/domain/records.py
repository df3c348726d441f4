"""Records for tests: one call a revision, with the rest as usual."""

from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.domain.record import Record, Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import Part, RevisionName

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GONE = Withdrawal(WithdrawnAs.GONE, "An error")
VANISH = Withdrawal(WithdrawnAs.VANISH)


def desk(number: int, **fields: Any) -> Record:
    """A desk revision, received as many minutes after noon as its number says."""
    return _record(RevisionName.of_desk(number), NOON + timedelta(minutes=number), **fields)


def wire(label: str, **fields: Any) -> Record:
    """A wire revision, received at noon."""
    return _record(RevisionName(Part.WIRE, label), NOON, **fields)


def _record(name: RevisionName, usually_at: datetime, /, **fields: Any) -> Record:
    usual: dict[str, Any] = {
        "article": "bridge",
        "name": name,
        "based_on": (),
        "message": "0" * 64,
        "digest": "1" * 64,
        "content_type": "application/json",
        "contributor": "arn:anna",
        "received_at": usually_at,
        "correlation_id": "request-1",
    }
    return Record(**(usual | fields))
