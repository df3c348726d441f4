"""The desk's lists: each holds what is of its status at the moment, page by page, and no other."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.desk.lists import STATUSES, list_articles
from broadsheet.domain.article import Hold
from broadsheet.domain.fold import fold
from broadsheet.domain.head import IndexFault
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import Cursor
from broadsheet.domain.problems import InvalidQuery
from broadsheet.domain.readable_state import ReadableState
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.formats.accepting import accept_article
from broadsheet.indexing.projection import project
from broadsheet.site_file import load_site
from tests.domain.records import desk
from tests.fakes.index import MemoryIndex

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SITE_URL = "https://paper.example"
DOCUMENT = {"headline": "Bridge", "section": "news", "body": "It opens."}


class Lists:
    """Articles in an index, and a reader of its lists."""

    def __init__(self) -> None:
        self.index = MemoryIndex()

    def put(self, article: str, **fields: Any) -> None:
        state = fold([desk(1, article=article, received_at=NOW, **fields)])
        self.place(state)

    def withdraw(self, article: str, at: datetime) -> None:
        first = desk(1, article=article, received_at=NOW - SECOND)
        gone = Withdrawal(WithdrawnAs.GONE)
        self.place(fold([first, desk(2, article=article, received_at=at, withdrawal=gone)]))

    def place(self, state: Any) -> None:
        item, *_ = accept_article(DOCUMENT, load_site())
        projection = project(ReadableState(state, item, ()), load_site(), {})
        self.index.move_head(projection.head, projection.cards, None)

    def page(self, status: str, now: datetime = NOW, cursor: str | None = None) -> dict[str, Any]:
        query = {"status": status} | ({"cursor": cursor} if cursor is not None else {})
        return list_articles(self.index, SITE_URL, query, now)

    def ids(self, status: str, now: datetime = NOW, cursor: str | None = None) -> list[str]:
        return [article["id"] for article in self.page(status, now, cursor)["articles"]]


@pytest.fixture
def lists() -> Lists:
    return Lists()


def test_an_article_stands_in_the_list_of_its_status_and_in_no_other(lists: Lists) -> None:
    lists.put("held", publish_at=Hold.HOLD)
    lists.put("scheduled", publish_at=NOW + SECOND)
    lists.put("published")
    lists.withdraw("withdrawn", NOW)
    lists.index.record_fault("fault", IndexFault("desk-2", "no reason", NOW))
    assert {status: lists.ids(status) for status in STATUSES} == {
        status: [status] for status in STATUSES
    }
    fault = {"revision": "desk-2", "reason": "no reason", "at": "2026-11-23T12:00:00.000000Z"}
    assert lists.page("fault")["articles"] == [{"id": "fault", "status": "fault", "fault": fault}]
    assert lists.page("held")["articles"] == [
        {
            "id": "held",
            "status": "held",
            "headline": "Bridge",
            "section": "news",
            "url": f"https://paper.example/news/bridge-{article_key('held')}",
            "placed_at": "2026-11-23T12:00:00.000000Z",
            "revision": "desk-1",
            "received_at": "2026-11-23T12:00:00.000000Z",
            "publish_at": None,
            "contributor": "arn:anna",
        }
    ]


def test_what_is_scheduled_is_published_from_its_very_moment_on(lists: Lists) -> None:
    due = NOW + SECOND
    lists.put("bridge", publish_at=due)
    before = due - timedelta(microseconds=1)
    assert (lists.ids("scheduled", before), lists.ids("published", before)) == (["bridge"], [])
    assert (lists.ids("scheduled", due), lists.ids("published", due)) == ([], ["bridge"])


def test_what_comes_next_is_first_and_what_came_last(lists: Lists) -> None:
    for number in (2, 1, 3):
        lists.put(f"due-{number}", publish_at=NOW + number * SECOND)
        lists.put(f"out-{number}", publish_at=NOW - number * SECOND)
        lists.withdraw(f"gone-{number}", NOW + number * SECOND)
    assert lists.ids("scheduled") == ["due-1", "due-2", "due-3"]
    assert lists.ids("published") == ["out-1", "out-2", "out-3"]
    assert lists.ids("withdrawn") == ["gone-3", "gone-2", "gone-1"]


@pytest.mark.parametrize("status", STATUSES)
def test_a_list_is_read_page_by_page_without_gap_or_repetition(lists: Lists, status: str) -> None:
    names = sorted(f"a{number:02}" for number in range(41))
    for at, name in enumerate(names):
        match status:
            case "held":
                lists.put(name, publish_at=Hold.HOLD)
            case "withdrawn":
                lists.withdraw(name, NOW)
            case "fault":
                lists.index.record_fault(name, IndexFault("desk-1", "no reason", NOW))
            case _:
                # Two and two at one moment, of which none is now.
                moment = (at // 2 + 1) * SECOND
                lists.put(name, publish_at=NOW + (moment if status == "scheduled" else -moment))
    read, cursor, pages = [], None, 0
    while pages == 0 or cursor is not None:
        page = lists.page(status, cursor=cursor)
        read += [article["id"] for article in page["articles"]]
        cursor, pages = page["next"], pages + 1
    assert (sorted(read), pages) == (names, 3)


def test_twenty_articles_are_one_page(lists: Lists) -> None:
    for number in range(20):
        lists.put(f"a{number}")
    page = lists.page("published")
    assert (len(page["articles"]), page["next"]) == (20, None)


def test_a_place_beyond_now_shows_nothing_of_another_status(lists: Lists) -> None:
    lists.put("out", publish_at=NOW - SECOND)
    lists.put("due", publish_at=NOW + SECOND)
    past, future = (str(Cursor(NOW + sign * timedelta(days=1), "x")) for sign in (-1, 1))
    assert lists.ids("scheduled", cursor=past) == ["due"]
    assert lists.ids("published", cursor=future) == ["out"]


@pytest.mark.parametrize("status", ["", "all", "Held", "status#held", "erased"])
def test_an_unknown_status_is_answered_with_those_there_are(lists: Lists, status: str) -> None:
    with pytest.raises(InvalidQuery) as refused:
        lists.page(status)
    (fault,) = refused.value.faults
    assert fault.pointer == "?status"
    assert "held, scheduled, published, withdrawn, fault" in fault.detail


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("cursor", ["", "x~bridge", "2026-11-23T12:00:00Z~No", "A#B", "~"])
def test_a_forged_cursor_is_refused(lists: Lists, status: str, cursor: str) -> None:
    with pytest.raises(InvalidQuery) as refused:
        lists.page(status, cursor=cursor)
    assert [fault.pointer for fault in refused.value.faults] == ["?cursor"]
