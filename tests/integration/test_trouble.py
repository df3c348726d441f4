"""What AWS answers when it throttles or fails: tried again, bounded, with jitter, and then said."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import botocore.endpoint
import pytest
from botocore.retries.standard import ThrottledRetryableChecker, TransientRetryableChecker
from moto.core.botocore_stubber import BotocoreStubber

from broadsheet.adapters.clients import dynamodb_client
from broadsheet.adapters.dynamodb.header_facts import HeaderFactsTable
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.passing import PASSING_CODES
from broadsheet.adapters.reading import calls
from broadsheet.domain.content import Content
from broadsheet.domain.head import IndexFault
from broadsheet.domain.lists import Cursor
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.functions import render
from broadsheet.pages.response import NOT_AT_ALL
from tests.adapters.stores import contents_in, index_in, log_in, objects_in
from tests.domain.records import GONE, NOON, desk
from tests.functions.handlers import (
    ask,
    deliver,
    get_page,
    message,
    notice,
    record_key,
    wire_handlers,
)
from tests.paper import ARTICLE, SITE_URL, Paper

ATTEMPTS = 4
CONTENT = Content("bridge", "desk-1", "news", "Bridge", None, "en", "", (), (), None, (), "")

Bad = tuple[int, str]
IN_S3: list[Bad] = [
    (503, "SlowDown"), (503, "503 Slow Down"), (503, ""), (500, "InternalError"), (500, ""),
    (500, "InternalServerErrorException"), (502, ""), (429, "TooManyRequests"),
    (400, "RequestTimeout"), (409, "OperationAborted"),
]  # fmt: skip
IN_DYNAMODB: list[Bad] = [
    (400, "ThrottlingException"), (400, "ProvisionedThroughputExceededException"),
    (400, "RequestLimitExceeded"), (400, "TransactionConflictException"),
    (400, "TransactionInProgressException"), (500, "InternalServerError"),
    (500, "InternalServerErrorException"), (503, ""), (504, ""), (429, ""),
]  # fmt: skip


class Trouble:
    """An AWS that answers as it is told to, without having done anything, and counts attempts."""

    def __init__(self) -> None:
        self.attempts: Counter[str] = Counter()
        self.naps: list[float] = []
        self._answers: dict[str, list[Bad | None]] = {}

    def answer(self, service: str, *answers: Bad | None) -> None:
        """Answer the next attempts like this, the last of them for ever; nothing is moto's own."""
        self._answers = {service: list(answers)}
        self.attempts.clear()

    def meets(self, service: str) -> tuple[int, dict[str, str], str] | None:
        """Say what an attempt meets."""
        self.attempts[service] += 1
        answers = self._answers.get(service, [None])
        answer = answers[0] if len(answers) == 1 else answers.pop(0)
        if answer is None:
            return None
        status, code = answer
        error = f"<Error><Code>{code}</Code><Message>m</Message></Error>"
        if service == "dynamodb":
            error = json.dumps({"__type": code, "message": "m"})
        return status, {}, error if code else ""


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Trouble:
    """Trouble in which nobody sleeps."""
    told, process = Trouble(), BotocoreStubber.process_request

    def troubled(stubber: BotocoreStubber, request: Any) -> Any:
        met = told.meets("dynamodb" if "dynamodb" in request.url else "s3")
        return met or process(stubber, request)

    monkeypatch.setattr(BotocoreStubber, "process_request", troubled)
    monkeypatch.setattr(botocore.endpoint, "time", SimpleNamespace(sleep=told.naps.append))
    monkeypatch.setattr(calls, "sleep", told.naps.append)
    return told


