import pytest

from tests.bench.peers.rounds import LEAST_PAGES, MOST_PAGES, in_turn, pages_for
from tests.bench.peers.served import Asked, ServedSite, sum_up


def asked(seconds: float, latencies: tuple[float, ...], **named: float) -> Asked:
    told = {"cpu": 0.0, "store_cpu": 0.0, "memory": 0} | named
    return Asked(
        connections=int(told.pop("connections", 1)),
        seconds=seconds,
        latencies=latencies,
        memory=int(told.pop("memory")),
        **told,
    )


def test_rounds_are_summed_up_page_by_page() -> None:
    rounds = [
        asked(2.0, (10.0, 20.0), cpu=30.0, store_cpu=6.0, memory=7),
        asked(1.0, (30.0, 40.0), cpu=10.0, store_cpu=2.0, memory=9),
        asked(4.0, (50.0,), cpu=10.0, memory=8),
    ]

    rate = sum_up(rounds)

    assert (rate.pages, rate.per_second) == (5, 1.0)  # 1, 2 and a quarter a second
    assert (rate.p50, rate.p99) == (30.0, 50.0)
    assert (rate.cpu, rate.cpu_with_store) == (10.0, 11.6)
    assert rate.memory == 9


def test_rounds_of_several_numbers_of_connections_are_no_rate() -> None:
    with pytest.raises(ValueError, match="several numbers of connections"):
        sum_up([asked(1.0, (1.0,)), asked(1.0, (1.0,), connections=8)])
    with pytest.raises(ValueError, match="several"):
        sum_up([])


def test_every_site_begins_a_round_in_its_turn() -> None:
    sites = [ServedSite(name, 1, 1, 1, ("/",)) for name in "abc"]
    orders = ["".join(site.name for site in in_turn(sites, number)) for number in range(4)]
    assert orders == ["abc", "bca", "cab", "abc"]


def test_a_turn_takes_about_as_long_whatever_a_page_takes() -> None:
    assert pages_for(10, [50.0, 51.0, 900.0]) == 196
    assert pages_for(10, [0.5]) == MOST_PAGES
    assert pages_for(10, [2000.0]) == LEAST_PAGES
