"""Reading back what a message said, and what stands where some of it cannot be read."""

import json
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.domain.keys import message_digest
from broadsheet.domain.problems import ArticleErased, UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from broadsheet.formats.stored_articles import last_good, read_item, read_unerased
from broadsheet.site import load_site
from tests.memory_stores import MemoryLog
from tests.records import GONE, NOON, desk

SITE = load_site()
ARTICLE = {"headline": "Bridge", "section": "news", "body": "Open."}


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


def keep(log: MemoryLog, number: int, message: bytes, **fields: Any) -> Record:
    """Keep a message and the record of a revision that names it."""
    log.store_message(message, "application/json")
    record = replace(desk(number, **fields), message=message_digest(message))
    assert log.append(record)
    return record


def document(**fields: Any) -> bytes:
    return json.dumps(ARTICLE | fields).encode()


def test_an_item_is_read_as_it_was_accepted(log: MemoryLog) -> None:
    article = read_item(log, keep(log, 1, document(headline="Old bridge")), SITE)
    assert (article.headline, article.section) == ("Old bridge", "news")


def test_an_article_stays_in_its_section_when_the_section_leaves_the_settings(
    log: MemoryLog,
) -> None:
    article = read_item(log, keep(log, 1, document(section="gone-by")), SITE)
    assert article.section == "gone-by"


@pytest.mark.parametrize(
    ("message", "reason"),
    [(b"{", "JSON"), (document(headline=""), "/headline"), (b"[]", "object")],
)
def test_a_message_that_is_no_article_is_said_to_be_none(
    log: MemoryLog, message: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableRevision) as unreadable:
        read_item(log, keep(log, 1, message), SITE)
    assert unreadable.value.revision == "desk-1"
    assert reason in unreadable.value.reason


def test_a_message_that_is_gone_is_said_to_be_gone(log: MemoryLog) -> None:
    record = keep(log, 1, document())
    log.messages.clear()
    with pytest.raises(UnreadableRevision, match="is not there"):
        read_item(log, record, SITE)


def test_however_much_is_wrong_the_reason_fits_where_it_goes(log: MemoryLog) -> None:
    wrong = {f"{'k' * 5_000}{number}": 1 for number in range(150)}
    with pytest.raises(UnreadableRevision) as unreadable:
        read_item(log, keep(log, 1, document(**wrong)), SITE)
    assert len(unreadable.value.reason.encode()) <= 2_000


def test_the_last_good_revision_stands_and_the_rest_is_set_aside(log: MemoryLog) -> None:
    first = keep(log, 1, document())
    keep(log, 2, b"{")
    log.stored[desk(3).key] = b"garbage"
    good, unreadable = last_good(log, log.read("bridge"), SITE)
    assert good
    assert (good.state.head, good.records) == (first, (first,))
    assert {error.revision for error in unreadable} == {"desk-2", "desk-3"}


def test_a_withdrawal_needs_no_item_that_can_be_read(log: MemoryLog) -> None:
    keep(log, 1, b"{")
    withdrawal = desk(2, withdrawal=GONE)
    assert log.append(withdrawal)
    good, unreadable = last_good(log, log.read("bridge"), SITE)
    assert good
    assert (good.state.head, good.article) == (withdrawal, None)
    assert [error.revision for error in unreadable] == ["desk-1"]


def test_where_nothing_can_be_read_nothing_stands(log: MemoryLog) -> None:
    keep(log, 1, b"{")
    good, unreadable = last_good(log, log.read("bridge"), SITE)
    assert good is None
    assert len(unreadable) == 1


def test_an_erased_article_is_not_read(log: MemoryLog) -> None:
    tombstone = Tombstone("bridge", desk(1).name, NOON, "order 12/2026")
    log.stored[tombstone.key] = write_tombstone(tombstone)
    with pytest.raises(ArticleErased, match="refused for ever"):
        read_unerased(log, "bridge")
