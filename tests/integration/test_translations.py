"""The languages of a story, from the desk through the index to the reader."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from broadsheet.adapters.dynamodb.attributes import to_dynamodb
from broadsheet.adapters.dynamodb.index_repair import TableRepair
from broadsheet.adapters.reading.calls import AwsService
from broadsheet.domain.moments import write_moment
from broadsheet.domain.problems import InvalidArticle
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.indexing.rebuilding import Rebuilder
from broadsheet.site_file import load_site
from tests.adapters.stores import contents_in, items_in, log_in
from tests.bench.figures import Call, rounds_of
from tests.fakes.pictures import no_pictures
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GREEK: dict[str, Any] = {"headline": "Γέφυρα", "language": "el", "translation_of": "bridge"}


@pytest.fixture
def paper(bucket: str, table: str) -> Paper:
    return Paper(bucket, table)


def linked(paper: Paper, path: str, now: datetime = NOW) -> list[str]:
    """The paths of a page's translations."""
    line = (
        paper.get(path, now)
        .body.partition('<p class="times translations">')[2]
        .partition("</p>")[0]
    )
    return re.findall(r' href="([^"]+)"', line)


@contextmanager
def noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Call]]:
    """Note the calls to AWS of a page, by the order in which they are sent and answered."""
    turns, calls, ask = count(), list[Call](), AwsService.ask

    def asked(service: AwsService, what: str, request: Any, read: Any) -> Callable[[], Any]:
        operation = request[2].get("x-amz-target", ".GetObject").rpartition(".")[2]
        began, answer = next(turns), ask(service, what, request, read)

        def answered() -> Any:
            value = answer()
            calls.append(Call(operation, began, next(turns)))
            return value

        return answered

    with monkeypatch.context() as patched:
        patched.setattr(AwsService, "ask", asked)
        yield calls


def test_translations_find_each_other_in_whatever_order_they_come(paper: Paper) -> None:
    greek = paper.post(NOW, "gefyra", **GREEK)
    turkish = paper.post(NOW, "kopru", language="tr", translation_of="bridge")
    assert linked(paper, greek) == [turkish]
    original = paper.post(NOW)
    assert linked(paper, greek) == [original, turkish]
    assert linked(paper, original) == [greek, turkish]


def test_an_edit_takes_a_translation_away_and_a_withdrawal_too(paper: Paper) -> None:
    original, greek = paper.post(NOW), paper.post(NOW, "gefyra", **GREEK)
    assert linked(paper, original) == [greek]
    paper.put(NOW + HOUR, 1, "gefyra", **GREEK | {"translation_of": None})
    assert linked(paper, original, NOW + HOUR) == linked(paper, greek, NOW + HOUR) == []
    paper.put(NOW + HOUR, 2, "gefyra", **GREEK)
    assert linked(paper, original, NOW + HOUR) == [greek]
    paper.withdraw(NOW + 2 * HOUR, "desk-1", Withdrawal(WithdrawnAs.GONE, "Wrong"))
    assert linked(paper, greek, NOW + 2 * HOUR) == []


def test_no_article_is_a_translation_of_itself(paper: Paper) -> None:
    paper.post(NOW)
    with pytest.raises(InvalidArticle) as refused:
        paper.put(NOW, 1, translation_of="bridge")
    (fault,) = refused.value.faults
    assert (fault.pointer, "own id" in fault.detail) == ("/translation_of", True)


@pytest.mark.parametrize("which", ["original", "translation"])
def test_a_page_of_a_story_takes_four_calls_in_two_rounds_and_then_three_in_one(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    paths = {"original": paper.post(NOW), "translation": paper.post(NOW, "gefyra", **GREEK)}
    with noted(monkeypatch) as cold:
        assert paper.get(paths[which], NOW).status == 200
    assert sorted(call.operation for call in cold) == [
        "BatchGetItem", "GetObject", "Query", "Query"
    ]  # fmt: skip
    assert rounds_of(cold) == 2
    with noted(monkeypatch) as warm:
        assert paper.get(paths[which], NOW).status == 200
    assert sorted(call.operation for call in warm) == ["BatchGetItem", "Query", "Query"]
    assert rounds_of(warm) == 1


def test_a_rebuild_finds_translations_as_they_should_be_and_puts_them_right(
    paper: Paper, bucket: str, table: str
) -> None:
    paper.post(NOW)
    paper.post(NOW, "gefyra", **GREEK)
    items = items_in(table)
    rebuilder = Rebuilder(
        log_in(bucket), contents_in(bucket), TableRepair(items), load_site(), no_pictures()
    )
    assert [one.differences for one in rebuilder.rebuild_all(["bridge", "gefyra"])] == [(), ()]
    place = to_dynamodb({"pk": "LIST#translations#bridge", "sk": f"{write_moment(NOW)}#gefyra"})
    assert items.get(place, consistent=True)
    items.transact([{"Delete": {"Key": place}}])
    assert rebuilder.rebuild("gefyra").differences == ("translations#bridge",)
    assert items.get(place, consistent=True)
