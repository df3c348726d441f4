"""Whatever goes wrong between render and AWS ends in the page or in its 503, and soon."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from broadsheet.adapters.reading import calls
from broadsheet.functions import render
from broadsheet.site_file import load_site
from tests.adapters.faulty_aws import FaultyAws, Mishap, faulty_aws
from tests.commands.free_port import find_free_port
from tests.functions.handlers import get_page, wire_handlers
from tests.paper import Paper

IN_ROUND_TWO = "Query of translations"
CALLS = ("BatchGetItem", "Query", IN_ROUND_TWO, "GetObject")
"""Of an article's page, each made once."""
HARMLESS = {Mishap.CLOSED_AFTER, Mishap.SLOW, Mishap.ANSWERED_TWICE}
ALWAYS = 1_000
OTHERS = {Mishap.NO_SUCH_KEY, Mishap.DENIED, Mishap.UNPROCESSED}
PASSING = [fault for fault in Mishap if fault not in OTHERS]
NOW = datetime.now(UTC)


class Pages:
    """A paper of some articles, whose pages are read through trouble."""

    def __init__(self, aws: FaultyAws, paper: Paper) -> None:
        self.aws, self.naps = aws, list[float]()
        self.paths = [
            paper.post(NOW - timedelta(hours=1 + n), f"a-{n}", headline=f"The story of {n}")
            for n in range(4)
        ]

    def get(self, number: int) -> dict[str, Any]:
        """Read the page of an article."""
        page: dict[str, Any] = get_page(self.paths[number])
        return page

    def assert_right(self, number: int) -> None:
        """See that a page is there, and is the one that was asked for."""
        page = self.get(number)
        assert page["statusCode"] == 200
        assert f"<title>The story of {number}" in page["body"]
        for other in {0, 1, 2, 3} - {number}:
            assert page["body"].count(self.paths[other]) == 1  # in the section's list

    def assert_503(self, number: int) -> None:
        """See that a page cannot be made for now, and that nobody keeps that."""
        page = self.get(number)
        assert page["statusCode"] == 503
        assert page["headers"]["Cache-Control"] == "no-store"


pytestmark = pytest.mark.usefixtures("moto_aws")


@pytest.fixture
def aws() -> Iterator[FaultyAws]:
    with faulty_aws() as aws:
        yield aws


@pytest.fixture
def pages(
    aws: FaultyAws, bucket: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pages]:
    """A paper that nobody has read yet, whose client never sleeps and soon loses patience."""
    pages = Pages(aws, Paper(bucket, table))
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws.url)
    monkeypatch.setattr(calls, "PAGE_SECONDS", 60.0)
    monkeypatch.setattr(calls, "ATTEMPT_SECONDS", 1.0)
    monkeypatch.setattr(calls, "KEPT_SECONDS", 0.2)
    monkeypatch.setattr(calls, "sleep", pages.naps.append)
    wire_handlers(monkeypatch, bucket, table)
    yield pages
    render.newspaper.cache_clear()


@pytest.mark.parametrize("fault", PASSING)
def test_what_goes_wrong_once_is_seen_by_nobody(pages: Pages, fault: Mishap) -> None:
    for call in CALLS:
        render.newspaper.cache_clear()
        for number in range(3):  # at first on new connections, then on kept ones
            pages.aws.faults = {call: (fault, 1)}
            pages.assert_right(number)
            assert pages.aws.faults == {call: (fault, 0)}


@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.parametrize("is_warm", [False, True])
def test_what_goes_wrong_again_and_again_is_a_503_or_the_page(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, fault: Mishap, *, is_warm: bool
) -> None:
    monkeypatch.setattr(calls, "ATTEMPT_SECONDS", 5.0 if fault in HARMLESS else 0.3)
    for call in CALLS:
        render.newspaper.cache_clear()
        if is_warm:
            pages.assert_right(0)
        pages.aws.faults, pages.aws.asked = {call: (fault, ALWAYS)}, Counter()
        if fault in HARMLESS:
            pages.assert_right(1)
            assert not any(pages.naps)
        else:
            pages.assert_503(1)
            # One that was made on a kept connection, which may have been dead, is not counted.
            may_be_dead = is_warm or call == IN_ROUND_TWO
            assert pages.aws.asked[call] - calls.ATTEMPTS in ({0, 1} if may_be_dead else {0})
        pages.aws.faults = {}


@pytest.mark.parametrize("end", ["closed", "mute"])
def test_no_reader_sees_that_all_connections_died_in_a_frozen_lambda(
    pages: Pages, end: str
) -> None:
    pages.assert_right(0)
    assert pages.aws.connections == 3
    if end == "closed":
        pages.aws.close_all()
    else:  # the other side is gone without a word
        pages.aws.mute_before = pages.aws.connections
    pages.assert_right(1)
    assert not any(pages.naps)
    assert pages.aws.connections == 6
    pages.assert_right(2)
    assert pages.aws.connections == 6


