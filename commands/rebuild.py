"""``broadsheet rebuild``: fold every article again, put the index right, and sweep the rest.

The state machine does it. This command looks on: it can be left, and called again.
"""

import json
import time
from datetime import UTC, datetime
from typing import Any

import click

from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.terminal import Failure, console, progress_bar

_BETWEEN_LOOKS = 0.5


@click.command("rebuild")
@for_a_stack
def rebuild_command(reach: Reach) -> None:
    """Fold all again, and put the index right."""
    try:
        report = rebuild(reach)
    except KeyboardInterrupt:
        console.print("The run goes on without this command; `make rebuild` looks at it again.")
        raise
    for kind, findings in report["told"].items():
        for found in findings:
            console.print(f"  {kind}: {found}", markup=False, soft_wrap=True)
        if report[kind] > len(findings):
            console.print(f"  {kind}: and {report[kind] - len(findings)} more")
    console.print(
        f"[bold green]✓[/] {report['articles']} articles in {report['elapsed']:.1f} s: "
        f"{report['equal']} equal, {report['repaired']} repaired, {report['swept']} items swept, "
        f"{report['pictures_repaired']} of {report['pictures']} pictures put right, "
        f"{report['faults']} with a fault. All of it: rebuilds/{report['run']}/ in the bucket.",
        soft_wrap=True,
    )


def rebuild(reach: Reach) -> dict[str, Any]:
    """Rebuild the index of a stack, and return the report, with the seconds that it took."""
    machine = RebuildMachine(reach)
    run, sentence = machine.begin()
    console.print(sentence)
    with progress_bar() as progress:
        task = progress.add_task("Rebuilding, by records", total=None)
        while (found := machine.look(run))["status"] == "RUNNING":
            done, total = machine.count_records(run)
            progress.update(task, completed=done, total=total or None)
            time.sleep(_BETWEEN_LOOKS)
        done, total = machine.count_records(run)
        progress.update(task, completed=done, total=total)
    if found["status"] != "SUCCEEDED":
        raise Failure(
            f"The rebuild has {found['status'].lower()}: {found.get('error')}, "
            f"{found.get('cause')}. docs/operations.md, RebuildFailuresAlarm, says more; "
            f"`make rebuild` goes on with it."
        )
    report: dict[str, Any] = json.loads(found["output"])
    return report | {"elapsed": (found["stopDate"] - found["startDate"]).total_seconds()}


class RebuildMachine:
    """The state machine of a stack, and its runs."""

    def __init__(self, reach: Reach) -> None:
        self._states = reach.client("stepfunctions")
        self._arn = reach.outputs["RebuildMachineArn"]

    def begin(self) -> tuple[str, str]:
        """Begin a run, unless there is one to go on with: its ARN, and a sentence of what it is."""
        newest = self._states.list_executions(stateMachineArn=self._arn, maxResults=1)
        for listed in newest["executions"]:
            run, name = listed["executionArn"], listed["name"]
            if listed["status"] == "RUNNING":
                return run, f"Looking at {name}, which is running."
            # For fourteen days; the local AWS says nothing of it, since it can redrive none.
            if self.look(run).get("redriveStatus") == "REDRIVABLE":
                self._states.redrive_execution(executionArn=run)
                return run, f"Going on with {name}, which had not come to its end."
        name = f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%fZ}"
        begun = self._states.start_execution(stateMachineArn=self._arn, name=name, input="{}")
        return begun["executionArn"], f"Begun {name}."

    def look(self, run: str) -> dict[str, Any]:
        """Look at a run: its ``status``, and at its end ``output``, or ``error`` and ``cause``."""
        found: dict[str, Any] = self._states.describe_execution(executionArn=run)
        return found

    def count_records(self, run: str) -> tuple[int, int]:
        """Count the records of the log that a run has been through, and all of them so far."""
        done = total = 0
        for listed in self._states.list_map_runs(executionArn=run)["mapRuns"]:
            counts = self._states.describe_map_run(mapRunArn=listed["mapRunArn"])["itemCounts"]
            done += counts["succeeded"]
            total += counts["total"]
        return done, total
