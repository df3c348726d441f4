"""The document: docs/benchmarks.md, made of nothing but what a run has found."""

from collections.abc import Iterator, Mapping, Sequence

from tests.bench import archive, bodies, cold_starts, import_times, pages, rebuilds, visible, wire
from tests.bench.aims import INDEX_SECONDS, Findings, aims_of
from tests.bench.bodies import BodyCost
from tests.bench.figures import percentile
from tests.bench.pages import PageCalls, PageCost
from tests.bench.plots import Plot, shares_by_seconds, stacked_starts
from tests.bench.rebuilds import RebuildCost
from tests.bench.sizes import Sizes
from tests.bench.tables import kilobytes, megabytes, milliseconds, table
from tests.bench.visible import Visible
from tests.bench.wire import PageWeight

_PREFACE = """\
Written by `make bench`; by hand nothing is changed here. The figures are of one run on one machine
and neither pass nor fail anything. What is compared was measured in turn within the run."""


def plots_of(findings: Findings) -> tuple[Plot, ...]:
    """Return the plots that the document shows."""
    seen = {"answered": findings.visible.answered, "seen by a reader": findings.visible.seen}
    return stacked_starts(findings.imports), shares_by_seconds(seen)


def write_document(findings: Findings, plots: Mapping[str, str]) -> str:
    """Write the whole of docs/benchmarks.md; ``plots`` shows each plot, by its name."""
    parts = [
        _introduction(findings),
        *_pages(findings.costs),
        *_calls(findings.calls),
        *_starts(findings),
        *_imports(findings.imports["render"], plots["starts-by-package"]),
        *_sizes(findings.sizes),
        *_visible(findings.visible),
        plots["submit-to-visible"],
        *_weights(findings.weights),
        *_rebuilds(findings.rebuilds),
        *_bodies(findings.bodies),
        *_not_measured(),
    ]
    return "\n\n".join(parts) + "\n"


def _introduction(findings: Findings) -> str:
    aims = [(aim.aim, aim.found, "yes" if aim.is_met else "**no**") for aim in aims_of(findings)]
    return "\n\n".join(
        [
            "# Benchmarks",
            _PREFACE,
            table(["Where and when", ""], findings.circumstances.facts()).replace("---:", "---"),
            "## Aims",
            table(["Aim", "Found", "Met"], aims),
        ]
    )


def _pages(costs: Sequence[PageCost]) -> Iterator[str]:
    yield "## A page of the warm `render` handler"
    yield (
        "The real handler in one process that sees the built layer and boto3 and nothing else. Its "
        "own client makes its calls to a server in another process on this machine, which has "
        "asked ministack once and gives the same bytes again: ministack looks through a whole list "
        "at every query, as DynamoDB does not. The archives are asked in turn, "
        f"{pages.PAGES} times each page: {pages.ARTICLES_IN_TURN} articles again and again, whose "
        "content is in memory, and the fullest section. A page that comes out as before is not "
        "written again, so one row has that text forgotten before each block. Processor time is "
        "`time.process_time` around the handler: calls, page and log line, all threads. The time "
        "to the answer includes the server's, which is given apart as processor time of its "
        "process (`/proc`). The last rows are what boto3 alone takes for the three calls of an "
        "article page, one after the other. Milliseconds."
    )
    yield table(
        ["Page", "Articles", "Pages", "CPU p50", "CPU p99", "To the answer p50",
         "To the answer p99", "CPU of the server, mean"],
        [
            [
                pages.KINDS[cost.kind],
                f"{cost.articles:,}",
                cost.count,
                *map(
                    milliseconds,
                    [cost.cpu, cost.cpu_p99, cost.wall, cost.wall_p99, cost.server],
                ),
            ]
            for cost in costs
        ],
    )  # fmt: skip


def _calls(calls: Sequence[PageCalls]) -> Iterator[str]:
    yield "## Calls to AWS a page"
    yield (
        "Noted where render's own client asks: a call lasts from its sending until its answer is "
        "read, and those that are under way at once are one round. Cold is with no content in "
        "memory, warm is the same page again."
    )
    yield table(
        ["Page", "Status", "Cold", "Rounds", "Warm", "Rounds", "Which"],
        [
            [
                page.page,
                page.status,
                len(page.cold),
                page.cold_rounds,
                len(page.warm),
                page.warm_rounds,
                ", ".join(sorted(page.cold)) or "none",
            ]
            for page in calls
        ],
    )


