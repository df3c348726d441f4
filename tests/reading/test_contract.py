"""Both clients read the same from the same AWS, and say the same of what they cannot read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb.index_shelf import IndexShelf
from broadsheet.adapters.reading.calls import page_time
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.readers_bucket import ReadersBucket
from broadsheet.domain.head import Head
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.problems import StoreUnavailable, UnreadableRevision
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.domain.stored import MAX_OBJECT_BYTES
from tests.adapters.stores import header_in, index_in, objects_in, readers_shelf_in

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
END = NOON + timedelta(hours=1)
GREEK = "Ἡ νέα γέφυρα «ἄνοιξε» — 雪 😀"
SHELVES: dict[str, Callable[[str], IndexShelf]] = {"boto3": index_in, "readers": readers_shelf_in}
BUCKETS: dict[str, Callable[[str], Any]] = {"boto3": objects_in, "readers": ReadersBucket}


@pytest.fixture(autouse=True, params=["moto_aws", "local_aws"])
def _aws(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run every test on moto, and on the local AWS, with a page's time."""
    request.getfixturevalue(request.param)
    with page_time():
        yield


@pytest.fixture(params=SHELVES)
def shelf(request: pytest.FixtureRequest, table: str) -> IndexShelf:
    return SHELVES[request.param](table)


@pytest.fixture(params=BUCKETS)
def objects(request: pytest.FixtureRequest, bucket: str) -> Bucket | ReadersBucket:
    made: Bucket | ReadersBucket = BUCKETS[request.param](bucket)
    return made


def put(table: str, article: str, at: datetime = NOON, **changes: Any) -> tuple[Head, Card]:
    """Move an article's head to where it has one card in the paper's list."""
    key = article_key(article)
    head = Head(
        article=article, key=key, revision="desk-1", folded=1, path=f"/news/{article}-{key}",
        content=f"content/{article}/desk-1.{'0' * 64}.json", received_at=at, publish_at=at,
        corrected_at=None, withdrawal=None, lists=("all",), correlation_id="r-1",
    )  # fmt: skip
    head = replace(head, **changes)
    assert head.path
    card = Card(article, head.path, "news", GREEK, "Open.", "el", at)
    index_in(table).move_head(head, {"all": card}, None)
    return head, card


def test_nothing_is_there_at_first(shelf: IndexShelf) -> None:
    assert shelf.article_and_header(article_key("bridge")) == (None, HeaderFacts())
    assert shelf.header() == HeaderFacts()
    assert shelf.cards_before("all", END, 9) == ()
    assert shelf.cards_after("all", Cursor(NOON, "a"), END, 9) == ()


def test_heads_are_read_with_all_that_they_hold(shelf: IndexShelf, table: str) -> None:
    header_in(table).record("https://paper.example", Weather(-12.4, NOON))
    gone = Withdrawal(WithdrawnAs.GONE, GREEK)
    changes: list[dict[str, Any]] = [
        {},
        {"withdrawal": gone, "folded": 12, "corrected_at": END},
        {"history": "content/h/history.0.json", "content": None},
        {"erased": True, "publish_at": NOON},
    ]
    for number, change in enumerate(changes):
        head, _ = put(table, f"bridge-{number}", **change)
        found, facts = shelf.article_and_header(head.key)
        assert found == head
        assert facts == HeaderFacts("https://paper.example", Weather(-12.4, NOON))
        assert shelf.header() == shelf.ask_header()() == facts


def test_lists_are_read_from_any_place_in_both_directions(shelf: IndexShelf, table: str) -> None:
    oldest = [put(table, f"a{n}", NOON + timedelta(minutes=n // 2))[1] for n in range(6)]
    newest = tuple(reversed(oldest))
    assert shelf.cards_before("all", END, 9) == newest
    assert shelf.cards_before("all", END, 2) == newest[:2]
    assert shelf.ask_cards_before("all", END, 9)() == newest
    middle = Cursor.at(oldest[3])
    assert shelf.cards_before("all", middle, 9) == newest[3:]
    assert shelf.cards_after("all", middle, END, 9) == tuple(oldest[4:])
    assert shelf.cards_after("all", middle, END, 1) == tuple(oldest[4:5])
    assert shelf.cards_after("all", Cursor(END, "x"), NOON, 9) == ()


def test_two_questions_are_asked_before_either_is_answered(shelf: IndexShelf, table: str) -> None:
    _, card = put(table, "bridge")
    header_in(table).record("https://paper.example", None)
    cards, header = shelf.ask_cards_before("all", END, 9), shelf.ask_header()
    assert header() == HeaderFacts("https://paper.example")
    assert cards() == (card,)


def test_an_attribute_of_a_kind_that_the_paper_never_writes_harms_nothing(
    shelf: IndexShelf, table: str
) -> None:
    head, _ = put(table, "bridge")
    dynamodb_client().update_item(
        TableName=table,
        Key={"pk": {"S": f"ARTICLE#{head.key}"}, "sk": {"S": "HEAD"}},
        UpdateExpression="SET later_kind = :later, other_kinds = :others",
        ExpressionAttributeValues={
            ":later": {"M": {"a": {"NULL": True}}},
            ":others": {"SS": ["b"]},
        },
    )
    assert shelf.article_and_header(head.key)[0] == head


def test_a_table_that_is_not_there_is_refused() -> None:
    for make in SHELVES.values():
        with pytest.raises(Exception, match="ResourceNotFoundException") as refused:
            make("no-such-table").header()
        assert not isinstance(refused.value, StoreUnavailable)


@pytest.mark.parametrize(
    "key",
    [
        "content/a/desk-1.0.json",
        "content/a b/ü+%25~'()*!.json",
        "content//a/../b",
        "content/雪?x=1&y#z",
    ],
)
def test_an_object_is_read_to_the_byte_under_any_key(
    objects: Bucket | ReadersBucket, bucket: str, key: str
) -> None:
    for body in (b"", bytes(range(256)) * 300, GREEK.encode()):
        s3_client().put_object(Bucket=bucket, Key=key, Body=body)
        assert objects.read(key) == body


def test_an_object_that_is_not_there_is_a_key_error(objects: Bucket | ReadersBucket) -> None:
    with pytest.raises(KeyError, match=r"content/a/none\.json"):
        objects.read("content/a/none.json")


def test_a_bucket_that_is_not_there_is_refused() -> None:
    for make in BUCKETS.values():
        with pytest.raises(Exception, match="NoSuchBucket") as refused:
            make("no-such-bucket").read("content/a.json")
        assert not isinstance(refused.value, StoreUnavailable | KeyError)


def test_an_object_that_fits_no_memory_is_not_read(
    objects: Bucket | ReadersBucket, bucket: str
) -> None:
    s3_client().put_object(Bucket=bucket, Key="content/a", Body=bytes(MAX_OBJECT_BYTES + 1))
    with pytest.raises(UnreadableRevision, match="33554433 bytes"):
        objects.read("content/a")
    s3_client().put_object(Bucket=bucket, Key="content/a", Body=b"a")
    assert objects.read("content/a") == b"a"
