"""The index on DynamoDB: a head and its cards move together, and lists are read from any place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from broadsheet.adapters.clients import dynamodb_client
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.domain.content import CorrectionNote
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import (
    CORRECTIONS,
    MAX_CARD_CORRECTIONS_BYTES,
    MAX_CARD_TEXT_BYTES,
    Card,
    Cursor,
)
from broadsheet.domain.moments import write_moment
from broadsheet.domain.problems import HeadMoved, StoreUnavailable
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from tests.adapters.stores import index_in
from tests.paper import Paper

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = article_key("bridge")


@pytest.fixture
def index(table: str) -> IndexTable:
    return index_in(table)


def head_of(article: str = "bridge", *, folded: int = 1, lists: tuple[str, ...] = ("all",)) -> Head:
    return Head(
        article=article,
        key=article_key(article),
        revision=f"desk-{folded}",
        folded=folded,
        path=f"/news/{article}-{article_key(article)}",
        content=f"content/{article}/1.json",
        received_at=NOON,
        publish_at=NOON,
        corrected_at=None,
        withdrawal=None,
        lists=lists,
        correlation_id="r-1",
    )


def cards_of(head: Head, name: str | None = None) -> Mapping[str, Card]:
    assert head.path
    assert head.publish_at
    card = Card(head.article, head.path, "news", "Bridge", None, "en", head.publish_at, name)
    return dict.fromkeys(head.lists, card)


def put(index: IndexTable, article: str, publish_at: datetime) -> Card:
    head = replace(head_of(article), publish_at=publish_at)
    index.move_head(head, cards_of(head), None)
    return cards_of(head)["all"]


def all_items(table: str) -> list[dict[str, Any]]:
    return dynamodb_client().scan(TableName=table)["Items"]


def test_a_head_is_read_back_as_it_was_written(index: IndexTable) -> None:
    full = head_of(lists=("all", "tag#cyprus"))
    index.move_head(full, cards_of(full, "Cyprus"), None)
    assert index.head(KEY) == full
    bare = replace(
        full, folded=2, path=None, content=None, publish_at=None, lists=(),
        withdrawal=Withdrawal(WithdrawnAs.GONE, "It was wrong."),
    )  # fmt: skip
    index.move_head(bare, {}, full)
    assert index.head(KEY) == bare
    assert index.head("a" * 10) is None


def test_cards_of_the_lists_that_an_article_leaves_go_with_the_head(
    index: IndexTable, table: str
) -> None:
    first = head_of(lists=("all", "section#news", "tag#a"))
    index.move_head(first, cards_of(first), None)
    second = replace(first, folded=2, lists=("all", "section#sport"))
    index.move_head(second, cards_of(second), first)
    later = replace(second, folded=3, publish_at=NOON + timedelta(hours=1))
    index.move_head(later, cards_of(later), second)
    places = {(item["pk"]["S"], item["sk"]["S"]) for item in all_items(table)}
    moment = "2026-11-23T13:00:00.000000Z#bridge"
    assert places == {
        (f"ARTICLE#{KEY}", "HEAD"), ("LIST#all", moment), ("LIST#section#sport", moment),
    }  # fmt: skip


def test_the_largest_move_fits_into_one_transaction(index: IndexTable) -> None:
    names = [f"tag#{number}" for number in range(20)] + [f"author#{n}" for n in range(10)]
    first = head_of(lists=("all", "section#a", *names))
    index.move_head(first, cards_of(first), None)
    second = replace(first, folded=2, lists=("all", "section#b", *(f"{n}x" for n in names)))
    index.move_head(second, cards_of(second), first)
    assert index.cards_before("tag#1", NOON + timedelta(seconds=1), 5) == ()
    assert len(index.cards_before("tag#1x", NOON + timedelta(seconds=1), 5)) == 1


def test_the_largest_article_moves_in_one_transaction(
    bucket: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From every list to another, with more and longer corrections than a card holds."""
    paper, sizes = Paper(bucket, table), []
    transact = dynamodb_client().transact_write_items

    def watch(**asked: Any) -> Any:
        sizes.append(len(asked["TransactItems"]))
        return transact(**asked)

    monkeypatch.setattr(dynamodb_client(), "transact_write_items", watch)
    longest = {"headline": "\U0001f300" * 300, "standfirst": "\U0001f300" * 600}
    correction = "\U0001f300" * 2_000
    paper.post(NOON)
    for number in range(1, 14):
        names: dict[str, Any] = {
            "byline": [f"Author {number} {author}" for author in range(10)],
            "tags": [f"Tag {number} {tag}" for tag in range(20)],
            "section": ["news", "sport"][number % 2],
            "prominence": "lead",
        }
        paper.put(
            NOON + timedelta(minutes=number),
            number,
            **longest,
            **names,
            publish_at=write_moment(NOON - timedelta(minutes=number)),
            correction=f"{number} {correction}"[:2_000],
        )
    # The head, its fault, and 38 cards deleted and put.
    assert max(sizes) == 2 + 2 * 38 <= 100
    (card,) = paper.index.cards_before("corrections", NOON + timedelta(hours=1), 5)
    assert [note.text[:3] for note in card.corrections] == ["13 ", "12 "]
    assert (card.corrections_in_all, card.headline) == (13, longest["headline"])
    texts = paper.get("/corrections/", NOON + timedelta(hours=1)).body
    assert "11 earlier corrections in the article" in texts


