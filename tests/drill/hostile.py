"""Bodies that were made to take a batch, a function or a page down."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from tests.commands.local_stack import LocalStack
from tests.drill.garbage import faults_of, notification
from tests.drill.ledger import Promise
from tests.drill.newsroom import PREFIX, DrillNewsroom, document_of
from tests.drill.troubled_proxy import CallTrouble, TroubledProxy
from tests.end_to_end.waiting import eventually

HUNG = f"{PREFIX}hung"
_LONGER_THAN_A_SHARE = 10.0
HELLO = f"{PREFIX}hostile-hello"
_NEIGHBOURS = 9
"""With the hostile one they make a batch of the queue."""


def hello(number: int) -> str:
    """Write the body of a revision that took a whole batch with it."""
    return f"hello v{number} " + "<b " * 600 + "a" * 998_200


def shapes(pages: int) -> Iterator[tuple[str, str, str]]:
    """Give the other hostile bodies: what each is, its format, and itself.

    Parameters
    ----------
    pages
        Of how many of them the page is much larger than the body.
    """
    yield "unclosed tags", "html", "hello " + "<b " * 19_900 + "a" * 900_000
    yield "140,000 attributes", "html", "<p " + "a " * 140_000 + ">hello"
    yield "long attributes", "html", "<p " + "".join(f"a{i}=1 " for i in range(90_000)) + ">hello"
    yield "480,000 marks", "text", "a" + "\u0301\u0316" * 240_000
    yield "100,000 marks", "text", "a" + "\u0301\u0316" * 50_000
    yield "nested", "html", "<b>" * 49_000 + "hello"
    yield "nested lists", "html", "<ul><li>" * 20_000 + "hello"
    yield "tables", "html", "<table><tr><td>" * 10_000 + "hello"
    yield "entities", "html", "&amp;&#x41;&nbsp;" * 50_000 + "hello"
    yield "comments", "html", "hello" + "<!--" * 200_000
    yield "emphasis", "markdown", "*a_ " * 90_000
    yield "quotes", "markdown", ">" * 100_000 + "hello"
    yield "links", "markdown", "[a](" * 90_000 + "hello"
    yield "code fences", "markdown", "```\n" * 90_000 + "hello"
    yield "footnotes", "markdown", "[^1]" * 90_000 + "hello"
    yield "one long line", "text", "hello " * 150_000
    for number in range(pages):
        links = '<p><a href=/x title="' + "😀" * 14_000 + f'">{number}' + "<p>x" * 210
        yield "a title of 14,000 smiles", "html", links


def post_shapes(newsroom: DrillNewsroom, pages: int) -> Counter[int | None]:
    """Post each hostile body once; the statuses of the answers."""
    answers: Counter[int | None] = Counter()
    for number, (_, body_format, body) in zip(count(1), shapes(pages), strict=False):
        article = f"{PREFIX}hostile-{number:03}"
        document = document_of(article, 1, {"body": body, "body_format": body_format})
        sent = json.dumps(document, ensure_ascii=False).encode()
        answer = newsroom.ask("POST", "/articles", sent, {})
        answers[answer.status if answer else None] += 1
        if answer and answer.status == 201:
            path = urlsplit(answer.json()["url"]).path
            newsroom.ledger.promised(
                Promise(article, "desk-1", path, str(document["headline"]), time.monotonic())
            )
    return answers


def post_batch(newsroom: DrillNewsroom, revisions: int) -> None:
    """Post revisions of the body that took its batch down, and tell of it before nine others."""
    article = newsroom.file(HELLO, body=hello(1), body_format="html")
    for number in range(2, revisions + 1):
        article = newsroom.change(article, body=hello(number), body_format="html")
    stack = newsroom.stack
    with _index_paused(stack):
        key = f"articles/{HELLO}/desk/{revisions:08}.json"
        queue = stack.reach.outputs["IndexQueueUrl"]
        stack.client("sqs").send_message(QueueUrl=queue, MessageBody=notification(key))
        for number in range(1, _NEIGHBOURS + 1):
            newsroom.file(f"{PREFIX}neighbour-{number}")


def hang_in_batch(newsroom: DrillNewsroom, proxy: TroubledProxy) -> None:
    """Let nothing of one article be read while nine others stand in its batch.

    Those are seen all the same, and it is told of at its article until it can be read again.
    """
    stack, unseen = newsroom.stack, newsroom.ledger.unseen
    trouble = CallTrouble(1.0, seconds=_LONGER_THAN_A_SHARE, resets=True, only=f"/{HUNG}/")
    with ExitStack() as hanging:
        with _index_paused(stack):
            newsroom.file(HUNG)
            hanging.enter_context(proxy.trouble(trouble))
            others = {
                newsroom.file(f"{PREFIX}beside-{number}").article
                for number in range(1, _NEIGHBOURS + 1)
            }
        eventually(
            lambda: not others & {each.article for each in unseen()}, "the others are seen", 120
        )
        eventually(lambda: HUNG in faults_of(stack), f"{HUNG} is told of", 120)
        assert HUNG in {each.article for each in unseen()}


@contextmanager
def _index_paused(stack: LocalStack) -> Iterator[None]:
    """Let the index take nothing from its queue, so that a batch of it fills."""
    functions = stack.client("lambda")
    (mapping,) = functions.list_event_source_mappings(
        FunctionName=stack.describe().functions["index"]
    )["EventSourceMappings"]
    _enable(functions, mapping["UUID"], enabled=False)
    yield
    _enable(functions, mapping["UUID"], enabled=True)


def _enable(functions: Any, mapping: str, *, enabled: bool) -> None:
    """Let the index take from its queue, or not, and wait until that is so."""
    functions.update_event_source_mapping(UUID=mapping, Enabled=enabled)
    wanted = "Enabled" if enabled else "Disabled"
    eventually(
        lambda: functions.get_event_source_mapping(UUID=mapping)["State"] == wanted,
        f"the mapping is {wanted}",
    )
