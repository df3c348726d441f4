"""The drill in short: what `make drill` does at length, a few troubles at a time."""

from pathlib import Path

from tests.drill.drill import DrillSize, drill
from tests.drill.judgement import broken_promises
from tests.drill.programme import short_programme
from tests.drill.report import BEGIN, END, drill_table, written_into

SHORT = DrillSize(rate=5.0, most=12, calm=0.5, trouble=2.5, revisions=3, pages=1)


def test_no_trouble_loses_doubles_or_blames_an_article(tmp_path: Path) -> None:
    told: list[str] = []
    with drill(tmp_path, SHORT, told.append) as running:
        for act in short_programme(running):
            running.play(*act)
        assert broken_promises(running) == [], told
        rows = running.rows
    assert all(row.in_flight for row in rows)
    garbage, *others = rows
    assert "IndexDeadLetters" in garbage.alarms
    assert sum(row.dead_letters for row in others) == 0
    written = written_into(f"before {BEGIN} old {END} after", rows, [("Date", "today")])
    assert drill_table(rows) in written
    assert " old " not in written
    assert written_into(written, rows, [("Date", "today")]) == written
