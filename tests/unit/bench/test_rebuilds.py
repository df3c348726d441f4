import json
from typing import Any

import pytest

from commands.layout import ROOT
from tests.bench.rebuilds import BATCH, EQUAL, NOTHING, cost_of


def found(**report: int) -> dict[str, Any]:
    counted = {"articles": 200, "equal": 0, "repaired": 0, "faults": 0}
    return {
        "wall": 4.0,
        "cpu": 2.0,
        "peak": 80_000_000,
        "operations": {"PutObject": 50, "GetObject": 900},
        "report": counted | report,
    }


def test_the_cost_of_a_rebuild_is_told_by_the_article() -> None:
    cost = cost_of(NOTHING, 1_000, found(repaired=200), served=3_000)
    assert (cost.case, cost.log, cost.articles) == (NOTHING, 1_000, 200)
    assert (cost.rate, cost.cpu, cost.server, cost.peak) == (50, 10, 15, 80_000_000)
    assert cost.calls == {"GetObject": 4.5, "PutObject": 0.25}


@pytest.mark.parametrize(
    ("case", "report"),
    [
        (NOTHING, {"equal": 200}),
        (EQUAL, {"equal": 199, "repaired": 1}),
        (EQUAL, {"equal": 200, "faults": 1}),
        (EQUAL, {"articles": 0}),
    ],
)
def test_a_rebuild_that_came_to_something_else_has_no_cost(
    case: str, report: dict[str, int]
) -> None:
    with pytest.raises(RuntimeError, match="articles"):
        cost_of(case, 1_000, found(**report), served=0)


def test_batches_are_as_large_as_those_of_the_state_machine() -> None:
    machine = json.loads((ROOT / "statemachines" / "rebuild.asl.json").read_text("utf-8"))
    assert machine["States"]["FoldArticles"]["ItemBatcher"] == {"MaxItemsPerBatch": BATCH}
