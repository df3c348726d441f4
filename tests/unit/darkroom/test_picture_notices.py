"""The messages of the picture queue: what S3 tells, what index tells, and what is neither."""

import json
from datetime import UTC, datetime

import pytest

from broadsheet.darkroom.notices import PictureNotice, read_picture_notices
from broadsheet.domain.problems import UnreadableRevision
from tests.domain.pictures import a_picture
from tests.functions.handlers import notice

HARBOUR = a_picture("harbour")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def read(body: object) -> list[PictureNotice]:
    return list(read_picture_notices(json.dumps(body)))


def test_s3_tells_of_uploads_and_of_records() -> None:
    first, second = (f"picture-records/{HARBOUR}/0000000{number}.json" for number in (1, 2))
    assert read(notice(f"uploads/{HARBOUR}/1", first, second)) == [
        PictureNotice(HARBOUR, is_of_record=False, written_at=AT),
        PictureNotice(HARBOUR, is_of_record=True, is_of_first=True, written_at=AT),
        PictureNotice(HARBOUR, is_of_record=True, written_at=AT),
    ]


def test_index_tells_of_several_and_is_not_told_back() -> None:
    ferry = a_picture("ferry")
    assert read({"pictures": [HARBOUR, ferry]}) == [PictureNotice(HARBOUR), PictureNotice(ferry)]


def test_the_test_event_of_s3_tells_of_nothing() -> None:
    assert read({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"}) == []


@pytest.mark.parametrize(
    "key", ["uploads/", "uploads/holiday.jpg", f"uploads/{HARBOUR}/x", f"uploads/{HARBOUR}"]
)
def test_an_upload_that_is_none_is_left_to_expire(
    key: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert read(notice(key)) == []
    assert "an upload that is none" in caplog.text


def test_a_record_at_a_key_of_none_is_told() -> None:
    with pytest.raises(UnreadableRevision, match=r"picture-records/x\.json"):
        read(notice("picture-records/x.json"))
