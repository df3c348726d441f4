"""Notices: how S3's are read, and what is said at an article that cannot be indexed."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.domain.head import IndexFault
from broadsheet.domain.keys import message_digest
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import Notice, follow_notice, read_notices
from broadsheet.site_file import load_site
from tests.domain.records import NOON, desk
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import no_pictures
from tests.formats.items import message_of

MESSAGE = message_of()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_whichever_notice_finds_it_the_fault_is_at_what_cannot_be_read(number: int) -> None:
    log, index = MemoryLog(), MemoryIndex()
    log.store_message(MESSAGE, "application/json")
    for readable in (1, 3):
        log.append(desk(readable, message=message_digest(MESSAGE)))
    log.stored[desk(2).key] = b"{"
    indexer = Indexer(log, MemoryContents(), index, load_site(), no_pictures())
    with pytest.raises(UnreadableRevision):
        follow_notice(Notice("bridge", desk(number).name, NOON), indexer, index, NOON)
    assert index.faults["bridge"].revision == "desk-2"


class FailingFaults(MemoryIndex):
    """An index that can be read, and whose faults cannot be written."""

    def record_fault(self, article: str, fault: IndexFault) -> None:
        raise ConnectionError(f"{fault.reason} of {article}")


def test_a_fault_that_cannot_be_recorded_does_not_hide_what_failed_first(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log, index = MemoryLog(), FailingFaults()
    log.stored[desk(1).key] = b"{"
    indexer = Indexer(log, MemoryContents(), index, load_site(), no_pictures())
    with pytest.raises(UnreadableRevision):
        follow_notice(Notice("bridge", desk(1).name, NOON), indexer, index, NOON)
    (line,) = caplog.records
    assert line.levelname == "ERROR"
    assert line.exc_info
    assert line.exc_info[0] is ConnectionError
    assert line.__dict__["article"] == "bridge"


def body(*keys: str) -> str:
    moment = "2026-11-23T12:00:00.250Z"
    records: list[Any] = [{"eventTime": moment, "s3": {"object": {"key": key}}} for key in keys]
    return json.dumps({"Records": records})


def test_a_notice_names_each_record_that_was_written_and_when() -> None:
    notices = list(read_notices(body(desk(1).key, "articles/tunnel/desk/0000000%32.json")))

    assert [(notice.article, str(notice.revision)) for notice in notices] == [
        ("bridge", "desk-1"),
        ("tunnel", "desk-2"),
    ]
    written = datetime(2026, 11, 23, 12, 0, 0, 250_000, UTC)
    assert {notice.written_at for notice in notices} == {written}


def test_s3s_test_event_tells_of_no_record() -> None:
    assert list(read_notices('{"Service": "Amazon S3", "Event": "s3:TestEvent"}')) == []


def test_an_object_that_is_no_record_is_told_by_its_key() -> None:
    with pytest.raises(UnreadableRevision, match="articles/stray"):
        list(read_notices(body("articles/stray")))


@pytest.mark.parametrize("text", ["", "[]", "7", "null", '{"Records": [{}]}', '{"Records": null}'])
def test_what_is_no_notice_of_s3_fails(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        list(read_notices(text))
