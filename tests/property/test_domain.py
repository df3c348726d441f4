"""Rules of the domain that hold for all values, not for those that somebody thought of."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.domain.article import Hold
from broadsheet.domain.fold import fold
from broadsheet.domain.keys import record_key
from broadsheet.domain.lists import Cursor, cut_to_bytes
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.record import Record, Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.slug import MAX_SLUG, canonical_name, slug_of, slug_of_name
from tests.domain.records import desk, wire

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1000, 1, 2), datetime(9998, 12, 30), timezones=OFFSETS)  # noqa: DTZ001
TEXTS = st.text(st.characters(codec="utf-8"))
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,127}", fullmatch=True)
WITHDRAWALS = st.builds(Withdrawal, st.sampled_from(WithdrawnAs), st.none() | TEXTS)
PUBLISH_AT = st.none() | st.just(Hold.HOLD) | MOMENTS.map(lambda moment: moment.astimezone(UTC))


def _revisions(make: st.SearchStrategy[Record]) -> st.SearchStrategy[Record]:
    return st.builds(
        replace,
        make,
        based_on=st.lists(st.sampled_from(["wire-1", "wire-2", "desk-1"])).map(tuple),
        publish_at=PUBLISH_AT,
        correction=st.none() | TEXTS,
        withdrawal=st.none() | WITHDRAWALS,
    )


RECORDS = _revisions(st.integers(1, 99).map(desk) | st.sampled_from("123").map(wire))


@given(MOMENTS)
def test_a_moment_is_read_back_as_it_was_written(moment: datetime) -> None:
    assert parse_moment(write_moment(moment)) == moment
    assert parse_moment(moment.isoformat()) == moment


@given(MOMENTS, MOMENTS)
def test_written_moments_sort_as_time_does(one: datetime, other: datetime) -> None:
    assert len(write_moment(one)) == 27
    assert (one < other) == (write_moment(one) < write_moment(other))


@given(
    TEXTS
    | st.text("0123456789-:.TZ+ ", max_size=30)
    | st.from_regex(r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?([+-]\d\d:\d\d)\Z")
)
def test_nothing_but_a_moment_or_a_value_error_comes_of_any_text(text: str) -> None:
    try:
        moment = parse_moment(text)
    except ValueError:
        return
    assert moment.tzinfo is UTC


@given(TEXTS)
def test_a_slug_is_a_slug_and_the_slug_of_itself(text: str) -> None:
    slug = slug_of(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_SLUG
    assert slug_of(slug) == slug


@given(RECORDS)
def test_a_record_is_read_back_as_it_was_written(record: Record) -> None:
    assert Record.from_json(record.key, record.to_json()) == record


@given(st.lists(RECORDS, min_size=1, max_size=6, unique_by=lambda record: record.name), st.data())
def test_the_fold_knows_no_order_and_no_repetition(
    records: list[Record], data: st.DataObject
) -> None:
    delivered = data.draw(st.permutations(records))
    again = data.draw(st.lists(st.sampled_from(records)))
    assert fold([*delivered, *again]) == fold(records)


@given(st.integers(1, 99_999_999), st.integers(1, 99_999_999))
def test_keys_of_the_desk_sort_as_their_numbers_do(one: int, other: int) -> None:
    keys = [record_key("a", RevisionName.of_desk(number)) for number in (one, other)]
    assert (one < other) == (keys[0] < keys[1])


@given(MOMENTS, IDS)
def test_a_cursor_is_read_back(moment: datetime, article: str) -> None:
    cursor = Cursor(moment, article)
    assert Cursor.parse(str(cursor)) == cursor


@given(TEXTS, st.integers(3, 100))
def test_a_cut_text_fits_and_is_the_start_of_the_text(text: str, limit: int) -> None:
    cut = cut_to_bytes(text, limit)
    assert len(cut.encode()) <= limit
    assert cut == text or text.startswith(cut.removesuffix("…"))


@given(TEXTS, TEXTS)
def test_two_names_share_a_page_only_if_they_are_one_name(one: str, other: str) -> None:
    same = canonical_name(one) == canonical_name(other)
    assert (slug_of_name(one, "tag") == slug_of_name(other, "tag")) == same
