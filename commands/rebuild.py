"""``make rebuild``: fold every article again, put the index right, and sweep what has no article.

The state machine does it, and this command looks on: it can be left, and called again. A run that
has failed goes on where it was.
"""

import json
import time
from datetime import UTC, datetime
from typing import Any

from commands.failure import Failure, console, run_command
from commands.progress import progress_bar
from commands.reach import Reach, reach_stack

_BETWEEN_LOOKS = 0.5


class Machine:
    """The state machine of a stack, and its runs.

    Parameters
    ----------
    reach
        The stack.
    """

    def __init__(self, reach: Reach) -> None:
        self._states = reach.client("stepfunctions")
        self._arn = reach.outputs["RebuildMachineArn"]
        self._is_local = reach.local

    def begin(self) -> tuple[str, str]:
        """Begin a run, unless there is one to go on with.

        Returns
        -------
        tuple
            The run's ARN, and a sentence of what it is.
        """
        newest = self._states.list_executions(stateMachineArn=self._arn, maxResults=1)
        for listed in newest["executions"]:
            arn, name = listed["executionArn"], listed["name"]
            if listed["status"] == "RUNNING":
                return arn, f"Looking at {name}, which is running."
            if listed["status"] != "SUCCEEDED" and self._is_redrivable(arn):
                self._states.redrive_execution(executionArn=arn)
                return arn, f"Going on with {name}, which had not come to its end."
        name = f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%fZ}"
        begun = self._states.start_execution(stateMachineArn=self._arn, name=name, input="{}")
        return begun["executionArn"], f"Begun {name}."

    def _is_redrivable(self, run: str) -> bool:
        """Tell whether a run can go on: for fourteen days, and never on the local AWS."""
        return not self._is_local and self.look(run)["redriveStatus"] == "REDRIVABLE"

    def look(self, run: str) -> dict[str, Any]:
        """Look at a run: its ``status``, and at its end ``output``, or ``error`` and ``cause``."""
        told: dict[str, Any] = self._states.describe_execution(executionArn=run)
        return told

    def records(self, run: str) -> tuple[int, int]:
        """Count the records of the log that a run has been through, and all of them so far."""
        done = total = 0
        for listed in self._states.list_map_runs(executionArn=run)["mapRuns"]:
            told = self._states.describe_map_run(mapRunArn=listed["mapRunArn"])
            done += told["itemCounts"]["succeeded"]
            total += told["itemCounts"]["total"]
        return done, total


def rebuild(reach: Reach) -> dict[str, Any]:
    """Rebuild the index of a stack, and give the report.

    Returns
    -------
    dict
        As ``RebuildRun.sum_up`` gives it, and ``elapsed``: how long the run took, in seconds.

    Raises
    ------
    Failure
        If the run came to no end.
    """
    machine = Machine(reach)
    run, sentence = machine.begin()
    console.print(sentence)
    with progress_bar("Rebuilding", "records") as progress:
        task = progress.add_task("rebuilding", total=None)
        while (told := machine.look(run))["status"] == "RUNNING":
            done, total = machine.records(run)
            progress.update(task, completed=done, total=total or None)
            time.sleep(_BETWEEN_LOOKS)
        done, total = machine.records(run)
        progress.update(task, completed=done, total=total)
    if told["status"] != "SUCCEEDED":
        raise Failure(
            f"The rebuild has {told['status'].lower()}: {told.get('error')}, {told.get('cause')}. "
            "docs/operations.md, RebuildFailuresAlarm, says more; `make rebuild` goes on with it."
        )
    report: dict[str, Any] = json.loads(told["output"])
    return report | {"elapsed": (told["stopDate"] - told["startDate"]).total_seconds()}


def main() -> None:
    """Rebuild, and print the report."""
    try:
        report = rebuild(reach_stack())
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
        f"{report['faults']} with a fault. All of it: rebuilds/{report['run']}/ in the bucket.",
        soft_wrap=True,
    )


if __name__ == "__main__":
    run_command(main)
