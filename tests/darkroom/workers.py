"""Workers of the picture queue on stores in memory, interleaved call by call as a test says.

As in tests/indexing/workers.py: every call of a store is a step, and a number says who goes next. A
newsroom writes while two workers follow; readers ask for all that stands, and the edge keeps it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import count
from typing import Any, cast

from broadsheet.darkroom.upkeep import Message, Upkeep
from broadsheet.domain.picture import PictureStage, PictureUse
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.domain.problems import StoreUnavailable
from tests.domain.pictures import NOON, a_picture, record
from tests.fakes.darkroom import (
    MemoryEdge,
    MemoryNewestPictures,
    MemoryRenditions,
    MemorySentPictures,
    develop_nothing,
)
from tests.fakes.pictures import MemoryNotices, MemoryPictureLog, MemoryPictureUses
from tests.indexing.workers import (
    CallFailure,
    SteppedStore,
    Turn,
    Turns,
    WorkerKilled,
    failing_calls,
)

NAME = "harbour"
PICTURE = a_picture(NAME)


class Deed(StrEnum):
    """What a newsroom does."""

    ANNOUNCE = "announces it, where it was refused or is not there"
    SEND = "sends its file"
    SEND_ANOTHER = "sends another file in its place"
    TAKE_DOWN = "takes it down"
    BRING_BACK = "brings it back"
    USE = "publishes an article with it"
    WITHDRAW = "withdraws the article"
    FORGET = "takes it out of the article"
    READ = "is read"
    LOSE = "loses some of its renditions"


class PictureRoom:
    """Stores, a queue of notices, and who works on them.

    Parameters
    ----------
    deeds
        What is done, in order.
    copies
        How often the notice of each comes; once after the last.
    turns
        Who goes next; after the last of them whoever waited longest.
    failures
        The numbers of the calls that fail, counted over all workers, and how.
    """

    def __init__(
        self,
        deeds: Sequence[Deed],
        copies: Sequence[int],
        turns: Sequence[int],
        failures: Mapping[int, CallFailure],
    ) -> None:
        self.log, self.uses = MemoryPictureLog(), MemoryPictureUses()
        self.sent, self.renditions = MemorySentPictures(), MemoryRenditions()
        self.newest, self.articles = MemoryNewestPictures(), MemoryNotices()
        self.edge = MemoryEdge(self.renditions)
        self._deeds = deeds
        self._copies = iter(copies)
        self._turns = Turns(iter(turns))
        self._failures = dict(failures)
        self._calls = count()
        self._queue: list[bool] = []
        self._done = False

    def run(self, workers: int) -> None:
        """Do all deeds and follow them, until no notice is left."""
        self._turns.run(self._do_all, *[self._follow_all] * workers)

    def tell(self, *, is_of_record: bool) -> None:
        """Put a notice into the queue, as often as it comes."""
        self._queue += [is_of_record] * next(self._copies, 1)

    def _do_all(self, turn: Turn) -> None:
        for deed in self._deeds:
            turn.step()
            self._do(deed)
        self._done = True

    def _do(self, deed: Deed) -> None:
        state = self.log.read(PICTURE)
        stage = state.stage if state else None
        use = PictureUse(PICTURE, "bridge")
        match deed:
            case Deed.ANNOUNCE if stage in {None, PictureStage.REFUSED}:
                self._write(PictureEvent.ANNOUNCED)
            case Deed.TAKE_DOWN if state:
                self._write(PictureEvent.TAKEN_DOWN)
            case Deed.BRING_BACK if stage is PictureStage.TAKEN_DOWN:
                self._write(PictureEvent.BROUGHT_BACK)
            case Deed.SEND | Deed.SEND_ANOTHER:
                right = deed is Deed.SEND
                key = (PICTURE, state.announced if state else 1)
                self.sent.uploads[key] = NAME.encode() if right else b"HARBOUR"
                self.tell(is_of_record=False)
            case Deed.USE | Deed.WITHDRAW:
                self.uses.note([PictureUse(use.picture, use.article, deed is Deed.WITHDRAW)])
                self.tell(is_of_record=False)
            case Deed.FORGET:
                self.uses.forget("bridge", [PICTURE])
                self.tell(is_of_record=False)
            case Deed.READ if state and state.made:
                # Of one that is not made, nobody knows the addresses.
                self.renditions.read_all()
            case Deed.LOSE:
                for place in sorted(self.renditions.stored)[::2]:
                    del self.renditions.stored[place]
                self.tell(is_of_record=False)

    def _write(self, event: PictureEvent) -> None:
        state = self.log.read(PICTURE)
        assert self.append(record(NAME, state.recorded + 1 if state else 1, event))

    def append(self, written: PictureRecord) -> bool:
        """Write a record, of which S3 tells."""
        if is_new := self.log.append(written):
            self.tell(is_of_record=True)
        return is_new

    def _follow_all(self, turn: Turn) -> None:
        while self._queue or not self._done:
            turn.step()
            if not self._queue:
                continue
            is_of_record = self._queue.pop(0)
            upkeep, articles = self._process(turn)
            try:
                upkeep.keep_up(PICTURE, Message("message", NOON))
                if is_of_record:
                    articles.tell(upkeep.users(PICTURE))
            except (StoreUnavailable, WorkerKilled):
                self._queue.append(is_of_record)

    def _process(self, turn: Turn) -> tuple[Upkeep, Any]:
        """Give what one process of a worker holds."""

        around = failing_calls(turn, self._failures, self._calls)

        def stepped(store: object) -> Any:
            return cast("Any", SteppedStore(store, around))

        log = stepped(_TellingLog(self))
        uses, sent, renditions = map(stepped, (self.uses, self.sent, self.renditions))
        edge, newest = stepped(self.edge), stepped(self.newest)
        upkeep = Upkeep(log, uses, sent, renditions, edge, newest, develop_nothing)
        return upkeep, stepped(self.articles)


class _TellingLog:
    """The log of a room, of whose records S3 tells."""

    def __init__(self, room: PictureRoom) -> None:
        self.append = room.append
        self.read = room.log.read
