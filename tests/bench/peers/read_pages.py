"""Asks a server for pages over kept connections, in a process of its own, and times each.

Run by `rounds`; it reads what to ask for as JSON from its argument, and writes the milliseconds of
each page as JSON.
"""

import json
import sys
import time
from collections import deque
from http.client import HTTPConnection
from threading import Thread
from typing import Any

_PATIENCE = 60.0


class PageReader(Thread):
    """Asks for pages over one connection until none is left."""

    def __init__(self, port: int, paths: "deque[str]") -> None:
        super().__init__()
        self._connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._paths = paths
        self.latencies: list[float] = []
        self.refused: list[str] = []

    def run(self) -> None:
        """Ask, and note how long each page took."""
        while True:
            try:
                path = self._paths.popleft()
            except IndexError:
                break
            began = time.perf_counter()
            self._connection.request("GET", path, headers={"Host": "127.0.0.1"})
            answer = self._connection.getresponse()
            body = answer.read()
            self.latencies.append((time.perf_counter() - began) * 1000)
            if answer.status != 200 or not body:
                self.refused.append(f"{path} answers {answer.status}")
        self._connection.close()


def main() -> None:
    """Ask for all pages over so many connections."""
    told: dict[str, Any] = json.loads(sys.argv[1])
    paths = deque(told["paths"])
    readers = [PageReader(told["port"], paths) for _ in range(told["connections"])]
    began = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    seconds = time.perf_counter() - began
    latencies = [latency for reader in readers for latency in reader.latencies]
    refused = [sentence for reader in readers for sentence in reader.refused]
    if refused or len(latencies) != len(told["paths"]):
        sys.exit(f"{len(refused)} of {len(told['paths'])} pages failed: {refused[:1]}")
    sys.stdout.write(json.dumps({"seconds": seconds, "latencies": latencies}))


main()
