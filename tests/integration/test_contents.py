"""Contents in S3: what a worker keeps of them in memory, by bytes."""

from dataclasses import replace
from typing import Any

from cachetools import LRUCache

from broadsheet.adapters.s3 import contents
from broadsheet.domain.content import Content
from broadsheet.domain.history import History, HistoryEntry
from tests.adapters.stores import contents_in
from tests.domain.records import NOON

CONTENT = Content("bridge", "desk-1", "news", "Bridge", None, "en", "", (), (), None, (), "")
ENTRY = HistoryEntry("desk-1", NOON, None, "Bridge", "en", None, "content/bridge/a.json")


def kept(wrapped: Any) -> LRUCache[str, Any]:
    """The cache behind a method."""
    cache: LRUCache[str, Any] = wrapped.cache
    return cache


def test_contents_are_kept_by_their_bytes_and_not_by_their_number(bucket: str) -> None:
    store = contents_in(bucket)
    for number in range(12):
        # One emoji makes each character four bytes in memory.
        derived = replace(CONTENT, body_html=f"{number}😀" + "a" * 2_000_000).as_object()
        store.write(derived)
        assert store.content(derived.key).body_html.startswith(f"{number}")
        assert kept(store.content).currsize <= contents.CONTENT_BYTES
    assert 1 <= len(kept(store.content)) < 12


def test_histories_are_kept_by_their_bytes_and_not_by_their_number(bucket: str) -> None:
    store = contents_in(bucket)
    for number in range(12):
        derived = History(f"bridge-{number}", (ENTRY,) * 1_500).as_object()
        store.write(derived)
        assert len(store.history(derived.key).entries) == 1_500
        assert kept(store.history).currsize <= contents.HISTORY_BYTES
    assert 1 <= len(kept(store.history)) < 12


def test_what_is_kept_is_not_read_again(bucket: str) -> None:
    store = contents_in(bucket)
    derived = CONTENT.as_object()
    store.write(derived)
    assert store.content(derived.key) is store.content(derived.key)
