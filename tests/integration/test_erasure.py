"""Erasure on moto: of an erased article S3 holds tombstones and nothing else, in any version."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.s3.log import S3Log
from broadsheet.custody.erasure import Eraser
from broadsheet.domain.head import Status
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import message_digest
from broadsheet.domain.problems import NoSuchArticle, StoreUnavailable
from broadsheet.indexing.indexer import Indexer
from broadsheet.site_file import load_site
from tests.adapters.stores import contents_in, index_in, log_in, objects_in, picturing_in
from tests.functions.handlers import ask, deliver, message, notice, record_key, wire_handlers

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FAR = datetime(2999, 1, 1, tzinfo=UTC)
SAID = {"headline": "Bridge", "section": "news", "body": "Open.", "tags": ["Cyprus"]}


@pytest.fixture(autouse=True)
def _functions(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    wire_handlers(monkeypatch, bucket, table)


@pytest.fixture
def eraser(bucket: str, table: str) -> Eraser:
    log, contents = log_in(bucket), contents_in(bucket)
    return Eraser(
        objects_in(bucket),
        Indexer(log, contents, index_in(table), load_site(), picturing_in(bucket, table)),
    )


def post(article: str, **fields: Any) -> bytes:
    document = SAID | {"id": article} | fields
    assert ask("POST /articles", document)["statusCode"] in {200, 201}
    return json.dumps(document).encode()


def put(article: str, document: Any) -> dict[str, Any]:
    return ask("PUT /articles/{id}", document, article, If_Match='"desk-1"')


def get(article: str) -> dict[str, Any]:
    return ask("GET /articles/{id}", article=article)


def notify(article: str, number: int = 1) -> list[str]:
    return deliver(message("m", notice(record_key(article, number))))


def versions(bucket: str, prefix: str) -> list[str]:
    listed = s3_client().list_object_versions(Bucket=bucket, Prefix=prefix)
    found = [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]
    return [str(version["Key"]) for version in found]


def everything(bucket: str, table: str) -> Any:
    return versions(bucket, ""), dynamodb_client().scan(TableName=table)["Items"]


def quiet(_looked: int) -> None:
    pass


def erase(eraser: Eraser, article: str) -> Any:
    eraser.bury(article, "A court's order", NOW)
    return eraser.remove(article, quiet)


def two_revisions_and_a_bystander() -> tuple[bytes, bytes]:
    first = post("bridge")
    revised = put("bridge", SAID | {"headline": "Second", "translation_of": "tunnel"})
    assert revised["statusCode"] == 200
    bystander = post("tunnel", headline="Tunnel")
    assert notify("bridge", 2) == notify("tunnel") == []
    return first, bystander


def test_only_tombstones_are_left_in_any_version(eraser: Eraser, bucket: str, table: str) -> None:
    _, bystander = two_revisions_and_a_bystander()
    # A record that was once overwritten by hand, and one that was deleted: versions stay of both.
    key = "articles/bridge/desk/00000001.json"
    stored = s3_client().get_object(Bucket=bucket, Key=key)["Body"].read()
    s3_client().put_object(Bucket=bucket, Key=key, Body=stored)
    s3_client().delete_object(Bucket=bucket, Key="articles/bridge/desk/00000002.json")
    s3_client().put_object(Bucket=bucket, Key="articles/bridge/stray.txt", Body=b"stray")

    deleted = erase(eraser, "bridge")

    assert (len(deleted.messages), deleted.shared) == (2, {})
    assert deleted.contents
    assert versions(bucket, "articles/bridge/") == [
        f"articles/bridge/desk/0000000{number}.json" for number in (1, 2, 3)
    ]
    for key in versions(bucket, "articles/bridge/"):
        tombstone = json.loads(s3_client().get_object(Bucket=bucket, Key=key)["Body"].read())
        assert tombstone["article"] == "bridge"
        assert tombstone["erased_at"].startswith("2026-11-23T09:00:00")
        assert tombstone["reason"] == "A court's order"
    assert versions(bucket, "content/bridge/") == []
    assert versions(bucket, "messages/") == [f"messages/{message_digest(bystander)}"]
    listed = s3_client().list_object_versions(Bucket=bucket)
    for version in listed["Versions"]:
        kept = s3_client().get_object(
            Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"]
        )
        assert b"Second" not in kept["Body"].read()
    said = json.dumps(dynamodb_client().scan(TableName=table)["Items"])
    assert "Second" not in said
    assert "Tunnel" in said
    translations = index_in(table).cards_before("translations#tunnel", FAR, 5)
    assert [card.article for card in translations] == ["tunnel"]
    head = index_in(table).head(article_key("bridge"))
    assert head
    assert head.status(NOW) is Status.ERASED


def test_nothing_brings_it_back(eraser: Eraser, bucket: str, table: str) -> None:
    two_revisions_and_a_bystander()
    erase(eraser, "bridge")
    stood = everything(bucket, table)
    assert notify("bridge", 1) == notify("bridge", 2) == notify("bridge", 3) == []
    assert ask("POST /articles", SAID | {"id": "bridge"})["statusCode"] == 410
    for method in ("PUT", "DELETE", "GET"):
        for revision in ("desk-1", "desk-2", "desk-3"):
            answered = ask(f"{method} /articles/{{id}}", SAID, "bridge", If_Match=f'"{revision}"')
            assert answered["statusCode"] == 410
            assert answered["headers"]["Content-Type"] == "application/problem+json"
    assert everything(bucket, table) == stood


def test_the_editor_who_had_read_before_is_too_late(
    eraser: Eraser, monkeypatch: pytest.MonkeyPatch, bucket: str
) -> None:
    post("bridge")
    seen = log_in(bucket).read("bridge")
    eraser.bury("bridge", None, NOW)
    readings = iter([seen])
    read = S3Log.read
    monkeypatch.setattr(
        S3Log, "read", lambda log, article: next(readings, None) or read(log, article)
    )
    answered = put("bridge", SAID | {"headline": "Late"})
    assert answered["statusCode"] == 410


def test_a_message_of_two_articles_stays_until_both_are_erased(eraser: Eraser, bucket: str) -> None:
    nameless = SAID | {"headline": "Shared"}
    ids = []
    for contributor in ("one", "two"):
        answered = ask("POST /articles", nameless, Idempotency_Key=contributor)
        ids.append(json.loads(answered["body"])["id"])
    assert notify(ids[0]) == notify(ids[1]) == []
    (message,) = versions(bucket, "messages/")
    first = erase(eraser, ids[0])
    assert first.messages == ()
    assert first.shared == {message.removeprefix("messages/"): (ids[1],)}
    assert versions(bucket, "messages/") == [message]
    assert get(ids[1])["statusCode"] == 200
    assert erase(eraser, ids[1]).shared == {}
    assert versions(bucket, "messages/") == []


CHANGES = 6
"""Of an article with two records: claim, write two tombstones, delete three kinds of bytes."""


def strike(eraser: Eraser, after: int) -> None:
    """Erase, and stop dead after so many changes."""
    changes = 0

    def struck(call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(*arguments: Any, **named: Any) -> Any:
            nonlocal changes
            if changes == after:
                raise KeyboardInterrupt
            changes += 1
            return call(*arguments, **named)

        return calling

    with pytest.MonkeyPatch.context() as patch:
        for name in ("write_once", "write", "delete"):
            patch.setattr(eraser._objects, name, struck(getattr(eraser._objects, name)))
        erase(eraser, "bridge")


@pytest.mark.parametrize("after", range(CHANGES))
def test_it_finishes_what_any_interruption_left(
    eraser: Eraser, bucket: str, table: str, after: int
) -> None:
    _, bystander = two_revisions_and_a_bystander()
    with pytest.raises(KeyboardInterrupt):
        strike(eraser, after)
    assert get("bridge")["statusCode"] == (410 if after else 200)
    assert ask("POST /articles", SAID | {"id": "bridge"})["statusCode"] == (410 if after else 200)
    assert notify("bridge") == []
    eraser.bury("bridge", "Another reason", NOW)
    eraser.remove("bridge", quiet)
    assert versions(bucket, "") == [
        *(f"articles/bridge/desk/0000000{number}.json" for number in (1, 2, 3)),
        "articles/tunnel/desk/00000001.json",
        *versions(bucket, "content/tunnel/"),
        f"messages/{message_digest(bystander)}",
    ]
    head = index_in(table).head(article_key("bridge"))
    assert head
    assert head.erased
    nothing = eraser.remove("bridge", quiet)
    assert (nothing.messages, nothing.contents, nothing.log) == ((), (), ())


def test_no_more_changes_are_made_than_are_struck(eraser: Eraser) -> None:
    two_revisions_and_a_bystander()
    strike(eraser, CHANGES)
    nothing = eraser.remove("bridge", quiet)
    assert (nothing.messages, nothing.contents, nothing.log) == ((), (), ())


def test_bytes_are_not_deleted_before_the_tombstones_stand(eraser: Eraser, bucket: str) -> None:
    post("bridge")
    stood = versions(bucket, "")
    with pytest.raises(StoreUnavailable, match="run it again"):
        eraser.remove("bridge", quiet)
    assert versions(bucket, "") == stood


def test_what_never_was_cannot_be_erased(eraser: Eraser, bucket: str) -> None:
    post("bridge-2")
    with pytest.raises(NoSuchArticle, match="'bridge'"):
        eraser.bury("bridge", None, NOW)
    assert versions(bucket, "articles/bridge/") == []


def test_a_record_that_cannot_be_read_is_told_and_keeps_what_it_names(
    eraser: Eraser, bucket: str
) -> None:
    message = message_digest(post("bridge"))
    damaged = "articles/tunnel/desk/00000001.json"
    s3_client().put_object(Bucket=bucket, Key=damaged, Body=f'{{"message": "{message}'.encode())
    key = "articles/bridge/desk/00000001.json"
    s3_client().put_object(Bucket=bucket, Key=key, Body=b"{")
    deleted = erase(eraser, "bridge")
    assert deleted.shared == {message: ("tunnel",)}
    assert deleted.unreadable == (key,)
    assert versions(bucket, f"messages/{message}") == [f"messages/{message}"]
