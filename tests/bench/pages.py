"""Pages of a warm render handler: what one costs, and which calls to AWS it makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from broadsheet.domain.slug import slug_of_name
from broadsheet.site_file import load_site
from commands.stack.reach import local_session
from tests.bench.archive import Entry, Shelves, entries
from tests.bench.aws_server import AwsServer
from tests.bench.figures import Call, percentile, rounds_of
from tests.bench.lambda_room import LambdaRoom
from tests.bench.stories import TAG_OF_ALL

ARCHIVES = (100, 10_000)
PAGES = 300
ARTICLES_IN_TURN = 40
"""Warm article pages are of so many articles again and again: their contents are in memory."""
_BLOCK = 4
_FIRSTS = 80
KINDS = {
    "article": "article, content and text in memory",
    "written": "article, content in memory, text written anew",
    "first": "article, read for the first time",
    "section": "section, text in memory",
    "front": "front page, text in memory",
    "calls": "only the three calls of an article, by boto3",
}


@dataclass(frozen=True, slots=True)
class PageCost:
    """What a page costs, in milliseconds.

    Attributes
    ----------
    kind, articles, count
        Which page, of an archive how large, measured how often.
    cpu, cpu_p99
        Of the handler's process, the calls to AWS included: median and 99th percentile.
    wall, wall_p99
        From the event to the answer, the server's time included.
    server
        Processor time of the server, on average.
    """

    kind: str
    articles: int
    count: int
    cpu: float
    cpu_p99: float
    wall: float
    wall_p99: float
    server: float


@dataclass(frozen=True, slots=True)
class PageCalls:
    """The calls of one page: with nothing in memory, and again."""

    page: str
    status: int
    cold: tuple[str, ...]
    cold_rounds: int
    warm: tuple[str, ...]
    warm_rounds: int


def fill_archives(server: AwsServer, step: Callable[[float], None]) -> dict[int, list[Entry]]:
    """Write all archives to a local AWS."""
    now = datetime.now(UTC)
    session = local_session()
    archives = {count: list(entries(count, now)) for count in ARCHIVES}
    for number, (count, archive) in enumerate(archives.items()):
        shelves = Shelves(session, server.endpoint_url, table_of(count))
        if number == 0:
            shelves.make_bucket()
        shelves.make_table()
        shelves.fill(archive, now, partial(_part_of, step, number))
    return archives


def _part_of(step: Callable[[float], None], number: int, done: float) -> None:
    step((number + done) / len(ARCHIVES))


def table_of(count: int) -> str:
    """Name the table of an archive."""
    return f"bench-{count}"


def measure_pages(
    room: LambdaRoom, server: AwsServer, archives: dict[int, list[Entry]]
) -> list[PageCost]:
    """Time article and section pages of every archive, in turn, in one process."""
    told = {
        "server": server.pid,
        "count": PAGES,
        "block": _BLOCK,
        "tag": slug_of_name(TAG_OF_ALL, "tag"),
        "archives": {
            str(count): {
                "table": table_of(count),
                "firsts": [entry.path for entry in archive[:_FIRSTS]],
                "articles": [entry.path for entry in archive[:ARTICLES_IN_TURN]],
                "sections": [f"/{load_site().sections[0].slug}/"],
                "fronts": ["/"],
            }
            for count, archive in archives.items()
        },
    }
    found = room.run("warm_pages", told, function="render", endpoint_url=server.endpoint_url)
    return [_cost(title, timings) for title, timings in found.items()]


def _cost(title: str, timings: dict[str, Any]) -> PageCost:
    kind, count = title.split()
    cpu: Sequence[float] = timings["cpu"]
    wall: Sequence[float] = timings["wall"]
    return PageCost(
        kind=kind,
        articles=int(count),
        count=len(cpu),
        cpu=percentile(cpu, 50),
        cpu_p99=percentile(cpu, 99),
        wall=percentile(wall, 50),
        wall_p99=percentile(wall, 99),
        server=timings["server_cpu"] / len(cpu),
    )


def count_calls(room: LambdaRoom, server: AwsServer, archive: list[Entry]) -> list[PageCalls]:
    """Count the calls of every kind of page."""
    author = archive[0].content.byline[0].slug
    pages = {
        "article": archive[0].path,
        "front": "/",
        "section": "/news/",
        "tag": f"/tags/{slug_of_name(TAG_OF_ALL, 'tag')}/",
        "author": f"/authors/{author}/",
        "menu": "/menu/",
        "feed": "/feeds/latest.xml",
        "article at a former path": f"/news/as-it-was-{archive[0].head.key}",
        "no such article": "/news/never-was-aaaaaaaaaa",
        "robots.txt": "/robots.txt",
    }
    table = {"pages": pages, "table": table_of(len(archive))}
    found = room.run("count_calls", table, function="render", endpoint_url=server.endpoint_url)
    return [_calls(page, asked) for page, asked in found.items()]


def _calls(page: str, asked: dict[str, Any]) -> PageCalls:
    cold, warm = ([Call(*call) for call in asked[state]["calls"]] for state in ("cold", "warm"))
    return PageCalls(
        page,
        asked["cold"]["status"],
        tuple(call.operation for call in cold),
        rounds_of(cold),
        tuple(call.operation for call in warm),
        rounds_of(warm),
    )
