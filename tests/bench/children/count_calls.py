"""Notes the calls to AWS that each page makes, by botocore's own events."""

import json
import os
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.functions import render

# Every call is held open for as long, so that those made side by side can be told from those
# that waited for one another.
_HELD = 0.03
CONTEXT: Any = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1769, invoked_function_arn="arn", aws_request_id="r"
)


class Notes:
    """The calls of one page."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, float, float]] = []
        self._of_thread = threading.local()

    def began(self, **_event: Any) -> None:
        """Note the beginning of a call, in the thread that makes it."""
        self._of_thread.began = time.perf_counter()
        time.sleep(_HELD)

    def ended(self, event_name: str, **_event: Any) -> None:
        """Note the end of a call."""
        operation = event_name.rpartition(".")[2]
        self.calls.append((operation, self._of_thread.began, time.perf_counter()))


def main() -> None:
    """Ask for each page with nothing in memory, then again."""
    notes = Notes()
    for client in (s3_client(), dynamodb_client()):
        client.meta.events.register("before-send", notes.began)
        client.meta.events.register("response-received", notes.ended)
    told = json.loads(sys.argv[1])
    os.environ["TABLE"] = told["table"]
    found = {}
    for page, path in told["pages"].items():
        event = {"rawPath": path, "requestContext": {"http": {"method": "GET"}}}
        render.newspaper.cache_clear()
        asked = {}
        for state in ("cold", "warm"):
            notes.calls.clear()
            status = render.handler(event, CONTEXT)["statusCode"]
            # A call whose answer this page turned out not to need may still be under way.
            time.sleep(3 * _HELD)
            asked[state] = {"status": status, "calls": list(notes.calls)}
        found[page] = asked
    sys.stdout.write(f"\n{json.dumps(found)}\n")


main()
