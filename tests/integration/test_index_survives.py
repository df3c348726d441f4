"""Index loses nothing: whichever of its calls fails, and wherever its process ends.

The batch is indexed over an index of earlier revisions. Each call to AWS that it makes is found by
making them all once; then each in turn meets every blow. After what failed was delivered again the
whole table is that of a clean replay.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.domain.keys import message_digest
from broadsheet.domain.record import Record
from broadsheet.functions import index
from tests.adapters.aws_calls import AwsCalls, Blow, Killed, forget_clients, watched
from tests.adapters.stores import log_in
from tests.adapters.template_stores import make_table
from tests.domain.records import GONE, NOON, desk, wire
from tests.functions.handlers import deliver, message, notice

BRIDGE = {"headline": "Bridge", "section": "news", "body": "Open.", "tags": ["Cyprus", "Bridges"]}
MOVED = BRIDGE | {"section": "politics", "tags": ["Cyprus"], "byline": "Anna"}
EARLIER: list[tuple[Record, Any]] = [
    (desk(1), BRIDGE),
    (wire("9-t-a", article="wire"), BRIDGE),
]
ARRIVING: list[tuple[Record, Any]] = [
    (desk(2, correction="The year", publish_at=NOON), MOVED),
    (wire("10-t-a", article="wire", withdrawal=GONE), None),
    (desk(1, article="torn"), BRIDGE),
    (desk(2, article="torn"), {"headline": ""}),
]
ARTICLES = {record.article for record, _ in ARRIVING}
CALLED = {
    "GetItem", "ListObjectsV2", "GetObject", "PutObject", "TransactWriteItems", "PutItem"
}  # fmt: skip


class SurvivingPaper:
    """A log in the bucket, and a table for each time that it is indexed."""

    def __init__(self, bucket: str, calls: AwsCalls) -> None:
        self.calls = calls
        self._bucket = bucket
        self.kept: set[str] = set()

    def write(self, revisions: list[tuple[Record, Any]]) -> None:
        log = log_in(self._bucket)
        for record, document in revisions:
            message = json.dumps(document).encode()
            log.store_message(message, "application/json")
            digest = None if record.withdrawal else message_digest(message)
            fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
            assert log.append(Record(**(fields | {"message": digest})))

    def begin(self, monkeypatch: pytest.MonkeyPatch, items: list[Any] | None = None) -> None:
        """Begin with these items in a table of its own, the kept contents and a new process."""
        self.table = make_table()
        if items:
            puts: list[Any] = [{"PutRequest": {"Item": item}} for item in items]
            dynamodb_client().batch_write_item(RequestItems={self.table: puts})
        if derived := self.contents() - self.kept:
            s3_client().delete_objects(
                Bucket=self._bucket, Delete={"Objects": [{"Key": key} for key in derived]}
            )
        monkeypatch.setenv("TABLE", self.table)
        monkeypatch.setenv("PICTURE_QUEUE_URL", "https://queue.example/pictures")
        index.wiring.cache_clear()

    def contents(self) -> set[str]:
        listed = s3_client().list_objects_v2(Bucket=self._bucket, Prefix="content/")
        return {str(found["Key"]) for found in listed.get("Contents", [])}

    def items(self) -> list[dict[str, Any]]:
        """Every item of the table, but for the moment at which a fault was seen."""
        items = dynamodb_client().scan(TableName=self.table)["Items"]
        for item in items:
            if item["pk"]["S"] == "LIST#status#fault":
                assert item.pop("at")
        return sorted(items, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))

    def content_named(self) -> set[str]:
        return {item["content"]["S"] for item in self.items() if "content" in item}


def messages(revisions: list[tuple[Record, Any]]) -> dict[str, dict[str, Any]]:
    """The messages of a batch, of two notices each."""
    keys = [record.key for record, _ in revisions]
    batch = [keys[at : at + 2] for at in range(0, len(keys), 2)]
    return {f"m{number}": message(f"m{number}", notice(*keys)) for number, keys in enumerate(batch)}


def delivered(batch: dict[str, dict[str, Any]]) -> list[str]:
    """Deliver a batch and give the messages that are to come again: all, if the process ended."""
    try:
        return deliver(*batch.values())
    except Killed:
        forget_clients()
        index.wiring.cache_clear()
        return list(batch)


@pytest.fixture
def paper(bucket: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SurvivingPaper]:
    monkeypatch.setenv("BUCKET", bucket)
    with watched() as calls:
        yield SurvivingPaper(bucket, calls)


@pytest.mark.parametrize("blow", Blow)
def test_no_call_that_fails_and_no_end_of_the_process_leaves_a_trace(
    paper: SurvivingPaper, blow: Blow, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = messages(ARRIVING)
    torn = list(batch)[-1:]  # its second revision is no article, so it comes until it is mended
    paper.write(EARLIER)
    paper.begin(monkeypatch)
    assert delivered(messages(EARLIER)) == []
    earlier, paper.kept = paper.items(), paper.contents()
    paper.write(ARRIVING)

    paper.begin(monkeypatch)
    assert delivered(batch) == torn
    replayed = paper.items()
    assert [item["sk"]["S"] for item in replayed].count("HEAD") == len(ARTICLES)

    paper.begin(monkeypatch, earlier)
    paper.calls.seen.clear()
    assert delivered(batch) == torn
    to_strike = tuple(paper.calls.seen)
    assert len(set(to_strike)) == len(to_strike)
    assert {call.split()[0] for call in to_strike} == CALLED
    assert paper.items() == replayed

    for call in to_strike:
        paper.begin(monkeypatch, earlier)
        paper.calls.strike(call, blow)
        failed = delivered(batch)
        assert paper.calls.struck, call
        assert paper.content_named() <= paper.contents(), call
        assert delivered({name: batch[name] for name in failed}) == torn, call
        assert paper.items() == replayed, call
