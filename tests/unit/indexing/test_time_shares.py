"""Shares of the time: each message's is an equal part of what is left, and it is held to it."""

import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Event

import pytest

from broadsheet.indexing.time_shares import (
    RESERVE_SECONDS,
    NotIndexedInTime,
    TimeIsOver,
    TimeShares,
    at_most,
)


def shares_of(messages: int, *remaining: float) -> TimeShares:
    """Shares of a batch, by the seconds that remain beyond the reserve at each asking."""
    left = iter(remaining)
    return TimeShares(messages, lambda: round((next(left) + RESERVE_SECONDS) * 1000))


def test_each_message_has_an_equal_part_of_what_is_left() -> None:
    shares = shares_of(4, 40, 40, 30, 30)
    assert [round(shares.next_share(), 1) for _ in range(4)] == [10.0, 13.3, 15.0, 30.0]


def test_what_there_is_no_time_for_is_not_begun() -> None:
    shares = shares_of(3, 9, 0, -5)
    assert shares.next_share() == 3
    for _ in range(2):
        with pytest.raises(NotIndexedInTime, match="comes again"):
            shares.next_share()


def busy() -> None:
    while True:
        pass


@pytest.mark.parametrize("work", [busy, Event().wait], ids=["busy", "waiting"])
def test_what_never_ends_is_interrupted(work: Callable[[], object]) -> None:
    with pytest.raises(TimeIsOver, match="in its share of the time"), at_most(0.05):
        work()


def try_again_and_again(work: Callable[[], None]) -> None:
    """Do as a library does that tries again whatever failed."""
    while True:
        with suppress(Exception):
            work()


def test_what_handles_exceptions_does_not_handle_the_end_of_the_time() -> None:
    with pytest.raises(TimeIsOver), at_most(0.05):
        try_again_and_again(busy)


def test_afterwards_nothing_is_interrupted() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with at_most(600):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before
