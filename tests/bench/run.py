"""``make bench``: measures everything once, and writes docs/benchmarks.md."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from commands.layout import LOCAL, ROOT
from commands.packaging.sam import build_local
from commands.terminal import console, run_or_exit
from tests.bench.aims import Findings, aims_of
from tests.bench.aws_server import aws_server, recorder
from tests.bench.bodies import measure_bodies
from tests.bench.cold_starts import measure_cold_starts
from tests.bench.document import plots_of, write_document
from tests.bench.import_times import measure_imports
from tests.bench.lambda_room import LambdaRoom
from tests.bench.lighthouse.report import LIGHTHOUSE
from tests.bench.machine import look_around
from tests.bench.pages import (
    ARCHIVES,
    PageCalls,
    PageCost,
    count_calls,
    fill_archives,
    measure_pages,
)
from tests.bench.peers.report import SECTION
from tests.bench.pictures import PICTURES
from tests.bench.plots import write_plot
from tests.bench.rebuilds import LOGS, RebuildCost, fill_logs, measure_rebuilds
from tests.bench.sizes import measure_sizes
from tests.bench.visible import ARTICLES, local_paper, measure_visible
from tests.bench.wire import weigh_pages

HANDLERS = [path.parent.name for path in (ROOT / "functions").glob("*/app.py")]
DOCUMENT = ROOT / "docs" / "benchmarks.md"

Step = Callable[[float], None]
Steps = Callable[[str], Step]


def measure(home: Path, steps: Steps) -> Findings:
    """Measure everything.

    Parameters
    ----------
    home
        An empty folder.
    steps
        Is told what is measured next, and gives what is told how much of it is done.
    """
    began, load = datetime.now(UTC), os.getloadavg()[0]
    step = steps("building the layer (sam build)")
    build = build_local()
    room = LambdaRoom(home / "room", build)
    sizes = measure_sizes(build)
    step(1)
    starts = measure_cold_starts(room, steps("cold starts of each handler, and of boto3 alone"))
    imports = measure_imports(room, sorted(HANDLERS), steps("what each package adds to a start"))
    bodies = measure_bodies(steps("the worst bodies that are accepted"))
    costs, calls = _measure_render(room, steps)
    rebuilt = _measure_rebuilds(room, home, steps)
    step = steps("deploying the paper to a local AWS (sam deploy)")
    with local_paper(home / "paper", lambda _what: None) as stack:
        step(1)
        seen, pages = measure_visible(stack, steps(f"{ARTICLES} articles, from submit to visible"))
        step = steps("pages in Chromium")
        weights = weigh_pages(stack, pages)
        step(1)
    circumstances = look_around(began, load)
    return Findings(
        circumstances, costs, calls, starts, sizes, seen, weights, rebuilt, bodies, imports
    )


def _measure_render(room: LambdaRoom, steps: Steps) -> tuple[list[PageCost], list[PageCalls]]:
    with aws_server() as server:
        step = steps(f"filling archives of {' and '.join(f'{n:,}' for n in ARCHIVES)} articles")
        archives = fill_archives(server, step)
        step = steps("calls to AWS of each page")
        calls = count_calls(room, server, archives[ARCHIVES[0]])
        step(1)
        step = steps("article and section pages of a warm handler")
        with recorder(server) as recorded:
            costs = measure_pages(room, recorded, archives)
        step(1)
    return costs, calls


def _measure_rebuilds(room: LambdaRoom, home: Path, steps: Steps) -> list[RebuildCost]:
    logs = " and ".join(f"{n:,}" for n in LOGS)
    with aws_server() as server:
        fill_logs(server, steps(f"filling logs of {logs} articles"))
        step = steps(f"rebuilding {logs} articles, from nothing and again")
        return measure_rebuilds(room, server, home, step)


@contextmanager
def _progress() -> Iterator[Steps]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:

        def begin(what: str) -> Step:
            task = progress.add_task(what, total=1.0)
            return lambda done: progress.update(task, completed=done)

        yield begin


def main() -> None:
    """Measure, write the document, and say what of the aims is met."""
    LOCAL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=LOCAL) as home, _progress() as steps:
        findings = measure(Path(home), steps)
    stands = DOCUMENT.read_text("utf-8")
    plots = DOCUMENT.with_name("plots")
    shown = {plot.name: write_plot(plot, plots, plots.name) for plot in plots_of(findings)}
    document = write_document(findings, shown)
    for part in (SECTION, LIGHTHOUSE, PICTURES):  # which others write
        document = part.put_into(document, part.text_in(stands))
    DOCUMENT.write_text(document, "utf-8")
    for aim in aims_of(findings):
        mark = "[green]✓[/]" if aim.is_met else "[yellow]·[/]"
        console.print(f"{mark} {aim.aim}: [bold]{aim.found}[/]")
    console.print(f"\nWritten to {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    run_or_exit(main)
