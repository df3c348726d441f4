"""Which article a submission is, and when it is one that was sent before."""

import json
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.desk.submissions import SAME_BYTES_LAST
from broadsheet.domain.keys import record_key
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from tests.desk.desk_client import NOW, DeskClient

NO_DELAYS = {"headline": "No delays", "section": "news", "body": "All ferries sail on time."}
INSTANT = timedelta(microseconds=1)
A_DAY = timedelta(hours=24)


@pytest.fixture
def newsroom() -> DeskClient:
    return DeskClient()


def id_after(newsroom: DeskClient, time: timedelta, status: int, **options: Any) -> str:
    """Send the same bytes some time after the first receipt; the id of their article."""
    answered, receipt, _ = newsroom.post(NO_DELAYS, now=NOW + time, **options)
    assert answered == status, receipt
    return str(receipt["id"])


def test_the_same_bytes_are_one_submission_for_a_day_and_then_a_new_article(
    newsroom: DeskClient,
) -> None:
    first = id_after(newsroom, timedelta(0), 201)
    assert id_after(newsroom, A_DAY - INSTANT, 200) == first
    second = id_after(newsroom, A_DAY, 201)
    assert second != first
    # The day of the second begins with its own receipt, and the first is over for good.
    assert id_after(newsroom, 2 * A_DAY - INSTANT, 200) == second
    assert id_after(newsroom, 2 * A_DAY, 201) not in {first, second}
    assert newsroom.log.messages.keys() == {json.loads(newsroom.log.stored[key])["message"]
                                            for key in newsroom.log.stored}  # fmt: skip
    assert len(newsroom.log.messages) == 1


def test_a_retry_over_midnight_is_one_submission(newsroom: DeskClient) -> None:
    before_midnight = timedelta(hours=15) - INSTANT
    first = id_after(newsroom, before_midnight, 201)
    assert id_after(newsroom, before_midnight + 2 * INSTANT, 200) == first


def test_whoever_is_later_by_a_clock_that_is_behind_gets_the_same_answer(
    newsroom: DeskClient,
) -> None:
    _, first, _ = newsroom.post(NO_DELAYS)
    status, again, _ = newsroom.post(NO_DELAYS, now=NOW - INSTANT)
    assert (status, again) == (200, first)


def test_a_late_retry_never_brings_back_what_was_withdrawn(newsroom: DeskClient) -> None:
    first = id_after(newsroom, timedelta(0), 201)
    newsroom.delete("desk-1", path_id=first, now=NOW + timedelta(hours=1))
    status, receipt, _ = newsroom.post(NO_DELAYS, now=NOW + A_DAY - INSTANT)
    assert (status, receipt["id"], receipt["status"]) == (200, first, "withdrawn")
    status, receipt, _ = newsroom.post(NO_DELAYS, now=NOW + A_DAY)
    assert (status, receipt["status"]) == (201, "published")
    assert newsroom.get(path_id=first)["status"] == "withdrawn"


def test_the_eleventh_day_follows_the_tenth(newsroom: DeskClient) -> None:
    ids = [id_after(newsroom, day * A_DAY, 201) for day in range(11)]
    assert len(set(ids)) == 11
    assert id_after(newsroom, 11 * A_DAY - INSTANT, 200) == ids[-1]


def test_bytes_whose_last_article_was_erased_come_back_on_no_day(newsroom: DeskClient) -> None:
    id_after(newsroom, timedelta(0), 201)
    second = id_after(newsroom, A_DAY, 201)
    stone = Tombstone(second, RevisionName.of_desk(1), NOW)
    newsroom.log.stored[stone.key] = write_tombstone(stone)
    newsroom.log.messages.clear()
    id_after_all = [newsroom.post(NO_DELAYS, now=NOW + days * A_DAY)[0] for days in (0, 1, 9)]
    assert id_after_all == [410] * 3
    assert newsroom.log.messages == {}


def test_bytes_whose_beginning_is_damaged_begin_nothing_new(newsroom: DeskClient) -> None:
    first = id_after(newsroom, timedelta(0), 201)
    newsroom.log.stored[record_key(first, RevisionName.of_desk(1))] = b"{"
    status, problem, _ = newsroom.post(NO_DELAYS, now=NOW + 9 * A_DAY)
    assert status == 409
    assert first in problem["detail"]


@pytest.mark.parametrize(
    "again",
    [
        json.dumps(NO_DELAYS, indent=3).encode() + b"\r\n",
        json.dumps(dict(reversed(NO_DELAYS.items()))).encode(),
        json.dumps(NO_DELAYS).replace("No", "\\u004eo").encode(),
        b"\xef\xbb\xbf" + json.dumps(NO_DELAYS).encode(),
    ],
)
def test_with_a_key_what_says_the_same_is_the_same_submission(
    newsroom: DeskClient, again: bytes
) -> None:
    first = id_after(newsroom, timedelta(0), 201, idempotency_key="k-1")
    for time in (timedelta(hours=1), 9 * A_DAY):
        status, receipt, _ = newsroom.post(again, now=NOW + time, idempotency_key="k-1")
        assert (status, receipt["id"]) == (200, first)
    status, receipt, _ = newsroom.post(again)
    assert (status, receipt["id"] != first) == (201, True)


def test_other_content_under_a_key_is_refused_by_the_name_of_the_key(
    newsroom: DeskClient,
) -> None:
    first = id_after(newsroom, timedelta(0), 201, idempotency_key="k-1")
    stood = dict(newsroom.log.stored)
    other = NO_DELAYS | {"body": "One ferry is late."}
    status, problem, _ = newsroom.post(other, idempotency_key="k-1")
    assert status == 409
    assert "Idempotency-Key 'k-1'" in problem["detail"]
    assert f"PUT /articles/{first}" in problem["detail"]
    assert newsroom.log.stored == stood
    assert newsroom.post(other, idempotency_key="k-2")[0] == 201


def test_an_id_in_the_document_stands_whatever_the_key_says(newsroom: DeskClient) -> None:
    named = NO_DELAYS | {"id": "ferries"}
    assert newsroom.post(named, idempotency_key="k-1")[1]["id"] == "ferries"
    status, problem, _ = newsroom.post(named | {"body": "Late."}, idempotency_key="k-1")
    assert status == 409
    assert "id 'ferries'" in problem["detail"]
    assert "Key" not in problem["detail"]
    assert newsroom.post(NO_DELAYS, idempotency_key="k-1")[0] == 201


def test_an_empty_key_is_none(newsroom: DeskClient) -> None:
    first = id_after(newsroom, timedelta(0), 201, idempotency_key=" ")
    assert id_after(newsroom, timedelta(0), 200) == first
    assert id_after(newsroom, SAME_BYTES_LAST, 201, idempotency_key="") != first
