"""What the drill does, one after the other: each row is a promise of docs/operations.md."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from tests.drill.drill import Drill
from tests.drill.garbage import (
    DAMAGED,
    DAMAGES,
    damage,
    put_garbage_into_the_queue,
    put_strays,
    wait_until_told,
)
from tests.drill.hostile import hang_in_batch, post_batch, post_shapes
from tests.drill.troubled_proxy import CallTrouble
from tests.drill.workers import kill_workers_for
from tests.end_to_end.waiting import eventually

Act = tuple[str, Callable[[], str | None], int | None]
_LONGER_THAN_A_BATCH = 40
_LONGER_THAN_A_START = 20
THROTTLED = CallTrouble(0.5, s3=(503, "SlowDown"), dynamodb=(400, "ThrottlingException"))
FAILING = CallTrouble(0.5, s3=(500, "InternalError"), dynamodb=(500, "InternalServerError"))
STORES: dict[str, CallTrouble] = {
    "every call to S3 and DynamoDB takes a second longer": CallTrouble(1.0, seconds=1.0),
    "half of all calls are throttled (`SlowDown`, `ThrottlingException`)": THROTTLED,
    "half of all calls are answered 500": FAILING,
    "a third of all connections are reset": CallTrouble(0.33, resets=True),
    "a third of all calls are done and their answer is lost": CallTrouble(
        0.33, resets=True, is_done_first=True
    ),
    "S3 and DynamoDB are down: no call is answered": CallTrouble(1.0, resets=True),
}


def long_programme(drill: Drill) -> Iterator[Act]:
    """Give all that `make drill` does."""
    long, short = _LONGER_THAN_A_BATCH, _LONGER_THAN_A_START
    yield "nothing, for comparison", lambda: time.sleep(drill.size.trouble), None
    yield "garbage is put into the index queue", lambda: _garbage_in_the_queue(drill), None
    yield "strays and damaged records in the bucket", lambda: _garbage_in_bucket(drill), None
    yield "a hostile article stands before nine others in a batch", lambda: _batch(drill), long
    yield "hostile bodies are posted", lambda: _shapes(drill), None
    yield "an article hangs before nine others in a batch", lambda: _hang(drill), long
    yield "workers of submit, index and render are killed (`kill -9`)", lambda: _kill(drill), short
    for name, trouble in STORES.items():
        yield name, partial(_stores, drill, trouble), short
    yield "the local AWS is killed, started again, rebuilt", drill.kill_and_start_again, short


def short_programme(drill: Drill) -> Iterator[Act]:
    """Give what `make test` does: the same kinds of trouble, some of them together."""
    long, short = _LONGER_THAN_A_BATCH, _LONGER_THAN_A_START
    yield "garbage is put into the queue and the bucket", lambda: _garbage(drill), None
    yield "hostile articles, and one before nine others", lambda: _hostile(drill), long
    yield "workers are killed, half of all calls throttled", lambda: _kill_throttled(drill), short
    yield "the local AWS is killed, started again, rebuilt", drill.kill_and_start_again, short


def _hostile(drill: Drill) -> str:
    return f"{_batch(drill)}, {_shapes(drill)}"


def _garbage(drill: Drill) -> str:
    return f"{_garbage_in_the_queue(drill)}, {_garbage_in_bucket(drill)}"


def _kill_throttled(drill: Drill) -> str:
    with drill.proxy.trouble(THROTTLED):
        return _kill(drill)


def _garbage_in_the_queue(drill: Drill) -> str:
    return f"{put_garbage_into_the_queue(drill.stack)} messages"


def _garbage_in_bucket(drill: Drill) -> str:
    newsroom = drill.newsroom
    damaged = [newsroom.file(f"{DAMAGED}{name}") for name in DAMAGES]

    def seen() -> bool:
        return not {each.article for each in newsroom.ledger.unseen()} & {
            each.article for each in damaged
        }

    eventually(seen, "the articles that will be damaged are seen", 60)
    for promise in damaged:
        damage(drill.stack, promise)
    strays = put_strays(drill.stack)
    wait_until_told(drill.stack)
    return f"{strays} strays, {len(damaged)} records"


def _batch(drill: Drill) -> str:
    post_batch(drill.newsroom, drill.size.revisions)
    return f"{drill.size.revisions} revisions of 1 MB"


def _shapes(drill: Drill) -> str:
    answers = post_shapes(drill.newsroom, drill.size.pages)
    if answers.keys() - {201, 422}:
        drill.broken.append(f"hostile bodies are answered {answers}")
    return ", ".join(f"{count} answered {status}" for status, count in sorted(answers.items()))


def _hang(drill: Drill) -> str:
    hang_in_batch(drill.newsroom, drill.proxy)
    return "told of at that article alone, while it hung"


def _kill(drill: Drill) -> str:
    return f"{kill_workers_for(drill.stack, drill.server, drill.size.trouble)} of them"


def _stores(drill: Drill, trouble: CallTrouble) -> str:
    before = drill.proxy.troubled
    with drill.proxy.trouble(trouble):
        time.sleep(drill.size.trouble)
    return f"{drill.proxy.troubled - before} calls"
