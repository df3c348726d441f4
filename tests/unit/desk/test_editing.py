"""The desk's rules, with the log in memory: what each request leads to, and what it never does."""

import json
from datetime import timedelta

import pytest

from broadsheet.desk.requests import MAX_DOCUMENT_BYTES
from broadsheet.domain.head import IndexFault
from broadsheet.domain.keys import record_key
from broadsheet.domain.revision_name import LAST_NUMBER, RevisionName
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from tests.desk.desk_client import NOW, DeskClient, read_late

ARTICLE = {
    "id": "bridge",
    "headline": "Old bridge opens again",
    "section": "news",
    "body": "The bridge is open.",
}
METHODS = ("GET", "PUT", "DELETE")


@pytest.fixture
def newsroom() -> DeskClient:
    return DeskClient()


def test_a_new_article_is_answered_with_its_revision_and_address(newsroom: DeskClient) -> None:
    status, receipt, headers = newsroom.post(ARTICLE)
    assert status == 201
    assert receipt == {
        "id": "bridge",
        "revision": "desk-1",
        "status": "published",
        "url": receipt["url"],
        "received_at": "2026-11-23T09:00:00.000000Z",
        "warnings": [],
    }
    assert receipt["url"].startswith("https://paper.example/news/old-bridge-opens-again-")
    assert headers["Location"] == "/articles/bridge"
    assert headers["ETag"] == '"desk-1"'


def test_the_sender_is_told_what_readers_do_not_get(newsroom: DeskClient) -> None:
    lossy = ARTICLE | {
        "body_format": "html",
        "body": "<p>The bridge.<img src=/1.png><img src=/2.png></p>",
        "tags": ["Roads", "roads"],
    }
    warnings = [
        {"pointer": "/body", "detail": "2 images were left out"},
        {"pointer": "/tags/1", "detail": "is the same name as “Roads” and was left out"},
    ]
    _, receipt, _ = newsroom.post(lossy)
    assert receipt["warnings"] == warnings
    _, again, _ = newsroom.post(lossy)
    assert again == receipt
    assert newsroom.get()["warnings"] == warnings

    _, changed = newsroom.put(lossy | {"tags": []}, "desk-1")
    assert changed["warnings"] == warnings[:1]
    _, changed_again = newsroom.put(lossy | {"tags": []}, "desk-1")
    assert changed_again == changed
    assert newsroom.get()["warnings"] == warnings[:1]
    _, withdrawn = newsroom.delete("desk-2")
    assert withdrawn["warnings"] == []


def test_the_exact_bytes_are_kept(newsroom: DeskClient) -> None:
    sent = json.dumps(ARTICLE, indent=3).encode() + b"\r\n"
    newsroom.post(sent)
    assert list(newsroom.log.messages.values()) == [sent]


def test_the_same_bytes_again_get_the_same_answer(newsroom: DeskClient) -> None:
    _, first, _ = newsroom.post(ARTICLE)
    status, again, _ = newsroom.post(ARTICLE, now=NOW + timedelta(hours=1))
    assert (status, again) == (200, first)
    assert len(newsroom.log.stored) == 1


