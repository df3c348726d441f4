"""While an article is indexed, something else happens at each of its calls, wholly, and is indexed.

What then stands is what comes of the log, indexed once from nothing; and renditions stand if they
are to. tests/property/test_fold_to_index.py lets all go on at once instead, and finds these seldom.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
from itertools import combinations_with_replacement, count, product
from typing import Any, cast

import pytest

from broadsheet.domain.article import Hold
from broadsheet.domain.keys import parse_record_key
from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.picturing import Picturing
from tests.domain.pictures import a_picture, ready, record
from tests.domain.records import NOON, desk
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureLog, MemoryPictureUses
from tests.formats.items import message_of
from tests.indexing.workers import SITE, SteppedStore, Turn, Turns, replayed

HARBOUR, BOAT = map(a_picture, ("harbour", "boat"))
_CALLS = 14
"""Of one run, and some: what is to happen at later ones happens after it."""
_MANY_TURNS = 100
"""More than two runs have calls."""


class Happening(StrEnum):
    """What a newsroom does."""

    SHOW = "publishes a revision with the picture"
    SHOW_ANOTHER = "publishes a revision with another picture"
    WITHDRAW = "withdraws the article"
    TAKE_DOWN = "takes the picture down"
    BRING_BACK = "brings it back"


class Race:
    """One article and two pictures in memory; ``picture`` acts as soon as it is told.

    Parameters
    ----------
    publish_at
        When the article is for readers; with ``HOLD`` never, so that no earlier revision counts.
    """

    def __init__(self, publish_at: Hold | None = None) -> None:
        self.log, self.contents, self.index = MemoryLog(), MemoryContents(), MemoryIndex()
        self.pictures = MemoryPictureLog(*ready("harbour"), *ready("boat"))
        self.uses, self.renditions = MemoryPictureUses(), {HARBOUR, BOAT}
        self._number, self._publish_at = 0, publish_at

    def tell(self, ids: Collection[str]) -> None:
        """Let renditions stand or not, as ``picture`` does."""
        for each in ids:
            (self.renditions.add if self.are_to_stand(each) else self.renditions.discard)(each)

    def are_to_stand(self, picture: str) -> bool:
        state = self.pictures.read(picture)
        assert state
        return state.renditions_stand(self.uses.of(picture))

    def do(self, deed: Happening, *, is_indexed: bool = True) -> None:
        """Write a record, and do all that it leads to."""
        state = self.pictures.read(HARBOUR)
        assert state
        if deed in {Happening.TAKE_DOWN, Happening.BRING_BACK}:
            event = PictureEvent.BROUGHT_BACK if state.takedown else PictureEvent.TAKEN_DOWN
            if (deed is Happening.TAKE_DOWN) is (state.takedown is None):
                assert self.pictures.append(record("harbour", state.recorded + 1, event))
            self.tell([HARBOUR])
            is_indexed = is_indexed and bool(self.uses.of(HARBOUR))
        else:
            self._write(deed)
        if is_indexed:
            self.indexer(lambda call, *arguments: call(*arguments)).index("bridge")

    def _write(self, deed: Happening) -> None:
        self._number += 1
        said: dict[str, Any] = {"received_at": NOON + timedelta(minutes=self._number)}
        if deed is Happening.WITHDRAW:
            gone = desk(self._number, withdrawal=Withdrawal(WithdrawnAs.GONE))
            assert self.log.append(replace(gone, **said))
        else:
            shown = HARBOUR if deed is Happening.SHOW else BOAT
            message = message_of(images=[{"id": shown, "alt": "Alt"}])
            self.log.keep(self._number, message, publish_at=self._publish_at, **said)

    def indexer(self, around: Callable[..., Any]) -> Indexer:
        stores = (self.log, self.contents, self.index, self.pictures, self.uses, self)
        log, contents, index, *ports = (cast("Any", SteppedStore(each, around)) for each in stores)
        return Indexer(log, contents, index, SITE, Picturing(*ports))

    def index_while(self, deeds: Sequence[Happening], at: Sequence[int]) -> None:
        """Index the article; each deed happens before the call of its number."""
        waiting, calls = list(zip(at, deeds, strict=True)), count()

        def around(call: Callable[..., Any], *arguments: Any) -> Any:
            number = next(calls)
            while waiting and waiting[0][0] <= number:
                self.do(waiting.pop(0)[1])
            return call(*arguments)

        self.indexer(around).index("bridge")
        for _, deed in waiting:
            self.do(deed)

    def index_twice(self, deed: Callable[[], None], first: int, second: int) -> None:
        """Let a run make some calls, then do a deed and let a second run make some; end in order.

        The first has nothing to do: it ends with the head that stands, if it read before the deed.
        """

        def run(turn: Turn) -> None:
            def around(call: Callable[..., Any], *arguments: Any) -> Any:
                turn.step()
                return call(*arguments)

            self.indexer(around).index("bridge")

        def run_after_deed(turn: Turn) -> None:
            deed()
            run(turn)

        turns = [*[0] * (first + 1), *[1] * (second + 1), *[0] * _MANY_TURNS]
        Turns(iter(turns)).run(run, run_after_deed)

    def erase(self) -> None:
        for key in list(self.log.stored):
            stone = Tombstone(*parse_record_key(key), NOON)
            self.log.stored[key] = write_tombstone(stone)

    def check(self) -> None:
        uses = MemoryPictureUses()
        index, contents = replayed(self.log, ["bridge"], self.pictures, uses)
        assert self.index.heads == index.heads
        assert self.index.cards == index.cards
        assert self.uses.stored == uses.stored
        (head,) = index.heads.values()
        for key in filter(None, (head.content, head.history)):
            assert self.contents.stored(key) == contents.stored(key)
        for picture in (HARBOUR, BOAT):
            assert (picture in self.renditions) is self.are_to_stand(picture)


@pytest.mark.parametrize(
    "deeds",
    [
        [Happening.TAKE_DOWN],
        [Happening.WITHDRAW],
        [Happening.SHOW],
        [Happening.SHOW_ANOTHER],
        [Happening.BRING_BACK, Happening.TAKE_DOWN],
        [Happening.WITHDRAW, Happening.SHOW],
        [Happening.SHOW_ANOTHER, Happening.SHOW],
    ],
    ids=lambda deeds: "-".join(deed.name for deed in deeds),
)
@pytest.mark.parametrize("last", [Happening.SHOW, Happening.WITHDRAW, Happening.BRING_BACK])
def test_nothing_that_happens_at_any_call_is_lost(
    deeds: Sequence[Happening], last: Happening
) -> None:
    for before in (
        [Happening.SHOW],
        [Happening.SHOW, Happening.TAKE_DOWN],
        [Happening.SHOW, Happening.WITHDRAW],
    ):
        for at in combinations_with_replacement(range(_CALLS), len(deeds)):
            race = Race()
            for deed in before:
                race.do(deed)
            race.do(last, is_indexed=False)
            race.index_while(deeds, at)
            race.check()


@pytest.mark.parametrize("deed", Happening)
def test_nothing_that_happens_while_an_article_is_new_is_lost(deed: Happening) -> None:
    for at in range(_CALLS):
        race = Race()
        race.do(Happening.SHOW, is_indexed=False)
        race.index_while([deed], [at])
        race.check()


@pytest.mark.parametrize("deed", Happening)
def test_a_picture_that_no_reader_has_seen_is_forgotten_when_another_takes_its_place(
    deed: Happening,
) -> None:
    """Taken down between the move and the second look, the new picture made its run begin again."""
    for at in range(_CALLS):
        race = Race(Hold.HOLD)
        race.do(Happening.SHOW_ANOTHER)
        race.do(Happening.SHOW, is_indexed=False)
        race.index_while([deed], [at])
        race.check()


@pytest.mark.parametrize("deed", [Happening.SHOW, Happening.SHOW_ANOTHER, Happening.WITHDRAW])
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_run_in_vain_takes_nothing_back(deed: Happening, *, is_withdrawn: bool) -> None:
    """It moves the head to where it stands, so whoever moves it on does not see that it did."""
    for first, second in product(range(_CALLS), repeat=2):
        race = Race()
        race.do(Happening.SHOW)
        if is_withdrawn:
            race.do(Happening.WITHDRAW)
        race.index_twice(partial(race.do, deed, is_indexed=False), first, second)
        race.check()


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_run_in_vain_brings_no_picture_of_an_erased_article_back(*, is_withdrawn: bool) -> None:
    for first, second in product(range(_CALLS), repeat=2):
        race = Race()
        race.do(Happening.SHOW)
        if is_withdrawn:
            race.do(Happening.WITHDRAW)
        race.index_twice(race.erase, first, second)
        assert [use.is_withdrawn for use in race.uses.of(HARBOUR)] == [True]
        assert HARBOUR not in race.renditions
