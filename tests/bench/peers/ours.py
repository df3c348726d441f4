"""Ours: the real handler behind an HTTP loop, its reads answered by a recorder elsewhere."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from commands.layout import ROOT
from commands.packaging.sam import build_local
from commands.stack.reach import local_session
from tests.bench.archive import Entry, Shelves, entries
from tests.bench.aws_server import AwsServer, aws_server, recorder
from tests.bench.lambda_room import LambdaRoom
from tests.bench.pages import table_of
from tests.bench.peers.long_stories import READ, long_story
from tests.bench.peers.served import ServedSite
from tests.bench.peers.serving import serving
from tests.commands.free_port import find_free_port

NAME = "Broadsheet"


@contextmanager
def our_sites(home: Path, archives: Sequence[int]) -> Iterator[list[ServedSite]]:
    """Serve an archive of each size.

    Parameters
    ----------
    home
        An empty folder.
    archives
        How many articles each has.
    """
    room = LambdaRoom(home / "room", build_local())
    with aws_server() as aws, recorder(aws) as recorded, ExitStack() as servers:
        yield [
            servers.enter_context(_served(room, recorded, count, _fill(aws, count, first), home))
            for count, first in zip(archives, [True] + [False] * len(archives), strict=False)
        ]


def _fill(aws: AwsServer, count: int, first: bool) -> list[Entry]:  # noqa: FBT001 - one bucket is made for all
    now = datetime.now(UTC)
    shelves = Shelves(local_session(), aws.endpoint_url, table_of(count))
    if first:
        shelves.make_bucket()
    shelves.make_table()
    archive = list(entries(count, now, long_story))
    shelves.fill(archive, now, lambda _done: None)
    return archive


@contextmanager
def _served(
    room: LambdaRoom, recorded: AwsServer, count: int, archive: list[Entry], home: Path
) -> Iterator[ServedSite]:
    port = find_free_port()
    paths = tuple(entry.path for entry in archive[:READ])
    command, environment = room.command(
        "serve_render",
        {"port": port, "table": table_of(count)},
        function="render",
        endpoint_url=recorded.endpoint_url,
    )
    log = home / f"render-{count}.log"
    # Each once, since the local AWS looks through a whole list before the recorder knows it.
    with serving(command, port, paths, cwd=ROOT, env=environment, log=log) as pid:
        yield ServedSite(NAME, count, port, pid, paths, store=recorded.pid)