def test_connections_are_kept_whatever_the_pages(pages: Pages) -> None:
    pages.assert_right(0)
    moved, far = pages.paths[0].replace("/news/", "/world/"), "2099-01-01T00:00:00Z~a"
    lists = ("/", "/news/", "/menu/", "/feeds/latest.xml", f"/?older={far}", f"/?newer={far}")
    for path in (*lists, "/?older=x", "/nowhere", "/static/no.css", "/news/no-aaaaaaaaaa", moved):
        assert get_page(path)["statusCode"] < 500
    pages.assert_right(1)
    # Those for a front page's calls side by side, a list of each section among them, and one to S3.
    assert pages.aws.connections == 5 + len(load_site().sections) + 1


@pytest.mark.parametrize("days", [-1, 1, 400])
def test_a_clock_that_is_wrong_is_put_right_by_the_answers(pages: Pages, days: int) -> None:
    pages.aws.clock = timedelta(days=days)
    pages.assert_right(0)
    asked = pages.aws.asked.copy()
    pages.assert_right(1)
    assert {call: pages.aws.asked[call] - asked[call] for call in CALLS} == dict.fromkeys(CALLS, 1)
    pages.aws.clock = timedelta()
    pages.assert_right(2)


def test_a_page_ends_when_its_time_is_over(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "ATTEMPT_SECONDS", 3_600.0)
    monkeypatch.setattr(calls, "PAGE_SECONDS", 0.5)
    pages.aws.faults = {"BatchGetItem": (Mishap.SILENT, ALWAYS)}
    pages.assert_503(0)
    assert pages.aws.asked["BatchGetItem"] == 1
    assert pages.naps == []


def test_waits_are_by_chance_and_grow(pages: Pages) -> None:
    waits = set()
    for _ in range(6):
        pages.naps.clear()
        pages.aws.faults = {"BatchGetItem": (Mishap.THROTTLED, ALWAYS)}
        pages.assert_503(0)
        waits.add(tuple(nap for nap in pages.naps if nap))
    assert {len(naps) for naps in waits} == {calls.ATTEMPTS - 1}
    assert len(waits) == 6
    assert all(0 <= nap <= 0.2 * 2**number for naps in waits for number, nap in enumerate(naps))


@pytest.mark.parametrize("times", [1, ALWAYS])
def test_keys_that_are_left_unprocessed_are_asked_for_again(pages: Pages, times: int) -> None:
    pages.aws.faults = {"BatchGetItem": (Mishap.UNPROCESSED, times)}
    if times == 1:
        pages.assert_right(0)
        assert pages.aws.asked["BatchGetItem"] == 2
    else:
        pages.assert_503(0)


@pytest.mark.parametrize("fault", [Mishap.NO_SUCH_KEY, Mishap.DENIED])
def test_content_that_is_missing_or_denied_is_a_500_at_once(
    pages: Pages, fault: Mishap, caplog: pytest.LogCaptureFixture
) -> None:
    pages.aws.faults = {"GetObject": (fault, ALWAYS)}
    page = pages.get(0)
    assert (page["statusCode"], page["headers"]["Cache-Control"]) == (500, "no-store")
    assert pages.aws.asked["GetObject"] == 1
    assert {Mishap.NO_SUCH_KEY: "KeyError", Mishap.DENIED: "403, 'AccessDenied'"}[
        fault
    ] in caplog.text


def test_without_keys_a_page_is_a_503(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.delenv("AWS_SECRET_ACCESS_KEY")
        pages.assert_503(0)
    pages.assert_right(0)


def test_where_nobody_listens_a_page_is_a_503(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{find_free_port()}")
    render.newspaper.cache_clear()
    pages.assert_503(0)


def test_ten_readers_at_once_each_get_their_own_page(bucket: str, table: str, pages: Pages) -> None:
    paper = Paper(bucket, table)
    stories = [f"The bridge of {n}" for n in range(10)]
    at = NOW - timedelta(hours=2)
    paths = [paper.post(at, f"b-{n}", headline=story) for n, story in enumerate(stories)]
    render.newspaper.cache_clear()
    start = Barrier(10)

    def read(number: int) -> list[str]:
        start.wait()
        pages_read = [get_page(paths[(number + turn) % 10]) for turn in range(20)]
        return [page["body"].partition("<title>")[2].partition("<")[0] for page in pages_read]

    # Now and then an answer breaks off, and a connection is closed.
    pages.aws.faults = {
        "Query": (Mishap.CLOSED_WITHIN, 5),
        "GetObject": (Mishap.CLOSED_AFTER, 5),
    }
    with ThreadPoolExecutor(10) as readers:
        for number, titles in enumerate(readers.map(read, range(10))):
            for turn, title in enumerate(titles):
                assert title.startswith(stories[(number + turn) % 10])
