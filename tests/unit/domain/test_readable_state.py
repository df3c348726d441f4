"""What stands where some of an article cannot be read."""

from functools import partial

from broadsheet.domain.readable_state import last_readable
from broadsheet.formats.stored_articles import stored_article
from broadsheet.site_file import load_site
from tests.domain.records import GONE, desk
from tests.fakes.log import MemoryLog
from tests.formats.items import message_of

SITE = load_site()


def test_the_last_good_revision_stands_and_the_rest_is_set_aside(log: MemoryLog) -> None:
    first = log.keep(1, message_of())
    log.keep(2, b"{")
    log.stored[desk(3).key] = b"garbage"
    good, unreadable = last_readable(log.read("bridge"), partial(stored_article, log, site=SITE))
    assert good
    assert (good.state.head, good.records) == (first, (first,))
    assert {error.revision for error in unreadable} == {"desk-2", "desk-3"}


def test_a_withdrawal_needs_no_item_that_can_be_read(log: MemoryLog) -> None:
    log.keep(1, b"{")
    withdrawal = desk(2, withdrawal=GONE)
    assert log.append(withdrawal)
    good, unreadable = last_readable(log.read("bridge"), partial(stored_article, log, site=SITE))
    assert good
    assert (good.state.head, good.article) == (withdrawal, None)
    assert [error.revision for error in unreadable] == ["desk-1"]


def test_where_nothing_can_be_read_nothing_stands(log: MemoryLog) -> None:
    log.keep(1, b"{")
    good, unreadable = last_readable(log.read("bridge"), partial(stored_article, log, site=SITE))
    assert good is None
    assert len(unreadable) == 1
