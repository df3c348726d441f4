"""What came of a row: what was lost or doubled, and what is told of whom."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import unquote_plus

from commands.stack.http_calls import HttpAnswer
from tests.commands.local_stack import LocalStack
from tests.drill.garbage import DAMAGED
from tests.drill.ledger import Promise
from tests.drill.newsroom import shows

_MOST_PAGE_BYTES = 6_291_556
"""https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
_AT_ONCE = 4
_RECEIVED = 10


def lost_among(stack: LocalStack, promises: Sequence[Promise]) -> list[str]:
    """Say of each article that is not what was promised what it is instead."""
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        found = list(readers.map(lambda promise: _differs(stack, promise), promises))
    return [difference for difference in found if difference]


def _differs(stack: LocalStack, promise: Promise) -> str | None:
    report = _ask_again(stack, promise)
    if report is None or report.status != 200:
        return f"{promise.article}: {report and report.describe_problem()}"
    told = report.json()
    revisions = {told["revision"], told["indexed_revision"]}
    if revisions != {promise.revision}:
        return f"{promise.article}: {promise.revision} was promised, and {revisions} stand"
    if told["fault"] and not promise.article.startswith(DAMAGED):
        return f"{promise.article}: {told['fault']}"
    page = stack.site_get(promise.path)
    if not shows(page, promise):
        return f"{promise.article}: its page answers {page.status} and shows something else"
    if len(page.body) > _MOST_PAGE_BYTES:
        return f"{promise.article}: its page has {len(page.body)} bytes, more than Lambda answers"
    return None


def _ask_again(stack: LocalStack, promise: Promise) -> HttpAnswer | None:
    """Ask the API of an article; a worker that was killed just before is asked a second time."""
    answer = None
    for _ in range(3):
        with suppress(OSError):
            answer = stack.api("GET", f"/articles/{promise.article}")
            if answer.status < 500 or promise.article.startswith(DAMAGED):
                return answer
    return answer


def doubled_in(stack: LocalStack) -> list[str]:
    """Name the articles that stand twice in one list, and the list."""
    pages = stack.client("dynamodb").get_paginator("scan")
    places = Counter(
        (item["pk"]["S"], item["sk"]["S"].rpartition("#")[2])
        for page in pages.paginate(TableName=stack.describe().table, ConsistentRead=True)
        for item in page["Items"]
        if item["pk"]["S"].startswith("LIST#")
    )
    return [f"{article} in {name}" for (name, article), count in places.items() if count > 1]


def take_dead_letters(stack: LocalStack) -> list[str]:
    """Take all dead letters out of their queue, and return their bodies."""
    sqs, dead = stack.client("sqs"), stack.reach.outputs["IndexDeadLettersUrl"]
    found: list[str] = []
    while received := sqs.receive_message(
        QueueUrl=dead, MaxNumberOfMessages=_RECEIVED, VisibilityTimeout=60
    ).get("Messages"):
        for message in received:
            found.append(message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
    return found


def innocent_among(dead_letters: Sequence[str], articles: Collection[str]) -> list[str]:
    """Return the dead letters that tell of articles which nothing is wrong with."""
    return [body for body in dead_letters if _articles_in(body) & set(articles)]


def _articles_in(body: str) -> set[str]:
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        keys = [record["s3"]["object"]["key"] for record in json.loads(body)["Records"]]
        return {unquote_plus(key).split("/")[1] for key in keys if key.startswith("articles/")}
    return set()


def is_idle(sqs: Any, queue: str) -> bool:
    """Whether no message waits in a queue, is under way, or is to come again."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)
    return set(told["Attributes"].values()) == {"0"}
