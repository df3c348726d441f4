"""The functions' logs as they come, one readable line each."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError
from rich.markup import escape

_STYLES = {"WARNING": "yellow", "ERROR": "bold red", "CRITICAL": "bold red"}
_NOISE = ("START RequestId:", "END RequestId:", "REPORT RequestId:", "INIT_START ")
# Fields that every line has, or that say nothing on this machine.
_KNOWN = frozenset({
    "level", "message", "timestamp", "service", "location", "sampling_rate", "xray_trace_id",
    "cold_start", "function_name", "function_memory_size", "function_arn", "function_request_id",
    "exception", "exception_name", "stack_trace",
})  # fmt: skip
_LATENESS = 5_000
"""Milliseconds that an event may be late."""


def readable_line(message: str, function: str, moment: float) -> str | None:
    """Turn what a function wrote, as JSON or not, and when in seconds, into a line of markup.

    Of what Lambda itself says around every call, and of metrics, nothing is shown.
    """
    text = message.strip()
    if not text or text.startswith(_NOISE):
        return None
    clock = time.strftime("%H:%M:%S", time.localtime(moment))
    start = f"[dim]{clock}[/] [cyan]{function:<8}[/]"
    entry = None
    with suppress(ValueError):
        entry = json.loads(text)
    if not isinstance(entry, dict):
        return f"{start} {escape(text)}"
    if "_aws" in entry:
        return None
    level = str(entry.get("level", "INFO"))
    what = escape(str(entry.get("message", "")))
    if level in _STYLES:
        what = f"[{_STYLES[level]}]{level.lower()}: {what}[/]"
    exception = str(entry.get("exception", "")).strip().splitlines()
    end = f"\n         [red]{escape(exception[-1])}[/]" if exception else ""
    return f"{start} {what}[dim]{escape(_fields(entry))}[/]{end}"


def _fields(entry: Mapping[str, Any]) -> str:
    return "".join(
        f"  {name}={value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in entry.items()
        if name not in _KNOWN and value not in (None, "")
    )


class FunctionLogs:
    """What the functions on the local AWS write from now on, by their log groups."""

    def __init__(self, logs: Any, groups: Mapping[str, str]) -> None:  # noqa: ANN401 - boto3
        self._logs = logs
        self._groups = groups
        self._begin = self._newest = int(time.time() * 1000)
        # The local AWS gives events no id, and each call a stream of its own, written at once.
        self._streams: set[str] = set()

    def read(self) -> Iterator[str]:
        """Read what has come since the last time, in readable lines, the oldest first."""
        new = [
            (event["timestamp"], function, event["message"], event["logStreamName"])
            for function, group in self._groups.items()
            for event in self._events(group)
            if event["logStreamName"] not in self._streams
        ]
        for moment, function, message, stream in sorted(new, key=lambda event: event[0]):
            self._streams.add(stream)
            self._newest = max(self._newest, moment)
            line = readable_line(message, function, moment / 1000)
            if line is not None:
                yield line

    def _events(self, group: str) -> Iterator[dict[str, Any]]:
        since = max(self._begin, self._newest - _LATENESS)
        paginator = self._logs.get_paginator("filter_log_events")
        with suppress(ClientError):  # no call yet, no group yet
            for page in paginator.paginate(logGroupName=group, startTime=since):
                yield from page["events"]
