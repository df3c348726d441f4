"""Times pages of a warm render handler, of several archives in turn."""

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

Handler = Callable[[dict[str, Any], object], dict[str, Any]]


@dataclass
class Timings:
    """Milliseconds of each page, and of the server for all of them."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    server_cpu: float = 0.0


def load_handler(table: str) -> Handler:
    """Load the handler anew, wired to a table of its own."""
    os.environ["TABLE"] = table
    found = importlib.util.find_spec("app")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    module.newspaper()
    handler: Handler = module.handler
    return handler


def event_for(path: str) -> dict[str, Any]:
    """Make the event of a function URL, as CloudFront asks."""
    return {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"accept-encoding": "br,gzip", "via": "2.0 paper.cloudfront.net (CloudFront)"},
        "requestContext": {"http": {"method": "GET", "path": path, "protocol": "HTTP/1.1"}},
        "isBase64Encoded": False,
    }


def server_milliseconds(pid: int) -> float:
    """Read how long the server has been on a processor, user and system, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def time_pages(handler: Handler, paths: list[str], timings: Timings, server: int) -> None:
    """Ask for pages, one after the other."""
    served_before = server_milliseconds(server)
    for event in map(event_for, paths):
        began, began_cpu = time.perf_counter(), time.process_time()
        answer = handler(event, None)
        ended, ended_cpu = time.perf_counter(), time.process_time()
        if answer["statusCode"] != 200:
            raise RuntimeError(f"{event['rawPath']} answers {answer['statusCode']}")
        timings.wall.append((ended - began) * 1000)
        timings.cpu.append((ended_cpu - began_cpu) * 1000)
    timings.server_cpu += server_milliseconds(server) - served_before


def blocks(paths: list[str], count: int, size: int) -> Iterator[list[str]]:
    """Give so many paths, again and again the same, in blocks."""
    endless = cycle(paths)
    for _ in range(count // size):
        yield list(islice(endless, size))


def main() -> None:
    """Time first reads, then warm pages, the archives in turn so that no moment favours one."""
    told = json.loads(sys.argv[1])
    archives, server, count, size = (told[n] for n in ("archives", "server", "count", "block"))
    handlers = {name: load_handler(archive["table"]) for name, archive in archives.items()}
    found = {
        f"{kind} {name}": Timings() for kind in ("first", "article", "section") for name in archives
    }
    for name, archive in archives.items():
        # The first request makes the clients and loads the templates and the locale.
        time_pages(handlers[name], archive["warm_up"], Timings(), server)
    for start in range(0, len(next(iter(archives.values()))["firsts"]), size):
        for name, archive in archives.items():
            firsts = archive["firsts"][start : start + size]
            time_pages(handlers[name], firsts, found[f"first {name}"], server)
    plans = {
        f"{kind} {name}": (handlers[name], blocks(archive[f"{kind}s"], count, size))
        for kind in ("article", "section")
        for name, archive in archives.items()
    }
    for _ in range(count // size):
        for title, (handler, planned) in plans.items():
            time_pages(handler, next(planned), found[title], server)
    result = {title: asdict(timings) for title, timings in found.items()}
    sys.stdout.write(f"\n{json.dumps(result)}\n")


main()
