"""Whatever is done to a picture, in whatever order it is told, however often, and whatever fails.

In the end readers get its renditions exactly if they are to: from the bucket and from the edge.
"""

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.darkroom.upkeep import rendition_names
from broadsheet.domain.picture import PictureStage
from tests.darkroom.workers import PICTURE, Deed, PictureRoom
from tests.indexing.workers import CallFailure

DEEDS = st.lists(st.sampled_from(Deed), max_size=8)
BEGINNINGS = st.sampled_from(
    [
        [Deed.ANNOUNCE, Deed.SEND],
        [Deed.SEND, Deed.ANNOUNCE],
        [Deed.ANNOUNCE, Deed.SEND_ANOTHER, Deed.ANNOUNCE, Deed.SEND],
        [Deed.ANNOUNCE, Deed.USE, Deed.SEND, Deed.READ, Deed.TAKE_DOWN],
        [],
    ]
)
TURNS = st.lists(st.integers(0, 3), max_size=120)
FAILURES = st.dictionaries(st.integers(0, 120), st.sampled_from(CallFailure), max_size=4)


def what_is_to_be(room: PictureRoom) -> None:
    """Check what stands against what the log and the uses say."""
    state = room.log.read(PICTURE)
    made = state.made if state else None
    stands = state is not None and state.renditions_stand(room.uses.of(PICTURE))
    expected = (
        {(made.token, name) for name in rendition_names(made.development)}
        if made and stands
        else set()
    )
    assert room.renditions.stored.keys() == expected
    assert room.renditions.at_the_edge <= expected
    if state:
        assert room.newest.listed[PICTURE] == state
    if made:
        assert room.sent.originals == {PICTURE: b"harbour"}
        events = [each.event.value for each in room.log.stored.values()]
        assert events.count("made") == 1
    # Of one that was taken down meanwhile the right bytes may be kept, and no others ever.
    assert set(room.sent.originals.values()) <= {b"harbour"}
    if state and state.takedown and room.uses.of(PICTURE):
        assert "bridge" in room.articles.told


@given(BEGINNINGS, DEEDS, st.lists(st.integers(1, 3), max_size=12), TURNS, FAILURES)
# Made by two at once; taken down while one of them still writes.
@example([Deed.ANNOUNCE, Deed.SEND], [Deed.TAKE_DOWN], [1, 3], [0, 0, 1, 2] * 20, {})
# The edge was not told, since the process ended.
@example(
    [Deed.ANNOUNCE, Deed.SEND, Deed.READ], [Deed.TAKE_DOWN], [], [], {40: CallFailure.KILLED_AFTER}
)
def test_readers_get_a_picture_exactly_if_they_are_to(
    beginning: Sequence[Deed],
    deeds: Sequence[Deed],
    copies: Sequence[int],
    turns: Sequence[int],
    failures: dict[int, CallFailure],
) -> None:
    room = PictureRoom([*beginning, *deeds], copies, turns, failures)
    room.run(workers=2)
    what_is_to_be(room)


def test_a_process_that_ends_after_any_of_its_calls_changes_nothing_in_the_end() -> None:
    deeds = [Deed.ANNOUNCE, Deed.USE, Deed.SEND, Deed.READ, Deed.TAKE_DOWN, Deed.BRING_BACK]
    for failure in CallFailure:
        for call in range(80):
            room = PictureRoom(deeds, [], [], {call: failure})
            room.run(workers=1)
            what_is_to_be(room)
            state = room.log.read(PICTURE)
            assert state
            assert state.stage is PictureStage.READY
