"""A drill on the local AWS: a log that comes anyhow ends in the index of a clean replay.

The records go straight into the deployed bucket, by the adapter that `submit` uses. S3 tells the
queue of them, and as many workers of `index` as the template lets at it do the rest at once.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any
from urllib.parse import quote_plus

import pytest

from broadsheet.adapters.clients import s3_client
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import Part
from tests.adapters.stores import log_in
from tests.commands.local_stack import LocalStack
from tests.end_to_end.index_items import Items, items_of
from tests.end_to_end.replaying import derived_in, replayed
from tests.end_to_end.stories import PREFIX, STORIES, Revision, revisions
from tests.end_to_end.waiting import eventually

SEED = 4
AT_ONCE = 8
AGAIN = 4
MOST_IN_A_MESSAGE = 4


class Deployed:
    """The log, the queue and the index that stand on the local AWS."""

    def __init__(self, stack: LocalStack) -> None:
        self._stack = stack
        self._sqs = stack.client("sqs")
        self._queue = stack.reach.outputs["IndexQueueUrl"]
        self.bucket, self.table = stack.describe().buckets["articles"], stack.describe().table
        self.log = log_in(self.bucket)

    def write(self, arriving: Sequence[Revision]) -> None:
        """Write messages and records, all at once."""
        with ThreadPoolExecutor(AT_ONCE) as writers:
            list(writers.map(self._write, arriving))

    def overwrite(self, key: str, body: bytes) -> None:
        """Write past the adapter, as only trouble does, and who mends it."""
        s3_client().put_object(Bucket=self.bucket, Key=key, Body=body)

    def tell(self, told: Sequence[Revision], chance: Random) -> None:
        """Tell the queue of these records, in some order, one or several to a message."""
        keys = [revision.record.key for revision in told]
        chance.shuffle(keys)
        while keys:
            body = _notification(keys[: chance.randint(1, MOST_IN_A_MESSAGE)])
            self._sqs.send_message(QueueUrl=self._queue, MessageBody=json.dumps(body))
            del keys[: len(body["Records"])]

    def is_idle(self) -> bool:
        """Tell whether no message is waiting, under way, or to come again."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        told = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=names)
        return set(told["Attributes"].values()) == {"0"}

    def workers(self) -> set[str]:
        """Name the workers that have indexed any of these articles, by their log streams."""
        logs, group = self._stack.client("logs"), self._stack.by_function("LogGroupName")["index"]
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        return {
            event["logStreamName"]
            for page in pages
            for event in page["events"]
            if f'"article":"{PREFIX}' in event["message"]
        }

    def _write(self, revision: Revision) -> None:
        if revision.message:
            self.log.store_message(revision.message, "application/json")
        assert self.log.append(revision.record)


def _notification(keys: Sequence[str]) -> dict[str, Any]:
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "eventName": "ObjectCreated:Put",
                "eventTime": "2026-11-23T12:00:00.000Z",
                "s3": {"object": {"key": quote_plus(key)}},
            }
            for key in keys
        ]
    }


def in_some_order(chance: Random) -> list[Revision]:
    """Shuffle all revisions, but let every kill of a wire come before its story."""
    arriving = list(revisions())
    chance.shuffle(arriving)
    return sorted(arriving, key=lambda one: not _is_kill(one.record))


def _is_kill(record: Record) -> bool:
    return record.withdrawal is not None and record.name.part is Part.WIRE


def write_all_but(paper: Deployed, chance: Random, *later: str) -> list[Revision]:
    """Write the log, and tell of it more than once; give what is to be written later."""
    arriving = in_some_order(chance)
    order = [one for one in arriving if one.record.correlation_id not in later]
    for at in range(0, len(order), AT_ONCE):
        paper.write(order[at : at + AT_ONCE])
        paper.tell(chance.choices(order[: at + AT_ONCE], k=AGAIN), chance)
    return sorted((one for one in arriving if one not in order), key=lambda one: one.record.key)


@pytest.mark.usefixtures("local_aws")
def test_a_log_that_comes_anyhow_ends_in_the_index_of_a_clean_replay(stack: LocalStack) -> None:
    chance, paper = Random(SEED), Deployed(stack)  # noqa: S311 - to repeat, not to hide
    late, torn = write_all_but(paper, chance, f"{PREFIX}late desk-2", f"{PREFIX}torn desk-1")
    in_trouble = {late.record.article, torn.record.article}
    assert paper.log.append(late.record)
    paper.log.store_message(torn.message or b"", "application/json")
    paper.overwrite(torn.record.key, b"{")
    set_aside = items_of(in_trouble, replayed(paper.log, in_trouble)[1])
    assert [pk for pk, _ in set_aside].count("LIST#status#fault") == len(in_trouble)

    def seen_set_aside() -> Items | None:
        # Each attempt lifts a fault with its move of the head, and sets it again a moment later.
        items = items_of(in_trouble, paper.table)
        return items if items.keys() == set_aside.keys() else None

    assert eventually(seen_set_aside, "what cannot be read is set aside", 40) == set_aside

    # Nobody is told that the message has come: only the redelivery of the record's notice finds it.
    paper.log.store_message(late.message or b"", "application/json")
    paper.overwrite(torn.record.key, torn.record.to_json())
    others = [one for one in revisions() if one.record.article not in in_trouble]
    paper.tell(chance.sample(others, 3 * AGAIN), chance)

    def worked_through() -> bool:
        heads = heads_in(items_of(in_trouble, paper.table))
        return set(heads.values()) == {"desk-1", "desk-2"} and paper.is_idle()

    eventually(worked_through, "every notice is worked through, and those in trouble again", 60)
    assert_as_replayed(paper)
    assert len(paper.workers()) > 1


def assert_as_replayed(paper: Deployed) -> None:
    """Hold index and contents to a clean replay, and the heads to what their stories come to."""
    articles = {f"{PREFIX}{name}" for name in STORIES}
    bucket, table = replayed(paper.log, articles)
    items = items_of(articles, paper.table)
    assert items == items_of(articles, table)
    derived, kept = derived_in(bucket, PREFIX), derived_in(paper.bucket, PREFIX)
    assert {key: kept.get(key) for key in derived} == derived
    assert heads_in(items) == {f"{PREFIX}{name}": story.stands for name, story in STORIES.items()}
    stand_in = {(pk, sk.rpartition("#")[2]) for pk, sk in items}
    for name, story in STORIES.items():
        assert (f"LIST#{story.stands_in}", f"{PREFIX}{name}") in stand_in


def heads_in(items: Items) -> dict[str, str]:
    """Tell which revision stands of each article."""
    heads = [item for (_, sk), item in items.items() if sk == "HEAD"]
    return {head["article"]["S"]: head["revision"]["S"] for head in heads}