def _starts(findings: Findings) -> Iterator[str]:
    brings = "brings" if findings.sizes.has_bytecode else "does not bring"
    yield "## Cold start of each handler"
    yield (
        "A fresh process imports `app` and makes the clients that its first request needs (S3 and "
        "DynamoDB; `weather` only DynamoDB, `verify` only S3, `probe` none; `render` its own, with "
        "the whole paper), from the first line of Python to the last client, the interpreter's own "
        "start not counted. Beside it, just "
        "before and in the same run, the bare case: `import boto3` and these two clients; "
        f"{cold_starts.STARTS} rounds of all. "
        "The processes see the built layer (templates compiled), the function and boto3 with its "
        "dependencies, no other package, and write no bytecode (`-S`, "
        "`PYTHONDONTWRITEBYTECODE`). boto3 has its bytecode, as in Lambda's runtime; the layer's "
        "modules with bytecode are what a build makes where it finds a Python of the runtime's "
        "version, without it they are compiled from source at each start, since Lambda mounts a "
        f"layer read-only. The build that is sized below {brings} bytecode. Milliseconds, median "
        "and, in brackets, the quartiles; the ratio is of each start to its bare one."
    )
    yield table(
        ["Start of", "Layer's bytecode", "Starts", "Time", "CPU", "Ratio to the bare"],
        [
            [
                start.what,
                "yes" if start.bytecode else "no",
                start.wall.count,
                *(
                    f"{spread.median:.0f} ({spread.low:.0f} to {spread.high:.0f})"
                    for spread in (start.wall, start.cpu)
                ),
                f"{start.ratio.median:.2f} ({start.ratio.low:.2f} to {start.ratio.high:.2f})",
            ]
            for start in findings.starts
        ],
    )


def _imports(packages: Mapping[str, float], plot: str) -> Iterator[str]:
    yield (
        "What of a start is importing, by package, each without what it imports of others; by "
        f"`-X importtime`, which itself adds to it, medians of {import_times.STARTS} starts."
    )
    yield plot
    yield "Of `render`, in milliseconds:"
    whole = sum(packages.values())
    yield table(
        ["Package", "Time", "Share"],
        [
            [package, milliseconds(cost), f"{cost / whole:.0%}"]
            for package, cost in packages.items()
        ],
    )


def _sizes(sizes: Sizes) -> Iterator[str]:
    yield "## Unpacked size of each package"
    brings = "with" if sizes.has_bytecode else "without"
    yield (
        f"Of the build {sizes.build}, {brings} bytecode. boto3 is not in it: the Lambda runtime "
        "has it."
    )
    rows = [("**the layer**", megabytes(sizes.layer))]
    rows += [(f"`{name}`", kilobytes(size)) for name, size in sizes.parts]
    rows += [(f"function `{name}`", kilobytes(size)) for name, size in sizes.functions]
    yield table(["Package", "Unpacked"], rows)


def _visible(found: Visible) -> Iterator[str]:
    yield "## From submit to visible"
    yield (
        f"{len(found.seen)} articles on the local AWS with IAM enforced, deployed by `sam deploy`: "
        f"{visible.DESKS} desks at a time, each of which sends a signed POST, looks at the "
        "article's page through the local CDN until it answers 200 with the headline "
        f"(every {visible.LOOK_EVERY * 1000:.0f} ms after each answer), and goes on to the next. "
        "Counted from the sending of the POST. The functions share the machine with all of the "
        "local AWS, whose warm call alone takes some 50 ms, and its CDN does not cache: on AWS "
        "both differ. Seconds."
    )
    yield table(
        ["Until", "p50", "p99", "At most"],
        [
            [what, *(f"{percentile(times, percent):.2f}" for percent in (50, 99, 100))]
            for what, times in (
                ("the API has answered", found.answered),
                ("a reader sees the article", found.seen),
            )
        ],
    )


