"""Rebuilds of logs of two sizes: what one worker takes for them, and how much memory."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commands.stack.reach import local_session
from tests.bench.archive import Shelves
from tests.bench.aws_server import AwsServer
from tests.bench.lambda_room import LambdaRoom
from tests.bench.log import fill_log, logged_articles, record_keys
from tests.bench.machine import processor_milliseconds

LOGS = (1_000, 10_000)
BATCH = 100  # as many keys as the state machine hands over at once
NOTHING = "from nothing"
EQUAL = "all equal"
EQUAL_EVERY = {1_000: 1, 10_000: 5}
"""Of the large log, in which the local AWS takes long to look anything up, every fifth batch."""


@dataclass(frozen=True, slots=True)
class RebuildCost:
    """What the rebuild of one log took.

    Attributes
    ----------
    case
        Whether everything had to be written, or was as it should be.
    log, articles
        Articles in the log, and those of them that were rebuilt.
    seconds
        From the first batch to the report.
    cpu, server
        Milliseconds of processor time an article: of the worker, and of the local AWS.
    peak
        The most memory that the worker has had at once, in bytes.
    calls
        Calls to AWS an article, by their names.
    """

    case: str
    log: int
    articles: int
    seconds: float
    cpu: float
    server: float
    peak: int
    calls: dict[str, float]

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def fill_logs(server: AwsServer, step: Callable[[float], None]) -> None:
    """Write all logs to a local AWS, and make an empty table for each."""
    session = local_session()
    s3 = session.client("s3", endpoint_url=server.endpoint_url)
    newest, written = datetime.now(UTC), 0
    for count in LOGS:
        s3.create_bucket(Bucket=_name(count))
        Shelves(session, server.endpoint_url, _name(count)).make_table()
        articles = logged_articles(count, newest)
        for share in fill_log(server.endpoint_url, _name(count), articles):
            written += share
            step(written / sum(LOGS))


def measure_rebuilds(
    room: LambdaRoom, server: AwsServer, folder: Path, step: Callable[[float], None]
) -> list[RebuildCost]:
    """Rebuild every log from nothing, then again."""
    s3 = local_session().client("s3", endpoint_url=server.endpoint_url)
    costs = []
    for count in LOGS:
        keys = list(record_keys(s3, _name(count)))
        batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
        for case, every in ((NOTHING, 1), (EQUAL, EQUAL_EVERY[count])):
            events = folder / f"{case} {count}.jsonl"
            _write_events(events, batches[::every], case)
            costs.append(_measure(room, server, case, count, events))
            step(len(costs) / (2 * len(LOGS)))
    return costs


def _name(count: int) -> str:
    return f"bench-log-{count}"


def _write_events(path: Path, batches: Sequence[Sequence[str]], case: str) -> None:
    run = case.replace(" ", "-")
    events: list[dict[str, Any]] = [
        {"Items": [{"Key": key, "run": run} for key in batch]} for batch in batches
    ]
    lines = [json.dumps(event) for event in [*events, {"run": run}]]
    path.write_text("\n".join(lines), "utf-8")


def _measure(
    room: LambdaRoom, server: AwsServer, case: str, count: int, events: Path
) -> RebuildCost:
    told = {"events": str(events), "bucket": _name(count), "table": _name(count)}
    served_before = processor_milliseconds(server.pid)
    found = room.run("rebuild", told, function="rebuild", endpoint_url=server.endpoint_url)
    served = processor_milliseconds(server.pid) - served_before
    return cost_of(case, count, found, served)


def cost_of(case: str, count: int, found: dict[str, Any], served: float) -> RebuildCost:
    """Sum up one rebuild.

    Parameters
    ----------
    case, count
        Which.
    found
        By the worker.
    served
        Milliseconds of processor time of the local AWS meanwhile.

    Raises
    ------
    RuntimeError
        If the rebuild did not come to what its case says: then its cost says nothing.
    """
    report, articles = found["report"], found["report"]["articles"]
    as_it_should_be = report["repaired" if case == NOTHING else "equal"]
    if not articles or as_it_should_be != articles or report["faults"]:
        raise RuntimeError(f"rebuilding {case}: {json.dumps(report)[:2000]}")
    return RebuildCost(
        case=case,
        log=count,
        articles=articles,
        seconds=found["wall"],
        cpu=found["cpu"] * 1000 / articles,
        server=served / articles,
        peak=found["peak"],
        calls={name: calls / articles for name, calls in sorted(found["operations"].items())},
    )
