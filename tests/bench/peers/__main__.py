"""``make bench-peers``: the paper beside Ghost, Wagtail and Hugo, into docs/benchmarks.md."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.layout import LOCAL, ROOT
from commands.terminal import console, run_or_exit
from tests.bench.machine import look_around
from tests.bench.peers import ghost
from tests.bench.peers.ghost import ghost_site, install_ghost
from tests.bench.peers.hugo import hugo_version, measure_hugo
from tests.bench.peers.ours import our_sites
from tests.bench.peers.page_parts import parts_of
from tests.bench.peers.report import (
    README_PLOT,
    SECTION,
    PeersFindings,
    cpu_plot,
    write_section,
)
from tests.bench.peers.rounds import measure_rounds
from tests.bench.peers.served import ServedSite
from tests.bench.peers.wagtail import install_wagtail, wagtail_sites, wagtail_version
from tests.bench.plots import write_plot

INSTALLED = ROOT / "build" / "peers"
"""Where the peers are kept, since installing them takes minutes."""
DOCUMENT = ROOT / "docs" / "benchmarks.md"
ARTICLES = (100, 10_000)
OURS_TOO = (100_000,)


def measure(
    home: Path, articles: Sequence[int], ours_too: Sequence[int], rounds: int, seconds: float
) -> PeersFindings:
    """Install the peers, fill all sites, and measure them in turn."""
    began, load, hugo = datetime.now(UTC), os.getloadavg()[0], hugo_version()
    console.print("installing Ghost and Wagtail, which takes minutes the first time")
    installed, python = install_ghost(INSTALLED), install_wagtail(INSTALLED)
    with _sites(home, installed, python, articles, ours_too) as sites:
        # What is timed comes after all that only prepares, and waits for a quiet machine.
        built = [measure_hugo(home, count, console.print) for count in articles]
        found, loads = measure_rounds(sites, rounds, seconds, console.print)
        parts = {site.name: parts_of(site) for site in sites}
    versions = {"Ghost": ghost.VERSION, "Node": ghost.NODE, "Wagtail": wagtail_version()}
    facts = look_around(began, load).facts()
    facts += [*versions.items(), ("Hugo", hugo)]
    return PeersFindings(facts, loads, found, built, parts)


@contextmanager
def _sites(
    home: Path, installed: Path, python: Path, articles: Sequence[int], ours_too: Sequence[int]
) -> Iterator[list[ServedSite]]:
    with ExitStack() as servers:
        sites = []
        for count in articles:
            console.print(f"filling Ghost and Wagtail with {count:,} articles")
            sites.append(servers.enter_context(ghost_site(installed, home, count)))
            sites += servers.enter_context(wagtail_sites(python, home, count))
        archives = [*articles, *ours_too]
        console.print(f"filling ours with {', '.join(f'{count:,}' for count in archives)} articles")
        sites += servers.enter_context(our_sites(home, archives))
        yield sites


@click.command()
@click.option("--articles", type=int, multiple=True, default=ARTICLES, show_default=True)
@click.option("--ours-too", type=int, multiple=True, default=OURS_TOO, show_default=True)
@click.option("--rounds", type=int, default=5, show_default=True)
@click.option("--seconds", type=float, default=10.0, show_default=True, help="Of each turn.")
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    default=DOCUMENT,
    help="It is in a folder of a folder with a README.md.",
)
def bench_peers(
    articles: Sequence[int], ours_too: Sequence[int], rounds: int, seconds: float, document: Path
) -> None:
    """Measure the paper beside its peers, and write it into a document."""
    LOCAL.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="peers-", dir=LOCAL))
    findings = measure(home, articles, ours_too, rounds, seconds)
    shutil.rmtree(home)  # kept, with its logs, where something went wrong
    plots, readme = document.with_name("plots"), document.parent.parent / "README.md"
    plot = cpu_plot(findings.found)
    section = write_section(findings, write_plot(plot, plots, plots.name))
    document.write_text(SECTION.put_into(document.read_text("utf-8"), section), "utf-8")
    shown = write_plot(plot, plots, f"{plots.parent.name}/{plots.name}")
    readme.write_text(README_PLOT.put_into(readme.read_text("utf-8"), shown), "utf-8")
    console.print(f"\nWritten to {document}, with a plot in {readme.name}")


if __name__ == "__main__":
    run_or_exit(lambda: bench_peers(standalone_mode=False))
