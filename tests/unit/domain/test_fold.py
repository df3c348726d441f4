from datetime import timedelta
from itertools import permutations

import pytest

from broadsheet.domain.article import Hold
from broadsheet.domain.fold import Correction, fold
from broadsheet.domain.record import Record, Withdrawal, WithdrawnAs
from tests.domain.records import GONE, NOON, VANISH, desk, wire

LATER = NOON + timedelta(days=1)


def test_one_revision_is_published_when_it_was_received() -> None:
    state = fold([desk(1)])
    assert (state.article, state.folded, state.head, state.item) == ("bridge", 1, desk(1), desk(1))
    assert state.publish_at == desk(1).received_at
    assert state.withdrawal is None


def test_the_order_and_the_number_of_deliveries_change_nothing() -> None:
    revisions = [desk(1), desk(2, correction="Two"), desk(3, withdrawal=GONE), wire("1")]
    expected = fold(revisions)
    for order in permutations(revisions):
        assert fold([*order, order[0]]) == expected


def test_ten_comes_after_nine() -> None:
    assert fold([desk(10), desk(9)]).head == desk(10)


def test_a_change_without_a_date_keeps_the_date() -> None:
    assert fold([desk(1, publish_at=LATER), desk(2)]).publish_at == LATER
    assert fold([desk(1), desk(2)]).publish_at == desk(1).received_at


def test_a_held_article_stays_held_until_a_date_comes() -> None:
    held = [desk(1, publish_at=Hold.HOLD), desk(2)]
    assert fold(held).publish_at is None
    assert not fold(held).is_public(LATER)
    assert fold([*held, desk(3, publish_at=LATER)]).publish_at == LATER
    assert fold([desk(1), desk(2, publish_at=Hold.HOLD)]).publish_at is None


def test_an_article_is_public_from_its_moment_on() -> None:
    state = fold([desk(1, publish_at=LATER)])
    assert not state.is_public(LATER - timedelta(microseconds=1))
    assert state.is_public(LATER)


def test_a_withdrawn_article_is_not_public_and_remembers_its_item() -> None:
    state = fold([desk(1), desk(2, withdrawal=GONE)])
    assert state.withdrawal == GONE
    assert not state.is_public(LATER)
    assert (state.head.name.number, state.item) == (2, desk(1))


def test_an_article_comes_back_with_its_next_revision() -> None:
    state = fold([desk(1), desk(2, withdrawal=GONE), desk(3)])
    assert state.withdrawal is None
    assert state.item == desk(3)


@pytest.mark.parametrize("publish_at", [Hold.HOLD, LATER])
def test_what_was_never_public_vanishes_whatever_was_asked(publish_at: object) -> None:
    state = fold([desk(1, publish_at=publish_at), desk(2, withdrawal=GONE)])
    assert state.withdrawal == Withdrawal(WithdrawnAs.VANISH)


def test_what_was_withdrawn_before_its_date_vanishes_when_it_is_withdrawn_again_after_it() -> None:
    again = desk(3, withdrawal=GONE, received_at=LATER + timedelta(days=1))
    state = fold([desk(1, publish_at=LATER), desk(2, withdrawal=GONE), again])
    assert state.withdrawal == Withdrawal(WithdrawnAs.VANISH)


def test_what_was_public_once_is_gone_though_it_was_held_when_withdrawn_again() -> None:
    revisions = [desk(1), desk(2, withdrawal=VANISH), desk(3, publish_at=Hold.HOLD)]
    assert fold([*revisions, desk(4, withdrawal=GONE)]).withdrawal == GONE


def test_what_came_after_its_kill_was_never_public() -> None:
    kills = [wire("2", withdrawal=GONE), wire("3", withdrawal=GONE, received_at=LATER)]
    came = wire("1", received_at=NOON + timedelta(hours=1))
    assert fold([*kills, came]).withdrawal == Withdrawal(WithdrawnAs.VANISH)


def test_a_withdrawal_before_its_article_takes_it_down_when_it_comes() -> None:
    kill = wire("2", withdrawal=VANISH)
    alone = fold([kill])
    assert (alone.item, alone.publish_at, alone.withdrawal) == (None, None, VANISH)
    assert fold([kill, wire("1")]).withdrawal == VANISH


