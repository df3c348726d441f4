"""Cold starts: how long a handler takes to be ready, beside boto3 alone, in the same minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import Spread
from tests.bench.lambda_room import LambdaRoom

STARTS = 12
_CLIENTS = {
    "submit": ("s3", "dynamodb"),
    "index": ("s3", "dynamodb"),
    "render": (),
    "weather": ("dynamodb",),
    "probe": (),
    "rebuild": ("s3", "dynamodb"),
    "verify": ("s3",),
}
_BARE = "boto3 and two clients"


@dataclass(frozen=True, slots=True)
class ColdStart:
    """The starts of one handler, or of boto3 alone.

    Attributes
    ----------
    what
        Its name.
    bytecode
        Whether the layer's modules were there as bytecode.
    wall, cpu
        Milliseconds, the interpreter's own start not among them.
    ratio
        Of each start to the one of boto3 alone just before it.
    """

    what: str
    bytecode: bool
    wall: Spread
    cpu: Spread
    ratio: Spread


def measure_cold_starts(room: LambdaRoom, step: Callable[[float], None]) -> list[ColdStart]:
    """Start everything in turn, again and again, each handler just after boto3 alone."""
    bare_starts: list[dict[str, float]] = []
    found: dict[tuple[str, bool], list[dict[str, float]]] = {}
    for number in range(STARTS):
        for function, clients in _CLIENTS.items():
            bare = room.run("cold_start", {"bare": True}, function=function)
            bare_starts.append(bare)
            for bytecode in (True, False):
                told = {"bare": False, "clients": clients}
                started = room.run("cold_start", told, function=function, bytecode=bytecode)
                started["ratio"] = started["wall"] / bare["wall"]
                found.setdefault((function, bytecode), []).append(started)
        step((number + 1) / STARTS)
    bare_starts = [start | {"ratio": 1.0} for start in bare_starts]
    return [
        _sum_up(_BARE, bare_starts, bytecode=True),
        *(
            _sum_up(function, starts, bytecode=bytecode)
            for (function, bytecode), starts in found.items()
        ),
    ]


def _sum_up(what: str, starts: list[dict[str, float]], *, bytecode: bool) -> ColdStart:
    wall, cpu, ratio = (
        Spread.of([start[name] for start in starts]) for name in ("wall", "cpu", "ratio")
    )
    return ColdStart(what, bytecode, wall, cpu, ratio)


def ratio_of(starts: list[ColdStart], what: str, *, bytecode: bool) -> float:
    """Give the median of a handler's ratios."""
    return median(
        start.ratio.median for start in starts if (start.what, start.bytecode) == (what, bytecode)
    )
