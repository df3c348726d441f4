"""Previews of documents: the page that would be, every fault, and nothing that is kept."""

import json
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.desk.operations import DeskApi, answer
from tests.commands.memory_api import NOW
from tests.desk.desk_requests import desk_request
from tests.desk.memory_desk import memory_desk
from tests.domain.pictures import a_picture, ready
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureLog

STORY = {"headline": "The bridge", "section": "news", "body": "It opens.", "tags": ["Cyprus"]}


class Previewed:
    """A desk in memory that is asked for previews."""

    def __init__(self) -> None:
        self.log, self.index, self.pictures = MemoryLog(), MemoryIndex(), MemoryPictureLog()
        self.api: DeskApi = memory_desk(self.log, self.index, self.pictures)

    def ask(self, document: Any, **query: str) -> Any:
        request = replace(desk_request("POST /preview", document), query=query)
        return answer(self.api, request, NOW)

    def preview(self, document: Any, **query: str) -> dict[str, Any]:
        answered = self.ask(document, **query)
        assert answered.status == 200, answered.body
        shown: dict[str, Any] = json.loads(answered.body)
        return shown

    def post(self, **fields: Any) -> None:
        answered = answer(self.api, desk_request("POST /articles", STORY | fields), NOW)
        assert answered.status == 201, answered.body


@pytest.fixture
def desk() -> Previewed:
    return Previewed()


def test_it_is_the_page_that_readers_would_get_and_nothing_is_kept(desk: Previewed) -> None:
    answered = desk.ask(STORY)
    shown = json.loads(answered.body)
    assert "<h1>The bridge</h1>" in shown["page"]
    assert "<p>It opens.</p>" in shown["page"]
    assert "<script" not in shown["page"].replace('<script type="application/ld+json"', "")
    assert (shown["body"], shown["url"]) == ("<p>It opens.</p>", None)
    assert (shown["faults"], shown["warnings"]) == ([], [])
    assert answered.headers["Cache-Control"] == "private, no-store"
    assert (desk.log.stored, desk.log.messages) == ({}, {})


def test_every_fault_is_told_and_a_document_with_faults_has_no_page(desk: Previewed) -> None:
    shown = desk.preview({"headline": "", "section": "cooking", "body": "It opens."})
    assert {fault["pointer"] for fault in shown["faults"]} == {"/headline", "/section"}
    assert (shown["page"], shown["body"]) == (None, None)


def test_what_is_left_out_is_told_before_it_is_sent(desk: Previewed) -> None:
    body = "<p>It opens.<script>alert(1)</script></p>"
    shown = desk.preview(STORY | {"body": body, "body_format": "html"})
    assert shown["body"] == "<p>It opens.</p>"
    assert [each["pointer"] for each in shown["warnings"]] == ["/body"]
    assert "alert(1)" not in shown["page"]


def test_a_picture_that_is_not_ready_is_a_fault_and_the_page_is_there_without_it(
    desk: Previewed,
) -> None:
    picture = a_picture("harbour")
    shown = desk.preview(STORY | {"images": [{"id": picture, "alt": "The harbour"}]})
    assert [fault["pointer"] for fault in shown["faults"]] == ["/images/0/id"]
    assert "<h1>The bridge</h1>" in shown["page"]


def test_a_picture_stands_in_the_page_and_in_the_body_by_its_id(desk: Previewed) -> None:
    lead, other = a_picture("harbour"), a_picture("boat")
    for record in (*ready("harbour"), *ready("boat")):
        desk.pictures.append(record)
    images = [{"id": lead, "alt": "The harbour"}, {"id": other, "alt": "A boat"}]
    body = f'<p>It opens.</p><img src="image:{other}"><p>It shuts.</p>'
    shown = desk.preview(STORY | {"images": images, "body": body, "body_format": "html"})
    assert shown["faults"] == []
    assert f'<img src="image:{other}">' in shown["body"]
    assert 'alt="A boat"' in shown["page"]


def test_as_the_next_revision_it_has_the_corrections_and_the_address_of_its_article(
    desk: Previewed,
) -> None:
    desk.post(id="bridge")
    again = STORY | {"body": "It stays shut.", "correction": "It does not open."}
    shown = desk.preview(again, article="bridge")
    assert "It does not open." in shown["page"]
    assert shown["url"].startswith("https://paper.example/news/the-bridge-")
    assert len(desk.log.stored) == 1


def test_what_is_withdrawn_is_shown_as_it_would_come_back(desk: Previewed) -> None:
    desk.post(id="bridge")
    request = desk_request("DELETE /articles/{id}", None, "bridge", "desk-1")
    assert answer(desk.api, request, NOW).status == 200
    assert "<h1>The bridge</h1>" in desk.preview(STORY, article="bridge")["page"]


def test_an_article_that_is_not_there_is_told(desk: Previewed) -> None:
    for unknown in ("never-was", "../etc"):
        assert desk.ask(STORY, article=unknown).status == 404


@pytest.mark.parametrize(
    "body",
    [
        "# A heading\n\nText with a [link](https://paper.example/) and *words*.",
        "A note.[^1]\n\n[^1]: It says more.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "- one\n- two\n\n> A quotation.",
    ],
)
def test_the_body_sent_back_as_html_makes_the_same_page(desk: Previewed, body: str) -> None:
    first = desk.preview(STORY | {"body": body, "body_format": "markdown"})
    again = desk.preview(STORY | {"body": first["body"], "body_format": "html"})
    assert (again["body"], again["page"]) == (first["body"], first["page"])
    assert again["warnings"] == []
