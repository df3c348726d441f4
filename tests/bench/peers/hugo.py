"""Hugo, Debian's package: what building the whole site costs, and building it after one change."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from commands.terminal import Failure
from tests.bench.peers.long_stories import body_html, long_story, slug_of_story
from tests.bench.peers.processes import wait_until_quiet

_SITE = Path(__file__).with_name("hugo_site")
REBUILDS = 3


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What building a site of static pages took.

    Attributes
    ----------
    seconds, cpu
        To the end, and of all processors.
    memory
        Bytes, the most at once.
    """

    seconds: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class HugoCost:
    """A site of so many articles: its first build, and those after one article had changed."""

    articles: int
    pages: int
    first: SiteBuild
    after_a_change: tuple[SiteBuild, ...]

    @property
    def cpu_after_a_change(self) -> float:
        """Seconds of processor time of a build after one change: the median."""
        return median(build.cpu for build in self.after_a_change)


def hugo_version() -> str:
    """Ask Hugo for its version."""
    said = subprocess.run([_hugo(), "version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1].partition("+")[0].removeprefix("v")


_USED = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""Runs a command in a small process: Linux counts to a new one what its parent's memory was."""


def _hugo() -> str:
    hugo = shutil.which("hugo")
    if hugo is None:
        raise Failure("Hugo is not installed: on Debian `apt install hugo`.")
    return hugo


def measure_hugo(home: Path, articles: int, say: Callable[[str], None]) -> HugoCost:
    """Build a site of so many articles, then change one and build it again, three times."""
    site = home / f"hugo-{articles}"
    shutil.copytree(_SITE, site)
    (site / "content" / "news").mkdir(parents=True)
    newest = datetime.now(UTC)
    for number in range(articles):
        write_article(site, number, newest - timedelta(minutes=7 * number))
    say(f"building Hugo's site of {articles:,} articles, at a load of {wait_until_quiet():.2f}")
    first = _build(site)
    again = []
    for change in range(REBUILDS):
        write_article(site, 0, newest + timedelta(minutes=change + 1))
        again.append(_build(site))
    pages = sum(1 for _ in (site / "public").rglob("*.html"))
    return HugoCost(articles, pages, first, tuple(again))


def write_article(site: Path, number: int, published: datetime) -> None:
    """Write one article of the site, with JSON as its front matter."""
    document = long_story(number, "news")
    front = {
        "title": document["headline"],
        "description": document["standfirst"],
        "date": published.isoformat(),
        "authors": document["byline"],
        "tags": document["tags"],
    }
    file = site / "content" / "news" / f"{slug_of_story(number)}.html"
    file.write_text(f"{json.dumps(front, indent=1)}\n\n{body_html(document)}\n", "utf-8")


def _build(site: Path) -> SiteBuild:
    began = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", _USED, _hugo(), "--quiet"],
        cwd=site,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - began
    if ended.returncode != 0:
        raise Failure(f"Hugo failed in {site}")
    cpu_seconds, kilobytes = json.loads(ended.stdout.splitlines()[-1])
    return SiteBuild(seconds, cpu_seconds, kilobytes * 1024)
