"""Rebuilds the articles of one log, one batch after the other, and says what that took."""

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import app  # type: ignore[import-not-found]

from broadsheet.adapters.clients import dynamodb_client, s3_client

CONTEXT = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1769, invoked_function_arn="arn", aws_request_id="r"
)


def peak_bytes() -> int:
    """Read the most memory that this process has had at once.

    Not by getrusage, which counts in what the process had been before it became this program.
    """
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def main() -> None:
    """Hand over the events of a file, one a line, the last of which asks for the report."""
    told = json.loads(sys.argv[1])
    os.environ |= {"BUCKET": told["bucket"], "TABLE": told["table"]}
    os.environ |= {"PICTURE_QUEUE_URL": "https://queue.example/pictures"}  # of no article here
    operations: Counter[str] = Counter()

    def note(event_name: str, **_event: Any) -> None:
        operations[event_name.rpartition(".")[2]] += 1

    for client in (s3_client(), dynamodb_client()):
        client.meta.events.register("response-received", note)
    report: dict[str, Any] = {}
    began, began_cpu = time.perf_counter(), time.process_time()
    with Path(told["events"]).open(encoding="utf-8") as events:
        for event in events:
            report = app.handler(json.loads(event), CONTEXT)
    found = {
        "wall": time.perf_counter() - began,
        "cpu": time.process_time() - began_cpu,
        "peak": peak_bytes(),
        "operations": operations,
        "report": report,
    }
    sys.stdout.write(f"\n{json.dumps(found)}\n")


main()
