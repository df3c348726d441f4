"""Onward from an article: what shares its first tag, and when each list is asked for."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.domain.identity import article_key
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages import onward
from broadsheet.pages.onward import OnwardLists, RememberedLists
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import NOW, MemoryPaper

Get = Callable[..., Response]
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def related_on(page: Response) -> list[str]:
    """The headlines among the related, in their order."""
    _, _, end = page.body.partition('<aside class="related"')
    return re.findall(r'<h3[^>]*><a href="[^"]*">([^<]*)', end.partition("</aside>")[0])


@pytest.fixture
def path(paper: MemoryPaper) -> str:
    return paper.publish("bridge", tags=("Bridges", "Rivers"), publish_at=NOW - HOUR)


def test_the_newest_of_the_first_tag_stand_at_the_end(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    for number in range(6):
        moment = NOW - number * HOUR
        paper.publish(
            f"b{number}",
            headline=f"Bridge {number}",
            section="world",
            tags=("Bridges",),
            publish_at=moment,
        )
    paper.publish("river", headline="A river", section="world", tags=("Rivers",))
    page = get(path)
    assert related_on(page) == [f"Bridge {number}" for number in range(4)]
    assert 'More on <a href="/tags/bridges/"><bdi>Bridges</bdi></a>' in page.body


def test_no_story_stands_twice_at_the_end_of_a_page(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    for number in range(12):
        moment = NOW - number * HOUR
        paper.publish(f"n{number}", headline=f"News {number}", tags=("Bridges",), publish_at=moment)
    page = get(path)
    latest = re.findall(r"News \d+", page.body.partition("Latest Articles")[2])
    assert latest == [f"News {number}" for number in range(5)]
    assert related_on(page) == [f"News {number}" for number in range(5, 9)]


@pytest.mark.parametrize("tags", [(), ("Alone",)])
def test_nothing_stands_where_nothing_is_related(
    paper: MemoryPaper, get: Get, tags: tuple[str, ...]
) -> None:
    page = get(paper.publish(tags=tags))
    assert page.status == 200
    assert 'class="related"' not in page.body


def test_what_readers_may_not_see_is_not_among_the_related(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    before = get(path)
    others: dict[str, Any] = {"section": "world", "tags": ("Bridges",)}
    paper.publish("held", publish_at=None, **others)
    paper.publish("vanished", withdrawal=Withdrawal(WithdrawnAs.VANISH), **others)
    paper.publish("gone", withdrawal=Withdrawal(WithdrawnAs.GONE), **others)
    assert get(path) == before
    paper.publish("soon", headline="Soon", publish_at=NOW + 9 * SECOND, **others)
    page = get(path)
    assert page.body == before.body
    assert page.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
    assert related_on(get(path, NOW + 9 * SECOND)) == ["Soon"]


def test_the_first_tag_is_asked_for_with_the_head_once_it_is_known(
    paper: MemoryPaper, get: Get, path: str
) -> None:
    cold = get(path)
    first = ["cards_before", "article_and_header"]
    assert paper.calls == [*first, "cards_before", "cards_before", "content"]
    paper.calls.clear()
    assert get(path) == cold
    warm = ["cards_before", "cards_before", *first, "content"]
    assert paper.calls == warm
    paper.publish("river", headline="A river", section="world", tags=("Rivers",))
    edited = paper.publish("bridge", tags=("Rivers",))
    assert related_on(get(edited)) == ["A river"]
    paper.calls.clear()
    assert related_on(get(edited)) == ["A river"]
    assert paper.calls == warm


def test_what_has_no_page_asks_for_nothing_more(paper: MemoryPaper, get: Get) -> None:
    scheduled = paper.publish("soon", tags=("Bridges",), publish_at=NOW + HOUR)
    path = paper.publish("bridge", tags=("Bridges",))
    for address in (scheduled, path.replace("/news/", "/world/")):
        paper.calls.clear()
        assert get(address).status in (301, 404)
        assert paper.calls == ["cards_before", "article_and_header"]


def test_the_lists_of_few_articles_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onward, "_REMEMBERED", 2)
    remembered = RememberedLists()
    for name in ("one", "two", "three"):
        remembered.remember(article_key(name), OnwardLists(f"tag#{name}"))
    assert remembered.recall(article_key("one")) == OnwardLists()
    assert remembered.recall(article_key("three")) == OnwardLists("tag#three")
