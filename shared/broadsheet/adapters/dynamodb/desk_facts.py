"""The item of the desk's facts: ``weather`` writes it, and ``render`` and ``submit`` read it."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.dynamodb.attributes import from_dynamodb, to_dynamodb
from broadsheet.domain.desk_facts import DeskFacts

if TYPE_CHECKING:
    from broadsheet.adapters.dynamodb.table import Table

DESK_KEY = to_dynamodb({"pk": "SITE#desk", "sk": "FACTS"})
_NAMES = tuple(field.name for field in fields(DeskFacts))


class DeskFactsTable:
    """The one item that holds the desk's facts."""

    def __init__(self, table: "Table") -> None:
        self._table = table

    def record(self, facts: DeskFacts) -> None:
        """Write them.

        Raises
        ------
        StoreUnavailable
            If DynamoDB does not take them for now.
        """
        self._table.update(DESK_KEY, "SET facts = :facts", to_dynamodb({":facts": asdict(facts)}))


def read_desk_facts(item: Mapping[str, Any] | None) -> DeskFacts | None:
    """Read the desk's facts from their item; nothing where a release has not told all of them."""
    told = from_dynamodb(item).get("facts", {}) if item else {}
    known = {name: told[name] for name in _NAMES if name in told}
    return DeskFacts(**known) if len(known) == len(_NAMES) else None
