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
from types import SimpleNamespace
from typing import Any

from broadsheet.adapters.clients import dynamodb_client
from broadsheet.domain.identity import KEY_LENGTH
from broadsheet.pages.rendering import render_once

KINDS = ("article", "written", "first", "section", "front", "calls")
CARDS_READ = {"section": 11, "tag": 15}  # of the lists of an article's page
CONTEXT = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1769, invoked_function_arn="arn", aws_request_id="r"
)
Handler = Callable[[dict[str, Any], object], dict[str, Any]]


@dataclass
class Timings:
    """Milliseconds of each page, and of the server for all of them."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    server_cpu: float = 0.0


class TimedPaper:
    """The handler, wired to a table of its own."""

    def __init__(self, table: str) -> None:
        self._table = table
        found = importlib.util.find_spec("broadsheet.functions.render")
        assert found
        assert found.loader
        self._app = importlib.util.module_from_spec(found)
        found.loader.exec_module(self._app)
        self.handler: Handler = self._app.handler
        self.forget()

    def forget(self) -> None:
        """Wire it anew, with no content in memory."""
        os.environ["TABLE"] = self._table
        self._app.newspaper.cache_clear()
        self._app.newspaper()


def make_calls(table: str, path: str, tag: str) -> Handler:
    """Make what makes the three calls of a warm article page by boto3, and nothing besides."""
    client = dynamodb_client()
    head = {"pk": {"S": f"ARTICLE#{path[-KEY_LENGTH:]}"}, "sk": {"S": "HEAD"}}
    facts = {"pk": {"S": "SITE#header"}, "sk": {"S": "FACTS"}}
    lists = {"section": path.split("/")[1], "tag": tag}

    def call(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        client.batch_get_item(RequestItems={table: {"Keys": [head, facts]}})
        for kind, slug in lists.items():
            client.query(
                TableName=table,
                KeyConditionExpression="pk = :pk AND sk < :bound",
                ExpressionAttributeValues={
                    ":pk": {"S": f"LIST#{kind}#{slug}"},
                    ":bound": {"S": "9"},
                },
                ScanIndexForward=False,
                Limit=CARDS_READ[kind],
            )
        return {"statusCode": 200}

    return call


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


def time_pages(
    handler: Handler, paths: list[str], timings: Timings | None = None, server: int = 0
) -> None:
    """Ask for pages, one after the other; with no timings only to warm up."""
    timings = timings or Timings()
    served_before = server_milliseconds(server) if server else 0.0
    for event in map(event_for, paths):
        began, began_cpu = time.perf_counter(), time.process_time()
        answer = handler(event, CONTEXT)
        ended, ended_cpu = time.perf_counter(), time.process_time()
        if answer["statusCode"] != 200:
            raise RuntimeError(f"{event['rawPath']} answers {answer['statusCode']}")
        timings.wall.append((ended - began) * 1000)
        timings.cpu.append((ended_cpu - began_cpu) * 1000)
    timings.server_cpu += server_milliseconds(server) - served_before if server else 0.0


def blocks(paths: list[str], count: int, size: int) -> Iterator[list[str]]:
    """Give so many paths, again and again the same, in blocks."""
    endless = cycle(paths)
    for _ in range(count // size):
        yield list(islice(endless, size))


def main() -> None:
    """Time pages, the archives in turn so that no moment favours one."""
    told = json.loads(sys.argv[1])
    archives, server, count, size = (told[n] for n in ("archives", "server", "count", "block"))
    found = {f"{kind} {name}": Timings() for kind in KINDS for name in archives}
    papers = {name: TimedPaper(archive["table"]) for name, archive in archives.items()}
    for name, archive in archives.items():
        # These make the clients, load templates and locale, and fill the recorder.
        lists = archive["sections"] + archive["fronts"]
        time_pages(papers[name].handler, archive["firsts"] * 2 + lists * 20)
        papers[name].forget()
    for start in range(0, len(next(iter(archives.values()))["firsts"]), size):
        for name, archive in archives.items():
            firsts = archive["firsts"][start : start + size]
            time_pages(papers[name].handler, firsts, found[f"first {name}"], server)
    plans = {}
    for name, archive in archives.items():
        article = archive["articles"][0]
        calls = make_calls(archive["table"], article, told["tag"])
        plans[f"article {name}"] = (papers[name].handler, archive["articles"])
        plans[f"section {name}"] = (papers[name].handler, archive["sections"])
        plans[f"front {name}"] = (papers[name].handler, archive["fronts"])
        plans[f"calls {name}"] = (calls, [article])
    turns = {title: blocks(paths, count, size) for title, (_, paths) in plans.items()}
    for _ in range(count // size):
        for title, (handler, _paths) in plans.items():
            time_pages(handler, next(turns[title]), found[title], server)
    for number in range(count // size):
        for name, archive in archives.items():
            render_once.cache_clear()
            start = number * size % len(archive["articles"])
            some = archive["articles"][start : start + size]
            time_pages(papers[name].handler, some, found[f"written {name}"], server)
    result = {title: asdict(timings) for title, timings in found.items()}
    sys.stdout.write(f"\n{json.dumps(result)}\n")


main()