def test_the_highest_wire_revision_stands() -> None:
    assert fold([wire("3"), wire("1"), wire("2")]).head == wire("3")


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("9-t-a", "10-t-a"), ("1.9-t-a", "1.10-t-a"), ("1-t-a", "1.1-t-a"), ("02-t-a", "3-t-a"),
     ("2-20261123-b", "2-20261124-a"), ("2-t-a", "2-t-b"), ("2-t-a01", "2-t-a1"), ("2", "2-t")],
)  # fmt: skip
def test_a_version_counts_as_a_number_then_its_time_then_its_digest(
    lower: str, higher: str
) -> None:
    assert fold([wire(higher), wire(lower)]).head == wire(higher)


def test_an_old_version_that_comes_late_moves_no_date() -> None:
    late = wire("1", received_at=LATER)
    assert fold([wire("2"), late]).publish_at == NOON


def test_the_desk_stands_over_its_wires() -> None:
    assert fold([wire("2"), desk(1), wire("3")]).head == desk(1)


def test_a_wires_kill_takes_down_what_the_desk_made_of_it() -> None:
    kill = wire("2", withdrawal=GONE, received_at=LATER)
    state = fold([wire("1"), desk(1), kill])
    assert (state.head, state.withdrawal, state.item) == (kill, GONE, desk(1))


def test_a_kill_that_the_desk_has_read_no_longer_counts() -> None:
    kill = wire("2", withdrawal=GONE)
    state = fold([wire("1"), kill, desk(1, based_on=(str(kill.name),))])
    assert (state.head.name, state.withdrawal) == (desk(1).name, None)


def test_what_the_wire_sends_after_its_kill_does_not_lift_it() -> None:
    kill = wire("2", withdrawal=GONE, received_at=LATER)
    state = fold([wire("1"), kill, wire("3", received_at=LATER)])
    assert (state.head, state.withdrawal) == (kill, GONE)


def test_the_highest_kill_that_the_desk_has_read_stands_for_those_below_it() -> None:
    kills = [wire("2", withdrawal=GONE), wire("3", withdrawal=GONE)]
    state = fold([wire("1"), *kills, desk(1, based_on=("wire-3",))])
    assert (state.head.name, state.withdrawal) == (desk(1).name, None)


def test_what_the_desk_takes_down_no_wire_brings_back() -> None:
    down = desk(1, withdrawal=GONE, based_on=("wire-1",))
    state = fold([wire("1"), down, wire("2", received_at=LATER)])
    assert (state.withdrawal, state.item) == (GONE, wire("1"))


def test_a_kill_does_not_soften_what_the_desk_says_of_its_withdrawal() -> None:
    kill = wire("2", withdrawal=GONE, received_at=LATER)
    state = fold([wire("1"), desk(1, withdrawal=VANISH, based_on=("wire-1",)), kill])
    assert (state.head, state.withdrawal) == (kill, VANISH)


def test_the_desk_keeps_the_date_and_the_corrections_of_the_wires_that_it_takes_over() -> None:
    embargoed = [wire("1", publish_at=LATER), wire("2", correction="The year")]
    mine = desk(1, based_on=("wire-2",), correction="The name")
    after = wire("3", publish_at=Hold.HOLD, correction="Not read", received_at=LATER)
    state = fold([*embargoed, mine, after])
    assert (state.head, state.item, state.publish_at) == (mine, mine, LATER)
    assert [correction.text for correction in state.corrections] == ["The year", "The name"]


def test_corrections_stand_in_the_order_of_their_receipt() -> None:
    late = wire("1", correction="Late", received_at=LATER)
    texts = [c.text for c in fold([late, wire("2", correction="Early")]).corrections]
    assert texts == ["Early", "Late"]


def test_a_later_kill_counts_though_an_earlier_was_read() -> None:
    first, second = wire("2", withdrawal=GONE), wire("3", withdrawal=GONE, received_at=LATER)
    state = fold([first, desk(1, based_on=(str(first.name),)), second])
    assert state.head == second


def test_corrections_gather_and_the_withdrawn_say_none() -> None:
    revisions: list[Record] = [
        desk(1),
        desk(2, correction="The year"),
        desk(3),
        desk(4, correction="The name"),
        desk(5, withdrawal=GONE, correction="Not for readers"),
    ]
    assert fold(revisions).corrections == (
        Correction(desk(2).received_at, "The year"),
        Correction(desk(4).received_at, "The name"),
    )
