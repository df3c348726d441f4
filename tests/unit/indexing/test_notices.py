"""Notices: what is said at an article that cannot be indexed."""

import json

import pytest

from broadsheet.domain.keys import message_digest
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import Notice, follow_notice
from broadsheet.site import load_site
from tests.fakes.stores import MemoryContents, MemoryIndex, MemoryLog
from tests.records import NOON, desk

MESSAGE = json.dumps({"headline": "Bridge", "section": "news", "body": "Open."}).encode()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_whichever_notice_finds_it_the_fault_is_at_what_cannot_be_read(number: int) -> None:
    log, index = MemoryLog(), MemoryIndex()
    log.store_message(MESSAGE, "application/json")
    for readable in (1, 3):
        log.append(desk(readable, message=message_digest(MESSAGE)))
    log.stored[desk(2).key] = b"{"
    indexer = Indexer(log, MemoryContents(), index, load_site())
    with pytest.raises(UnreadableRevision):
        follow_notice(Notice("bridge", desk(number).name, NOON), indexer, index, NOON)
    assert index.faults["bridge"].revision == "desk-2"
