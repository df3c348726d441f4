from collections.abc import Sequence
from datetime import datetime, timedelta

from broadsheet.domain.article import Hold
from broadsheet.domain.history import History, HistoryEntry, public_revisions
from broadsheet.domain.record import Record
from tests.domain.records import GONE, NOON, desk, wire

MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)


def listed(records: Sequence[Record]) -> list[tuple[str, datetime, datetime | None]]:
    return [
        (str(public.state.head.name), public.public_from, public.public_until)
        for public in public_revisions(records)
    ]


def test_a_revision_is_public_until_the_next_is_received() -> None:
    assert listed([desk(2), desk(1)]) == [
        ("desk-1", NOON + MINUTE, NOON + 2 * MINUTE),
        ("desk-2", NOON + 2 * MINUTE, None),
    ]


def test_what_was_replaced_before_its_date_was_never_public() -> None:
    due = NOON + 2 * MINUTE + INSTANT
    assert listed([desk(1, publish_at=due), desk(2)]) == [("desk-2", due, None)]
    first, second = listed([desk(1, publish_at=due), desk(2, received_at=due + INSTANT)])
    assert first == ("desk-1", due, due + INSTANT)
    assert second == ("desk-2", due + INSTANT, None)


def test_what_was_replaced_at_its_very_moment_was_never_public() -> None:
    due = NOON + 2 * MINUTE
    assert listed([desk(1, publish_at=due), desk(2)]) == [("desk-2", due, None)]


def test_what_is_held_has_no_history() -> None:
    assert listed([desk(1, publish_at=Hold.HOLD), desk(2)]) == []


def test_a_date_in_the_past_makes_nothing_public_before_its_receipt() -> None:
    early = NOON - timedelta(days=9)
    assert listed([desk(1, publish_at=early)]) == [("desk-1", NOON + MINUTE, None)]


def test_a_withdrawal_takes_back_all_that_was_public_before_it() -> None:
    revisions = [desk(1), desk(2), desk(3, withdrawal=GONE)]
    assert listed(revisions) == []
    assert listed([*revisions, desk(4)]) == [("desk-4", NOON + 4 * MINUTE, None)]


def test_a_revision_that_came_too_late_to_be_the_highest_parts_nothing() -> None:
    late = wire("1", received_at=NOON + 3 * MINUTE)
    assert listed([wire("2"), late]) == [("wire-2", NOON, None)]


def test_a_revision_that_was_out_of_sight_for_a_while_is_listed_twice() -> None:
    back = NOON + 9 * MINUTE
    late = wire("1", received_at=NOON + 3 * MINUTE, publish_at=back)
    assert listed([wire("2"), late]) == [
        ("wire-2", NOON, NOON + 3 * MINUTE),
        ("wire-2", back, None),
    ]


def test_no_revision_has_no_history() -> None:
    assert listed([]) == []


def test_a_stored_history_is_read_back_as_it_was() -> None:
    entries = (
        HistoryEntry(
            "desk-1", NOON, NOON + MINUTE, "Γέφυρα", "el", None, "content/a/1.json", "s", "a", NOON
        ),
        HistoryEntry("desk-2", NOON + MINUTE, None, "Bridge", "en", "A year.", "content/a/2.json"),
    )
    history = History("bridge", entries)
    assert History.from_json(history.to_json()) == history
