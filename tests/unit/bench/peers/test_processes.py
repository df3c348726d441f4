import os
from pathlib import Path

import pytest

from tests.bench.peers.processes import (
    QUIET_SECONDS,
    cpu_milliseconds,
    idle_share,
    memory_bytes,
    process_tree,
    wait_until_quiet,
)

TICK = 1000 / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """A server of process 10 with the workers 11 and 12, one of whom has a child; 20 is another."""
    processes = ((10, 1, (5, 1, 40, 2)), (11, 10, (7, 3, 0, 0)), (12, 10, (0, 0, 0, 0)))
    for pid, parent, times in (*processes, (13, 12, (2, 0, 0, 0)), (20, 1, (900, 0, 0, 0))):
        folder = tmp_path / str(pid)
        folder.mkdir()
        before = " ".join(["0"] * 9)
        (folder / "stat").write_text(
            f"{pid} (a (b) c) S {parent} {before} {' '.join(map(str, times))}"
        )
        (folder / "smaps_rollup").write_text(f"a b\nRss: 99 kB\nPss:   {pid} kB\nPss_Anon: 1 kB\n")
    return tmp_path


def test_a_server_is_all_its_descendants(proc: Path) -> None:
    assert sorted(process_tree(10, proc)) == [10, 11, 12, 13]
    assert process_tree(20, proc) == [20]


def test_processor_time_is_of_the_whole_tree_and_of_those_that_have_ended(proc: Path) -> None:
    assert cpu_milliseconds(10, proc) == (5 + 1 + 40 + 2 + 7 + 3 + 2) * TICK


def test_memory_is_of_the_whole_tree_what_is_shared_once(proc: Path) -> None:
    assert memory_bytes(10, proc) == (10 + 11 + 12 + 13) * 1024


def test_the_figures_are_read_on_this_machine_too() -> None:
    assert os.getpid() in process_tree(os.getpid())
    assert cpu_milliseconds(os.getpid()) > 0
    assert memory_bytes(os.getpid()) > 1_000_000


def test_idle_is_what_no_processor_did() -> None:
    before = "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1"
    after = "cpu  110 0 110 760 120 0 0 0 0 0\ncpu0 1"
    assert idle_share(before, after) == 0.8
    assert idle_share(before, before) == 0.0


def test_a_round_waits_until_the_load_has_fallen_but_not_for_ever() -> None:
    loads, slept = iter([2.0, 1.0, 0.4, 0.4]), list[float]()
    assert wait_until_quiet(lambda: next(loads), slept.append) == 0.4
    assert len(slept) == 2

    slept.clear()
    assert wait_until_quiet(lambda: 3.0, slept.append) == 3.0
    assert sum(slept) == QUIET_SECONDS
