"""Runs Lighthouse on a page, and reads its scores."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands.packaging.npm import installed_packages, node
from commands.terminal import Failure
from tests.browser.chromium import chromium_arguments

LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What a page has to reach in each of Lighthouse's categories."""
METRICS = {
    "first-contentful-paint": "First contentful paint",
    "largest-contentful-paint": "Largest contentful paint",
    "speed-index": "Speed index",
    "total-blocking-time": "Total blocking time",
    "cumulative-layout-shift": "Layout shift",
}
_NO_TRACE = "NO_NAVSTART"
"""The browser's trace came without its beginning: Lighthouse asks to be run again."""
_MORE_ATTEMPTS = 3
_PACKAGES = Path(__file__).with_name("packages")


@dataclass(frozen=True, slots=True)
class PageScores:
    """What Lighthouse says of a page.

    Attributes
    ----------
    page
        Its name.
    scores
        From 0 to 100, by category.
    metrics
        As Lighthouse writes them, by the ids of its audits.
    missed
        The titles of the audits that cost points.
    made_by
        The versions of Lighthouse and of the browser.
    """

    page: str
    scores: Mapping[str, int]
    metrics: Mapping[str, str]
    missed: tuple[str, ...]
    made_by: str

    @property
    def falls_short(self) -> Iterator[str]:
        """The categories in which the page has too few points, in words."""
        for category, least in LEAST.items():
            if self.scores[category] < least:
                missed = "; ".join(self.missed) or "no audit says why"
                yield f"{self.page} has {self.scores[category]} of {least} in {category}: {missed}"


def run_lighthouse(page: str, url: str, chromium: str, report: Path) -> PageScores:
    """Run Lighthouse as it is by default: a telephone of middling speed on a slow network.

    Parameters
    ----------
    page, url
        Its name and its address.
    chromium
        The browser's path.
    report
        The file that its report is written to.

    Raises
    ------
    Failure
        If Lighthouse ends without a report; the message has its last line.
    """
    ended = _run(url, chromium, report)
    for _ in range(_MORE_ATTEMPTS):
        if _NO_TRACE not in ended.stderr:
            break
        ended = _run(url, chromium, report)
    if ended.returncode != 0:
        said = (ended.stderr.strip() or "it said nothing").splitlines()[-1]
        raise Failure(f"Lighthouse could not look at {url}: {said}")
    return read_scores(page, json.loads(report.read_text("utf-8")))


def _run(url: str, chromium: str, report: Path) -> subprocess.CompletedProcess[str]:
    cli = installed_packages(_PACKAGES) / "lighthouse" / "cli" / "index.js"
    return subprocess.run(
        [
            node(), cli, url, "--quiet", "--output=json", f"--output-path={report}",
            f"--only-categories={','.join(LEAST)}", "--no-enable-error-reporting",
            f"--chrome-flags={' '.join(['--headless=new', *chromium_arguments()])}",
        ],
        env=os.environ | {"CHROME_PATH": chromium}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def read_scores(page: str, report: Mapping[str, Any]) -> PageScores:
    """Read a report of Lighthouse.

    Raises
    ------
    Failure
        If a category has no score, since an audit of it failed to run.
    """
    categories, audits = report["categories"], report["audits"]
    for category in LEAST:
        if categories[category]["score"] is None:
            raise Failure(f"Lighthouse gives {page} no score in {category}: an audit did not run.")
    weighed = {
        reference["id"]
        for category in LEAST
        for reference in categories[category]["auditRefs"]
        if reference["weight"] > 0
    }
    return PageScores(
        page,
        {category: round(categories[category]["score"] * 100) for category in LEAST},
        {metric: audits[metric]["displayValue"] for metric in METRICS},
        tuple(
            audit["title"]
            for name, audit in audits.items()
            if name in weighed and audit["score"] is not None and audit["score"] < 1
        ),
        f"{report['lighthouseVersion']}, {_browser(report['environment']['hostUserAgent'])}",
    )


def _browser(user_agent: str) -> str:
    found = re.search(r"Chrome/(\S+)", user_agent)
    return f"Chromium {found[1]}" if found else user_agent


def median_of(runs: Sequence[PageScores]) -> PageScores:
    """Return the run in the middle by performance, the only score that differs between runs."""
    return sorted(runs, key=lambda run: run.scores["performance"])[len(runs) // 2]