S3_CALLS: dict[str, Callable[[str], object]] = {
    "store_message": lambda bucket: log_in(bucket).store_message(b"m", "application/json"),
    "append": lambda bucket: log_in(bucket).append(desk(1)),
    "message": lambda bucket: log_in(bucket).message("0" * 64),
    "read": lambda bucket: log_in(bucket).read("bridge"),
    "write": lambda bucket: contents_in(bucket).write(CONTENT.as_object()),
    "stored": lambda bucket: contents_in(bucket).stored("content/bridge/a.b.json"),
    "history": lambda bucket: contents_in(bucket).history("content/bridge/a.b.json"),
    "objects": lambda bucket: list(objects_in(bucket).objects("articles/")),
    "has_any": lambda bucket: objects_in(bucket).has_any("articles/bridge/"),
    "archived": lambda bucket: objects_in(bucket).read("articles/bridge/desk/00000001.json"),
    "copy_to": lambda bucket: objects_in(bucket).copy_to("manifests/2026-11-23.jsonl", BytesIO()),
    "write_once": lambda bucket: objects_in(bucket).write_once(
        "manifests/x", BytesIO(b"m"), "text/plain"
    ),
}
PLACE = Cursor(NOON, "bridge")
DYNAMODB_CALLS: dict[str, Callable[[IndexTable], object]] = {
    "article_and_header": lambda index: index.article_and_header("aaaaaaaaaa"),
    "header": lambda index: index.header(),
    "cards_before": lambda index: index.cards_before("all", NOON, 9),
    "cards_after": lambda index: index.cards_after("all", PLACE, NOON + timedelta(hours=1), 9),
    "faults_after": lambda index: index.faults_after("", 9),
    "head": lambda index: index.head("aaaaaaaaaa"),
    "head_and_fault": lambda index: index.head_and_fault("bridge"),
    "record_fault": lambda index: index.record_fault("bridge", IndexFault("desk-1", "r", NOON)),
    "facts": lambda index: HeaderFactsTable(index._table).record(SITE_URL, None),
}


@pytest.mark.parametrize("called", S3_CALLS)
def test_whatever_passes_in_s3_is_said_to_pass(called: str, bucket: str, trouble: Trouble) -> None:
    for bad in IN_S3:
        trouble.answer("s3", bad)
        with pytest.raises(StoreUnavailable, match="failed for now"):
            S3_CALLS[called](bucket)
        assert 1 <= trouble.attempts["s3"] <= ATTEMPTS, bad


@pytest.mark.parametrize("called", DYNAMODB_CALLS)
def test_whatever_passes_in_dynamodb_is_said_to_pass(
    called: str, table: str, trouble: Trouble
) -> None:
    for bad in IN_DYNAMODB:
        trouble.answer("dynamodb", bad)
        with pytest.raises(StoreUnavailable, match="failed for now"):
            DYNAMODB_CALLS[called](index_in(table))
        assert 1 <= trouble.attempts["dynamodb"] <= ATTEMPTS, bad


def test_a_head_that_cannot_be_moved_for_now_is_said_to_pass(
    bucket: str, table: str, trouble: Trouble
) -> None:
    paper = Paper(bucket, table)
    paper.post(NOON)
    head, _ = paper.index.head_and_fault("bridge")
    assert head
    withdrawn = replace(head, withdrawal=GONE, lists=())
    for bad in IN_DYNAMODB:
        trouble.answer("dynamodb", bad)
        with pytest.raises(StoreUnavailable, match="failed for now"):
            paper.index.move_head(withdrawn, {}, head)


def test_what_will_not_pass_is_not_said_to_pass(table: str, trouble: Trouble) -> None:
    trouble.answer("dynamodb", (400, "AccessDeniedException"))
    with pytest.raises(dynamodb_client().exceptions.ClientError):
        index_in(table).header()
    assert trouble.attempts["dynamodb"] == 1


def test_every_code_that_boto3_tries_again_is_one_that_passes() -> None:
    known = {
        *vars(ThrottledRetryableChecker)["_THROTTLED_ERROR_CODES"],
        *vars(TransientRetryableChecker)["_TRANSIENT_ERROR_CODES"],
    }
    assert known <= PASSING_CODES


def test_trying_again_ends_after_four_attempts_and_waits_by_chance(
    bucket: str, trouble: Trouble
) -> None:
    waits = []
    for _ in range(8):
        trouble.naps.clear()
        trouble.answer("s3", (503, "SlowDown"))
        with pytest.raises(StoreUnavailable):
            log_in(bucket).message("0" * 64)
        assert trouble.attempts["s3"] == ATTEMPTS
        assert len(trouble.naps) == ATTEMPTS - 1
        assert all(0 <= nap <= 2**number for number, nap in enumerate(trouble.naps))
        waits.append(tuple(trouble.naps))
    assert len(set(waits)) == len(waits)


