"""Workers of a queue on stores in memory, interleaved call by call as a test says.

Every call of a store is a step. Exactly one worker runs at a time, and at each step a number says
who goes next, so that an interleaving is data: Hypothesis makes it, shrinks it and shows it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain, count, repeat
from threading import Lock, Thread
from typing import Any, cast

from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Record
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import Notice, follow_notice
from broadsheet.indexing.picturing import Picturing
from broadsheet.site_file import load_site
from tests.domain.pictures import a_picture, ready
from tests.domain.pictures import record as picture_record
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryNotices, MemoryPictureLog, MemoryPictureUses

SITE = load_site()
NOW = datetime(2026, 11, 24, tzinfo=UTC)
_MANY_STEPS = 5_000


class CallFailure(StrEnum):
    """How one call of a store fails."""

    BEFORE = "before it had its effect"
    AFTER = "after it had its effect"
    KILLED_BEFORE = "the process ends before it"
    KILLED_AFTER = "the process ends after it"


class WorkerKilled(BaseException):
    """The process has ended."""


class _Over(BaseException):
    """The test has ended."""


def failing_calls(
    turn: "Turn", failures: Mapping[int, CallFailure], calls: Iterator[int]
) -> Callable[..., Any]:
    """Make what is put around every call of a worker, so that it waits its turn and may fail."""

    def around(call: Callable[..., Any], *arguments: Any) -> Any:
        turn.step()
        failure = failures.get(next(calls))
        if failure is CallFailure.KILLED_BEFORE:
            raise WorkerKilled
        if failure is CallFailure.BEFORE:
            raise StoreUnavailable(failure)
        result = call(*arguments)
        if failure is CallFailure.KILLED_AFTER:
            raise WorkerKilled
        if failure is CallFailure.AFTER:
            raise StoreUnavailable(failure)
        return result

    return around


class Turns:
    """Runs threads one at a time, from step to step."""

    def __init__(self, choices: Iterator[int]) -> None:
        self._choices = choices
        self._waiting: dict[int, Lock] = {}
        self._resting = Lock()
        self._error: BaseException | None = None
        self._over = False

    def run(self, *works: Callable[["Turn"], None]) -> None:
        """Run all works to their ends; what any of them raises is raised here."""
        turns = [Turn(self, number) for number in range(len(works))]
        self._resting.acquire()
        threads = [
            Thread(target=self._work, args=(work, turn), daemon=True)
            for work, turn in zip(works, turns, strict=True)
        ]
        for thread in threads:
            thread.start()
            self._resting.acquire()
        for _ in range(_MANY_STEPS):
            if not self._waiting or self._error:
                break
            choice = next(self._choices, None)
            ready = list(self._waiting) if choice is None else sorted(self._waiting)
            self._waiting.pop(ready[(choice or 0) % len(ready)]).release()
            self._resting.acquire()
        self._finish(threads)

    def _finish(self, threads: list[Thread]) -> None:
        unfinished = bool(self._waiting) and self._error is None
        self._over = True
        for number in sorted(self._waiting):
            self._waiting.pop(number).release()
            self._resting.acquire()
        for thread in threads:
            thread.join()
        if self._error:
            raise self._error
        assert not unfinished, "the workers never come to an end"

    def wait(self, number: int) -> None:
        """Let others go first, until this one is chosen."""
        baton = Lock()
        baton.acquire()
        self._waiting[number] = baton
        self._resting.release()
        baton.acquire()
        if self._over:
            raise _Over

    def _work(self, work: Callable[["Turn"], None], turn: "Turn") -> None:
        try:
            turn.step()
            work(turn)
        except _Over:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again by run
            self._error = error
        self._resting.release()


class Turn:
    """The turn of one thread."""

    def __init__(self, turns: Turns, number: int) -> None:
        self._turns = turns
        self._number = number

    def step(self) -> None:
        """Let others go first."""
        self._turns.wait(self._number)


class SteppedStore:
    """A store of one worker: each of its calls is a step, and may fail."""

    def __init__(self, store: object, around: Callable[..., Any]) -> None:
        self._store = store
        self._around = around

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._store, name)
        return lambda *arguments: self._around(method, *arguments)


class Newsroom:
    """A log that grows, a queue of notices, and workers that index from it.

    Parameters
    ----------
    arriving
        Every revision with its message, in the order of arrival.
    copies
        How often the notice of each comes.
    turns
        Who goes next; after the last of them whoever waited longest.
    picks
        How large a batch is, and which notices are in it; after the last of them the oldest alone.
    failures
        The numbers of the calls that fail, counted over all workers, and how.
    events
        Which pictures are taken down, or brought back if they are, and after how many turns.
    """

    def __init__(
        self,
        arriving: Sequence[tuple[Record, bytes]],
        copies: Sequence[int],
        turns: Sequence[int],
        picks: Sequence[int],
        failures: Mapping[int, CallFailure],
        *,
        events: Sequence[tuple[str, int]] = (),
    ) -> None:
        self.log, self.contents, self.index = MemoryLog(), MemoryContents(), MemoryIndex()
        self.pictures, self.uses = MemoryPictureLog(), MemoryPictureUses()
        for name in ("harbour", "boat"):
            for each in ready(name):
                self.pictures.append(each)
        self._events, self._changing = events, True
        self.told, self.renditions = MemoryNotices(), {a_picture("harbour"), a_picture("boat")}
        self._working = 0
        self._arriving = list(zip(arriving, chain(copies, repeat(1)), strict=False))
        self._turns = Turns(iter(turns))
        self._picks = iter(picks)
        self._failures = dict(failures)
        self._calls = count()
        self._queue: list[Notice] = []
        self._written = False

    def run(self, workers: int) -> None:
        """Write the log and index it, until no notice is left."""
        self._working = workers
        taking = [self._take_batches] * workers
        self._turns.run(self._write, self._change_pictures, self._keep_pictures, *taking)

    def _change_pictures(self, turn: Turn) -> None:
        """Take pictures down and bring them back, as the function picture does at their records."""
        for name, turns in self._events:
            for _ in range(turns):
                turn.step()
            state = self.pictures.read(a_picture(name))
            assert state
            event = PictureEvent.BROUGHT_BACK if state.takedown else PictureEvent.TAKEN_DOWN
            assert self.pictures.append(picture_record(name, state.recorded + 1, event))
            turn.step()
            self.told.told.append(a_picture(name))
            uses = self.uses.of(a_picture(name))
            self._queue += [Notice(use.article, None, None) for use in uses]
        self._changing = False

    def _write(self, turn: Turn) -> None:
        for (record, message), copies in self._arriving:
            turn.step()
            self.log.store_message(message, "application/json")
            assert self.log.append(record)
            self._queue += [Notice(record.article, record.name, NOW)] * copies
        self._written = True

    def _take_batches(self, turn: Turn) -> None:
        indexer, index = self._process(turn)
        while self._queue or not self._written or self._changing:
            turn.step()
            size = min(1 + self._pick() % 3, len(self._queue))
            batch = [self._queue.pop(self._pick() % len(self._queue)) for _ in range(size)]
            failed = []
            try:
                for notice in batch:
                    try:
                        follow_notice(notice, indexer, index, NOW)
                    except StoreUnavailable:
                        failed.append(notice)
            except WorkerKilled:
                failed = batch
                indexer, index = self._process(turn)
            self._queue += failed
        self._working -= 1

    def _keep_pictures(self, turn: Turn) -> None:
        """Let renditions stand or not, of the pictures that are told of, as ``picture`` does."""
        while self.told.told or self._working:
            turn.step()
            before = None
            picture = self.told.told.pop(0) if self.told.told else None
            while picture and (stands := self.are_to_stand(picture)) != before:
                before = stands
                turn.step()
                (self.renditions.add if stands else self.renditions.discard)(picture)
                turn.step()

    def are_to_stand(self, picture: str) -> bool:
        """Whether the renditions of a picture are to stand, by its log and its uses."""
        state = self.pictures.read(picture)
        return state is not None and state.renditions_stand(self.uses.of(picture))

    def _pick(self) -> int:
        return next(self._picks, 0)

    def _process(self, turn: Turn) -> tuple[Indexer, Any]:
        """Give what one process of a worker holds."""

        around = failing_calls(turn, self._failures, self._calls)

        stores = (self.log, self.contents, self.index, self.pictures, self.uses, self.told)
        log, contents, index, *ports = (cast("Any", SteppedStore(each, around)) for each in stores)
        return Indexer(log, contents, index, SITE, Picturing(*ports)), index


def replayed(
    log: MemoryLog,
    articles: Sequence[str],
    pictures: MemoryPictureLog,
    uses: MemoryPictureUses,
) -> tuple[MemoryIndex, MemoryContents]:
    """Index every article of a log once, from nothing."""
    index, contents = MemoryIndex(), MemoryContents()
    indexer = Indexer(log, contents, index, SITE, Picturing(pictures, uses, MemoryNotices()))
    for article in articles:
        indexer.index(article)
    return index, contents


def message_of(document: Mapping[str, Any]) -> bytes:
    """Write a document as a contributor would."""
    return json.dumps(document, ensure_ascii=False).encode()
