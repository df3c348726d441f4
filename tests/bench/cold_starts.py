"""Cold starts: how long a handler takes to be ready, beside boto3 alone, in the same minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import Spread
from tests.bench.lambda_room import LambdaRoom

STARTS = 15
_CLIENTS = {
    "submit": ("s3", "dynamodb"),
    "index": ("s3", "dynamodb"),
    "render": ("s3", "dynamodb"),
    "weather": ("dynamodb",),
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
    """Start everything in turn, again and again."""
    found: dict[tuple[str, bool], list[dict[str, float]]] = {}
    for number in range(STARTS):
        bare = room.run("cold_start", {"clients": []}, function="render")
        found.setdefault((_BARE, True), []).append(bare)
        for function, clients in _CLIENTS.items():
            for bytecode in (True, False):
                started = room.run(
                    "cold_start", {"clients": clients}, function=function, bytecode=bytecode
                )
                found.setdefault((function, bytecode), []).append(started)
        step((number + 1) / STARTS)
    bare_walls = [start["wall"] for start in found[_BARE, True]]
    return [
        ColdStart(
            what,
            bytecode,
            Spread.of([start["wall"] for start in starts]),
            Spread.of([start["cpu"] for start in starts]),
            Spread.of(
                [start["wall"] / bare for start, bare in zip(starts, bare_walls, strict=True)]
            ),
        )
        for (what, bytecode), starts in found.items()
    ]


def ratio_of(starts: list[ColdStart], what: str, *, bytecode: bool) -> float:
    """Give the median of a handler's ratios."""
    return median(
        start.ratio.median for start in starts if (start.what, start.bytecode) == (what, bytecode)
    )
