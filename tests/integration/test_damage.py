"""The desk takes down and corrects what cannot be read, from the request to the reader's page."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import pytest

from broadsheet.adapters.clients import s3_client
from tests.functions.handlers import (
    ask,
    deliver,
    get_page,
    message,
    notice,
    record_key,
    wire_handlers,
)

ARTICLE = {"id": "bridge", "headline": "First", "section": "news", "body": "Open."}
SECOND = ARTICLE | {"headline": "Second"}
THIRD = ARTICLE | {"headline": "Third", "publish_at": "2020-01-01T09:00:00Z"}
DAMAGES = ("record", "message", "document")


class DamagedPaper:
    """The functions submit, index and render over one bucket and one table."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def ask(self, method: str, document: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        operation = f"{method} /articles" + ("" if method == "POST" else "/{id}")
        query = {"reason": "It was wrong."}
        answered = ask(operation, document, "bridge", query, **headers)
        return answered["statusCode"], json.loads(answered["body"]) | answered["headers"]

    def index(self, number: int) -> bool:
        """Deliver the notice of a revision, and tell whether it need not come again."""
        return not deliver(message("m", notice(record_key("bridge", number))))

    def page(self, url: str) -> tuple[int, str]:
        answered = get_page(urlsplit(url).path)
        return answered["statusCode"], answered["body"]

    def damage(self, number: int, how: str) -> None:
        key = record_key("bridge", number)
        stored = s3_client().get_object(Bucket=self._bucket, Key=key)["Body"].read()
        message = f"messages/{json.loads(stored)['message']}"
        if how == "record":
            s3_client().put_object(Bucket=self._bucket, Key=key, Body=b"\x00garbage")
        elif how == "message":
            s3_client().delete_object(Bucket=self._bucket, Key=message)
        else:
            s3_client().put_object(Bucket=self._bucket, Key=message, Body=b'{"headline": 1}')


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> DamagedPaper:
    wire_handlers(monkeypatch, bucket, table)
    return DamagedPaper(bucket)


@pytest.fixture(params=DAMAGES)
def damaged(request: pytest.FixtureRequest, paper: DamagedPaper) -> DamagedPaper:
    """A paper whose article has a second revision that readers see and nobody can read again."""
    assert paper.ask("POST", ARTICLE)[0] == 201
    assert paper.index(1)
    assert paper.ask("PUT", SECOND, If_Match='"desk-1"')[0] == 200
    assert paper.index(2)
    paper.damage(2, request.param)
    assert not paper.index(2)
    _, report = paper.ask("GET")
    assert (report["ETag"], report["fault"]["revision"]) == ('"desk-1"', "desk-2")
    status, page = paper.page(report["url"].replace("/first-", "/second-"))
    assert (status, "Second" in page) == (200, True)
    return paper


def test_a_damaged_article_is_taken_down(damaged: DamagedPaper) -> None:
    _, report = damaged.ask("GET")
    status, receipt = damaged.ask("DELETE", If_Match=report["ETag"])
    assert (status, receipt["revision"], receipt["status"]) == (200, "desk-3", "withdrawn")
    assert not damaged.index(3)  # the fault is told until it is mended
    status, page = damaged.page(report["url"])
    assert (status, "It was wrong." in page, "Second" in page) == (410, True, False)
    _, report = damaged.ask("GET")
    assert (report["indexed_revision"], report["fault"]["revision"]) == ("desk-3", "desk-2")


def test_a_damaged_article_is_corrected(damaged: DamagedPaper) -> None:
    _, report = damaged.ask("GET")
    status, receipt = damaged.ask("PUT", THIRD, If_Match=report["ETag"])
    assert (status, receipt["revision"]) == (200, "desk-3")
    assert damaged.ask("PUT", THIRD, If_Match=report["ETag"])[1]["revision"] == "desk-3"
    damaged.index(3)
    status, page = damaged.page(receipt["url"])
    assert (status, "Third" in page, "Second" in page) == (200, True, False)
    assert damaged.ask("GET")[1]["indexed_revision"] == "desk-3"


@pytest.mark.parametrize("how", DAMAGES)
def test_an_article_of_which_nothing_can_be_read_is_taken_down(
    paper: DamagedPaper, how: str
) -> None:
    _, receipt = paper.ask("POST", ARTICLE)
    assert paper.index(1)
    paper.damage(1, how)
    status, problem = paper.ask("GET")
    assert (status, problem["ETag"]) == (500, '"desk-1"')
    assert paper.page(receipt["url"])[0] == 200
    assert paper.ask("DELETE", If_Match=problem["ETag"])[0] == 200
    paper.index(2)
    status, page = paper.page(receipt["url"])
    # Where no record says that it was public, it vanishes.
    assert status == (404 if how == "record" else 410)
    assert "First" not in page


@pytest.mark.usefixtures("whole_requests")
def test_of_two_changes_over_a_damaged_article_exactly_one_wins(damaged: DamagedPaper) -> None:
    together = Barrier(2)

    def save(headline: str) -> tuple[int, dict[str, Any]]:
        together.wait()
        return damaged.ask("PUT", THIRD | {"headline": headline}, If_Match='"desk-1"')

    with ThreadPoolExecutor(2) as editors:
        answers = dict(editors.map(save, ("Anna's", "Ben's")))
    assert sorted(answers) == [200, 412]
    assert answers[200]["revision"] == "desk-3"
    assert answers[412]["ETag"] == '"desk-3"'
