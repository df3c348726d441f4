"""A schedule on the local AWS by the real clock, as a reader sees it through the distribution."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.commands.local_stack import LocalStack
from tests.end_to_end.answers import lasting
from tests.end_to_end.index_items import items_of
from tests.end_to_end.test_life_of_an_article import article, path_of, post, send
from tests.end_to_end.waiting import eventually

PLACES = ("/", "/news/", "/menu/", "/feeds/latest.xml")


def wait_until_indexed(stack: LocalStack, name: str, revision: str) -> None:
    def is_indexed() -> bool:
        report = send(stack, "GET", f"/articles/{name}").json()
        return bool(report["indexed_revision"] == revision)

    eventually(is_indexed, f"{revision} is indexed", 40)


@pytest.mark.usefixtures("local_aws")
def test_what_is_scheduled_never_was_until_its_second_and_is_everywhere_from_then(
    stack: LocalStack,
) -> None:
    document = article(publish_at="hold")
    name, table, began = document["id"], stack.describe().table, time.monotonic()
    post(stack, document)
    wait_until_indexed(stack, name, "desk-1")
    # A few seconds ahead, and twice as long as this machine needs for a revision.
    due = datetime.now(UTC) + timedelta(seconds=3 + 2 * (time.monotonic() - began))
    scheduled = document | {"publish_at": due.isoformat()}
    put = send(stack, "PUT", f"/articles/{name}", scheduled, headers={"If-Match": '"desk-1"'})
    assert (put.status, put.json()["status"]) == (200, "scheduled"), put.text
    path, own_list = path_of(put.json()), f"/tags/{name}/"
    wait_until_indexed(stack, name, "desk-2")
    indexed = items_of({name}, table)
    never_was = lasting(stack.site_get("/news/never-was-aaaaaaaaaa"))
    assert never_was[0] == 404
    seen_before = 0

    def seen_at_its_second() -> bool:
        nonlocal seen_before
        asked = datetime.now(UTC)
        own = [stack.site_get(address) for address in (path, f"{path}?history", own_list)]
        told = [document["headline"] in stack.site_get(place).text for place in PLACES]
        if datetime.now(UTC) < due:
            seen_before += 1
            assert [lasting(answer) for answer in own] == [never_was] * len(own)
            assert not any(told)
        if asked < due:
            return False
        assert [answer.status for answer in own] == [200] * len(own)
        assert all(told)
        return True

    eventually(seen_at_its_second, "its second has come", 60)
    assert seen_before
    assert items_of({name}, table) == indexed
