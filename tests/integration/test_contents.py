"""Contents in S3: what a worker keeps of them in memory, by bytes."""

from dataclasses import replace
from typing import Any

from cachetools import LRUCache

from broadsheet.adapters import kept_contents
from broadsheet.adapters.reading.calls import page_time
from broadsheet.domain.content import Content
from broadsheet.domain.history import History, HistoryEntry
from tests.adapters.stores import contents_in, readers_contents_in
from tests.domain.records import NOON

CONTENT = Content("bridge", "desk-1", "news", "Bridge", None, "en", "", (), (), None, (), "")
ENTRY = HistoryEntry("desk-1", NOON, None, "Bridge", "en", None, "content/bridge/a.json")


def kept(wrapped: Any) -> LRUCache[str, Any]:
    """The cache behind a method."""
    cache: LRUCache[str, Any] = wrapped.cache
    return cache


def test_contents_are_kept_by_their_bytes_and_not_by_their_number(bucket: str) -> None:
    store, contents = contents_in(bucket), readers_contents_in(bucket)
    for number in range(12):
        # One emoji makes each character four bytes in memory.
        derived = replace(CONTENT, body_html=f"{number}😀" + "a" * 2_000_000).as_object()
        store.write(derived)
        with page_time():
            assert contents.content(derived.key).body_html.startswith(f"{number}")
        assert kept(contents.content).currsize <= kept_contents.CONTENT_BYTES
    assert 1 <= len(kept(contents.content)) < 12


def test_histories_are_kept_by_their_bytes_and_not_by_their_number(bucket: str) -> None:
    store, contents = contents_in(bucket), readers_contents_in(bucket)
    for number in range(12):
        derived = History(f"bridge-{number}", (ENTRY,) * 1_500).as_object()
        store.write(derived)
        with page_time():
            assert len(contents.history(derived.key).entries) == 1_500
        assert kept(contents.history).currsize <= kept_contents.HISTORY_BYTES
    assert 1 <= len(kept(contents.history)) < 12


def test_what_is_kept_is_not_read_again(bucket: str) -> None:
    store, contents = contents_in(bucket), readers_contents_in(bucket)
    derived = CONTENT.as_object()
    store.write(derived)
    with page_time():
        assert contents.content(derived.key) is contents.content(derived.key)
