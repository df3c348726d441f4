"""Rounds: every site in turn, again and again, so that no moment favours one."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from tests.bench.peers.processes import (
    cpu_milliseconds,
    memory_bytes,
    wait_until_idle,
    wait_until_quiet,
)
from tests.bench.peers.served import Asked, ServedSite

CONNECTIONS = (1, 8)
LEAST_PAGES, MOST_PAGES = 30, 1000
_READER = Path(__file__).with_name("read_pages.py")

Rounds = dict[tuple[str, int, int], list[Asked]]
"""What was found, by the site's name, its number of articles, and the connections."""


def pages_for(seconds: float, latencies: Sequence[float]) -> int:
    """Return how many pages a turn asks for: for so many seconds, by how long others took."""
    return max(LEAST_PAGES, min(MOST_PAGES, round(seconds * 1000 / median(latencies))))


def in_turn(sites: Sequence[ServedSite], number: int) -> list[ServedSite]:
    """Return the sites in the order of a round: each begins with another."""
    first = number % len(sites)
    return [*sites[first:], *sites[:first]]


def measure_rounds(
    sites: Sequence[ServedSite], rounds: int, seconds: float, say: Callable[[str], None]
) -> tuple[Rounds, list[float]]:
    """Ask all sites in turn; return what was found, and the load before each round.

    Parameters
    ----------
    sites
        Which; each is warmed up first.
    rounds, seconds
        How often, and for about how long at each number of connections.
    say
        Is told what is going on.
    """
    pages = {}
    for site in sites:
        say(f"warming up {site.name}, {site.articles:,} articles")
        pages[site] = pages_for(seconds, ask(site, 1, len(site.paths)).latencies)
    found: Rounds = {}
    loads = []
    for number in range(rounds):
        loads.append(wait_until_quiet())
        say(f"round {number + 1} of {rounds}, at a load of {loads[-1]:.2f}")
        for site in in_turn(sites, number):
            for connections in CONNECTIONS:
                wait_until_idle()
                asked = ask(site, connections, pages[site])
                found.setdefault((site.name, site.articles, connections), []).append(asked)
    return found, loads


def ask(site: ServedSite, connections: int, pages: int) -> Asked:
    """Ask one site for so many pages, its paths again and again."""
    told = {
        "port": site.port,
        "connections": connections,
        "paths": list(islice(cycle(site.paths), pages)),
    }
    before = cpu_milliseconds(site.pid)
    store_before = cpu_milliseconds(site.store) if site.store else 0.0
    ended = subprocess.run(
        [sys.executable, str(_READER), json.dumps(told)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise RuntimeError(f"{site.name}, {site.articles:,} articles: {ended.stderr.strip()}")
    cpu = cpu_milliseconds(site.pid) - before
    store_cpu = cpu_milliseconds(site.store) - store_before if site.store else 0.0
    answered = json.loads(ended.stdout)
    return Asked(
        connections=connections,
        seconds=answered["seconds"],
        latencies=tuple(answered["latencies"]),
        cpu=cpu,
        store_cpu=store_cpu,
        memory=memory_bytes(site.pid),
    )
