"""The functions' logs as they come, one readable line each."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
_LOOK_BACK = 5_000
"""Milliseconds that an event may be late."""


def readable_line(message: str, function: str, moment: float) -> str | None:
    """Turn what a function wrote into one line for the terminal, in rich's markup.

    Parameters
    ----------
    message
        As CloudWatch Logs has it: JSON as Powertools writes it, or whatever was printed.
    function
        Which one wrote it.
    moment
        When, in seconds since the epoch.

    Returns
    -------
    str or None
        Nothing for what Lambda itself says around every call, and for metrics.
    """
    text = message.strip()
    if not text or text.startswith(_NOISE):
        return None
    clock = time.strftime("%H:%M:%S", time.localtime(moment))
    start = f"[dim]{clock}[/] [cyan]{function:<8}[/]"
    try:
        entry = json.loads(text)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        return f"{start} {escape(text)}"
    if "_aws" in entry or str(entry.get("type", "")).startswith("platform."):
        return None
    level = str(entry.get("level", "INFO"))
    style = _STYLES.get(level)
    said = escape(str(entry.get("message", "")))
    if style:
        said = f"[{style}]{level.lower()}: {said}[/]"
    return f"{start} {said}{_fields(entry)}"


def _fields(entry: Mapping[str, Any]) -> str:
    shown = {
        name: value
        for name, value in entry.items()
        if name not in _KNOWN and value not in (None, "")
    }
    text = "".join(f"  {name}={_plain(value)}" for name, value in shown.items())
    exception = str(entry.get("exception", "")).strip().splitlines()
    end = f"\n         [red]{escape(exception[-1])}[/]" if exception else ""
    return (f"[dim]{escape(text)}[/]" if text else "") + end


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class FunctionLogs:
    """What the functions write from now on.

    Parameters
    ----------
    logs
        A boto3 client of CloudWatch Logs.
    groups
        Log groups by the functions that write to them.
    """

    def __init__(self, logs: Any, groups: Mapping[str, str]) -> None:  # noqa: ANN401 - boto3
        self._logs = logs
        self._groups = groups
        self._begin = self._since = int(time.time() * 1000)
        self._seen: dict[tuple[str, int], int] = {}

    def read(self) -> Iterator[str]:
        """Read what has come since the last time, in readable lines, the oldest first."""
        new: list[tuple[int, str, str]] = []
        for function, group in self._groups.items():
            positions: Counter[str] = Counter()
            for event in self._events(group):
                stream, moment = event["logStreamName"], event["timestamp"]
                # The local AWS gives events no id; each call has a stream of its own.
                positions[stream] += 1
                known = (stream, positions[stream])
                if known not in self._seen and moment >= self._begin:
                    new.append((moment, function, event["message"]))
                    self._seen[known] = moment
        self._since = max([self._since, *(moment for moment, _, _ in new)])
        oldest = self._since - 2 * _LOOK_BACK
        self._seen = {known: moment for known, moment in self._seen.items() if moment > oldest}
        for moment, function, message in sorted(new, key=lambda event: event[0]):
            line = readable_line(message, function, moment / 1000)
            if line is not None:
                yield line

    def _events(self, group: str) -> Iterable[Mapping[str, Any]]:
        try:
            paginator = self._logs.get_paginator("filter_log_events")
            pages = list(paginator.paginate(logGroupName=group, startTime=self._since - _LOOK_BACK))
        except ClientError:  # no call yet, no group yet
            return []
        return [event for page in pages for event in page["events"]]
