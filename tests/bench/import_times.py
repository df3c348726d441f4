"""What importing a handler costs, by package: Python's own ``-X importtime``, added up."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from statistics import median

from tests.bench.lambda_room import LambdaRoom

STARTS = 5
LEAST_SHARE = 0.03
"""Of a start; packages that take less are added up."""
OTHERS, STANDARD, OWN = "others", "Python's own library", "Broadsheet"


def by_package(said: str) -> dict[str, float]:
    """Add up the milliseconds of each package, without those that it imports of others.

    Parameters
    ----------
    said
        What ``-X importtime`` writes: microseconds of the module alone, of all that it imported,
        and its name.
    """
    found: Counter[str] = Counter()
    for line in said.splitlines():
        _, begins, rest = line.partition("import time:")
        alone, _, name = (part.strip() for part in (*rest.split("|"), "", "")[:3])
        if begins and alone.isdigit():
            found[_package(name)] += int(alone)
    return {package: microseconds / 1000 for package, microseconds in found.items()}


def _package(module: str) -> str:
    package = module.partition(".")[0]
    if package in {"app", "broadsheet"}:
        return OWN
    return STANDARD if package in sys.stdlib_module_names else package


def largest(packages: dict[str, float]) -> dict[str, float]:
    """Add up the packages that take little, and order the rest by what they take."""
    least = LEAST_SHARE * sum(packages.values())
    found = {name: cost for name, cost in packages.items() if cost >= least}
    found = dict(sorted(found.items(), key=lambda item: -item[1]))
    return found | {OTHERS: sum(cost for cost in packages.values() if cost < least)}


def measure_imports(
    room: LambdaRoom, functions: list[str], step: Callable[[float], None]
) -> dict[str, dict[str, float]]:
    """Import each handler in fresh processes; return the median milliseconds of its packages."""
    found = {}
    for number, function in enumerate(functions):
        starts = [_import(room, function) for _ in range(STARTS)]
        names = {name for start in starts for name in start}
        middle = {name: median(start.get(name, 0) for start in starts) for name in names}
        found[function] = largest(middle)
        step((number + 1) / len(functions))
    return found


def _import(room: LambdaRoom, function: str) -> dict[str, float]:
    (python, *rest), environment = room.command(
        "import_app", {}, function=function, endpoint_url=""
    )
    timed = [python, "-X", "importtime", *rest]
    ended = subprocess.run(timed, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise RuntimeError(f"{function} cannot be imported: {ended.stderr[-2000:]}")
    return by_package(ended.stderr)
