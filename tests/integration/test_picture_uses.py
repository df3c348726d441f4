"""Uses of pictures in DynamoDB: beside the heads' transactions, compared, and swept."""

from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client
from broadsheet.adapters.dynamodb.index_sweep import TableSweep
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.domain.picture import PictureUse
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from tests.adapters.stores import items_in, picture_log_in
from tests.domain.pictures import a_picture, ready
from tests.domain.records import desk
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LARGEST: dict[str, Any] = {
    "tags": [f"Tag {number}" for number in range(20)],
    "byline": [f"Author {number}" for number in range(10)],
    "prominence": "lead",
}


@pytest.fixture
def paper(bucket: str, table: str) -> Paper:
    return Paper(bucket, table)


def images(bucket: str, count: int) -> list[dict[str, Any]]:
    """Pictures of an article, all of them ready."""
    for number in range(count):
        for each in ready(f"picture {number}"):
            picture_log_in(bucket).append(each)
    return [{"id": a_picture(f"picture {number}"), "alt": "A"} for number in range(count)]


def test_the_largest_article_moves_in_one_transaction_with_all_its_pictures(
    paper: Paper, bucket: str, table: str
) -> None:
    calls: list[int] = []

    def note(params: dict[str, Any], **_: Any) -> None:
        calls.append(len(params["TransactItems"]))

    event = "provide-client-params.dynamodb.TransactWriteItems"
    dynamodb_client().meta.events.register(event, note)
    shown = images(bucket, 30)
    paper.post(NOW, **LARGEST, images=shown)
    other = LARGEST | {
        "tags": [f"Other {number}" for number in range(20)],
        "byline": [f"Writer {number}" for number in range(10)],
        "section": "sport",
        "correction": "It is 400.",
    }
    paper.put(NOW.replace(hour=NOW.hour + 1), 1, **other, images=list(reversed(shown)))
    assert 70 < max(calls) <= 100
    head = paper.index.head_and_fault("bridge")[0]
    assert head
    assert set(head.pictures) == {each["id"] for each in shown}
    uses = PictureUsesTable(items_in(table))
    assert uses.differing([PictureUse(each["id"], "bridge") for each in shown]) == ()


def test_a_sweep_removes_uses_that_no_head_names(paper: Paper, bucket: str, table: str) -> None:
    (shown,) = images(bucket, 1)
    paper.post(NOW, images=[shown])
    uses = PictureUsesTable(items_in(table))
    right = PictureUse(shown["id"], "bridge")
    strays = [PictureUse(a_picture("other"), "bridge"), PictureUse(shown["id"], "nobody")]
    uses.note(strays)
    swept = TableSweep(items_in(table), lambda _: True).sweep(0, 1, None, lambda: True)
    assert sorted(swept.removed) == sorted(f"PICTURE#{use.picture} {use.article}" for use in strays)
    assert uses.of(shown["id"]) == (right,)
    assert uses.differing([right, *strays]) == tuple(strays)


def test_a_withdrawal_flags_the_uses(paper: Paper, bucket: str, table: str) -> None:
    (shown,) = images(bucket, 1)
    paper.post(NOW, images=[shown])
    paper.arrive(desk(2, received_at=NOW, withdrawal=Withdrawal(WithdrawnAs.GONE, None)))
    use = PictureUse(shown["id"], "bridge", is_withdrawn=True)
    assert PictureUsesTable(items_in(table)).of(shown["id"]) == (use,)
