"""The lock on the state of this checkout."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from commands.layout import LOCAL
from commands.terminal import Failure


@contextmanager
def hold_checkout() -> Iterator[None]:
    """Hold the state of this checkout for this process alone."""
    LOCAL.mkdir(mode=0o700, exist_ok=True)
    with (LOCAL / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Failure(
                f"`make run` is already running in this checkout: use that one, or stop it, "
                f"with Ctrl-C or `kill {lock.read()}`."
            ) from error
        lock.truncate(0)
        print(os.getpid(), end="", file=lock, flush=True)
        yield
