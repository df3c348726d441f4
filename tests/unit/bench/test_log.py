from collections import Counter
from datetime import UTC, datetime
from functools import partial

from broadsheet.domain.head import status_of
from broadsheet.domain.keys import message_digest
from broadsheet.domain.readable_state import last_readable
from broadsheet.formats.stored_articles import stored_article
from broadsheet.site_file import load_site
from tests.bench.log import logged_articles
from tests.fakes.log import MemoryLog

NEWEST = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_log_has_articles_of_every_kind_and_all_of_them_can_be_read() -> None:
    kinds: Counter[str] = Counter()
    for number, logged in enumerate(logged_articles(20, NEWEST)):
        log = MemoryLog()
        log.stored = logged.records
        log.messages = {
            key.removeprefix("messages/"): body for key, body in logged.messages.items()
        }
        assert all(message_digest(body) == digest for digest, body in log.messages.items())
        reading = log.read(f"bench-{number}")
        assert {key for key, _ in logged.objects} == {*logged.records, *logged.messages}
        good, unreadable = last_readable(reading, partial(stored_article, log, site=load_site()))
        assert good
        assert not unreadable
        state = good.state
        assert state.head.received_at <= NEWEST
        kinds[status_of(state.withdrawal, state.publish_at, NEWEST)] += 1
        kinds["revised"] += len(good.records) > 1 and not state.withdrawal
        kinds["corrected"] += bool(state.public_corrections)
    assert kinds == {"published": 16, "withdrawn": 2, "held": 2, "revised": 4, "corrected": 2}


def test_a_small_log_is_the_beginning_of_a_large_one() -> None:
    small, large = (list(logged_articles(count, NEWEST)) for count in (3, 6))
    assert small == large[:3]
    revisions = [len(logged.records) for logged in large]
    assert revisions == [1, 2, 2, 2, 3, 2]
    assert len({key for logged in large for key in logged.messages}) == sum(revisions) - 1