def test_what_succeeds_at_the_third_attempt_has_succeeded(
    bucket: str, table: str, trouble: Trouble
) -> None:
    trouble.answer("s3", (503, ""), (500, "InternalError"), None)
    assert log_in(bucket).append(desk(1))
    assert trouble.attempts["s3"] == 3
    trouble.answer("dynamodb", (400, "ThrottlingException"), (503, ""), None)
    assert index_in(table).head("aaaaaaaaaa") is None
    assert trouble.attempts["dynamodb"] == 3


# At the handlers


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> Paper:
    """A paper with one article, and the functions that serve it."""
    wire_handlers(monkeypatch, bucket, table)
    return Paper(bucket, table)


def ask_for_bridge(operation: str) -> dict[str, Any]:
    query = {"status": "published"}
    return ask(operation, ARTICLE | {"id": "bridge"}, "bridge", query, If_Match='"desk-1"')


@pytest.mark.parametrize(
    ("operation", "service"),
    [
        ("POST /articles", "s3"),
        ("PUT /articles/{id}", "s3"),
        ("DELETE /articles/{id}", "s3"),
        ("GET /articles/{id}", "s3"),
        ("GET /articles/{id}", "dynamodb"),
        ("GET /articles/{id}/revisions", "s3"),
        ("GET /articles/{id}/preview", "dynamodb"),
        ("GET /articles", "dynamodb"),
    ],
)
@pytest.mark.parametrize("bad", [(503, ""), (500, "InternalServerErrorException")])
def test_the_desk_is_told_to_come_again(
    paper: Paper, trouble: Trouble, operation: str, service: str, bad: Bad
) -> None:
    paper.post(NOON)
    trouble.answer(service, bad)
    answered = ask_for_bridge(operation)
    assert answered["statusCode"] == 503
    assert answered["headers"]["Content-Type"] == "application/problem+json"
    assert answered["headers"]["Retry-After"] == "2"
    assert answered["headers"]["Cache-Control"] == "no-store"
    problem = json.loads(answered["body"])
    assert (problem["type"], problem["status"]) == ("urn:broadsheet:problem:store-unavailable", 503)


def test_a_submission_that_broke_off_is_finished_by_sending_it_again(
    paper: Paper, trouble: Trouble
) -> None:
    trouble.answer("s3", None, None, (503, ""))  # after the listing and the message
    assert ask_for_bridge("POST /articles")["statusCode"] == 503
    trouble.answer("s3", None)
    assert paper.log.read("bridge").records == ()
    assert ask_for_bridge("POST /articles")["statusCode"] == 201


@pytest.mark.parametrize("service", ["s3", "dynamodb"])
def test_a_page_that_cannot_be_made_for_now_is_kept_nowhere(
    paper: Paper, trouble: Trouble, service: str
) -> None:
    path = paper.post(datetime.now(UTC) - timedelta(hours=1))
    assert get_page(path)["statusCode"] == 200
    render.newspaper.cache_clear()  # the content is in memory by now
    trouble.answer(service, (503, ""))
    page = get_page(path)
    assert page["statusCode"] == 503
    assert page["headers"]["Cache-Control"] == NOT_AT_ALL
    assert page["headers"]["Retry-After"] == "2"


@pytest.mark.parametrize("service", ["s3", "dynamodb"])
def test_a_message_that_could_not_be_indexed_comes_again(
    paper: Paper, trouble: Trouble, service: str
) -> None:
    path = paper.post(NOON)
    written = message("m", notice(record_key("bridge")))
    trouble.answer(service, (500, ""))
    assert deliver(written) == ["m"]
    trouble.answer(service, None)
    assert deliver(written) == []
    head, fault = paper.index.head_and_fault("bridge")
    assert head
    assert (head.path, fault) == (path, None)
