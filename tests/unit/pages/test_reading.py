from datetime import timedelta

import pytest

from broadsheet.domain.lists import ALL, Cursor
from broadsheet.pages.reading import CardSlice, read_newer, read_newest, read_older
from tests.unit.pages.conftest import NOW, MemoryPaper

SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)


def ids(shown: CardSlice) -> list[str]:
    return [card.article for card in shown.cards]


@pytest.fixture
def archive(paper: MemoryPaper) -> MemoryPaper:
    for number in range(1, 10):
        paper.publish(f"a{number}", publish_at=NOW - (10 - number) * SECOND)
    paper.calls.clear()
    return paper


def test_an_article_is_shown_from_its_very_moment_on(paper: MemoryPaper) -> None:
    paper.publish("due", publish_at=NOW)
    assert ids(read_newest(paper, ALL, NOW - INSTANT, 5)) == []
    assert ids(read_newest(paper, ALL, NOW, 5)) == ["due"]


def test_the_earliest_pending_card_is_next_due(archive: MemoryPaper) -> None:
    archive.publish("later", publish_at=NOW + 40 * SECOND)
    archive.publish("soon", publish_at=NOW + 7 * SECOND)
    shown = read_newest(archive, ALL, NOW, 5)
    assert ids(shown) == ["a9", "a8", "a7", "a6", "a5"]
    assert shown.next_due == NOW + 7 * SECOND
    assert archive.calls == ["cards_before"]


def test_what_is_due_after_the_longest_cache_time_bounds_nothing(archive: MemoryPaper) -> None:
    archive.publish("tomorrow", publish_at=NOW + 60 * SECOND)
    assert read_newest(archive, ALL, NOW, 5).next_due is None


@pytest.mark.parametrize("pending", [4, 5, 9, 10, 30])
def test_pending_cards_never_crowd_out_the_page(archive: MemoryPaper, pending: int) -> None:
    for number in range(pending):
        archive.publish(f"p{number}", publish_at=NOW + (number + 1) * SECOND)
    archive.calls.clear()
    shown = read_newest(archive, ALL, NOW, 5)
    assert ids(shown) == ["a9", "a8", "a7", "a6", "a5"]
    assert shown.older == Cursor.at(shown.cards[-1])
    assert shown.next_due is not None
    assert shown.next_due <= NOW + SECOND
    assert len(archive.calls) == (1 if pending == 4 else 2)


def test_a_list_that_is_read_again_still_shows_what_is_due_this_instant(
    paper: MemoryPaper,
) -> None:
    paper.publish("due", publish_at=NOW)
    for number in range(20):
        paper.publish(f"p{number}", publish_at=NOW + (number + 1) * SECOND)
    assert ids(read_newest(paper, ALL, NOW, 5)) == ["due"]


def test_older_pages_part_the_list_without_gap_or_repeat(archive: MemoryPaper) -> None:
    first = read_newest(archive, ALL, NOW, 4)
    assert first.older
    second = read_older(archive, ALL, first.older, NOW, 4)
    assert second.older
    third = read_older(archive, ALL, second.older, NOW, 4)
    assert ids(first) + ids(second) + ids(third) == [f"a{number}" for number in range(9, 0, -1)]
    assert third.older is None
    assert (first.newer, second.newer) == (None, Cursor.at(second.cards[0]))


def test_newer_leads_back_up_and_ends_at_the_top(archive: MemoryPaper) -> None:
    bottom = Cursor(NOW - 9 * SECOND, "a1")
    up = read_newer(archive, ALL, bottom, NOW, 4)
    assert up
    assert ids(up) == ["a5", "a4", "a3", "a2"]
    assert up.newer == Cursor.at(up.cards[0])
    assert up.older == Cursor.at(up.cards[-1])
    assert read_newer(archive, ALL, up.newer, NOW, 4) is None


def test_no_cursor_reaches_what_is_pending(archive: MemoryPaper) -> None:
    for number in range(9):
        archive.publish(f"p{number}", publish_at=NOW + (number + 1) * SECOND)
    future = Cursor(NOW + 3600 * SECOND, "zzz")
    shown = read_older(archive, ALL, future, NOW, 3)
    assert ids(shown) == ["a9", "a8", "a7"]
    assert shown.older == Cursor.at(shown.cards[-1])
    assert read_newer(archive, ALL, Cursor(NOW - 2 * SECOND, "a8"), NOW, 1) is None


def test_a_place_in_the_future_is_the_top_and_bounded_as_it_is(archive: MemoryPaper) -> None:
    archive.publish("soon", publish_at=NOW + 7 * SECOND)
    future = Cursor(NOW + SECOND, "zzz")
    assert read_older(archive, ALL, future, NOW, 3) == read_newest(archive, ALL, NOW, 3)
    assert read_older(archive, ALL, future, NOW, 3).next_due == NOW + 7 * SECOND


def test_there_is_nothing_to_ask_for_above_a_place_in_the_future(archive: MemoryPaper) -> None:
    assert read_newer(archive, ALL, Cursor(NOW + SECOND, "zzz"), NOW, 3) is None
    assert archive.calls == []


def test_articles_of_one_moment_are_parted_by_their_ids(paper: MemoryPaper) -> None:
    for article in "abcd":
        paper.publish(article, publish_at=NOW)
    first = read_newest(paper, ALL, NOW, 2)
    assert first.older
    assert ids(first) == ["d", "c"]
    assert ids(read_older(paper, ALL, first.older, NOW, 2)) == ["b", "a"]
