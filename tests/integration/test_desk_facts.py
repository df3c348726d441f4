"""The desk's facts: written whole, read whole, and kept where the table is away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.adapters.dynamodb.desk_facts import KEPT_FOR, DeskFactsTable, KeptDeskFacts
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.reading.calls import page_time
from broadsheet.domain.problems import StoreUnavailable
from tests.adapters.stores import items_in, readers_shelf_in
from tests.desk.desk_facts import desk_facts

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
FACTS = desk_facts("https://paper.example")


@pytest.fixture
def items(table: str) -> Table:
    return items_in(table)


def test_what_is_written_is_read_by_the_desk_and_by_the_page(items: Table, table: str) -> None:
    assert DeskFactsTable(items).read() is None
    with page_time():
        assert readers_shelf_in(table).desk_facts() is None
    DeskFactsTable(items).record(FACTS)
    assert DeskFactsTable(items).read() == FACTS
    with page_time():
        assert readers_shelf_in(table).desk_facts() == FACTS


def test_they_are_asked_for_once_a_minute(items: Table) -> None:
    DeskFactsTable(items).record(FACTS)
    kept = KeptDeskFacts(DeskFactsTable(items))
    assert kept.as_of(NOW) == FACTS
    moved = desk_facts("https://www.paper.example")
    DeskFactsTable(items).record(moved)
    assert kept.as_of(NOW + KEPT_FOR / 2) == FACTS
    assert kept.as_of(NOW + KEPT_FOR) == moved
    # A clock that is put back does not keep them for hours.
    DeskFactsTable(items).record(FACTS)
    assert kept.as_of(NOW - timedelta(hours=1)) == FACTS


def test_a_table_that_is_away_leaves_what_was_known(items: Table) -> None:
    DeskFactsTable(items).record(FACTS)
    table: Any = DeskFactsTable(items)
    kept = KeptDeskFacts(table)
    assert kept.as_of(NOW) == FACTS

    def away() -> None:
        raise StoreUnavailable("DynamoDB is away")

    table.read = away
    assert kept.as_of(NOW + timedelta(hours=1)) == FACTS
    unknown: Any = DeskFactsTable(items)
    unknown.read = away
    assert KeptDeskFacts(unknown).as_of(NOW) is None
