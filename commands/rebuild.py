"""``make rebuild``: fold every article again, put the index right, and sweep what has no article.

It can be interrupted: the same command goes on after the last batch that was done.
"""

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from commands.batches import AT_ONCE, Function, call_batches, split
from commands.failure import console, run_command
from commands.layout import LOCAL
from commands.reach import Reach, reach_stack

LOG = "articles/"
_BATCH = 50
_MOST_SHOWN = 20


class Report:
    """What a rebuild has come to, kept on the disk until it is complete.

    Parameters
    ----------
    path
        Where it is kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self.totals: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            self.totals = {
                "after": "", "articles": 0, "equal": 0, "repaired": [], "swept": [], "faults": [],
                "seconds": 0.0,
            }  # fmt: skip

    @property
    def after(self) -> str:
        """The last article that was done."""
        return str(self.totals["after"])

    def add(self, batch: Sequence[str], answer: dict[str, Any]) -> None:
        """Add the answer of a batch of articles."""
        for name in ("articles", "equal", "repaired", "faults"):
            self.totals[name] += answer[name]
        self.totals["after"] = batch[-1]
        self._path.parent.mkdir(exist_ok=True)
        self._path.write_text(json.dumps(self.totals), "utf-8")

    def finish(self, seconds: float) -> dict[str, Any]:
        """Forget what was kept, and give the whole."""
        self._path.unlink(missing_ok=True)
        whole = self.totals | {"seconds": round(seconds, 1)}
        del whole["after"]
        return whole


def list_articles(reach: Reach, after: str) -> Iterator[str]:
    """List the ids in the log that come after one."""
    pages = reach.client("s3").get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=reach.outputs["BucketName"], Prefix=LOG, Delimiter="/"):
        for common in page.get("CommonPrefixes", []):
            article = common["Prefix"].removeprefix(LOG).rstrip("/")
            # As S3 sorts them, with the slash: "a-b/" comes before "a/".
            if f"{article}/" > f"{after}/" or not after:
                yield article


def rebuild(reach: Reach, report: Report) -> dict[str, Any]:
    """Rebuild the index of a stack, and give the report."""
    started = time.monotonic()
    function = Function(reach, "Rebuild")

    def rebuild_batch(articles: Sequence[str]) -> Any:  # noqa: ANN401 - the function's report
        items = [{"Key": f"{LOG}{article}/desk/00000001.json"} for article in articles]
        return function.call({"Items": items})

    batches = list(split(list_articles(reach, report.after), _BATCH))
    call_batches("Rebuilding", batches, rebuild_batch, report.add)
    with ThreadPoolExecutor(AT_ONCE) as callers:
        swept = callers.map(lambda segment: _sweep(function, segment), range(AT_ONCE))
        report.totals["swept"] = sorted(place for places in swept for place in places)
    return report.finish(time.monotonic() - started)


def _sweep(function: Function, segment: int) -> list[str]:
    swept: list[str] = []
    start = None
    while True:
        sweep = {"segment": segment, "segments": AT_ONCE, "start": start}
        answer = function.call({"sweep": sweep})
        swept += answer["swept"]
        start = answer["next"]
        if start is None:
            return swept


def main() -> None:
    """Rebuild, and print the report."""
    reach = reach_stack()
    report = Report(LOCAL / f"rebuild-{reach.stack_name}-{reach.region}.json")
    if report.after:
        console.print(f"Going on after {report.after}, where the last rebuild was interrupted.")
    whole = rebuild(reach, report)
    for name in ("repaired", "swept", "faults"):
        for found in whole[name][:_MOST_SHOWN]:
            console.print(f"  {name}: {found}", markup=False, soft_wrap=True)
        if len(whole[name]) > _MOST_SHOWN:
            console.print(f"  {name}: and {len(whole[name]) - _MOST_SHOWN} more")
    console.print(
        f"[bold green]✓[/] {whole['articles']} articles in {whole['seconds']} s: "
        f"{whole['equal']} equal, {len(whole['repaired'])} repaired, {len(whole['swept'])} items "
        f"swept, {len(whole['faults'])} with a fault.",
        soft_wrap=True,
    )


if __name__ == "__main__":
    run_command(main)
