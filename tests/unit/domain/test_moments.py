from datetime import UTC, datetime, timedelta, timezone

import pytest

from broadsheet.domain.moments import parse_moment, read_moment, write_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T09:00:00+02:00", datetime(2026, 11, 23, 7, 0, tzinfo=UTC)),
        ("2026-11-23T09:00:00Z", datetime(2026, 11, 23, 9, 0, tzinfo=UTC)),
        ("2026-11-23t09:00:00z", datetime(2026, 11, 23, 9, 0, tzinfo=UTC)),
        ("2026-11-23 09:00:00-05:30", datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        ("2026-11-23T09:00:00.5Z", datetime(2026, 11, 23, 9, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-23T09:00:00.1234567Z", datetime(2026, 11, 23, 9, 0, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_into_utc(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment
    assert parse_moment(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-11-23T09:00:00", "has no offset"),
        ("2026-11-23", "is not a date and time such as"),
        ("2026-11-23T09:00Z", "is not a date and time such as"),
        ("2026-11-23T09:00:00Z ", "is not a date and time such as"),
        ("٢٠٢٦-11-23T09:00:00Z", "is not a date and time such as"),
        ("2026-02-30T09:00:00Z", "is not a moment of the calendar"),
        ("2026-11-23T09:00:00+25:00", "is not a moment of the calendar"),
        ("2026-11-23T09:00:00+00:60", "is not a date and time such as"),
        ("0001-01-01T00:00:00+14:00", "is not a moment of the calendar"),
        ("9999-12-31T23:59:59-14:00", "is not a moment of the calendar"),
        ("9999-01-01T00:00:00Z", "is not between the years"),
        ("0999-12-31T23:59:59Z", "is not between the years"),
    ],
)
def test_what_is_no_moment_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_moment(text)


def test_a_moment_is_written_one_way() -> None:
    nicosia = timezone(timedelta(hours=2))
    assert write_moment(datetime(2026, 11, 23, 9, 0, tzinfo=nicosia)) == (
        "2026-11-23T07:00:00.000000Z"
    )


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))),
        datetime(1000, 1, 1, tzinfo=UTC),
        datetime(9998, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_what_was_written_is_read_back_in_utc(moment: datetime) -> None:
    written = write_moment(moment)
    assert read_moment(written) == moment == parse_moment(written)
    assert read_moment(written).tzinfo is UTC
