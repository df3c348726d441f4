from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.bench.aims import Findings, aims_of
from tests.bench.bodies import BodyCost
from tests.bench.cold_starts import ColdStart
from tests.bench.document import plots_of, write_document
from tests.bench.figures import Spread
from tests.bench.machine import Circumstances
from tests.bench.pages import PageCalls, PageCost
from tests.bench.rebuilds import EQUAL, LOGS, NOTHING, RebuildCost
from tests.bench.sizes import Sizes
from tests.bench.visible import Visible
from tests.bench.wire import PageWeight, Resource

PLOTS = {"starts-by-package": "<picture>starts", "submit-to-visible": "<picture>seen"}


def start(ratio: float, *, bytecode: bool = True) -> ColdStart:
    some = Spread(300, 290, 310, 15)
    return ColdStart("render", bytecode, some, some, replace(some, median=ratio))


def cost(kind: str, articles: int, cpu: float) -> PageCost:
    return PageCost(kind, articles, 300, cpu, cpu * 2, cpu * 3, cpu * 4, 1.0)


def rebuild(case: str, log: int, peak: int) -> RebuildCost:
    calls = {"GetObject": 4.25, "ListObjectsV2": 1.5}
    return RebuildCost(case, log, log // 2, log / 80, 9.5, 12.5, peak, calls)


@pytest.fixture
def findings() -> Findings:
    """As good as was aimed at, each at the very limit."""
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    calls = ("BatchGetItem", "Query", "Query", "Query", "GetObject")
    return Findings(
        Circumstances(moment, "A processor", 2, 24.0, 0.5, 2.5, "Linux", {"Python": "3.11"}, "abc"),
        [
            cost(kind, articles, cpu)
            for kind in ("article", "section")
            for articles, cpu in ((100, 2.8), (10_000, 3.0))
        ],
        [PageCalls("article", 200, calls, 2, calls[:4], 1)],
        [start(0.6), start(0.8, bytecode=False)],
        Sizes(
            build="for AWS",
            has_bytecode=True,
            layer=15_000_000,
            parts=(("babel", 5_000_000),),
            functions=(("render", 1_200),),
        ),
        Visible((0.1, 0.2), (0.9, 0.5, 1.25)),
        [PageWeight("article", (Resource("document", 20_000, 6_000),))],
        [
            rebuild(case, log, peak)
            for case in (NOTHING, EQUAL)
            for log, peak in zip(LOGS, (272_800_000, 300_000_000), strict=True)
        ],
        [BodyCost("html", "links", 1_000_000, 1.5, 0.9)],
        {"render": {"boto3": 200.0, "others": 9.0}},
    )


def test_aims_are_met_up_to_their_limits(findings: Findings) -> None:
    assert [aim.aim for aim in aims_of(findings) if not aim.is_met] == []


def test_each_aim_that_is_missed_is_said_to_be(findings: Findings) -> None:
    (calls,) = findings.calls
    too_many = (Resource("document", 8_000, 1),) * 5
    missed = replace(
        findings,
        costs=[cost(one.kind, one.articles, one.articles / 1000) for one in findings.costs],
        calls=[replace(calls, cold_rounds=3)],
        starts=[start(0.61), start(0.8, bytecode=False)],
        sizes=replace(findings.sizes, layer=15_000_001),
        weights=[PageWeight("article", too_many)],
        rebuilds=[
            rebuild(EQUAL, LOGS[0], 272_700_000),
            rebuild(NOTHING, LOGS[1], 1),
            rebuild(EQUAL, LOGS[1], 300_000_001),
        ],
        bodies=[BodyCost("html", "links", 1_000_000, 1.5, 9.1)],
    )
    aims = aims_of(missed)
    assert len(aims) == len(aims_of(findings)) == 11
    assert [aim.aim for aim in aims if aim.is_met] == []
    assert write_document(missed, PLOTS).count("**no**") == 11


def test_the_document_says_what_was_found_and_where(findings: Findings) -> None:
    document = write_document(findings, PLOTS)
    for part in (
        "A processor, 2 cores", "2026-11-23 12:00 UTC", "0.50 and 2.50",
        "0.60 where the layer brings its bytecode", "15.0 MB",
        "| article | 200 | 5 | 2 | 4 | 1 | BatchGetItem, GetObject, Query, Query, Query |",
        "| a reader sees the article | 0.90 | 1.25 | 1.25 |", "20.0 KB",
        "| all equal | 10,000 | 5,000 | 40.0 | 9.50 | 12 | 5.8 | 300.0 MB |",
        "\n\n<picture>starts\n\n", "\n\n<picture>seen\n\n",
        "| ListObjectsV2 | 1.50 | 1.50 | 1.50 | 1.50 |",
    ):  # fmt: skip
        assert part in document


def test_what_was_not_measured_has_no_figure(findings: Findings) -> None:
    without = replace(findings, weights=None)
    assert "Not measured in this run: there is no Chromium" in write_document(without, PLOTS)
    assert len(aims_of(without)) == len(aims_of(findings)) - 1


def test_a_build_without_bytecode_is_judged_by_the_start_that_it_has(findings: Findings) -> None:
    sizes = replace(findings.sizes, has_bytecode=False)
    missed = [aim for aim in aims_of(replace(findings, sizes=sizes)) if not aim.is_met]
    assert ["does not" in aim.found for aim in missed] == [True]


def test_the_plots_of_the_document_are_those_that_it_shows(findings: Findings) -> None:
    assert {plot.name for plot in plots_of(findings)} == PLOTS.keys()
