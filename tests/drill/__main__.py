"""`make drill`: the whole drill, and its table in docs/operations.md."""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from commands.layout import ROOT
from commands.terminal import console
from tests.bench.machine import look_around
from tests.drill.drill import DrillSize, drill
from tests.drill.judgement import broken_promises
from tests.drill.programme import long_programme
from tests.drill.report import written_into

OPERATIONS = ROOT / "docs" / "operations.md"
LONG = DrillSize(rate=4.0, most=80, calm=3.0, trouble=6.0, revisions=30, pages=60)


def main() -> int:
    """Run the drill, write its table, and say what was not as it has to be."""
    began, load = datetime.now(UTC), os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="broadsheet-drill-") as home,
        drill(Path(home), LONG, _say) as running,
    ):
        for act in long_programme(running):
            row = running.play(*act)
            console.print(f"  {row.summary()}", markup=False, soft_wrap=True)
        _say("comparing with a clean replay, and verifying")
        broken = broken_promises(running)
        text = OPERATIONS.read_text("utf-8")
        facts = look_around(began, load).facts()
        OPERATIONS.write_text(written_into(text, running.rows, facts), "utf-8")
    for each in broken:
        console.print(f"✗ {each}", markup=False)
    console.print(f"{OPERATIONS.relative_to(ROOT)} has the table.")
    return 1 if broken else 0


def _say(what: str) -> None:
    console.print(f"{datetime.now(UTC):%H:%M:%S} … {what}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
