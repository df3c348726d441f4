"""The peers' part of docs/benchmarks.md, between two marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.marks import MarkedPart
from tests.bench.peers.hugo import HugoCost, SiteBuild
from tests.bench.peers.ours import NAME
from tests.bench.peers.served import Asked, PageRate, sum_up
from tests.bench.plots import Plot, cpu_by_archive
from tests.bench.tables import megabytes, milliseconds, table

SECTION = MarkedPart(
    "<!-- Beside the others begins: `make bench-peers` writes this. -->",
    "<!-- Beside the others ends. -->",
)
"""Of docs/benchmarks.md."""
README_PLOT = MarkedPart(
    "<!-- The plot begins: `make bench-peers` writes this. -->", "<!-- The plot ends. -->"
)
AIMS = {("Ghost", 100): 8, ("Ghost", 10_000): 60, ("Wagtail", 0): 8, ("Wagtail bare", 0): 5}
"""How many times a peer's pages for a CPU second ours are to be; 0 is for any size of archive."""
_ABOUT = """\
The same stories of some 5 KB, made once for all; of every archive the newest hundred are asked for,
again and again, over connections that are kept, by a process of its own. The sites take turns; each
round begins when the load has fallen below 0.5, or after three minutes, and each turn when the
machine is nine tenths idle. Processor time is of all processes of the server (`/proc`); memory is
what they use, with what they share counted once.

Ours is the real handler behind an HTTP loop of `asyncio`, one page at a time, which remembers
contents and texts as it does on Lambda. Its reads are answered by a recorder in another process, as
they are by DynamoDB and S3, so the CPU is given without the recorder's and with it. The peers'
figures hold their database, SQLite. Ghost has settled for 40 seconds, and runs with the theme that
it brings. Wagtail's whole template shows menu, tags and ten more articles, as ours does; its bare
one shows headline and body. Neither keeps pages of its own; both are mostly run behind a cache, as
ours is."""
_HUGO = """\
Hugo makes every page beforehand, so that a page costs its readers a file. What it costs is to build
the site: all of it, after each change of one article."""
_HAVE = """\
What the pages have, counted in the HTML of one. Ghost's brings signing in, subscriptions and search
by scripts from elsewhere, and more addresses for search engines and social networks, which ours has
not. Wagtail's looks for the bar of an editor who is signed in. Hugo's and Wagtail's templates were
written for this measurement, and have less than ours: neither JSON-LD nor a feed, and Wagtail's
links no tags."""

Found = Mapping[tuple[str, int, int], Sequence[Asked]]
"""All rounds, by the site's name, its number of articles, and the connections."""


@dataclass(frozen=True, slots=True)
class PeersFindings:
    """What a run has found.

    Attributes
    ----------
    facts
        On what it was made, for a table.
    loads
        Before each round.
    found
        Of the sites that are served.
    hugo
        Of the one that is built.
    parts
        What a page has, by the site's name.
    """

    facts: Sequence[tuple[str, str]]
    loads: Sequence[float]
    found: Found
    hugo: Sequence[HugoCost]
    parts: Mapping[str, Mapping[str, int]]


def write_section(findings: PeersFindings, plot: str) -> str:
    """Write the whole section; ``plot`` shows what `cpu_plot` draws."""
    rates = {key: sum_up(rounds) for key, rounds in findings.found.items()}
    loads = ", ".join(f"{load:.2f}" for load in findings.loads)
    facts = [*findings.facts, ("Load before each round", loads)]
    return "\n\n".join(
        [
            "## Beside the others",
            _ABOUT,
            table(["Where and when", ""], facts).replace("---:", "---"),
            plot,
            _rates(rates),
            _ratios(rates),
            _HUGO,
            _hugo(findings.hugo),
            _HAVE,
            _parts(findings.parts),
        ]
    )


def _rates(rates: Mapping[tuple[str, int, int], PageRate]) -> str:
    heads = [
        "Site", "Articles", "Connections", "Pages", "Pages a second", "p50 (ms)", "p99 (ms)",
        "CPU a page (ms)", "With the recorder's", "Memory",
    ]  # fmt: skip
    rows = [
        (
            name, f"{articles:,}", connections, rate.pages, f"{rate.per_second:,.1f}",
            milliseconds(rate.p50), milliseconds(rate.p99), milliseconds(rate.cpu),
            milliseconds(rate.cpu_with_store) if name == NAME else "–", megabytes(rate.memory),
        )
        for (name, articles, connections), rate in sorted(rates.items())
    ]  # fmt: skip
    return table(heads, rows)


def cpu_plot(found: Found) -> Plot:
    """Plot processor time a page against the size of the archive, over one connection."""
    points: dict[str, list[tuple[int, float]]] = {}
    for (name, articles, connections), rounds in sorted(found.items()):
        if connections == 1:
            rate = sum_up(rounds)
            points.setdefault(name, []).append((articles, rate.cpu))
            if name == NAME:
                line = points.setdefault(f"{name}, with the recorder", [])
                line.append((articles, rate.cpu_with_store))
    return cpu_by_archive(points)


def cpu_ratios(
    rates: Mapping[tuple[str, int, int], PageRate],
) -> Iterator[tuple[str, int, float, float]]:
    """Compare each peer with ours of as many articles, over one connection.

    Yields
    ------
    tuple
        The peer, the articles, and how many times its pages for a second of processor time ours
        are: without the recorder's time, and with it.
    """
    for (name, articles, connections), rate in sorted(rates.items()):
        ours = rates.get((NAME, articles, connections))
        if name != NAME and connections == 1 and ours:
            yield name, articles, rate.cpu / ours.cpu, rate.cpu / ours.cpu_with_store


def aim_for(name: str, articles: int) -> int | None:
    """Return how many times a peer's pages ours are to be, where there is an aim."""
    kind = name.split(maxsplit=1)[0] + (" bare" if "bare" in name else "")
    return AIMS.get((kind, articles)) or AIMS.get((kind, 0))


def _ratios(rates: Mapping[tuple[str, int, int], PageRate]) -> str:
    rows = []
    for name, articles, without, with_recorder in cpu_ratios(rates):
        aim = aim_for(name, articles)
        met = "–" if aim is None else "yes" if without >= aim else "**no**"
        rows.append(
            (name, f"{articles:,}", f"{without:.1f}", f"{with_recorder:.1f}", aim or "–", met)
        )
    heads = [
        "Ours makes so many times the pages of", "Articles", "For a CPU second",
        "With the recorder's", "Aim", "Met",
    ]  # fmt: skip
    return table(heads, rows)


def _hugo(costs: Sequence[HugoCost]) -> str:
    rows = []
    for cost in costs:
        middle = sorted(cost.after_a_change, key=lambda build: build.cpu)
        builds = (("first", cost.first), ("after one change", middle[len(middle) // 2]))
        for what, build in builds:
            rows.append((what, f"{cost.articles:,}", f"{cost.pages:,}", *_build_cells(build)))
    return table(
        ["Hugo's build", "Articles", "Pages", "Seconds", "CPU seconds", "Memory at most"], rows
    )


def _build_cells(build: SiteBuild) -> tuple[str, str, str]:
    return f"{build.seconds:.2f}", f"{build.cpu:.2f}", megabytes(build.memory)


def _parts(parts: Mapping[str, Mapping[str, int]]) -> str:
    names = list(parts)
    kinds = list(next(iter(parts.values()), {}))
    return table(
        ["Of a page", *names], [(kind, *(parts[name][kind] for name in names)) for kind in kinds]
    )
