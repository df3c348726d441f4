"""A desk on stores in memory, and a client of its API."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.desk.operations import answer
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.tombstones import LogReading
from tests.desk.memory_desk import memory_desk
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.picture_list import MemoryPictureShelf
from tests.fakes.pictures import MemoryPictureLog

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def read_late(log: MemoryLog, reading: LogReading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next read of the log give an earlier reading, as a slower editor has it."""
    answers = iter([reading])
    read = log.read
    monkeypatch.setattr(log, "read", lambda article: next(answers, None) or read(article))


class DeskClient:
    """A desk with its log, and a client of its API."""

    def __init__(self) -> None:
        self.log = MemoryLog()
        self.index = MemoryIndex()
        self.pictures = MemoryPictureLog()
        self.shelf = MemoryPictureShelf()
        self.api = memory_desk(self.log, self.index, self.pictures, self.shelf)

    def ask(
        self,
        operation: str,
        document: Any = None,
        *,
        path_id: str = "bridge",
        now: datetime = NOW,
        query: dict[str, str] | None = None,
        contributor: str = "arn:aws:iam::1:user/anna",
        **headers: str,
    ) -> tuple[int, dict[str, Any], dict[str, str]]:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = DeskRequest(
            operation=operation,
            path_id=path_id,
            headers={"content-type": "application/json"} | names,
            query=query or {},
            body=body,
            contributor=contributor,
            correlation_id="r-1",
        )
        answered = answer(self.api, request, now)
        return answered.status, json.loads(answered.body or "null"), dict(answered.headers)

    def post(self, document: Any, **options: Any) -> tuple[int, dict[str, Any], dict[str, str]]:
        return self.ask("POST /articles", document, path_id="", **options)

    def put(self, document: Any, based_on: str, **options: Any) -> tuple[int, dict[str, Any]]:
        asked = self.ask("PUT /articles/{id}", document, if_match=f'"{based_on}"', **options)
        return asked[:2]

    def delete(self, based_on: str, **options: Any) -> tuple[int, dict[str, Any]]:
        asked = self.ask("DELETE /articles/{id}", if_match=f'"{based_on}"', **options)
        return asked[:2]

    def get(self, **options: Any) -> dict[str, Any]:
        status, report, _ = self.ask("GET /articles/{id}", **options)
        assert status == 200
        return report
