import pytest

from tests.bench.peers.hugo import HugoCost, SiteBuild
from tests.bench.peers.ours import NAME
from tests.bench.peers.page_parts import count_parts
from tests.bench.peers.report import (
    PeersFindings,
    aim_for,
    cpu_plot,
    cpu_ratios,
    write_section,
)
from tests.bench.peers.served import Asked, sum_up
from tests.bench.plots import render

GHOST, WAGTAIL = "Ghost 6.65.0", "Wagtail 8.0.1, bare template"


def one_round(connections: int, cpu: float, store_cpu: float = 0.0) -> list[Asked]:
    return [Asked(connections, 2.0, (10.0, 30.0), cpu, store_cpu, 50_000_000)]


FOUND = {
    (NAME, 100, 1): one_round(1, 4.0, 2.0),
    (NAME, 100, 8): one_round(8, 4.0),
    (NAME, 100_000, 1): one_round(1, 5.0),
    (GHOST, 100, 1): one_round(1, 36.0),
    (GHOST, 100, 8): one_round(8, 400.0),
    (GHOST, 10_000, 1): one_round(1, 300.0),
    (WAGTAIL, 100, 1): one_round(1, 18.0),
}


def test_ours_is_compared_with_a_peer_of_as_many_articles_over_one_connection() -> None:
    rates = {key: sum_up(rounds) for key, rounds in FOUND.items()}
    assert list(cpu_ratios(rates)) == [(GHOST, 100, 9.0, 6.0), (WAGTAIL, 100, 4.5, 3.0)]


@pytest.mark.parametrize(
    ("name", "articles", "aim"),
    [
        (GHOST, 100, 8), (GHOST, 10_000, 60), (GHOST, 30, None), ("Wagtail 8.0.1", 100, 8),
        ("Wagtail 8.0.1", 10_000, 8), (WAGTAIL, 100, 5), ("Hugo", 100, None),
    ],
)  # fmt: skip
def test_an_aim_is_of_a_peer_and_a_size(name: str, articles: int, aim: int | None) -> None:
    assert aim_for(name, articles) == aim


def test_the_section_says_all_that_was_found_and_what_of_the_aims_is_met() -> None:
    build = SiteBuild(2.0, 3.0, 60_000_000)
    hugo = HugoCost(100, 170, build, (SiteBuild(9.0, 9.0, 1), build, SiteBuild(1.0, 1.0, 1)))
    parts = {NAME: {"bytes": 9_000, "scripts": 1}, GHOST: {"bytes": 30_000, "scripts": 7}}
    section = write_section(
        PeersFindings([("Ghost", "6.65.0")], [0.4, 0.31], FOUND, [hugo], parts), "<picture>"
    )

    assert "| Load before each round | 0.40, 0.31 |" in section
    assert f"| {NAME} | 100 | 1 | 2 | 1.0 | 10 | 30 | 2.00 | 3.00 | 50.0 MB |" in section
    assert f"| {GHOST} | 10,000 | 1 | 2 | 1.0 | 10 | 30 | 150 | – | 50.0 MB |" in section
    assert f"| {GHOST} | 100 | 9.0 | 6.0 | 8 | yes |" in section
    assert f"| {WAGTAIL} | 100 | 4.5 | 3.0 | 5 | **no** |" in section
    assert "| after one change | 100 | 170 | 2.00 | 3.00 | 60.0 MB |" in section
    assert "\n\n<picture>\n\n" in section
    assert "| scripts | 1 | 7 |" in section
    assert hugo.cpu_after_a_change == 3.0


def test_the_plot_has_a_point_for_each_archive_and_ours_twice() -> None:
    drawn = render(cpu_plot(FOUND), "light")
    for said in (NAME, f"{NAME}, with the recorder", GHOST, "100,000", "10,000"):
        assert f">{said}<" in drawn


def test_the_parts_of_a_page_are_counted() -> None:
    html = (
        '<script type="application/ld+json">{}</script><script src="https://cdn.example/x"></script>'
        '<script src="//127.0.0.1/y"></script><script>1</script><a class="x" href="/">é</a>'
        '<meta property="og:title"><link rel="stylesheet" href="/x"><style></style>'
    )
    parts = count_parts(html)
    assert parts["bytes"] == len(html) + 1
    assert (parts["scripts"], parts["of them from elsewhere"], parts["JSON-LD"]) == (3, 1, 1)
    assert (parts["style sheets"], parts["links"], parts["Open Graph"]) == (2, 1, 1)
