"""However identical submissions meet, and whatever fails: one article for each day, and no more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, pairwise
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.desk.documents import Receipt
from broadsheet.desk.editing import Desk
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Record
from tests.desk.desk_requests import desk_request
from tests.desk.memory_desk import SITE_URL
from tests.domain.records import NOON
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureLog
from tests.indexing.workers import SITE, CallFailure, SteppedStore, Turn, Turns

DOCUMENT = {"headline": "No delays", "section": "news", "body": "All ferries sail on time."}
A_DAY = timedelta(hours=24)
AHEAD = timedelta(seconds=1)
TO_MIDNIGHT = A_DAY / 2 - AHEAD
FAILURES = st.sampled_from([CallFailure.BEFORE, CallFailure.AFTER])


@dataclass(frozen=True, slots=True)
class Wave:
    """Identical submissions that meet.

    Attributes
    ----------
    after
        How long after the wave before it.
    ahead
        For each submission, whether the clock of its function is a second ahead.
    is_withdrawn
        Whether what it came to is then withdrawn.
    """

    after: timedelta
    ahead: Sequence[bool]
    is_withdrawn: bool


WAVES = st.builds(
    Wave,
    after=st.sampled_from([A_DAY / 2, A_DAY - AHEAD, A_DAY, TO_MIDNIGHT, A_DAY + TO_MIDNIGHT])
    | st.timedeltas(timedelta(seconds=2), 9 * A_DAY),
    ahead=st.lists(st.booleans(), min_size=1, max_size=4),
    is_withdrawn=st.booleans(),
)


class Contributor:
    """Sends the same bytes again and again, over one log.

    Parameters
    ----------
    turns
        Who goes next, at each call of the log.
    failures
        The numbers of the calls that fail, and how.
    """

    def __init__(self, turns: Sequence[int], failures: Mapping[int, CallFailure]) -> None:
        self.log = MemoryLog()
        self.desk = Desk(self.log, SITE, SITE_URL, MemoryPictureLog())
        self._turns: Iterator[int] = iter(turns)
        self._failures = failures
        self._calls = count()

    def send(self, moments: Sequence[datetime]) -> list[Receipt]:
        """Submit once at each moment, all interleaved; the receipts of those that came through."""
        receipts: list[Receipt] = []

        def at(moment: datetime) -> Callable[[Turn], None]:
            def submit(turn: Turn) -> None:
                store = SteppedStore(self.log, lambda *call: self._call(turn, *call))
                # Of one that fails nobody has a receipt; a retry is another submission.
                with suppress(StoreUnavailable):
                    desk = Desk(cast("Any", store), SITE, SITE_URL, MemoryPictureLog())
                    receipts.append(desk.submit(desk_request("POST /articles", DOCUMENT), moment))

            return submit

        Turns(self._turns).run(*[at(moment) for moment in moments])
        return receipts

    def beginnings(self) -> list[datetime]:
        """When each article was first received, the earliest first."""
        records = [record for article in self.log.articles("") for record in self._log_of(article)]
        return sorted(record.received_at for record in records if str(record.name) == "desk-1")

    def _log_of(self, article: str) -> tuple[Record, ...]:
        reading = self.log.read(article)
        assert not reading.unreadable
        return reading.records

    def _call(self, turn: Turn, call: Callable[..., Any], *arguments: Any) -> Any:
        turn.step()
        failure = self._failures.get(next(self._calls))
        if failure is CallFailure.BEFORE:
            raise StoreUnavailable(failure)
        result = call(*arguments)
        if failure is CallFailure.AFTER:
            raise StoreUnavailable(failure)
        return result


@given(
    st.lists(WAVES, min_size=1, max_size=4),
    st.lists(st.integers(0, 3), max_size=80),
    st.dictionaries(st.integers(0, 40), FAILURES, max_size=4),
)
def test_the_same_bytes_begin_one_article_a_day(
    waves: list[Wave], turns: list[int], failures: dict[int, CallFailure]
) -> None:
    contributor, now = Contributor(turns, failures), NOON
    new: list[str] = []
    for wave in waves:
        now += wave.after
        receipts = contributor.send([now + AHEAD if ahead else now for ahead in wave.ahead])
        new += [receipt.article for receipt in receipts if receipt.is_new]
        for receipt in receipts:
            assert now - receipt.received_at < A_DAY
            assert receipt.received_at - now <= AHEAD
        if len(set(wave.ahead)) == 1:
            assert len({receipt.article for receipt in receipts}) <= 1
        if wave.is_withdrawn and receipts:
            withdraw(contributor.desk, receipts[0].article, now)
    assert len(set(new)) == len(new)
    for earlier, later in pairwise(contributor.beginnings()):
        assert later - earlier >= A_DAY


def withdraw(desk: Desk, article: str, now: datetime) -> None:
    """Take it down, unless it is down already."""
    request = desk_request("DELETE /articles/{id}", None, article, "desk-1")
    desk.withdraw(request, now)
