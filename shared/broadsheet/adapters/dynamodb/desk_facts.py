"""The item of the desk's facts: ``weather`` writes it, and ``render`` and ``submit`` read it."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.dynamodb.attributes import from_dynamodb, to_dynamodb
from broadsheet.domain.desk_facts import DeskFacts
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.observability import logger

if TYPE_CHECKING:
    from broadsheet.adapters.dynamodb.table import Table

DESK_KEY = to_dynamodb({"pk": "SITE#desk", "sk": "FACTS"})
KEPT_FOR = timedelta(minutes=1)
_NAMES = tuple(field.name for field in fields(DeskFacts))


class DeskFactsTable:
    """The one item that holds the desk's facts."""

    def __init__(self, table: "Table") -> None:
        self._table = table

    def read(self) -> DeskFacts | None:
        """Read them; nothing before the first deploy has told them.

        Raises
        ------
        StoreUnavailable
            If DynamoDB does not answer for now.
        """
        return read_desk_facts(self._table.get(DESK_KEY, consistent=False))

    def record(self, facts: DeskFacts) -> None:
        """Write them.

        Raises
        ------
        StoreUnavailable
            If DynamoDB does not take them for now.
        """
        self._table.update(DESK_KEY, "SET facts = :facts", to_dynamodb({":facts": asdict(facts)}))


class KeptDeskFacts:
    """The desk's facts, kept in a worker between requests: they change with a deploy alone."""

    def __init__(self, facts: DeskFactsTable) -> None:
        self._facts = facts
        self._known: DeskFacts | None = None
        self._read_at: datetime | None = None

    def as_of(self, now: datetime) -> DeskFacts | None:
        """Return the facts, at most a minute old; the last that are known if the table is away.

        Whoever submits is not to wait for the table: what is submitted goes into the log.
        """
        if self._read_at is None or not timedelta(0) <= now - self._read_at < KEPT_FOR:
            try:
                self._known, self._read_at = self._facts.read() or self._known, now
            except StoreUnavailable:
                logger.warning("the desk's facts cannot be read", exc_info=True)
        return self._known


def read_desk_facts(item: Mapping[str, Any] | None) -> DeskFacts | None:
    """Read the desk's facts from their item; nothing where a release has not told all of them."""
    told = from_dynamodb(item).get("facts", {}) if item else {}
    known = {name: told[name] for name in _NAMES if name in told}
    return DeskFacts(**known) if len(known) == len(_NAMES) else None
