"""``make lighthouse``: Lighthouse on article, front and section, into docs/benchmarks.md.

It fails where a page has less than it should.
"""

import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from commands.local.samples import publish_samples
from commands.terminal import Failure, console, run_or_exit
from tests.bench.lighthouse.report import LIGHTHOUSE, write_lighthouse
from tests.bench.lighthouse.scores import PageScores, median_of, run_lighthouse
from tests.bench.machine import look_around
from tests.bench.run import DOCUMENT
from tests.browser.chromium import MISSING, find_chromium
from tests.browser.edition import publish_edition
from tests.browser.screenshots import paper

RUNS = 3


def look_at_pages(chromium: str, home: Path) -> list[PageScores]:
    """Publish the edition on a local AWS of its own, and run Lighthouse on its pages."""
    with paper() as stack:
        publish_samples(stack)
        article, *_ = publish_edition(stack, "edition", with_pictures=True)
        found = []
        for name, path in {"article": article, "front": "/", "section": "/news/"}.items():
            url, runs = stack.reach.site_url + path, []
            for number in range(RUNS):
                report = home / f"{name}-{number}.json"
                runs.append(run_lighthouse(name, url, chromium, report))
                scores = ", ".join(f"{kind} {score}" for kind, score in runs[-1].scores.items())
                console.print(f"{name}: {scores}")
            found.append(median_of(runs))
    return found


def main() -> None:
    """Measure, write the section, and fail where a page falls short."""
    chromium = find_chromium()
    if chromium is None:
        raise Failure(f"No Lighthouse: {MISSING}.")
    began, load = datetime.now(UTC), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as home:
        pages = look_at_pages(chromium, Path(home))
    circumstances = replace(look_around(began, load), versions={"Lighthouse": pages[0].made_by})
    facts = circumstances.facts()
    section = write_lighthouse(pages, facts, RUNS)
    DOCUMENT.write_text(LIGHTHOUSE.put_into(DOCUMENT.read_text("utf-8"), section), "utf-8")
    console.print(f"\nWritten to {DOCUMENT.name}")
    short = [said for page in pages for said in page.falls_short]
    if short:
        raise Failure("\n✗ ".join(short))


if __name__ == "__main__":
    run_or_exit(main)
