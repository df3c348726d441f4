"""Reading back what a message said."""

import json

import pytest

from broadsheet.domain.problems import UnreadableRevision
from broadsheet.formats.accepting import ACCEPTED_FORMATS
from broadsheet.formats.stored_articles import FORMATS, stored_article, stored_item
from broadsheet.site_file import load_site
from tests.fakes.log import MemoryLog
from tests.formats.items import ITEM, message_of

SITE = load_site()


def test_an_item_is_read_as_it_was_accepted(log: MemoryLog) -> None:
    article = stored_article(log, log.keep(1, message_of(headline="Old bridge")), SITE)
    assert (article.headline, article.section) == ("Old bridge", "news")


def test_an_article_stays_in_its_section_when_the_section_leaves_the_settings(
    log: MemoryLog,
) -> None:
    article = stored_article(log, log.keep(1, message_of(section="gone-by")), SITE)
    assert article.section == "gone-by"


@pytest.mark.parametrize(
    ("message", "reason"),
    [(b"{", "JSON"), (message_of(headline=5), "headline is not a text"), (b"[]", "object")],
)
def test_a_message_that_is_no_article_is_said_to_be_none(
    log: MemoryLog, message: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableRevision) as unreadable:
        stored_article(log, log.keep(1, message), SITE)
    assert unreadable.value.revision == "desk-1"
    assert reason in unreadable.value.reason


def test_a_message_that_is_gone_is_said_to_be_gone(log: MemoryLog) -> None:
    record = log.keep(1, message_of())
    log.messages.clear()
    with pytest.raises(UnreadableRevision, match="is not there"):
        stored_article(log, record, SITE)


def test_however_much_is_wrong_the_reason_fits_where_it_goes(log: MemoryLog) -> None:
    with pytest.raises(UnreadableRevision) as unreadable:
        stored_article(log, log.keep(1, message_of(body_format="x" * 5_000)), SITE)
    assert len(unreadable.value.reason.encode()) <= 2_000


def test_a_record_can_name_one_item_of_a_message_that_holds_many(log: MemoryLog) -> None:
    feed = {"items": [ITEM, ITEM | {"headline": "Second"}]}
    record = log.keep(1, json.dumps(feed).encode(), item="/items/1")
    assert stored_article(log, record, SITE).headline == "Second"
    assert stored_item(log.message(record.message or ""), record) == feed["items"][1]


@pytest.mark.parametrize("pointer", ["/items/2", "/items/x", "/none", "/items/0/headline/x"])
def test_an_item_that_the_message_does_not_hold_is_said_to_be_missing(
    log: MemoryLog, pointer: str
) -> None:
    feed = json.dumps({"items": [ITEM, ITEM]}).encode()
    with pytest.raises(UnreadableRevision, match="nothing at"):
        stored_article(log, log.keep(1, feed, item=pointer), SITE)


def test_a_format_that_nothing_ever_came_in_is_not_guessed_at(log: MemoryLog) -> None:
    record = log.keep(1, message_of(), content_type="text/plain")
    with pytest.raises(UnreadableRevision, match="text/plain"):
        stored_article(log, record, SITE)


def test_whatever_is_accepted_can_be_read_back() -> None:
    assert set(ACCEPTED_FORMATS) <= set(FORMATS)
