"""What is made of many measurements: percentiles, spreads, ratios, rounds of calls."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the smallest value that so many percent of the values do not exceed (nearest rank).

    Raises
    ------
    ValueError
        If there are no values, or the percentage is not above 0 and at most 100.
    """
    if not values or not 0 < percent <= 100:
        raise ValueError(f"no percentile {percent} of {len(values)} values")
    return sorted(values)[math.ceil(percent / 100 * len(values)) - 1]


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some measurements, and the quarter and three quarters of them."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Sum up measurements, of which there is at least one."""
        low, high = percentile(values, 25), percentile(values, 75)
        return cls(median(values), low, high, len(values))


@dataclass(frozen=True, slots=True)
class Call:
    """One call to AWS: its operation, and when it began and ended, in seconds of one clock."""

    operation: str
    began: float
    ended: float


def rounds_of(calls: Sequence[Call]) -> int:
    """Count the rounds of calls: the longest chain in which each began after another's end."""
    depths: list[int] = []
    in_order = sorted(calls, key=lambda call: call.began)
    for call in in_order:
        before = [
            depth
            for earlier, depth in zip(in_order, depths, strict=False)
            if earlier.ended <= call.began
        ]
        depths.append(1 + max(before, default=0))
    return max(depths, default=0)