def test_a_page_of_the_largest_corrections_is_one_answer_of_dynamodb(index: IndexTable) -> None:
    """Of a query it returns 1 MB at most."""
    note = CorrectionNote("2026-11-23T12:00:00.000000Z", "x" * (MAX_CARD_CORRECTIONS_BYTES // 10))
    for number in range(31):
        head = replace(head_of(f"a{number}", lists=(CORRECTIONS,)), corrected_at=NOON)
        (card,) = cards_of(head).values()
        card = replace(card, headline="x" * MAX_CARD_TEXT_BYTES, corrections=(note,) * 10)
        index.move_head(head, {CORRECTIONS: card}, None)
    cards = index.cards_before(CORRECTIONS, NOON + timedelta(seconds=1), 31)
    assert [len(card.corrections) for card in cards] == [10] * 31


def test_a_head_moves_only_from_the_head_that_was_read(index: IndexTable, table: str) -> None:
    first, second = head_of(), replace(head_of(folded=2), lists=("all", "tag#a"))
    index.move_head(first, cards_of(first), None)
    index.move_head(second, cards_of(second), first)
    before = all_items(table)
    third = replace(head_of(folded=3), lists=("tag#b",))
    for read in (None, first):
        with pytest.raises(HeadMoved):
            index.move_head(third, cards_of(third), read)
    with pytest.raises(HeadMoved):
        index.move_head(first, cards_of(first), second)
    assert all_items(table) == before


def test_writing_the_same_head_again_repairs_its_cards(index: IndexTable, table: str) -> None:
    head = head_of()
    index.move_head(head, cards_of(head), None)
    complete = all_items(table)
    for item in complete:
        if item["pk"]["S"].startswith("LIST#"):
            dynamodb_client().delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})
    index.move_head(head, cards_of(head), head)
    assert all_items(table) == complete


def test_a_fault_stands_at_its_article_until_the_head_moves(index: IndexTable) -> None:
    fault = IndexFault("desk-2", "no reason", NOON)
    index.record_fault("bridge", fault)
    assert index.head_and_fault("bridge") == (None, fault)
    head = head_of()
    index.move_head(head, cards_of(head), None)
    assert index.head_and_fault("bridge") == (head, None)
    assert index.head_and_fault("tunnel") == (None, None)


