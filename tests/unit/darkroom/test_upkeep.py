"""Upkeep: what is made, kept, refused, made again and deleted, and in which order."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest

from broadsheet.darkroom.upkeep import Message, Upkeep, rendition_names
from broadsheet.domain.picture import MadePicture, PictureStage, PictureState, PictureUse
from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.problems import StoreUnavailable, UnreadableRevision
from tests.domain.pictures import NOON, a_picture, development, digest_of, ready, record
from tests.fakes.darkroom import (
    NO_PICTURE,
    MemoryEdge,
    MemoryNewestPictures,
    MemoryRenditions,
    MemorySentPictures,
    develop_nothing,
)
from tests.fakes.pictures import MemoryPictureLog, MemoryPictureUses
from tests.indexing.workers import SteppedStore

BY_HAND = Message("message-1", NOON)
MADE = frozenset(f"{width}.{end}" for width in (320, 640) for end in ("avif", "webp", "jpg"))


@dataclass
class DarkroomInMemory:
    """A darkroom in memory."""

    log: MemoryPictureLog = field(default_factory=MemoryPictureLog)
    uses: MemoryPictureUses = field(default_factory=MemoryPictureUses)
    sent: MemorySentPictures = field(default_factory=MemorySentPictures)
    renditions: MemoryRenditions = field(default_factory=MemoryRenditions)
    newest: MemoryNewestPictures = field(default_factory=MemoryNewestPictures)

    def __post_init__(self) -> None:
        self.edge = MemoryEdge(self.renditions)

    def keep_up(
        self,
        name: str = "harbour",
        message: Message = BY_HAND,
        before: Callable[[int], None] = lambda _call: None,
    ) -> tuple[str, ...]:
        """Keep a picture up; before each call of a store something else may happen."""
        calls = count()

        def around(call: Callable[..., Any], *arguments: Any) -> Any:
            before(next(calls))
            return call(*arguments)

        stores = (self.log, self.uses, self.sent, self.renditions, self.edge, self.newest)
        watched: list[Any] = [SteppedStore(store, around) for store in stores]
        log, uses, sent, renditions, edge, newest = watched
        upkeep = Upkeep(log, uses, sent, renditions, edge, newest, develop_nothing)
        return upkeep.keep_up(a_picture(name), message)

    def write(self, name: str, event: PictureEvent, **fields: Any) -> None:
        state = self.log.read(a_picture(name))
        assert self.log.append(record(name, state.recorded + 1 if state else 1, event, **fields))

    def state(self, name: str = "harbour") -> PictureState:
        state = self.log.read(a_picture(name))
        assert state
        return state

    def send(self, name: str, body: bytes | None = None) -> None:
        state = self.log.read(a_picture(name))
        key = (a_picture(name), state.announced if state else 1)
        self.sent.uploads[key] = name.encode() if body is None else body


@pytest.fixture
def room() -> DarkroomInMemory:
    """A darkroom to which a picture was announced."""
    room = DarkroomInMemory()
    room.write("harbour", PictureEvent.ANNOUNCED)
    return room


@pytest.fixture
def shown(room: DarkroomInMemory) -> DarkroomInMemory:
    """And which has made it; an article shows it."""
    room.send("harbour")
    assert room.keep_up() == ("made",)
    room.uses.note([PictureUse(a_picture("harbour"), "bridge")])
    return room


def test_a_picture_is_made_of_what_was_sent(room: DarkroomInMemory) -> None:
    room.send("harbour")
    assert room.keep_up() == ("made",)
    state = room.state()
    assert state.stage is PictureStage.READY
    assert state.made
    assert room.renditions.names(state.made.token) == MADE
    assert room.sent.originals == {a_picture("harbour"): b"harbour"}
    assert room.newest.listed[a_picture("harbour")] == state
    last = room.log.stored[f"picture-records/{a_picture('harbour')}/00000002.json"]
    assert (last.at, last.correlation_id, last.contributor) == (NOON, "message-1", "")


def test_nothing_is_made_until_the_file_is_there(room: DarkroomInMemory) -> None:
    assert room.keep_up() == ()
    assert room.state().stage is PictureStage.PROCESSING
    assert room.newest.listed[a_picture("harbour")].stage is PictureStage.PROCESSING
    assert not room.renditions.stored


def test_what_nobody_announced_is_left_alone(
    room: DarkroomInMemory, caplog: pytest.LogCaptureFixture
) -> None:
    room.send("stray")
    assert room.keep_up("stray") == ()
    assert "nobody announced" in caplog.text
    assert not room.sent.originals
    assert not room.newest.listed


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"HARBOUR", "has other bytes than those announced: its SHA-256 differs"),
        (b"harbou", "has 6 bytes, not the 7 that were announced"),
        (b"harbour and a zip", "has more than the 7 bytes that were announced"),
        (b"", "has 0 bytes, not the 7 that were announced"),
    ],
)
def test_other_bytes_than_those_announced_are_refused(
    room: DarkroomInMemory, sent: bytes, reason: str
) -> None:
    room.send("harbour", sent)
    assert room.keep_up() == ("refused",)
    assert room.state().refusal == reason
    assert not room.sent.originals, "what is no picture is not kept for ever"
    assert not room.renditions.stored
    assert room.newest.listed[a_picture("harbour")].stage is PictureStage.REFUSED


def test_what_the_development_refuses_is_refused_and_not_kept() -> None:
    room, name = DarkroomInMemory(), NO_PICTURE.decode()
    room.write(name, PictureEvent.ANNOUNCED)
    room.send(name)
    assert room.keep_up(name) == ("refused",)
    assert room.state(name).refusal == "is none"
    assert not room.sent.originals


def test_what_was_refused_is_made_once_it_is_announced_and_sent_again(
    room: DarkroomInMemory,
) -> None:
    room.send("harbour", b"HARBOUR")
    room.keep_up()
    assert room.keep_up() == ()
    room.write("harbour", PictureEvent.ANNOUNCED)
    assert room.keep_up() == (), "what was refused before is not looked at again"
    room.send("harbour")
    assert room.keep_up() == ("made",)


def test_nothing_is_done_twice(shown: DarkroomInMemory) -> None:
    before = dict(shown.log.stored), dict(shown.renditions.stored)
    assert shown.keep_up() == ()
    assert (dict(shown.log.stored), dict(shown.renditions.stored)) == before
    assert not shown.edge.told


def test_what_is_taken_down_is_gone_and_the_edge_forgets_it(shown: DarkroomInMemory) -> None:
    shown.renditions.read_all()
    shown.write("harbour", PictureEvent.TAKEN_DOWN)
    assert shown.keep_up() == ("renditions deleted",)
    assert not shown.renditions.stored
    assert not shown.renditions.at_the_edge
    ((_, names),) = shown.edge.told
    assert set(names) == MADE
    assert shown.sent.originals, "the log keeps it"
    assert shown.newest.listed[a_picture("harbour")].stage is PictureStage.TAKEN_DOWN


def test_the_edge_is_told_again_after_an_attempt_that_ended_before(shown: DarkroomInMemory) -> None:
    shown.renditions.read_all()
    shown.write("harbour", PictureEvent.TAKEN_DOWN)
    made = shown.state().made
    assert made
    shown.renditions.delete(made.token)  # and then the process ended
    assert shown.keep_up() == ()
    assert not shown.renditions.at_the_edge


def test_a_rebuild_tells_the_edge_only_of_what_it_deleted(shown: DarkroomInMemory) -> None:
    shown.write("harbour", PictureEvent.TAKEN_DOWN)
    rebuild = replace(BY_HAND, tells_edge=False)
    assert shown.keep_up(message=rebuild) == ("renditions deleted",)
    assert len(shown.edge.told) == 1
    assert shown.keep_up(message=rebuild) == ()
    assert len(shown.edge.told) == 1


def test_what_is_brought_back_is_made_again_at_the_same_addresses(shown: DarkroomInMemory) -> None:
    before = dict(shown.renditions.stored)
    shown.write("harbour", PictureEvent.TAKEN_DOWN)
    shown.keep_up()
    shown.sent.uploads.clear()  # a day later
    shown.sent.tokens.clear()
    shown.write("harbour", PictureEvent.BROUGHT_BACK)
    assert shown.keep_up() == ("renditions made again",)
    assert shown.renditions.stored == before


def test_only_what_is_missing_is_written_again(
    shown: DarkroomInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shown.state().made
    assert made
    del shown.renditions.stored[made.token, "640.webp"]
    written: list[str] = []
    write = shown.renditions.write

    def watch(token: str, name: str, body: bytes, content_type: str) -> None:
        written.append(name)
        write(token, name, body, content_type)

    monkeypatch.setattr(shown.renditions, "write", watch)
    assert shown.keep_up() == ("renditions made again",)
    assert written == ["640.webp"]


@pytest.mark.parametrize("damage", ["missing", "other bytes"])
def test_without_its_original_nothing_is_made_again_and_somebody_is_told(
    shown: DarkroomInMemory, damage: str
) -> None:
    shown.renditions.stored.clear()
    shown.sent.originals.clear()
    if damage == "other bytes":
        shown.sent.originals[a_picture("harbour")] = b"HARBOUR"
    with pytest.raises(UnreadableRevision, match=f"originals/{a_picture('harbour')}"):
        shown.keep_up()


def test_a_picture_of_withdrawn_articles_alone_does_not_stand(shown: DarkroomInMemory) -> None:
    use = PictureUse(a_picture("harbour"), "bridge")
    shown.uses.note([replace(use, is_withdrawn=True)])
    assert shown.keep_up() == ("renditions deleted",)
    shown.uses.note([replace(use, article="ferry")])
    assert shown.keep_up() == ("renditions made again",)
    shown.uses.forget("ferry", [a_picture("harbour")])
    assert shown.keep_up() == ("renditions deleted",)
    shown.uses.forget("bridge", [a_picture("harbour")])
    assert shown.keep_up() == ("renditions made again",), "nobody's is for whoever comes"


def test_what_was_half_made_when_it_was_taken_down_does_not_stay(room: DarkroomInMemory) -> None:
    room.send("harbour")
    token = room.sent.token(a_picture("harbour"))
    room.renditions.write(token, "320.jpg", b"", "image/jpeg")  # and then the process ended
    room.write("harbour", PictureEvent.TAKEN_DOWN)
    assert room.keep_up() == ("renditions deleted",)
    assert not room.edge.told, "nobody knows the address"
    room.write("harbour", PictureEvent.BROUGHT_BACK)
    assert room.keep_up() == ("made",)


def test_an_erased_picture_has_no_renditions_and_is_in_no_list(shown: DarkroomInMemory) -> None:
    """Its log no longer knows its address; the edge has to be told of it all the same."""
    shown.renditions.read_all()
    for number in (1, 2, 3):
        tombstone = record("harbour", number, PictureEvent.ERASED)
        shown.log.stored[tombstone.key] = tombstone
    shown.sent = MemorySentPictures()
    assert shown.state().made is None
    assert shown.keep_up() == ("renditions deleted",)
    assert not shown.renditions.stored
    assert not shown.renditions.at_the_edge
    assert not shown.newest.listed
    assert shown.keep_up() == ()


@pytest.mark.parametrize("call", range(12))
def test_an_erasure_that_ends_after_any_call_is_done_the_next_time(
    shown: DarkroomInMemory, call: int
) -> None:
    shown.renditions.read_all()
    for number in (1, 2, 3):
        tombstone = record("harbour", number, PictureEvent.ERASED)
        shown.log.stored[tombstone.key] = tombstone

    def end(now: int) -> None:
        if now == call:
            raise StoreUnavailable("the process ends")

    with suppress(StoreUnavailable):
        shown.keep_up(before=end)
    shown.keep_up()
    assert not shown.renditions.stored
    assert not shown.renditions.at_the_edge
    assert not shown.newest.listed


def test_a_failure_is_raised_and_what_was_done_stays(
    room: DarkroomInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.send("harbour")

    def fail(*_: object) -> None:
        raise StoreUnavailable("S3 is out")

    with monkeypatch.context() as patch:
        patch.setattr(room.log, "append", fail)
        with pytest.raises(StoreUnavailable):
            room.keep_up()
    token = room.sent.tokens[a_picture("harbour")]
    assert room.keep_up() == ("made",)
    assert room.state().made == MadePicture(token, development(widths=(320, 640)))
    assert {found for found, _ in room.renditions.stored} == {token}


def test_an_original_is_kept_before_the_first_rendition(
    room: DarkroomInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What readers may see can always be made again."""
    room.send("harbour")
    write = room.renditions.write

    def and_look(*rendition: Any) -> None:
        assert a_picture("harbour") in room.sent.originals
        write(*rendition)

    monkeypatch.setattr(room.renditions, "write", and_look)
    assert room.keep_up() == ("made",)


