"""Shares of the time: no message of a batch takes that of the others, or the answer's.

Lambda ends a function that has not answered in its time, and then every message of the batch counts
as failed. So each message has a share of what is left, and is interrupted when that is over.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

RESERVE_SECONDS = 20.0
"""Left over for what cannot be interrupted, for telling of a fault, and for the answer."""


class TimeIsOver(BaseException):
    """The share is over. Not an ``Exception``: what handles those goes on, and this must end."""


class NotIndexedInTime(Exception):
    """A message could not be done in its share of the time; it is delivered again."""


class TimeShares:
    """The time of one batch.

    Parameters
    ----------
    messages
        How many there are in it.
    remaining_ms
        Returns the milliseconds until Lambda ends the function.
    """

    def __init__(self, messages: int, remaining_ms: Callable[[], int]) -> None:
        self._messages = messages
        self._remaining_ms = remaining_ms

    def next_share(self) -> float:
        """Return the seconds that the next message may take: an equal part of what is left.

        Raises
        ------
        NotIndexedInTime
            If nothing is left: the message has not been begun.
        """
        left = self._remaining_ms() / 1000 - RESERVE_SECONDS
        share = left / max(1, self._messages)
        self._messages -= 1
        if share <= 0:
            raise NotIndexedInTime("no time of its batch was left for it; it comes again")
        return share


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what runs inside with ``TimeIsOver`` after some seconds.

    By a signal, which ends a loop of Python as well as a wait for AWS: it needs the main thread,
    in which Lambda calls its handlers. An interruption is as harmless as the end of the process.
    """

    def interrupt(*_: object) -> None:
        raise TimeIsOver(f"it was not done in its share of the time, {seconds:.1f} seconds")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
