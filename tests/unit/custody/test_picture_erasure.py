"""Erasing a picture: tombstones lock it, then every byte of it goes, whatever came between."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from broadsheet.custody.picture_erasure import PictureEraser
from broadsheet.domain.keys import original_key, renditions_prefix, upload_key
from broadsheet.domain.picture import PictureStage
from broadsheet.domain.picture_record import PictureEvent, PictureRecord, fold_picture
from broadsheet.domain.problems import NoSuchPicture, StoreUnavailable
from tests.domain.pictures import a_picture, ready, record
from tests.fakes.versioned_bucket import VersionedBucket

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
HARBOUR = a_picture("harbour")
MADE = ready("harbour")[1].made
assert MADE
RENDITION = f"{renditions_prefix(MADE.token)}640.avif"


@pytest.fixture
def bucket() -> VersionedBucket:
    bucket = VersionedBucket()
    for each in (*ready("harbour"), *ready("ferry")):
        bucket.put(each.key, each.to_json())
    for key in (upload_key(HARBOUR, 1), original_key(HARBOUR), RENDITION):
        bucket.put(key, b"harbour")
    bucket.put(original_key(a_picture("ferry")), b"ferry")
    return bucket


def stands(bucket: VersionedBucket, picture: str) -> Iterator[PictureRecord]:
    for key, stored in bucket.stored.items():
        if key.startswith(f"picture-records/{picture}/"):
            yield PictureRecord.from_json(key, stored)


def test_a_tombstone_stands_at_every_number_and_the_next(bucket: VersionedBucket) -> None:
    assert PictureEraser(bucket).bury(HARBOUR, "order 12", NOW) == NOW
    stones = {each.number: each for each in stands(bucket, HARBOUR)}
    assert sorted(stones) == [1, 2, 3]
    assert {each.event for each in stones.values()} == {PictureEvent.ERASED}
    assert {each.reason for each in stones.values()} == {"order 12"}
    state = fold_picture(stones.values())
    assert state is not None
    assert state.stage is PictureStage.ERASED
    assert b"harbour.jpg" not in b"".join(each.to_json() for each in stones.values())


def test_every_byte_of_it_goes_and_nothing_of_another(bucket: VersionedBucket) -> None:
    eraser = PictureEraser(bucket)
    eraser.bury(HARBOUR, None, NOW)
    deleted = eraser.remove(HARBOUR)
    assert [each.key for each in deleted.originals] == [
        original_key(HARBOUR),
        upload_key(HARBOUR, 1),
    ]
    assert [each.key for each in deleted.renditions] == [RENDITION]
    assert len(deleted.log) == 2
    left = {version.key for version, _ in bucket.kept}
    assert left == {each.key for each in (*stands(bucket, HARBOUR), *ready("ferry"))} | {
        original_key(a_picture("ferry"))
    }


def test_a_record_that_came_first_is_buried_too(bucket: VersionedBucket) -> None:
    late = record("harbour", 3, PictureEvent.TAKEN_DOWN)
    bucket.faster_writes.append((late.key, late.to_json()))
    PictureEraser(bucket).bury(HARBOUR, None, NOW)
    assert {each.number: each.event for each in stands(bucket, HARBOUR)} == dict.fromkeys(
        range(1, 5), PictureEvent.ERASED
    )


def test_a_run_that_stopped_goes_on_with_its_own_moment(bucket: VersionedBucket) -> None:
    eraser = PictureEraser(bucket)
    eraser.bury(HARBOUR, "order 12", NOW)
    assert eraser.bury(HARBOUR, "another", NOW.replace(hour=10)) == NOW
    assert {each.number for each in stands(bucket, HARBOUR)} == {1, 2, 3}


def test_nothing_is_deleted_while_a_record_stands_without_a_tombstone(
    bucket: VersionedBucket,
) -> None:
    with pytest.raises(StoreUnavailable):
        PictureEraser(bucket).remove(HARBOUR)
    assert original_key(HARBOUR) in {version.key for version, _ in bucket.kept}


def test_what_never_was_is_told(bucket: VersionedBucket) -> None:
    with pytest.raises(NoSuchPicture):
        PictureEraser(bucket).holdings(a_picture("bridge"))
