from typing import Any

import pytest

from commands.terminal import Failure
from tests.bench.lighthouse.report import LIGHTHOUSE, write_lighthouse
from tests.bench.lighthouse.scores import LEAST, METRICS, PageScores, median_of, read_scores

AGENT = "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/156.0.0.0 Safari/537.36"


def report_of(performance: float = 1, **others: float | None) -> dict[str, Any]:
    """A report of Lighthouse, with one audit that costs points and one that costs none."""
    scores: dict[str, float | None] = dict.fromkeys(LEAST, 1)
    scores |= {"performance": performance, **others}
    audit = {"title": "A metric", "score": 1, "displayValue": "0.9 s"}
    weights = [{"id": "slow", "weight": 10}, {"id": "told", "weight": 0}]
    return {
        "lighthouseVersion": "12.2.3",
        "environment": {"hostUserAgent": AGENT},
        "categories": {
            name: {"score": score, "auditRefs": weights} for name, score in scores.items()
        },
        "audits": dict.fromkeys(METRICS, audit)
        | {
            "slow": {"title": "Too slow", "score": 0.5},
            "told": {"title": "Only told", "score": 0},
        },
    }


def test_a_report_is_read_as_scores() -> None:
    scores = read_scores("front", report_of(0.975, seo=0.92))
    assert scores.scores == {
        "performance": 98, "accessibility": 100, "best-practices": 100, "seo": 92,
    }  # fmt: skip
    assert scores.metrics == dict.fromkeys(METRICS, "0.9 s")
    assert scores.made_by == "12.2.3, Chromium 156.0.0.0"
    assert list(scores.falls_short) == ["front has 92 of 100 in seo: Too slow"]


def test_a_category_without_a_score_is_no_good_one() -> None:
    with pytest.raises(Failure, match="no score in accessibility"):
        read_scores("front", report_of(accessibility=None))


@pytest.mark.parametrize(("performance", "falls_short"), [(0.98, False), (0.97, True)])
def test_performance_may_lack_two_points(performance: float, falls_short: bool) -> None:  # noqa: FBT001 - pytest gives it
    assert any(read_scores("front", report_of(performance)).falls_short) is falls_short


def runs(*scores: int) -> list[PageScores]:
    return [read_scores("front", report_of(score / 100)) for score in scores]


def test_the_run_in_the_middle_counts() -> None:
    assert median_of(runs(100, 90, 99)).scores["performance"] == 99


def test_the_section_has_every_page_beside_the_aims() -> None:
    pages = [read_scores(name, report_of(0.99)) for name in ("article", "front")]
    text = write_lighthouse(pages, [("Date", "today")], 3)
    assert "| Score of 100 | article | front | At least |" in text
    assert "| performance | 99 | 99 | 98 |" in text
    assert "| Layout shift | 0.9 s | 0.9 s |" in text
    assert LIGHTHOUSE.text_in(LIGHTHOUSE.put_into("# Benchmarks\n", text)) == text
