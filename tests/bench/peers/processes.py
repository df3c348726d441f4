"""What a server costs the machine: its processes, their processor time and their memory."""

import os
import time
from collections.abc import Callable
from pathlib import Path

PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
QUIET_LOAD = 0.5
"""A round begins below this load, if it falls so far in time."""
QUIET_SECONDS = 180.0
_IDLE_SHARE = 0.9
_LOOK_EVERY = 1.0


def process_tree(pid: int, proc: Path = PROC) -> list[int]:
    """List a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in proc.glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process, [])
    return found


def cpu_milliseconds(pid: int, proc: Path = PROC) -> float:
    """Read how long a process and its descendants have been on a processor.

    Those that have ended and were waited for are counted too.
    """
    ticks = 0
    for process in process_tree(pid, proc):
        fields = (proc / str(process) / "stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks * 1000 / _TICKS


def memory_bytes(pid: int, proc: Path = PROC) -> int:
    """Read the memory of a process and its descendants; what they share counts once (PSS)."""
    kilobytes = 0
    for process in process_tree(pid, proc):
        rollup = (proc / str(process) / "smaps_rollup").read_text("utf-8")
        kilobytes += int(rollup.partition("\nPss:")[2].split()[0])
    return kilobytes * 1024


def wait_until_quiet(
    load: Callable[[], float] = lambda: os.getloadavg()[0],
    sleep: Callable[[float], None] = time.sleep,
) -> float:
    """Wait until the load has fallen, or for three minutes, and return what it is then."""
    waited = 0.0
    while load() >= QUIET_LOAD and waited < QUIET_SECONDS:
        sleep(_LOOK_EVERY)
        waited += _LOOK_EVERY
    return load()


def idle_share(before: str, after: str) -> float:
    """Compute what share of the time between two readings of ``/proc/stat`` was idle."""
    (old_idle, old_all), (new_idle, new_all) = map(_idle_and_all, (before, after))
    return (new_idle - old_idle) / max(1, new_all - old_all)


def _idle_and_all(stat: str) -> tuple[int, int]:
    jiffies = [int(field) for field in stat.splitlines()[0].split()[1:9]]
    return jiffies[3] + jiffies[4], sum(jiffies)


def wait_until_idle(tries: int = 20) -> None:
    """Wait until nothing of the server before is going on any more: a second nine tenths idle."""
    for _ in range(tries):
        before = (PROC / "stat").read_text("utf-8")
        time.sleep(_LOOK_EVERY)
        if idle_share(before, (PROC / "stat").read_text("utf-8")) >= _IDLE_SHARE:
            return
