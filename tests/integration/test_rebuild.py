"""Rebuilding on moto: an index that was damaged in every way is what a clean one was."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb import index_repair, index_sweep
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.contents import S3Contents
from broadsheet.domain.head import IndexFault
from broadsheet.domain.identity import article_key
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.functions import rebuild
from tests.functions.lambda_context import lambda_context
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BRIDGE = {"pk": {"S": f"ARTICLE#{article_key('bridge')}"}, "sk": {"S": "HEAD"}}
Items = dict[tuple[str, str], dict[str, Any]]
RUNS = count()


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> Paper:
    """Three articles: one revised, one held, one withdrawn."""
    monkeypatch.setenv("BUCKET", bucket)
    monkeypatch.setenv("TABLE", table)
    monkeypatch.setenv("PICTURE_QUEUE_URL", "https://queue.example/pictures")
    rebuild.wiring.cache_clear()
    paper = Paper(bucket, table)
    paper.post(NOW, "bridge", tags=["Bridges", "Cyprus"], byline=["Anna", "Petros"])
    paper.put(NOW + timedelta(minutes=1), 1, "bridge", tags=["Bridges"], correction="Not 1901.")
    paper.post(NOW, "held", publish_at="hold")
    paper.post(NOW, "gone")
    paper.withdraw(NOW + timedelta(minutes=1), "desk-1", Withdrawal(WithdrawnAs.GONE), "gone")
    return paper


def items(table: str) -> Items:
    stand = dynamodb_client().scan(TableName=table, ConsistentRead=True)["Items"]
    return {(item["pk"]["S"], item["sk"]["S"]): dict(item) for item in stand}


def contents(bucket: str) -> dict[str, bytes]:
    listed = s3_client().list_objects_v2(Bucket=bucket, Prefix="content/").get("Contents", [])
    return {
        one["Key"]: s3_client().get_object(Bucket=bucket, Key=one["Key"])["Body"].read()
        for one in listed
    }


def reported(*events: dict[str, Any]) -> dict[str, Any]:
    """Do parts of a run of their own, and give what it came to."""
    name = f"run-{next(RUNS)}"
    for event in events:
        items = event.get("Items", [event])
        for item in items:
            item["run"] = name
        rebuild.handler(event, lambda_context())
    report = rebuild.handler({"run": name}, lambda_context())
    told: dict[str, list[Any]] = report["told"]
    assert {kind: report[kind] for kind in told} == {kind: len(told[kind]) for kind in told}
    return report | told


def batch(*keys: str) -> dict[str, Any]:
    return {"Items": [{"Key": key} for key in keys]}


def run(*articles: str) -> dict[str, Any]:
    return reported(batch(*(f"articles/{article}/desk/00000001.json" for article in articles)))


def sweep() -> list[str]:
    swept: list[str] = reported({"sweep": {"segment": 0, "segments": 1, "start": None}})["swept"]
    return sorted(swept)


def put(table: str, item: dict[str, Any]) -> None:
    dynamodb_client().put_item(TableName=table, Item=item)


def test_an_index_that_is_right_is_equal_and_nothing_is_written(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = items(table)
    writes: list[Any] = []
    monkeypatch.setattr(Table, "transact", lambda _, write: writes.append(write))
    monkeypatch.setattr(S3Contents, "write", lambda _, derived: writes.append(derived))

    report = run("bridge", "held", "gone", "bridge")

    assert (report["articles"], report["equal"]) == (3, 3)
    assert report["repaired"] == report["faults"] == writes == []
    assert sweep() == []
    assert items(table) == before


def damages() -> dict[str, Callable[[Items, str], None]]:
    """Everything that can be wrong with one item, done to every item of the article in turn."""

    def delete(stand: Items, table: str, place: tuple[str, str]) -> None:
        key = {name: stand[place][name] for name in ("pk", "sk")}
        dynamodb_client().delete_item(TableName=table, Key=key)

    def alter(stand: Items, table: str, place: tuple[str, str]) -> None:
        put(table, stand[place] | {"path": {"S": "/news/wrong-aaaaaaaaaa"}})

    def add(stand: Items, table: str, place: tuple[str, str]) -> None:
        put(table, stand[place] | {"stranger": {"S": "x"}})

    def of_each(change: Callable[[Items, str, tuple[str, str]], None]) -> Any:
        def apply(stand: Items, table: str) -> None:
            for place in stand:
                change(stand, table, place)

        return apply

    return {"deleted": of_each(delete), "altered": of_each(alter), "added to": of_each(add)}


@pytest.mark.parametrize("damage", damages())
def test_every_item_that_was_damaged_is_repaired_to_what_it_was(table: str, damage: str) -> None:
    before = items(table)
    damages()[damage](before, table)
    assert items(table) != before

    report = run("bridge", "held", "gone")

    assert (report["equal"], len(report["repaired"])) == (0, 3)
    assert items(table) == before
    assert run("bridge", "held", "gone")["equal"] == 3


def test_one_damaged_item_is_named_and_repaired(table: str) -> None:
    before = items(table)
    key = f"ARTICLE#{article_key('bridge')}"
    places = [place for place in before if place[0] == key or place[1].endswith("#bridge")]
    assert len(places) == 9
    for place in places:
        put(table, before[place] | {"headline": {"S": "Wrong"}, "content": {"S": "content/x"}})

        (repaired,) = run("bridge")["repaired"]

        name = "head" if place[1] == "HEAD" else place[0].removeprefix("LIST#")
        assert repaired == {"article": "bridge", "differences": [name]}
        assert items(table) == before


@pytest.mark.parametrize(
    "head",
    [{}, {"article": {"S": "another"}}, {"folded": {"N": "99"}}, {"digest": {"S": "x"}},
     {"lists": {"L": [{"S": "all"}, {"S": "tag#never"}]}}, {"received_at": {"S": "never"}}],
)  # fmt: skip
def test_a_head_is_repaired_however_it_is_damaged(table: str, head: dict[str, Any]) -> None:
    before = items(table)
    put(table, (before[BRIDGE["pk"]["S"], "HEAD"] | head) if head else BRIDGE)

    report = run("bridge")

    assert report["repaired"][0]["differences"] == ["head"]
    assert sweep() == []
    assert items(table) == before


def test_a_head_that_stands_at_an_old_place_loses_its_old_cards(paper: Paper, table: str) -> None:
    before = items(table)
    stands = paper.index.head(article_key("bridge"))
    assert stands
    for (pk, sk), item in before.items():
        if pk == "LIST#tag#bridges":
            put(table, item | {"pk": {"S": "LIST#tag#old"}, "sk": {"S": sk}})
    head = before[BRIDGE["pk"]["S"], "HEAD"]
    put(table, head | {"lists": {"L": [*head["lists"]["L"], {"S": "tag#old"}]}})

    run("bridge")

    assert items(table) == before


def test_content_that_is_missing_or_changed_is_written_again(bucket: str) -> None:
    before = contents(bucket)
    content = next(key for key in sorted(before) if key.startswith("content/bridge/desk-2"))
    s3_client().put_object(Bucket=bucket, Key=content, Body=b"{}")
    assert run("bridge")["repaired"][0]["differences"] == ["content"]
    assert contents(bucket) == before
    s3_client().delete_object(Bucket=bucket, Key=content)
    assert run("bridge")["repaired"][0]["differences"] == ["content"]
    assert contents(bucket) == before


def test_what_belongs_to_no_article_is_swept(bucket: str, table: str) -> None:
    before = items(table)
    card = next(item for (pk, _), item in before.items() if pk == "LIST#all")
    moment = card["sk"]["S"].partition("#")[0]
    orphans: list[tuple[str, str]] = [
        ("LIST#all", f"{moment}#never-was"),  # of no article
        ("LIST#tag#left", f"{moment}#bridge"),  # of an article that does not stand there
        ("LIST#all", f"2020-01-01T00:00:00.000Z#{'bridge'}"),  # nor at that moment
        ("LIST#status#fault", "never-was"),
    ]
    for pk, sk in orphans:
        put(table, card | {"pk": {"S": pk}, "sk": {"S": sk}})
    ghost = Paper(bucket, table)
    ghost.post(NOW, "ghost", tags=["Ghosts"])
    s3_client().delete_object(Bucket=bucket, Key="articles/ghost/desk/00000001.json")

    swept = sweep()

    assert items(table) == before
    assert {f"{pk} {sk}" for pk, sk in orphans} <= set(swept)
    assert f"ARTICLE#{article_key('ghost')} HEAD" in swept
    assert sweep() == []


def test_the_header_and_what_is_unknown_are_left_alone(table: str) -> None:
    facts = {"pk": {"S": "SITE#header"}, "sk": {"S": "FACTS"}, "site_url": {"S": "https://p"}}
    put(table, facts)
    assert sweep() == []
    assert items(table)["SITE#header", "FACTS"] == facts


def test_a_revision_that_cannot_be_read_is_a_fault_until_it_can(
    paper: Paper, bucket: str, table: str
) -> None:
    before = items(table)
    broken = "articles/bridge/desk/00000003.json"
    s3_client().put_object(Bucket=bucket, Key=broken, Body=b"{")

    report = run("bridge")
    assert report["faults"][0]["article"] == "bridge"
    assert "desk-3" in report["faults"][0]["reason"]
    assert report["repaired"] == [{"article": "bridge", "differences": ["fault"]}]
    _, fault = paper.index.head_and_fault("bridge")
    assert fault
    assert run("bridge")["repaired"] == []

    s3_client().delete_object(Bucket=bucket, Key=broken)
    assert run("bridge")["repaired"] == [{"article": "bridge", "differences": ["fault"]}]
    assert items(table) == before


@pytest.mark.parametrize("damage", ["the record of its withdrawal", "its head too"])
def test_what_was_withdrawn_does_not_come_back_while_its_withdrawal_cannot_be_read(
    bucket: str, table: str, damage: str
) -> None:
    before = items(table)
    place = f"ARTICLE#{article_key('gone')}", "HEAD"
    record = "articles/gone/desk/00000002.json"
    kept = s3_client().get_object(Bucket=bucket, Key=record)["Body"].read()
    s3_client().put_object(Bucket=bucket, Key=record, Body=b"{")
    if damage == "its head too":
        # Nothing says any more that it was withdrawn: then what can be read stands.
        put(table, before[place] | {"folded": {"N": "99"}})

    report = run("gone")

    assert "desk-2" in report["faults"][0]["reason"]
    withdrawn = items(table)[place].get("withdrawn_as")
    assert bool(withdrawn) is (damage == "the record of its withdrawal")
    assert run("gone")["repaired"] == []
    s3_client().put_object(Bucket=bucket, Key=record, Body=kept)
    run("gone")
    assert items(table) == before


def test_an_article_whose_head_another_has_is_told_of_and_nothing_is_touched(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = items(table)
    monkeypatch.setattr(index_repair, "article_key", lambda _: article_key("bridge"))
    head = before[BRIDGE["pk"]["S"], "HEAD"]
    put(table, head | {"article": {"S": "twin"}})
    assert "share the key" in run("bridge")["faults"][0]["reason"]
    assert items(table)[BRIDGE["pk"]["S"], "HEAD"]["article"] == {"S": "twin"}


def test_a_head_that_moves_during_the_rebuild_is_read_again(
    paper: Paper, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Table.batch_get
    raced: list[str] = []
    dynamodb_client().delete_item(
        TableName=table, Key={"pk": {"S": "LIST#section#news"}, "sk": {"S": _sk(table)}}
    )

    def batch_get(*arguments: Any, **named: Any) -> Any:
        if not raced:
            raced.append(paper.put(NOW + timedelta(minutes=2), 2, "bridge", headline="Newer"))
        return real(*arguments, **named)

    monkeypatch.setattr(Table, "batch_get", batch_get)
    report = run("bridge")

    head = paper.index.head(article_key("bridge"))
    assert head
    assert head.revision == "desk-3"
    assert report["faults"] == []
    assert run("bridge")["equal"] == 1


def _sk(table: str) -> str:
    return next(sk for pk, sk in items(table) if pk == "LIST#section#news" and "bridge" in sk)


def test_a_fault_that_is_new_since_it_was_read_is_not_lifted(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.index.record_fault("bridge", IndexFault("desk-3", "old", NOW))
    real = Table.batch_get

    def batch_get(*arguments: Any, **named: Any) -> Any:
        read = real(*arguments, **named)
        if "status#fault" in str(arguments):
            newer = IndexFault("desk-4", "new", NOW + timedelta(hours=1))
            paper.index.record_fault("bridge", newer)
        return read

    monkeypatch.setattr(Table, "batch_get", batch_get)
    assert run("bridge")["repaired"] == []
    _, fault = paper.index.head_and_fault("bridge")
    assert fault
    assert fault.reason == "new"


def test_keys_that_no_record_has_are_told_of() -> None:
    report = reported(batch("articles/NOT/desk/1.json"))
    assert report["articles"] == 0
    assert "articles/NOT" in report["faults"][0]["reason"]


def test_an_article_that_falls_into_two_batches_is_rebuilt_once(table: str) -> None:
    first, second = (f"articles/bridge/desk/0000000{number}.json" for number in (1, 2))
    put(table, BRIDGE)
    assert reported(batch(second))["articles"] == 0
    report = reported(batch(first), batch(second, "articles/held/desk/00000001.json"))
    assert (report["articles"], len(report["repaired"])) == (2, 1)


def test_an_item_alone_is_a_batch() -> None:
    assert reported({"Key": "articles/bridge/desk/00000001.json"})["equal"] == 1


def test_an_article_begins_with_its_first_record_whatever_else_stands_there(bucket: str) -> None:
    stray = "articles/bridge/a-stray.txt"
    s3_client().put_object(Bucket=bucket, Key=stray, Body=b"x")
    report = reported(batch(stray, "articles/bridge/desk/00000001.json"))
    assert report["articles"] == 1
    assert stray in report["faults"][1]["reason"]


def test_a_part_that_is_done_twice_counts_once(table: str) -> None:
    put(table, BRIDGE)
    event = batch("articles/bridge/desk/00000001.json", "articles/held/desk/00000001.json")
    report = reported(event, event)
    assert (report["articles"], report["equal"], report["repaired"]) == (2, 2, [])


def test_sweeping_stops_when_its_time_is_over_and_goes_on_from_there(
    monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.setattr(index_sweep, "_PAGE", 3)
    orphans = [{"pk": {"S": "LIST#all"}, "sk": {"S": f"2020#never-{n}"}} for n in range(7)]
    for orphan in orphans:
        put(table, orphan)
    hasty = lambda_context(milliseconds_left=59_999)
    event: dict[str, Any] = {
        "run": "hasty", "sweep": {"segment": 0, "segments": 1, "start": None}
    }  # fmt: skip
    parts = 0
    while parts == 0 or event["sweep"]["start"]:
        event = rebuild.handler(event, hasty)
        parts += 1
    assert parts > 3
    assert rebuild.handler({"run": "hasty"}, lambda_context())["swept"] == len(orphans)
    assert sweep() == []


def test_the_sum_tells_of_the_first_findings_and_counts_them_all(table: str, bucket: str) -> None:
    for number in range(25):
        put(table, {"pk": {"S": "LIST#all"}, "sk": {"S": f"2020#never-{number}"}})
    event = {"run": "much", "sweep": {"segment": 0, "segments": 1, "start": None}}
    rebuild.handler(event, lambda_context())
    report = rebuild.handler({"run": "much"}, lambda_context())
    assert (report["swept"], len(report["told"]["swept"])) == (25, 20)
    kept = s3_client().get_object(Bucket=bucket, Key="rebuilds/much.json")["Body"].read()
    assert json.loads(kept) == report