def test_other_bytes_at_a_taken_id_are_refused_and_change_nothing(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    before = dict(newsroom.log.stored)
    status, problem, headers = newsroom.post(ARTICLE | {"body": "Another."})
    assert status == 409
    assert "PUT /articles/bridge" in problem["detail"]
    assert headers["Content-Type"] == "application/problem+json"
    assert newsroom.log.stored == before


def test_without_an_id_the_same_bytes_of_the_same_contributor_are_one_article(
    newsroom: DeskClient,
) -> None:
    nameless = {name: value for name, value in ARTICLE.items() if name != "id"}
    _, first, _ = newsroom.post(nameless)
    status, again, _ = newsroom.post(nameless)
    assert (status, again["id"]) == (200, first["id"])
    status, other, _ = newsroom.post(nameless, contributor="arn:aws:iam::1:user/ben")
    assert status == 201
    assert other["id"] != first["id"]


def test_an_idempotency_key_makes_the_id(newsroom: DeskClient) -> None:
    nameless = {name: value for name, value in ARTICLE.items() if name != "id"}
    _, first, _ = newsroom.post(nameless, idempotency_key="k-1")
    _, second, _ = newsroom.post(nameless, idempotency_key="k-2")
    assert first["id"] != second["id"]
    status, _, _ = newsroom.post(nameless | {"body": "Other."}, idempotency_key="k-1")
    assert status == 409


def test_a_change_is_the_next_revision(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    status, receipt = newsroom.put(ARTICLE | {"headline": "Bridge closed"}, "desk-1")
    assert (status, receipt["revision"]) == (200, "desk-2")
    assert "/news/bridge-closed-" in receipt["url"]
    report = newsroom.get()
    assert report["article"]["headline"] == "Bridge closed"


def test_a_change_must_name_the_revision_that_stands(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    newsroom.put(ARTICLE | {"headline": "Second"}, "desk-1")
    status, problem, headers = newsroom.ask(
        "PUT /articles/{id}", ARTICLE | {"headline": "Third"}, if_match='"desk-1"'
    )
    assert status == 412
    assert '"desk-2"' in problem["detail"]
    assert headers["ETag"] == '"desk-2"'
    status, problem, _ = newsroom.ask("PUT /articles/{id}", ARTICLE)
    assert status == 428
    assert len(newsroom.log.stored) == 2


def test_a_retried_change_is_answered_as_the_first_time(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    second = ARTICLE | {"headline": "Second"}
    first_answer = newsroom.put(second, "desk-1")
    assert newsroom.put(second, "desk-1") == first_answer
    newsroom.put(ARTICLE | {"headline": "Third"}, "desk-2")
    status, receipt = newsroom.put(second, "desk-1")
    assert (status, receipt["revision"]) == (200, "desk-2")
    assert len(newsroom.log.stored) == 3


def test_of_two_changes_over_one_revision_the_slower_is_stale(
    newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.post(ARTICLE)
    seen_by_the_slower = newsroom.log.read("bridge")
    newsroom.put(ARTICLE | {"headline": "Faster"}, "desk-1")
    read_late(newsroom.log, seen_by_the_slower, monkeypatch)
    status, problem = newsroom.put(ARTICLE | {"headline": "Slower"}, "desk-1")
    assert status == 412
    assert '"desk-2"' in problem["detail"]
    assert newsroom.get()["article"]["headline"] == "Faster"


def test_a_withdrawn_article_says_so_and_returns_with_a_change(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    status, receipt = newsroom.delete("desk-1", query={"as": "gone", "reason": "It was wrong."})
    assert (status, receipt["status"], receipt["revision"]) == (200, "withdrawn", "desk-2")
    assert newsroom.get()["withdrawal"] == {
        "as": "gone",
        "reason": "It was wrong.",
        "keeps_pictures": False,
    }
    status, receipt = newsroom.put(ARTICLE, "desk-2")
    assert (status, receipt["status"], receipt["revision"]) == (200, "published", "desk-3")
    assert newsroom.get()["withdrawal"] is None


def test_a_retried_withdrawal_is_answered_as_the_first_time(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    first = newsroom.delete("desk-1", query={"as": "vanish"})
    assert newsroom.delete("desk-1", query={"as": "vanish"}) == first
    assert newsroom.delete("desk-1", query={"as": "gone"})[0] == 412


def test_a_withdrawal_of_an_unknown_kind_changes_nothing(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    status, problem = newsroom.delete("desk-1", query={"as": "gon", "reason": "a\x07b"})
    assert status == 422
    assert [error["pointer"] for error in problem["errors"]] == ["?as", "?reason"]
    assert len(newsroom.log.stored) == 1


@pytest.mark.parametrize(
    "reason",
    ["At her\u00a0request", "Soft\u00adhyphen", "می\u200cخواهم", "👩\u200d🚀", "5\u202f%", "a\nb"],
)
def test_a_takedown_is_not_refused_for_a_character_that_a_headline_may_have(
    newsroom: DeskClient, reason: str
) -> None:
    newsroom.post(ARTICLE)
    assert newsroom.delete("desk-1", query={"reason": reason})[0] == 200
    assert newsroom.get()["withdrawal"]["reason"] == reason.replace("\n", " ")


def test_what_no_reason_can_hold_is_named_with_its_place(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    _, problem = newsroom.delete("desk-1", query={"reason": "bell\x07"})
    assert "U+0007 at position 5" in problem["errors"][0]["detail"]
    _, problem = newsroom.delete("desk-1", query={"reason": "x" * 601})
    assert "601 characters" in problem["errors"][0]["detail"]


def test_now_releases_what_is_held_by_the_papers_clock(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE | {"publish_at": "hold"})
    later = NOW + timedelta(hours=1)
    status, receipt = newsroom.put(ARTICLE | {"publish_at": "now"}, "desk-1", now=later)
    assert (status, receipt["status"]) == (200, "published")
    assert newsroom.get(now=later)["publish_at"] == receipt["received_at"]


def test_a_published_article_cannot_be_moved_into_the_future(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    for publish_at in ["hold", "2026-11-23T09:00:01Z"]:
        status, problem = newsroom.put(ARTICLE | {"publish_at": publish_at}, "desk-1")
        assert status == 422
        assert problem["errors"][0]["pointer"] == "/publish_at"
    status, _ = newsroom.put(ARTICLE | {"publish_at": "2026-11-23T09:00:00Z"}, "desk-1")
    assert status == 200


def test_publish_at_stays_as_it_was_when_a_change_does_not_name_it(newsroom: DeskClient) -> None:
    _, receipt, _ = newsroom.post(ARTICLE | {"publish_at": "hold"})
    assert receipt["status"] == "held"
    assert newsroom.put(ARTICLE, "desk-1")[1]["status"] == "held"
    due = ARTICLE | {"publish_at": "2026-11-24T09:00:00Z"}
    assert newsroom.put(due, "desk-2")[1]["status"] == "scheduled"
    assert newsroom.put(ARTICLE, "desk-3")[1]["status"] == "scheduled"
    assert newsroom.get(now=NOW + timedelta(days=1))["status"] == "published"


def test_the_document_may_not_name_another_article_than_the_path(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    status, problem = newsroom.put(ARTICLE | {"id": "tunnel"}, "desk-1")
    assert status == 422
    assert problem["errors"][0]["pointer"] == "/id"


def test_two_faults_at_once_give_two_pointers(newsroom: DeskClient) -> None:
    status, problem, _ = newsroom.post(ARTICLE | {"section": "nowhere", "headline": ""})
    assert status == 422
    assert {error["pointer"] for error in problem["errors"]} == {"/headline", "/section"}
    assert newsroom.log.stored == {}


@pytest.mark.parametrize(
    ("document", "status"),
    [(b"not json", 400), (b"", 400), (b"[" * 100_000, 400), (b"9" * 5000, 400),
     (b'"\xff"', 400), (b" " * (MAX_DOCUMENT_BYTES + 1), 413), (b"[]", 422)],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_its_reason(
    newsroom: DeskClient, document: bytes, status: int
) -> None:
    answered, problem, _ = newsroom.post(document)
    assert answered == status == problem["status"]
    assert problem["detail"]
    assert newsroom.log.messages == {}


def test_an_unknown_article_is_told_apart_from_a_known_one(newsroom: DeskClient) -> None:
    status, problem, _ = newsroom.ask("GET /articles/{id}", path_id="nobody")
    assert status == 404
    assert "nobody" in problem["detail"]
    assert newsroom.put(ARTICLE, "desk-1", path_id="nobody")[0] == 404
    assert newsroom.ask("PATCH /articles/{id}")[0] == 404


def test_what_is_read_back_can_be_sent_again_and_changes_nothing(newsroom: DeskClient) -> None:
    full = ARTICLE | {
        "standfirst": "After a year.",
        "byline": ["Anna", "Ben"],
        "source": {"name": "Wire", "url": "https://wire.example/"},
        "tags": ["Bridges", "Λευκωσία"],
        "language": "en",
    }
    newsroom.post(full)
    read = newsroom.get()["article"]
    assert newsroom.put(read, "desk-1")[0] == 200
    assert newsroom.get()["article"] == read


def test_it_is_told_how_far_indexing_has_come(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    report = newsroom.get()
    assert (report["indexed_revision"], report["fault"]) == (None, None)
    newsroom.index.faults["bridge"] = IndexFault("desk-1", "no reason", NOW)
    assert newsroom.get()["fault"] == {
        "revision": "desk-1",
        "reason": "no reason",
        "at": "2026-11-23T09:00:00.000000Z",
    }


def test_a_revision_that_cannot_be_read_is_told_with_the_last_good_one(
    newsroom: DeskClient,
) -> None:
    newsroom.post(ARTICLE)
    newsroom.put(ARTICLE | {"headline": "Second"}, "desk-1")
    newsroom.log.stored["articles/bridge/desk/00000002.json"] = b"{}"
    report = newsroom.get()
    assert report["revision"] == "desk-1"
    assert report["article"]["headline"] == ARTICLE["headline"]
    assert report["fault"]["revision"] == "desk-2"
    assert "cannot be read" in report["fault"]["reason"]


def test_an_erased_id_is_refused_for_ever_and_keeps_no_bytes(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    stone = Tombstone("bridge", RevisionName.of_desk(1), NOW)
    newsroom.log.stored[stone.key] = write_tombstone(stone)
    newsroom.log.messages.clear()
    stood = dict(newsroom.log.stored)
    for operation in ("POST /articles", *(f"{method} /articles/{{id}}" for method in METHODS)):
        status, problem, _ = newsroom.ask(operation, ARTICLE, if_match='"desk-1"')
        assert (status, problem["type"]) == (410, "urn:broadsheet:problem:article-erased")
        assert "another id" in problem["detail"]
    assert newsroom.log.messages == {}
    assert newsroom.log.stored == stood


def test_an_article_whose_numbers_are_used_up_takes_no_revision(newsroom: DeskClient) -> None:
    newsroom.post(ARTICLE)
    last = RevisionName.of_desk(LAST_NUMBER)
    newsroom.log.stored[record_key("bridge", last)] = b"{"
    stands = newsroom.get()["revision"]
    for change in (newsroom.put(ARTICLE, stands), newsroom.delete(stands)):
        status, problem = change
        assert (status, problem["type"]) == (409, "urn:broadsheet:problem:no-more-revisions")
    assert newsroom.get()["revision"] == stands


def test_what_nobody_foresaw_is_a_problem_too(
    newsroom: DeskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(newsroom.log, "append", lambda _: 1 / 0)
    status, problem, headers = newsroom.post(ARTICLE)
    assert (status, problem["type"]) == (500, "urn:broadsheet:problem:unexpected-failure")
    assert headers["Content-Type"] == "application/problem+json"
    assert "ZeroDivisionError" in caplog.text
