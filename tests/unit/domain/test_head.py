from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.domain.head import Head, Status, status_of
from broadsheet.domain.lists import translations_list
from tests.domain.records import GONE, NOON

AFTER = NOON + timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("withdrawal", "publish_at", "status"),
    [
        (None, NOON, Status.PUBLISHED),
        (None, AFTER, Status.SCHEDULED),
        (None, None, Status.HELD),
        (GONE, NOON, Status.WITHDRAWN),
        (GONE, None, Status.WITHDRAWN),
        (GONE, AFTER, Status.WITHDRAWN),
    ],
)
def test_a_status_is_of_a_moment(withdrawal: object, publish_at: object, status: Status) -> None:
    assert status_of(withdrawal, publish_at, NOON) is status  # type: ignore[arg-type]


def test_a_head_gives_the_status_of_what_it_holds() -> None:
    head = Head(
        article="bridge",
        key="abcdefghij",
        revision="desk-1",
        folded=1,
        path="/news/bridge-abcdefghij",
        content="content/bridge/desk-1.json",
        received_at=NOON,
        publish_at=AFTER,
        corrected_at=None,
        withdrawal=None,
        lists=("all",),
        correlation_id="request-1",
    )
    assert head.status(NOON) is Status.SCHEDULED
    assert head.status(AFTER) is Status.PUBLISHED
    assert head.original is None
    assert replace(head, lists=("all", translations_list("gefyra"))).original == "gefyra"