def test_the_names_of_renditions_are_widths_with_an_ending() -> None:
    assert rendition_names(development(widths=(320, 640))) == MADE
    (_, made) = ready("harbour")
    assert made.made
    assert len(rendition_names(made.made.development)) == 12
    assert digest_of("harbour")


@pytest.mark.parametrize("call", range(24))
def test_what_is_taken_down_between_any_two_calls_of_another_is_gone(
    shown: DarkroomInMemory, call: int
) -> None:
    """One worker makes again what is missing; meanwhile another does all of a take-down."""
    made = shown.state().made
    assert made
    shown.renditions.delete(made.token)

    def take_down(now: int) -> None:
        if now == call:
            shown.write("harbour", PictureEvent.TAKEN_DOWN)
            shown.keep_up()
            shown.renditions.read_all()

    shown.keep_up(before=take_down)
    if shown.state().stage is PictureStage.TAKEN_DOWN:
        assert not shown.renditions.stored
    else:
        assert call > 9, "there are fewer calls"


@pytest.mark.parametrize("call", range(24))
def test_whatever_readers_read_while_a_picture_goes_the_edge_does_not_keep(
    shown: DarkroomInMemory, call: int
) -> None:
    shown.write("harbour", PictureEvent.TAKEN_DOWN)
    shown.keep_up(before=lambda now: shown.renditions.read_all() if now == call else None)
    assert not shown.renditions.at_the_edge


@pytest.mark.parametrize("call", range(24))
def test_two_that_make_it_at_once_make_one(room: DarkroomInMemory, call: int) -> None:
    room.send("harbour")

    def make_it_too(now: int) -> None:
        if now == call:
            room.keep_up()

    room.keep_up(before=make_it_too)
    made = room.state().made
    assert made
    assert room.state().recorded == 2
    assert {token for token, _ in room.renditions.stored} == {made.token}
    assert room.renditions.names(made.token) == MADE
