"""The drill: articles flow while one trouble after the other comes, and are counted at its end."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from commands.local.aws import LocalAws, local_aws
from commands.rebuild import rebuild
from commands.verify import verify
from tests.adapters.stores import log_in
from tests.commands.local_stack import LocalStack, adapters_calling, running_stack
from tests.drill.alarms import AlarmWatch, thresholds_of
from tests.drill.findings import (
    doubled_in,
    innocent_among,
    is_idle,
    lost_among,
    take_dead_letters,
)
from tests.drill.garbage import DAMAGED, DAMAGES, faults_of
from tests.drill.newsroom import PREFIX, DrillNewsroom
from tests.drill.troubled_proxy import TroubledProxy, troubled_proxy
from tests.drill.workers import point_functions_at
from tests.end_to_end.index_items import items_of
from tests.end_to_end.replaying import derived_in, replayed
from tests.end_to_end.waiting import eventually

_SEED = 9
_NOWHERE = "http://127.0.0.1:9/"  # no forecast is asked of anybody
_SETTLED_WITHIN = 180.0


@dataclass(frozen=True, slots=True)
class DrillSize:
    """How much is done.

    Attributes
    ----------
    rate, most
        Changes a second, of all desks; and changes in all, for each trouble.
    calm, trouble
        Seconds of the flow before and after each trouble, and of most troubles.
    revisions, pages
        Of the hostile article; of those whose page is much larger than they are.
    """

    rate: float
    most: int
    calm: float
    trouble: float
    revisions: int
    pages: int


@dataclass(frozen=True, slots=True)
class DrillRow:
    """What one trouble came to; ``docs/operations.md`` has it as a row.

    Attributes
    ----------
    done
        What was done.
    in_flight
        Articles that were filed, changed or withdrawn, or not seen yet, while it was.
    lost, doubled
        What is not as the API had answered, and what stands twice in a list.
    late
        Seconds that readers saw each later than its answer and the trouble's end.
    told
        Articles told as faults since this trouble, innocents among them.
    dead_letters, innocents
        Messages that ended there, and those of them that nothing was wrong with.
    alarms, counted
        Those that would have gone off, and what the metric of each came to at most.
    """

    done: str
    in_flight: int
    lost: list[str]
    doubled: list[str]
    late: list[float]
    told: list[str]
    innocents_told: list[str]
    dead_letters: int
    innocents: list[str]
    alarms: list[str]
    counted: dict[str, float]

    def summary(self) -> str:
        """Write the row as one line."""
        parts = [
            f"{self.done}: {self.in_flight} in flight",
            f"{len(self.lost)} lost, {len(self.doubled)} doubled",
            f"late by at most {max(self.late, default=0):.1f} s",
            f"{len(self.told)} told as faults",
            f"{self.dead_letters} dead letters, {len(self.innocents)} of them innocent",
            f"alarms: {', '.join(self.alarms) or 'none'}",
            ", ".join(f"{name} {count:.0f}" for name, count in self.counted.items()),
        ]
        return "; ".join(parts)


@dataclass(slots=True)
class Drill:
    """A paper in trouble."""

    stack: LocalStack
    newsroom: DrillNewsroom
    proxy: TroubledProxy
    aws: LocalAws
    size: DrillSize
    say: Callable[[str], None]
    thresholds: dict[str, float]
    rows: list[DrillRow] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Promises that were seen to be broken while a trouble was made."""
    _told_before: set[str] = field(default_factory=set)
    _hidden: int | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    @property
    def server(self) -> int:
        """The process id of the local AWS."""
        return self.aws._process.pid

    def play(
        self, done: str, trouble: Callable[[], str | None], hidden: int | None = None
    ) -> DrillRow:
        """Make trouble while articles flow, wait until all is well again, and count.

        Parameters
        ----------
        done, trouble
            What is done, in words, and what does it, which may tell more of it.
        hidden
            Seconds that the queue hides what was received from it, if not as few as usual: on AWS
            they are six times the longest that a batch takes, and here fewer than a slow one does.
        """
        usual = self._hide(hidden)
        row = self._play(done, trouble)
        self._hide(usual)
        return row

    def _hide(self, seconds: int | None) -> int:
        """Let the queue hide for so many seconds what was received from it; for how many before."""
        sqs, queue = self.stack.client("sqs"), self.stack.reach.outputs["IndexQueueUrl"]
        name = "VisibilityTimeout"
        told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])
        usual = int(told["Attributes"][name])
        self._hidden = seconds or usual
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={name: str(self._hidden)})
        return usual

    def _play(self, done: str, trouble: Callable[[], str | None]) -> DrillRow:
        self.say(done)
        began = time.monotonic()
        watch = AlarmWatch(self.stack, self.newsroom.ledger, self.thresholds)
        with watch.watching():
            with self.newsroom.open(self.size.most):
                time.sleep(self.size.calm)
                more = trouble()
                ended = time.monotonic()
                time.sleep(self.size.calm)
            self._settle()
        row = self._count(f"{done}{(more and f' ({more})') or ''}", began, ended, watch)
        self.rows.append(row)
        return row

    def kill_and_start_again(self) -> None:
        """Kill the whole local AWS as a power cut does, and start it with the state it had saved.

        Its objects are on the disk as soon as they are written, its index is not; so that is
        rebuilt, as `make run` does after such an end.
        """
        os.killpg(self.server, signal.SIGKILL)
        self.aws._process.wait()
        port = int(self.aws.endpoint_url.rpartition(":")[2])
        self.aws = self._open.enter_context(local_aws(self.aws.home, port))
        assert self.aws.crashed
        self._hide(self._hidden)  # the queue too is as it was saved
        rebuild(self.stack.reach)

    def save(self) -> None:
        """Have the local AWS save its state, and wait for it: it answers nothing meanwhile."""
        self.aws.save()
        self.aws.wait_until_healthy()

    def end(self) -> None:
        """Stop what was started again."""
        self._open.close()

    def _settle(self) -> None:
        """Wait until readers see everything and the queue is empty, or for long enough."""

        sqs, queue = self.stack.client("sqs"), self.stack.reach.outputs["IndexQueueUrl"]

        def settled() -> bool:
            return not self.newsroom.ledger.unseen() and is_idle(sqs, queue)

        deadline = time.monotonic() + _SETTLED_WITHIN
        while not settled() and time.monotonic() < deadline:
            time.sleep(0.1)

    def _count(self, done: str, began: float, ended: float, watch: AlarmWatch) -> DrillRow:
        promises = self.newsroom.ledger.since(began)
        articles = {each for each in self.newsroom.ledger.promises if not each.startswith(DAMAGED)}
        told = faults_of(self.stack).keys() - self._told_before
        self._told_before |= told
        dead_letters = take_dead_letters(self.stack)
        watch.seen_dead(len(dead_letters))
        return DrillRow(
            done=done,
            in_flight=len(promises),
            lost=lost_among(self.stack, promises),
            doubled=doubled_in(self.stack),
            late=[
                max(0.0, each.seen_at - max(each.kept_from, ended))
                for each in promises
                if each.seen_at is not None
            ],
            told=sorted(told),
            innocents_told=sorted(told & articles),
            dead_letters=len(dead_letters),
            innocents=innocent_among(dead_letters, articles),
            alarms=watch.fired(),
            counted=watch.counted(),
        )

    def differences_from_replay(self) -> list[str]:
        """Compare the index and the contents with those of a clean replay of the log."""
        bucket, table = self.stack.describe().buckets["articles"], self.stack.describe().table
        articles = {*self.newsroom.ledger.promises, *(f"{DAMAGED}{name}" for name in DAMAGES)}
        with adapters_calling(self.stack):
            clean_bucket, clean_table = replayed(log_in(bucket), sorted(articles))
            items, clean = items_of(articles, table), items_of(articles, clean_table)
            kept, derived = derived_in(bucket, PREFIX), derived_in(clean_bucket, PREFIX)
        places = {*items, *clean}
        return [
            *(f"{place}" for place in places if items.get(place) != clean.get(place)),
            *(key for key, content in derived.items() if kept.get(key) != content),
        ]

    def verified(self) -> list[str]:
        """Tell what `make verify` finds."""
        return verify(self.stack.reach)[1]


@contextmanager
def drill(home: Path, size: DrillSize, say: Callable[[str], None]) -> Iterator[Drill]:
    """Deploy a paper of its own for a drill, its functions behind the proxy."""
    with (
        running_stack(home, _NOWHERE, say) as stack,
        troubled_proxy(stack.aws.endpoint_url, Random(_SEED)) as (proxy, address),  # noqa: S311
    ):
        point_functions_at(stack, address)
        newsroom = DrillNewsroom(stack, size.rate)
        running = Drill(stack, newsroom, proxy, stack.aws, size, say, thresholds_of(stack))
        running.save()
        try:
            with newsroom.readers():
                first = newsroom.file()  # the first workers start
                eventually(lambda: not newsroom.ledger.unseen(), f"{first.article} is seen", 60)
                yield running
        finally:
            running.end()
