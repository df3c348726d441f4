"""Whatever comes, in whatever order, however often, and whatever fails: one log, one index.

What the index must equal is a clean replay: every article of the log indexed once, from nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.domain.article import Hold
from broadsheet.domain.fold import fold
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import message_digest
from broadsheet.domain.record import Record, Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import LogReading
from broadsheet.indexing.indexer import Indexer
from tests.domain.pictures import a_picture
from tests.domain.records import NOON, desk, wire
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureUses, no_pictures
from tests.indexing.workers import SITE, CallFailure, Newsroom, message_of, replayed

Arrival = tuple[Record, bytes]

ARTICLES = ("bridge", "tunnel")
PICTURES = ("harbour", "boat")
WIRE_LABELS = ("1-t-a", "2-t-a", "2-t-b", "9-t-a", "10-t-a")
MOMENTS = st.integers(0, 9).map(lambda minutes: NOON + timedelta(minutes=minutes))
PUBLISH_AT = st.none() | st.just(Hold.HOLD) | MOMENTS
WITHDRAWALS = st.builds(
    Withdrawal,
    st.sampled_from(WithdrawnAs),
    st.sampled_from([None, "Wrong"]),
    keeps_pictures=st.booleans(),
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(PICTURES), st.integers(0, 8)),
    max_size=6,
)
"""Which pictures are taken down, or brought back if they are, and after how many turns."""
DOCUMENTS = st.fixed_dictionaries(
    {
        "headline": st.sampled_from(["Bridge", "Old bridge"]),
        "section": st.sampled_from(["news", "politics"]),
        "body": st.sampled_from(["Open.", "Shut."]),
    },
    optional={
        "slug": st.just("bridge-opens"),
        "tags": st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
        "byline": st.lists(st.sampled_from(["Anna", "Ben"]), min_size=1, unique=True),
        "translation_of": st.sampled_from([*ARTICLES, "ferry"]),
        "images": st.lists(st.sampled_from(PICTURES), unique=True).map(
            lambda names: [{"id": a_picture(name), "alt": name} for name in names]
        ),
    },
)
NAMES = st.one_of(
    st.integers(1, 4).map(lambda number: desk(number).name),
    st.sampled_from(WIRE_LABELS).map(lambda label: wire(label).name),
)
BASED_ON = st.lists(
    st.sampled_from([f"wire-{label}" for label in WIRE_LABELS]), max_size=2, unique=True
).map(tuple)


PICTURED = st.fixed_dictionaries(
    {
        "headline": st.just("Bridge"),
        "section": st.just("news"),
        "body": st.just("Open."),
        "images": st.lists(st.sampled_from(PICTURES), min_size=1, unique=True).map(
            lambda names: [{"id": a_picture(name), "alt": name} for name in names]
        ),
    }
)


@st.composite
def arrivals(
    draw: st.DrawFn,
    name: RevisionName,
    article: str,
    documents: st.SearchStrategy[dict[str, Any]] = DOCUMENTS,
) -> Arrival:
    """One revision and its message."""
    usual = replace(desk(1), article=article, name=name, received_at=draw(MOMENTS))
    record = replace(usual, based_on=draw(BASED_ON), correlation_id=f"{article} {name}")
    if draw(st.integers(0, 3)) == 0:
        return replace(record, message=None, withdrawal=draw(WITHDRAWALS)), b""
    message = message_of(draw(documents))
    return replace(
        record,
        message=message_digest(message),
        publish_at=draw(PUBLISH_AT),
        correction=draw(st.none() | st.just("The year")),
    ), message


@st.composite
def logs(
    draw: st.DrawFn, articles: Sequence[str] = ARTICLES, least: int = 1, most: int = 8
) -> list[Arrival]:
    """The revisions of several articles, in any order of arrival."""
    places = st.tuples(NAMES, st.sampled_from(articles))
    chosen = draw(st.lists(places, min_size=least, max_size=most, unique=True))
    return [draw(arrivals(name, article)) for name, article in chosen]


TURNS = st.lists(st.integers(0, 11), min_size=40, max_size=80)
PICKS = st.lists(st.integers(0, 11), max_size=12)
COPIES = st.lists(st.integers(1, 3), max_size=8)
FAILURES = st.dictionaries(st.integers(0, 40), st.sampled_from(CallFailure), min_size=1, max_size=3)


def assert_as_replayed(
    newsroom: Newsroom, log: Sequence[Arrival], *, has_failures: bool = False
) -> None:
    """Hold index and contents to a clean replay, item for item."""
    articles = sorted({record.article for record, _ in log})
    uses = MemoryPictureUses()
    index, contents = replayed(newsroom.log, articles, newsroom.pictures, uses)
    assert newsroom.index.heads == index.heads
    assert newsroom.index.cards == index.cards
    assert newsroom.index.faults == index.faults == {}
    # Who ends between noting and moving leaves a use that no head may name: a rebuild sweeps it.
    named = {
        place: use
        for place, use in newsroom.uses.stored.items()
        if use.picture in newsroom.index.heads[article_key(use.article)].pictures
    }
    assert (named if has_failures else newsroom.uses.stored) == uses.stored
    for head in index.heads.values():
        if head.content:
            assert newsroom.contents.stored(head.content) == contents.stored(head.content)
        if head.history:
            assert newsroom.contents.stored(head.history) == contents.stored(head.history)


@given(logs(), COPIES, TURNS, PICKS)
def test_no_order_repetition_or_batch_of_notices_changes_the_index(
    log: list[Arrival], copies: list[int], turns: list[int], picks: list[int]
) -> None:
    newsroom = Newsroom(log, copies, turns, picks, failures={})
    newsroom.run(workers=1)
    assert_as_replayed(newsroom, log)


@given(logs(("bridge",), least=2, most=3), TURNS, PICKS, st.integers(2, 3))
def test_no_interleaving_of_workers_changes_the_index(
    log: list[Arrival], turns: list[int], picks: list[int], workers: int
) -> None:
    """One article, and few notices: more would make good what one worker did wrong."""
    newsroom = Newsroom(log, [], turns, picks, failures={})
    newsroom.run(workers)
    assert_as_replayed(newsroom, log)


@st.composite
def pictured_logs(draw: st.DrawFn, articles: Sequence[str] = ("bridge",)) -> list[Arrival]:
    """Few revisions of the desk, in order, each with pictures or a withdrawal."""
    return [
        draw(arrivals(desk(number).name, article, PICTURED))
        for article in articles
        for number in range(1, draw(st.integers(2, 4)))
    ]


RUSHES = st.lists(
    st.tuples(st.integers(0, 11), st.integers(1, 20)).map(lambda rush: [rush[0]] * rush[1]),
    min_size=4,
    max_size=16,
).map(lambda rushes: [turn for rush in rushes for turn in rush])
"""Who goes next, for several turns: one overtakes another by a whole run, or stands still."""


@given(pictured_logs(), RUSHES, st.integers(2, 3), EVENTS)
def test_no_takedown_that_races_an_index_run_leaves_a_picture(
    log: list[Arrival], turns: list[int], workers: int, events: list[tuple[str, int]]
) -> None:
    """Whoever takes a picture down tells the articles that use it once its record stands."""
    newsroom = Newsroom(log, [], turns, [], failures={}, events=events)
    newsroom.run(workers)
    assert_as_replayed(newsroom, log)


@given(pictured_logs(ARTICLES), RUSHES, st.integers(1, 3), EVENTS)
def test_renditions_stand_exactly_if_they_are_to(
    log: list[Arrival], turns: list[int], workers: int, events: list[tuple[str, int]]
) -> None:
    """Withdrawn, brought back, shown by another article, taken down: all in any order."""
    newsroom = Newsroom(log, [], turns, [], failures={}, events=events)
    newsroom.run(workers)
    for picture in map(a_picture, PICTURES):
        assert (picture in newsroom.renditions) is newsroom.are_to_stand(picture)


@given(logs(), TURNS, PICKS, FAILURES, st.integers(1, 2))
def test_no_failure_changes_the_index_once_what_failed_was_delivered_again(
    log: list[Arrival],
    turns: list[int],
    picks: list[int],
    failures: dict[int, CallFailure],
    workers: int,
) -> None:
    newsroom = Newsroom(log, [], turns, picks, failures)
    newsroom.run(workers)
    assert_as_replayed(newsroom, log, has_failures=True)


class LogAsItWas(MemoryLog):
    """A log that is read as it was when it held fewer revisions."""

    held = 0

    def read(self, article_id: str) -> LogReading:
        assert article_id
        records = [Record.from_json(key, stored) for key, stored in self.stored.items()]
        return LogReading(tuple(records[: self.held]))


@given(logs(("bridge",)), st.data())
def test_a_head_never_goes_back_to_fewer_revisions(log: list[Arrival], data: st.DataObject) -> None:
    stored, index = LogAsItWas(), MemoryIndex()
    for record, message in log:
        stored.store_message(message, "application/json")
        stored.append(record)
    most = 0
    indexer = Indexer(stored, MemoryContents(), index, SITE, no_pictures())
    for held in data.draw(st.lists(st.integers(1, len(log)), min_size=1, max_size=6)):
        stored.held = held
        most = max(most, held)
        indexer.index("bridge")
        head = index.heads[article_key("bridge")]
        assert head.folded == most
        assert head.revision == str(fold([record for record, _ in log[:most]]).head.name)


@given(logs(("bridge",)), st.data())
def test_an_edit_that_names_no_date_moves_none(log: list[Arrival], data: st.DataObject) -> None:
    """Whatever stands: the desk's next revision keeps its date and all of its corrections."""
    before = fold([record for record, _ in log])
    numbers = [record.name.number for record, _ in log if record.name.part == "desk"]
    fields: dict[str, Any] = {
        "based_on": (str(before.head.name),),
        "received_at": NOON + timedelta(hours=1),
        "withdrawal": data.draw(st.none() | WITHDRAWALS),
    }
    edit = desk(max(numbers, default=0) + 1, **fields)
    after = fold([*(record for record, _ in log), edit])
    assert after.corrections == before.corrections
    if before.item or fields["withdrawal"]:
        assert after.publish_at == before.publish_at
    if before.head.name.part == "wire":
        assert after.head == edit
