"""From the submission of an article to the first reader who sees it, on the local AWS."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.site_file import load_site
from tests.bench.stories import story
from tests.commands.local_stack import LocalStack, running_stack

ARTICLES = 200
DESKS = 4
"""So many articles are under way at any time: each desk waits until readers see its last one."""
LOOK_EVERY = 0.02
_WARM_UP = 12
_PATIENCE = 60.0
_NOWHERE = "http://127.0.0.1:9/"  # no forecast is asked of anybody else


@dataclass(frozen=True, slots=True)
class Visible:
    """Seconds from the sending of the POST, of each article.

    Attributes
    ----------
    answered
        Until the API has answered.
    seen
        Until the article's page shows its headline.
    """

    answered: tuple[float, ...]
    seen: tuple[float, ...]


@contextmanager
def local_paper(home: Path, say: Callable[[str], None]) -> Iterator[LocalStack]:
    """Run the whole paper, with a state of its own."""
    with running_stack(home, _NOWHERE, say) as stack:
        yield stack


def measure_visible(
    stack: LocalStack, step: Callable[[float], None]
) -> tuple[Visible, dict[str, str]]:
    """Publish articles, some at a time, and watch their pages.

    Returns
    -------
    tuple
        The figures, and pages to weigh: their names and paths.
    """
    sections = load_site().sections
    stories = [story(number, sections[number % len(sections)].slug) for number in range(ARTICLES)]
    with ThreadPoolExecutor(DESKS) as desks:
        warm_ups = [story(number, "news") for number in range(ARTICLES, ARTICLES + _WARM_UP)]
        list(desks.map(lambda document: _publish(stack, document), warm_ups))
        found = []
        for done, times in enumerate(desks.map(lambda one: _publish(stack, one), stories), 1):
            found.append(times)
            step(done / ARTICLES)
    figures = Visible(tuple(times[0] for times in found), tuple(times[1] for times in found))
    pages = {
        "article": found[-1][2],
        "front": "/",
        "section": "/news/",
        "tag": "/tags/harbours/",
        "menu": "/menu/",
    }
    return figures, pages


def _publish(stack: LocalStack, document: dict[str, object]) -> tuple[float, float, str]:
    """Submit an article, and give when it was answered and when it was seen, and its path."""
    body = json.dumps(document).encode()
    headline = str(document["headline"])
    began = time.perf_counter()
    answer = stack.api("POST", "/articles", body, {"Content-Type": "application/json"})
    answered = time.perf_counter() - began
    if answer.status != 201:
        raise RuntimeError(f"the API answers {answer.status}: {answer.text[:500]}")
    path = urlsplit(answer.json()["url"]).path
    while time.perf_counter() - began < _PATIENCE:
        page = stack.site_get(path)
        if page.status == 200 and headline in page.text:
            return answered, time.perf_counter() - began, path
        time.sleep(LOOK_EVERY)
    raise RuntimeError(f"{path} cannot be read after {_PATIENCE} s")
