"""What of a drill is not as docs/operations.md promises."""

from tests.drill.drill import Drill
from tests.drill.garbage import DAMAGED, DAMAGES, NOWHERE, STRAYS, damaged_keys


def broken_promises(drill: Drill) -> list[str]:
    """Say of every row, and of the paper in the end, what was promised otherwise."""
    broken = drill.broken + [
        f"{row.done}: {what} {found}"
        for row in drill.rows
        for what, found in {
            "lost": row.lost,
            "doubled": row.doubled,
            "told as faults, though nothing is wrong with them": row.innocents_told,
            "dead letters, though nothing is wrong with them": row.innocents,
        }.items()
        if found
    ]
    told = {article for row in drill.rows for article in row.told}
    expected = {f"{DAMAGED}{name}" for name in DAMAGES}
    if not expected <= told <= expected | {NOWHERE}:
        broken.append(f"told as faults are {sorted(told)}")
    broken += [f"differs from a clean replay: {each}" for each in drill.differences_from_replay()]
    wrong = {*STRAYS, *damaged_keys()}
    found = drill.verified()
    broken += [f"verify finds: {each}" for each in found if not any(key in each for key in wrong)]
    silent = [key for key in wrong if not any(key in each for each in found)]
    return broken + [f"verify does not find: {key}" for key in silent]