def _weights(weights: list[PageWeight] | None) -> Iterator[str]:
    yield "## Bytes and requests of each page"
    if weights is None:
        yield "Not measured in this run: there is no Chromium on the machine."
        return
    yield (
        "As headless Chromium asks for them through the local CDN, nothing in its cache: bodies "
        "without headers, 1 KB being 1,000 bytes. The article is of some 200 words, the lists are "
        "full pages. The local CDN does not compress as CloudFront does; the compressed size is "
        f"an estimate by gzip at level {wire.GZIP_LEVEL}, and brotli was not measured. Stylesheet "
        "and script are immutable: a second page costs its own HTML only."
    )
    yield table(
        ["Page", "Requests", "HTML", "HTML compressed", "All", "All compressed"],
        [
            [
                weight.page,
                len(weight.resources),
                kilobytes(weight.resources[0].raw),
                kilobytes(weight.resources[0].compressed),
                kilobytes(weight.raw),
                kilobytes(weight.compressed),
            ]
            for weight in weights
        ],
    )


def _rebuilds(costs: Sequence[RebuildCost]) -> Iterator[str]:
    yield "## Rebuilding the index from the log"
    yield (
        "One worker: the real `rebuild` handler in a process that sees the built layer and boto3 "
        f"and nothing else is given the listing of the log, {rebuilds.BATCH} keys at a time as "
        "the state machine gives them, and the sum in the end; nothing is swept. The messages and "
        "records are made by the desk itself. Of every twenty articles four were revised, two of "
        "these with corrections, two are withdrawn and two held. First the table is empty, so "
        "that every head, card and content is written; then all is equal and is only compared, "
        f"in the largest log every {rebuilds.EQUAL_EVERY[max(rebuilds.LOGS)]}th batch. The memory "
        "is the most that the process has had at once (`VmHWM`), boto3 and layer included."
    )
    yield (
        "Here ministack answers every call, on the same processor: the articles a second are as "
        "much its as the worker's. At every listing of an article it looks through the "
        "whole bucket, as S3 does not, so that it is slower in the larger log. Its processor time "
        "is given apart. The state machine runs two workers at once, which one ministack could "
        "not serve. Processor time in milliseconds an article."
    )
    yield table(
        ["Index", "Articles in the log", "Rebuilt", "Articles a second", "CPU of the worker",
         "CPU of the local AWS", "Calls to AWS an article", "Peak memory"],
        [
            [
                cost.case,
                f"{cost.log:,}",
                f"{cost.articles:,}",
                f"{cost.rate:.1f}",
                milliseconds(cost.cpu),
                milliseconds(cost.server),
                f"{sum(cost.calls.values()):.1f}",
                megabytes(cost.peak),
            ]
            for cost in costs
        ],
    )  # fmt: skip
    yield table(
        ["Calls an article", *(f"{cost.case}, {cost.log:,}" for cost in costs)],
        [
            [name, *(f"{cost.calls.get(name, 0):.2f}" for cost in costs)]
            for name in sorted({name for cost in costs for name in cost.calls})
        ],
    )


def _bodies(costs: Sequence[BodyCost]) -> Iterator[str]:
    yield "## The worst bodies"
    yield (
        f"Of {bodies.SHAPES} hostile shapes, each at the largest size that is accepted (1 MiB, or "
        "a half, a quarter … of it): what it takes to accept, and to derive once as `index` does. "
        f"The ten most expensive. Seconds of processor time; `index` has {INDEX_SECONDS} in all."
    )
    yield table(
        ["Shape", "Characters", "To accept", "To derive"],
        [
            [
                f"{cost.body_format}: {cost.shape}",
                f"{cost.size:,}",
                f"{cost.checked:.2f}",
                f"{cost.cleaned:.2f}",
            ]
            for cost in costs[:10]
        ],
    )


def _not_measured() -> Iterator[str]:
    yield "## What these figures do not say"
    yield (
        "Nothing here was measured on AWS: no network to DynamoDB and S3, no start of a Lambda "
        "environment, no arm64 processor, no CloudFront. Calls, bytes, sizes and ratios carry "
        f"over; milliseconds do not. In the bucket of the archives stand the contents of the "
        f"newest {archive.WITH_CONTENT} articles only, the ones whose pages are asked for; "
        "the table holds all."
    )
