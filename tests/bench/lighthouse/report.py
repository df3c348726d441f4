"""Lighthouse's part of docs/benchmarks.md, between two marks."""

from collections.abc import Sequence

from tests.bench.lighthouse.scores import LEAST, METRICS, PageScores
from tests.bench.marks import MarkedPart
from tests.bench.tables import table

LIGHTHOUSE = MarkedPart(
    "<!-- Lighthouse begins: `make lighthouse` writes this. -->", "<!-- Lighthouse ends. -->"
)
_ABOUT = """\
By Lighthouse, as it is by default: a telephone of middling speed on a slow network, which it works
out from what it saw (simulated throttling). The pages are of the edition that the browser tests
read, with pictures (the article has a lead, two in its text and a gallery), on a local AWS, through
the local CDN, which does not compress. Of {runs} runs of a page the
one in the middle by performance is here."""


def write_lighthouse(
    pages: Sequence[PageScores], facts: Sequence[tuple[str, str]], runs: int
) -> str:
    """Write the whole section.

    Parameters
    ----------
    pages
        What was found, the median of each page.
    facts
        On what it was made, for a table.
    runs
        So many of each page were made.
    """
    heads = ["Score of 100", *(page.page for page in pages), "At least"]
    scores = [
        (category, *(page.scores[category] for page in pages), least)
        for category, least in LEAST.items()
    ]
    names = ["Simulated", *(page.page for page in pages)]
    metrics = [(said, *(page.metrics[name] for page in pages)) for name, said in METRICS.items()]
    return "\n\n".join(
        [
            "## Lighthouse",
            _ABOUT.format(runs=runs),
            table(["Where and when", ""], facts).replace("---:", "---"),
            table(heads, scores),
            table(names, metrics),
        ]
    )
