"""Notes the calls to AWS that each page makes: when each is sent, and when its answer is read."""

import json
import os
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from broadsheet.adapters.reading.calls import AwsService
from broadsheet.functions import render

CONTEXT: Any = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1769, invoked_function_arn="arn", aws_request_id="r"
)


class Notes:
    """The calls of one page: those that are under way at once are one round."""

    def __init__(self) -> None:
        self.began: list[tuple[str, float]] = []
        self.ended: dict[int, float] = {}

    def watch(self) -> None:
        """Note every call from now on."""
        ask = AwsService.ask

        def noted(service: AwsService, what: str, request: Any, read: Any) -> Callable[[], Any]:
            number = len(self.began)
            operation = request[2].get("x-amz-target", ".GetObject").rpartition(".")[2]
            self.began.append((operation, time.perf_counter()))
            answer = ask(service, what, request, read)

            def answered() -> Any:
                value = answer()
                self.ended[number] = time.perf_counter()
                return value

            return answered

        vars(sys.modules[AwsService.__module__])["AwsService"].ask = noted

    def calls(self) -> list[tuple[str, float, float]]:
        """Give the calls, with when each was sent and answered; some need no answer."""
        now = time.perf_counter()
        return [
            (operation, began, self.ended.get(number, now))
            for number, (operation, began) in enumerate(self.began)
        ]


def main() -> None:
    """Ask for each page with nothing in memory, then again."""
    notes = Notes()
    notes.watch()
    told = json.loads(sys.argv[1])
    os.environ["TABLE"] = told["table"]
    found = {}
    for page, path in told["pages"].items():
        event = {"rawPath": path, "requestContext": {"http": {"method": "GET"}}}
        render.newspaper.cache_clear()
        asked = {}
        for state in ("cold", "warm"):
            notes.began, notes.ended = [], {}
            status = render.handler(event, CONTEXT)["statusCode"]
            asked[state] = {"status": status, "calls": notes.calls()}
        found[page] = asked
    sys.stdout.write(f"\n{json.dumps(found)}\n")


main()
