"""A picture's state follows from the set of its records, and its public address tells nothing."""

from dataclasses import replace
from itertools import permutations

import pytest

from broadsheet.domain.keys import (
    original_key,
    parse_picture_record_key,
    picture_record_key,
    rendition_key,
)
from broadsheet.domain.picture import (
    PICTURE_ID,
    PictureStage,
    PictureState,
    PictureUse,
    ShownPicture,
    picture_id,
)
from broadsheet.domain.picture_record import PictureEvent, PictureRecord, fold_picture
from broadsheet.domain.problems import UnreadableRevision
from tests.domain.pictures import a_picture, digest_of, ready, ready_state, record

EVENTS = PictureEvent


def folded(*events: PictureEvent) -> PictureState:
    records = [record("harbour", number, event) for number, event in enumerate(events, start=1)]
    state = fold_picture(records)
    assert state is not None
    for order in permutations(records):
        assert fold_picture([*order, *order]) == state
    return state


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([EVENTS.ANNOUNCED], PictureStage.PROCESSING),
        ([EVENTS.ANNOUNCED, EVENTS.MADE], PictureStage.READY),
        ([EVENTS.ANNOUNCED, EVENTS.REFUSED], PictureStage.REFUSED),
        ([EVENTS.ANNOUNCED, EVENTS.REFUSED, EVENTS.ANNOUNCED], PictureStage.PROCESSING),
        ([EVENTS.ANNOUNCED, EVENTS.TAKEN_DOWN, EVENTS.MADE], PictureStage.TAKEN_DOWN),
        ([EVENTS.ANNOUNCED, EVENTS.MADE, EVENTS.TAKEN_DOWN], PictureStage.TAKEN_DOWN),
        (
            [EVENTS.ANNOUNCED, EVENTS.MADE, EVENTS.TAKEN_DOWN, EVENTS.BROUGHT_BACK],
            PictureStage.READY,
        ),
        ([EVENTS.ERASED, EVENTS.MADE], PictureStage.ERASED),
    ],
)
def test_the_stage_follows_from_the_records_in_any_order(
    events: list[PictureEvent], stage: PictureStage
) -> None:
    state = folded(*events)
    assert state.stage is stage
    assert (state.shown is not None) == (stage is PictureStage.READY)
    assert state.recorded == len(events)


def test_its_address_stays_however_often_it_is_made() -> None:
    first, second = ready("harbour")
    again = replace(second, number=3, made=second.made and replace(second.made, token="z" * 26))
    state = fold_picture([first, second, again])
    assert state is not None
    assert state.made == second.made


def test_nothing_is_no_state() -> None:
    assert fold_picture([]) is None


def test_renditions_stand_unless_all_that_showed_it_was_withdrawn() -> None:
    state = ready_state("harbour")
    shown = PictureUse(state.picture, "a")
    withdrawn = PictureUse(state.picture, "b", is_withdrawn=True)
    assert state.renditions_stand([])
    assert state.renditions_stand([shown, withdrawn])
    assert not state.renditions_stand([withdrawn])
    assert not folded(EVENTS.ANNOUNCED).renditions_stand([shown])


def test_an_id_is_made_from_the_digest() -> None:
    assert picture_id(digest_of("harbour")) == picture_id(digest_of("harbour"))
    assert picture_id(digest_of("harbour")) != picture_id(digest_of("ferry"))
    assert PICTURE_ID.fullmatch(picture_id(digest_of("harbour")))


def test_every_record_is_read_back_as_it_was_written() -> None:
    made = ready("harbour")[1]
    for event in EVENTS:
        written = replace(made, event=event, made=made.made if event is EVENTS.MADE else None)
        if event is EVENTS.ANNOUNCED:
            written = record("harbour", 2, event)
        assert PictureRecord.from_json(written.key, written.to_json()) == written


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"{}",
        b"[]",
        b'"harbour"',
        ready("harbour")[0].to_json(),
        ready("ferry")[1].to_json(),
        ready("harbour")[1].to_json().replace(b'"made": {', b'"made": {"size": 1, "t": {'),
        ready("harbour")[1].to_json().replace(b'"event": "made"', b'"event": "sold"'),
    ],
)
def test_what_is_no_record_is_unreadable(stored: bytes) -> None:
    with pytest.raises(UnreadableRevision):
        PictureRecord.from_json(ready("harbour")[1].key, stored)


def test_keys_are_read_as_they_are_written() -> None:
    picture = a_picture("harbour")
    assert parse_picture_record_key(picture_record_key(picture, 12)) == (picture, 12)
    for key in (f"picture-records/{picture}/12.json", f"articles/{picture}", original_key(picture)):
        with pytest.raises(UnreadableRevision):
            parse_picture_record_key(key)
    assert rendition_key("t" * 26, "640.avif") == f"pictures/{'t' * 26}/640.avif"


def test_what_pages_show_tells_nothing_of_the_file() -> None:
    state = ready_state("harbour")
    assert state.made is not None
    shown = str(ShownPicture.of(state.made, alt="The harbour"))
    assert state.picture not in shown
    assert digest_of("harbour") not in shown
    assert "harbour.jpg" not in shown


def test_the_height_of_a_rendition_is_never_nothing() -> None:
    shown = ShownPicture("t" * 26, 20_000, 10, (320,), "#000000", "")
    assert shown.height_at(320) == 1
    assert replace(shown, height=10_000).height_at(320) == 160
