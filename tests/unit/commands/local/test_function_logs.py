import json
from typing import Any

import pytest
from rich.text import Text

from commands.local.function_logs import FunctionLogs, readable_line


def plain(message: str) -> str | None:
    line = readable_line(message, "index", 0.0)
    return None if line is None else Text.from_markup(line).plain[9:]


@pytest.mark.parametrize(
    "message",
    [
        "START RequestId: 1 Version: $LATEST",
        "END RequestId: 1",
        "REPORT RequestId: 1\tDuration: 3 ms",
        '{"_aws": {"Timestamp": 1}, "SubmitToIndexed": [0.7]}',
        "  \n",
    ],
)
def test_noise_is_hidden(message: str) -> None:
    assert plain(message) is None


def test_fields_follow_what_was_said() -> None:
    entry = {
        "level": "INFO", "location": "handler:3", "message": "indexed", "timestamp": "now",
        "service": "index", "article": "a1", "status": 201, "path": "", "correlation_id": "c",
    }  # fmt: skip
    assert plain(json.dumps(entry)) == "index    indexed  article=a1  status=201  correlation_id=c"


def test_error_names_its_level_and_the_last_line_of_its_traceback() -> None:
    entry = {
        "level": "ERROR",
        "message": "not indexed",
        "exception": "Traceback:\n  x\nKeyError: 1",
    }
    assert plain(json.dumps(entry)) == "index    error: not indexed\n         KeyError: 1"


def test_brackets_are_no_markup() -> None:
    assert plain("[red] alert") == "index    [red] alert"
    assert plain(json.dumps({"message": "[/]", "at": "[/x]"})) == "index    [/]  at=[/x]"


@pytest.mark.parametrize("message", ["[1, 2]", "17", '"text"'])
def test_other_json_is_shown_as_it_is(message: str) -> None:
    assert plain(message) == f"index    {message}"


class FakeLogs:
    """Serves the events it is given, however often it is asked."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def get_paginator(self, _name: str) -> "FakeLogs":
        return self

    def paginate(self, **asked: Any) -> list[dict[str, Any]]:
        since = [event for event in self.events if event["timestamp"] >= asked["startTime"]]
        return [{"events": since}]


def test_each_event_is_read_once_and_none_from_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 100.0)
    fake = FakeLogs()
    logs = FunctionLogs(fake, {"index": "/aws/lambda/index"})
    fake.events = [
        {"logStreamName": "a", "timestamp": 99_000, "message": "before"},
        {"logStreamName": "b", "timestamp": 101_000, "message": "one"},
        {"logStreamName": "b", "timestamp": 101_000, "message": "two"},
    ]
    assert [line[-3:] for line in logs.read()] == ["one", "two"]
    assert list(logs.read()) == []
    fake.events.append({"logStreamName": "c", "timestamp": 100_500, "message": "late"})
    assert [line[-4:] for line in logs.read()] == ["late"]
