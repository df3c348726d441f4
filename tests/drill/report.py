"""The drill's table, between two marks in docs/operations.md."""

from collections.abc import Sequence
from statistics import median

from tests.bench.tables import table
from tests.drill.drill import DrillRow

BEGIN = "<!-- The drill begins: `make drill` writes this. -->"
END = "<!-- The drill ends. -->"
_COLUMNS = [
    "While this was done",
    "In flight",
    "Lost",
    "Doubled",
    "Late (s): median, most",
    "Told as faults",
    "Dead letters",
    "Of them innocent",
    "Alarms that would have gone off",
]


def drill_table(rows: Sequence[DrillRow]) -> str:
    """Write the rows as a table of Markdown."""
    return table(_COLUMNS, [_cells(row) for row in rows])


def _cells(row: DrillRow) -> list[str]:
    return [
        row.done,
        str(row.in_flight),
        str(len(row.lost)),
        str(len(row.doubled)),
        f"{median(row.late):.1f}, {max(row.late):.1f}" if row.late else "–",
        str(len(row.told)),
        str(row.dead_letters),
        str(len(row.innocents)),
        ", ".join(row.alarms) or "none",
    ]


def written_into(document: str, rows: Sequence[DrillRow], facts: Sequence[tuple[str, str]]) -> str:
    """Put the table in the place of the one that stands between the marks."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document lacks {BEGIN} or {END}")
    circumstances = table(["Made on", ""], [list(fact) for fact in facts])
    return "\n\n".join([before + BEGIN, drill_table(rows), circumstances, END + after])