def test_the_faults_of_all_articles_are_a_list_until_their_heads_move(index: IndexTable) -> None:
    fault = IndexFault("desk-2", "no reason", NOON)
    for article in ("bridge", "a", "tunnel"):
        index.record_fault(article, fault)
    assert index.faults_after("", 10) == (("a", fault), ("bridge", fault), ("tunnel", fault))
    assert index.faults_after("a", 1) == (("bridge", fault),)
    head = head_of()
    index.move_head(head, cards_of(head), None)
    assert index.faults_after("a", 10) == (("tunnel", fault),)


def test_a_list_is_read_from_any_place_in_both_directions(index: IndexTable) -> None:
    oldest_first = [put(index, f"a{n}", NOON + timedelta(minutes=n)) for n in range(5)]
    newest_first = tuple(reversed(oldest_first))
    end = NOON + timedelta(hours=1)
    assert index.cards_before("all", end, 10) == newest_first
    assert index.cards_before("all", end, 2) == newest_first[:2]
    assert index.cards_before("all", NOON + timedelta(minutes=2), 10) == newest_first[3:]
    middle = Cursor.at(oldest_first[2])
    assert index.cards_before("all", middle, 10) == newest_first[3:]
    assert index.cards_after("all", middle, end, 10) == tuple(oldest_first[3:])
    assert index.cards_after("all", middle, end, 1) == tuple(oldest_first[3:4])
    until = NOON + timedelta(minutes=3)
    assert index.cards_after("all", middle, until, 10) == (oldest_first[3],)
    assert index.cards_after("all", Cursor(end, "x"), NOON, 10) == ()


def test_articles_of_one_moment_are_told_apart_by_their_ids(index: IndexTable) -> None:
    a, b, c = (put(index, article, NOON) for article in ("a", "b", "c"))
    assert index.cards_before("all", Cursor.at(b), 9) == (a,)
    assert index.cards_after("all", Cursor.at(b), NOON, 9) == (c,)
    gone = Cursor(NOON, "bb")
    assert index.cards_before("all", gone, 9) == (b, a)
    assert index.cards_after("all", gone, NOON, 9) == (c,)


def test_the_headers_facts_come_with_the_head_in_one_call(index: IndexTable, table: str) -> None:
    assert index.article_and_header(KEY) == (None, HeaderFacts())
    assert index.header() == HeaderFacts()
    dynamodb_client().put_item(
        TableName=table,
        Item={
            "pk": {"S": "SITE#header"}, "sk": {"S": "FACTS"},
            "site_url": {"S": "https://paper.example"},
            "temperature": {"N": "12.4"}, "fetched_at": {"S": "2026-11-23T12:00:00.000000Z"},
        },
    )  # fmt: skip
    head = head_of()
    index.move_head(head, cards_of(head), None)
    found, facts = index.article_and_header(KEY)
    assert found == head
    assert facts == index.header()
    assert facts.site_url == "https://paper.example"
    assert facts.weather
    assert (facts.weather.temperature, facts.weather.fetched_at) == (12.4, NOON)


class Cancelled:
    """A DynamoDB client whose transactions are cancelled."""

    def __init__(self, *codes: str) -> None:
        self.codes = codes

    def transact_write_items(self, **_: Any) -> None:
        response: Any = {
            "Error": {"Code": "TransactionCanceledException"},
            "CancellationReasons": [{"Code": code} for code in self.codes],
        }
        raise ClientError(response, "TransactWriteItems")


@pytest.mark.parametrize(
    ("codes", "error"),
    [(("ConditionalCheckFailed", "None"), HeadMoved), (("TransactionConflict",), HeadMoved),
     (("None", "ThrottlingError"), StoreUnavailable)],
)  # fmt: skip
def test_a_cancelled_transaction_says_why(codes: tuple[str, ...], error: type[Exception]) -> None:
    client: Any = Cancelled(*codes)
    with pytest.raises(error):
        IndexTable(Table("index", lambda: client)).move_head(head_of(), cards_of(head_of()), None)
