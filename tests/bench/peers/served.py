"""What a served site is, and what is found when its pages are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import percentile


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A site that runs on this machine.

    Attributes
    ----------
    name
        In the tables.
    articles
        How many it has.
    port
        On 127.0.0.1.
    pid
        Of the server; its descendants belong to it.
    paths
        Of the pages to ask for.
    store
        The process that answers the server's reads, where that is another: 0 if there is none.
    """

    name: str
    articles: int
    port: int
    pid: int
    paths: tuple[str, ...]
    store: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What one round of questions to a site found.

    Attributes
    ----------
    connections
        That asked at the same time.
    seconds
        From the first question to the last answer.
    latencies
        Milliseconds of each page.
    cpu, store_cpu
        Milliseconds of processor time of the server's processes, and of its store.
    memory
        Bytes of the server's processes in the end.
    """

    connections: int
    seconds: float
    latencies: tuple[float, ...]
    cpu: float
    store_cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class PageRate:
    """What all rounds of one site come to, at one number of connections.

    Attributes
    ----------
    pages
        How many were asked for in all.
    per_second
        Pages a second: the median of the rounds.
    p50, p99
        Milliseconds of a page, of all rounds together.
    cpu, cpu_with_store
        Milliseconds of processor time a page, over all rounds.
    memory
        Bytes, the most of any round.
    """

    pages: int
    per_second: float
    p50: float
    p99: float
    cpu: float
    cpu_with_store: float
    memory: int


def sum_up(rounds: Sequence[Asked]) -> PageRate:
    """Sum up the rounds of one site at one number of connections, of which there is at least one.

    Raises
    ------
    ValueError
        If they are of several numbers of connections, or asked for nothing.
    """
    if len({asked.connections for asked in rounds}) != 1:
        raise ValueError("rounds of several numbers of connections are no one rate")
    latencies = [latency for asked in rounds for latency in asked.latencies]
    cpu = sum(asked.cpu for asked in rounds)
    with_store = cpu + sum(asked.store_cpu for asked in rounds)
    return PageRate(
        pages=len(latencies),
        per_second=median(len(asked.latencies) / asked.seconds for asked in rounds),
        p50=percentile(latencies, 50),
        p99=percentile(latencies, 99),
        cpu=cpu / len(latencies),
        cpu_with_store=with_store / len(latencies),
        memory=max(asked.memory for asked in rounds),
    )
