"""A run's reports: each part once, however often it is done, and the sum of them all."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest

from broadsheet.domain.standing import SweptPart
from broadsheet.indexing.rebuild_run import RebuildRun
from broadsheet.indexing.rebuilding import Rebuilder, Rebuilt
from tests.fakes.bucket import MemoryBucket

LOG = [f"articles/{name}/desk/00000001.json" for name in "abc"]


class Repairs:
    """Rebuilds nothing; ``b`` was not as it should be."""

    def __init__(self) -> None:
        self.wrong = {"b"}

    def rebuild_all(self, articles: list[str]) -> list[Rebuilt]:
        return [Rebuilt(one, ("head",) if one in self.wrong else ()) for one in articles]


class TwoParts:
    """Two parts of one segment."""

    def sweep(
        self,
        segment: int,
        segments: int,
        start: Mapping[str, Any] | None,
        may_go_on: Callable[[], bool],
    ) -> SweptPart:
        assert (segment, segments, may_go_on()) == (0, 1, True)
        return SweptPart(("first",), {"pk": "x"}) if start is None else SweptPart(("second",), None)


@pytest.fixture
def bucket() -> MemoryBucket:
    """A log with nothing in its records."""
    bucket = MemoryBucket()
    bucket.stored = dict.fromkeys(LOG, b"")
    return bucket


@pytest.fixture
def repairs() -> Repairs:
    return Repairs()


@pytest.fixture
def run(bucket: MemoryBucket, repairs: Repairs) -> RebuildRun:
    return RebuildRun(cast("Rebuilder", repairs), TwoParts(), bucket, "run")


def test_the_parts_of_a_run_add_up(run: RebuildRun, bucket: MemoryBucket) -> None:
    assert run.rebuild_batch(LOG[:2]) == {"articles": 2, "repaired": 1, "faults": 0}
    assert run.rebuild_batch([LOG[2], "articles/C/x"])["faults"] == 1
    part = {"segment": 0, "segments": 1, "start": None}
    second = run.sweep_part(part, lambda: True)
    assert second == part | {"start": {"pk": "x"}}
    assert run.sweep_part(second, lambda: True) == part

    pictures = {"pictures": 3, "pictures_repaired": [{"picture": "p"}], "faults": [], "seconds": 1}
    bucket.write("rebuilds/run/of-pictures.json", json.dumps(pictures).encode())

    whole = run.sum_up()

    assert (whole["pictures"], whole["pictures_repaired"]) == (3, 1)
    assert whole["told"]["pictures_repaired"] == [{"picture": "p"}]
    numbers = {name: whole[name] for name in ("articles", "equal", "repaired", "swept", "faults")}
    assert numbers == {"articles": 3, "equal": 2, "repaired": 1, "swept": 2, "faults": 1}
    assert whole["told"]["repaired"] == [{"article": "b", "differences": ["head"]}]
    assert sorted(whole["told"]["swept"]) == ["first", "second"]
    assert json.loads(bucket.stored["rebuilds/run.json"]) == whole
    assert run.sum_up() == whole


def test_a_part_that_is_done_again_takes_the_place_of_its_report(
    run: RebuildRun, repairs: Repairs
) -> None:
    run.rebuild_batch(LOG)
    repairs.wrong.clear()
    run.rebuild_batch(LOG)
    whole = run.sum_up()
    assert (whole["articles"], whole["equal"], whole["repaired"]) == (3, 3, 0)


def test_runs_do_not_count_each_others_parts(
    run: RebuildRun, bucket: MemoryBucket, repairs: Repairs
) -> None:
    RebuildRun(cast("Rebuilder", repairs), TwoParts(), bucket, "run-2").rebuild_batch(LOG)
    assert run.sum_up()["articles"] == 0
