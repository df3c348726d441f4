"""A drill on the local AWS: the index is damaged and rebuilt, the log is damaged and found out."""

import json
from typing import Any

import pytest

from commands.erasing import erasing_session
from commands.rebuild import RebuildMachine, rebuild
from commands.redrive import redrive
from commands.verify import verify
from tests.commands.local_stack import LocalStack
from tests.end_to_end.test_life_of_an_article import article, page, path_of, post, send
from tests.end_to_end.waiting import eventually

Items = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture
def articles(stack: LocalStack) -> list[dict[str, Any]]:
    """Two articles that readers see."""
    documents = [article(), article()]
    for document in documents:
        page(stack, path_of(post(stack, document)), lambda a: a.status == 200, "the article")
    return documents


def index(stack: LocalStack) -> Items:
    table = stack.describe().table
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=table)
    return {
        (item["pk"]["S"], item["sk"]["S"]): item
        for one in pages
        for item in one["Items"]
        if not item["pk"]["S"].startswith("SITE#")
    }


def test_a_damaged_index_is_rebuilt_to_what_it_was(
    stack: LocalStack, articles: list[dict[str, Any]]
) -> None:
    first, second = (document["id"] for document in articles)
    changed = articles[0] | {"headline": "Changed"}
    put = send(stack, "PUT", f"/articles/{first}", changed, headers={"If-Match": '"desk-1"'})
    page(stack, path_of(put.json()), lambda a: a.status == 200, "the changed article")
    rebuild(stack.reach)  # other tests leave faults behind
    before = index(stack)
    dynamodb, table = stack.client("dynamodb"), stack.describe().table
    card = next(place for place in before if place[0] == "LIST#all" and place[1].endswith(first))
    head = next(
        place for place, item in before.items()
        if place[1] == "HEAD" and item["article"]["S"] == second
    )  # fmt: skip
    dynamodb.put_item(TableName=table, Item=before[card] | {"headline": {"S": "Damaged"}})
    dynamodb.delete_item(TableName=table, Key={"pk": {"S": head[0]}, "sk": {"S": head[1]}})
    orphan = before[card] | {"sk": {"S": card[1].replace(first, "never-was")}}
    dynamodb.put_item(TableName=table, Item=orphan)

    report = rebuild(stack.reach)

    assert index(stack) == before
    told = report["told"]
    differences = {one["article"]: one["differences"] for one in told["repaired"]}
    assert differences == {first: ["all"], second: ["head"]}
    assert told["swept"] == [f"LIST#all {orphan['sk']['S']}"]
    faulty = {fault["article"] for fault in told["faults"]} - {None}
    assert report["articles"] == report["equal"] + 2 + len(faulty)
    again = rebuild(stack.reach)
    assert (again["repaired"], again["swept"]) == (0, 0)


def test_whoever_comes_to_a_rebuild_looks_at_the_one_that_is_running(
    stack: LocalStack, articles: list[dict[str, Any]]
) -> None:
    assert articles
    begun, _ = RebuildMachine(stack.reach).begin()
    found, sentence = RebuildMachine(stack.reach).begin()
    assert found == begun
    assert "running" in sentence
    assert begun.endswith(f":{rebuild(stack.reach)['run']}")


def put_back(stack: LocalStack, key: str) -> None:
    """Delete what came after an object's first version, as docs/operations.md says."""
    s3 = erasing_session(stack.reach).client("s3", endpoint_url=stack.reach.endpoint_url)
    bucket = stack.describe().buckets["articles"]
    found = stack.client("s3").list_object_versions(Bucket=bucket, Prefix=key)
    later = [*found.get("DeleteMarkers", []), *found["Versions"][:-1]]
    for each in later:
        s3.delete_object(Bucket=bucket, Key=key, VersionId=each["VersionId"])


def test_damage_to_the_log_is_found_until_it_is_put_back(
    stack: LocalStack, articles: list[dict[str, Any]]
) -> None:
    first, second = (document["id"] for document in articles)
    changed = articles[0] | {"headline": "Changed"}
    put = send(stack, "PUT", f"/articles/{first}", changed, headers={"If-Match": '"desk-1"'})
    assert put.status == 200
    _, known, _ = verify(stack.reach)
    s3, bucket = stack.client("s3"), stack.describe().buckets["articles"]
    # Whatever this day's manifest is, it names what stands now only if it is made now.
    for manifest in s3.list_objects_v2(Bucket=bucket, Prefix="manifests/").get("Contents", []):
        s3.delete_object(Bucket=bucket, Key=manifest["Key"])
    _, compared_with, _ = verify(stack.reach)
    record = f"articles/{second}/desk/00000001.json"
    newest = f"articles/{first}/desk/00000002.json"
    stored = s3.get_object(Bucket=bucket, Key=record)["Body"].read()
    message = f"messages/{json.loads(stored)['message']}"
    bytes_kept = s3.get_object(Bucket=bucket, Key=message)["Body"].read()

    s3.put_object(Bucket=bucket, Key=message, Body=bytes_kept.replace(b"dawn", b"noon"))
    s3.delete_object(Bucket=bucket, Key=newest)
    _, faults, _ = verify(stack.reach)
    assert f"{message} does not hold the bytes that it is named for" in faults
    assert f"{record} does not have the digest of its item" in faults
    assert f"{message} was changed" in faults
    assert f"{newest} was removed" in faults

    put_back(stack, message)
    put_back(stack, newest)
    s3.delete_object(Bucket=bucket, Key=record)
    _, faults, _ = verify(stack.reach)
    assert {fault for fault in faults if first in fault or second in fault} == {
        f"{record} was removed"
    }

    put_back(stack, record)
    _, faults, _ = verify(stack.reach)
    assert set(faults) == set(compared_with) <= set(known)


def test_dead_letters_are_sent_again_once_their_cause_is_gone(stack: LocalStack) -> None:
    document = article()
    bucket, sqs = stack.describe().buckets["articles"], stack.client("sqs")
    dead = stack.reach.outputs["IndexDeadLettersUrl"]
    sqs.purge_queue(QueueUrl=dead)
    key = f"articles/{document['id']}/desk/00000001.json"
    stack.client("s3").put_object(Bucket=bucket, Key=key, Body=b"{")

    def dead_letter() -> bool:
        received = sqs.receive_message(QueueUrl=dead, VisibilityTimeout=0)
        return any(key in message["Body"] for message in received.get("Messages", []))

    eventually(dead_letter, "the broken record is among the dead letters", 60)
    stack.client("s3").delete_object(Bucket=bucket, Key=key)

    assert redrive(stack.reach) == 1
    assert not sqs.receive_message(QueueUrl=dead).get("Messages")
