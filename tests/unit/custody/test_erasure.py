"""Erasing with stores in memory: the order of the steps, and what is kept for others."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.custody.erasure import Eraser
from broadsheet.domain.keys import LOG_PREFIX, message_digest
from broadsheet.domain.problems import NoSuchArticle
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import Part, RevisionName
from broadsheet.domain.stored import StoredVersion
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from broadsheet.indexing.indexer import Indexer
from broadsheet.site import load_site
from tests import records
from tests.memory_stores import MemoryContents, MemoryIndex, MemoryLog

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
ITEM = json.dumps({"headline": "Bridge", "section": "news", "body": "Open."}).encode()
OTHER = ITEM + b" "


class MemoryObjects(MemoryLog):
    """A log whose objects keep every version, and that tells in what order it was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[StoredVersion, bytes]] = []
        self.changes: list[str] = []
        self.faster: list[Record] = []

    def put(self, key: str, stored: bytes) -> None:
        made = StoredVersion(key, str(len(self.kept)), True, False, len(stored))  # noqa: FBT003
        self.kept.append((made, stored))
        if key.startswith(LOG_PREFIX):
            self.stored[key] = stored

    def put_record(self, record: Record, message: bytes) -> None:
        self.messages[message_digest(message)] = message
        self.put(f"messages/{message_digest(message)}", message)
        self.put(record.key, record.to_json())

    def versions(self, prefix: str) -> tuple[StoredVersion, ...]:
        newest = {version.key: version.version for version, _ in self.kept}
        return tuple(
            StoredVersion(
                version.key,
                version.version,
                is_newest=newest[version.key] == version.version,
                is_marker=False,
                size=version.size,
            )
            for version, _ in self.kept
            if version.key.startswith(prefix)
        )

    def read_version(self, asked: StoredVersion) -> bytes:
        return next(stored for version, stored in self.kept if version.version == asked.version)

    def claim(self, tombstone: Tombstone) -> bool:
        if self.faster:
            self.put_record(self.faster.pop(), OTHER)
        if tombstone.key in self.stored:
            return False
        self.changes.append(f"claim {tombstone.name}")
        self.put(tombstone.key, write_tombstone(tombstone))
        return True

    def bury(self, tombstone: Tombstone) -> None:
        self.changes.append(f"bury {tombstone.name}")
        self.put(tombstone.key, write_tombstone(tombstone))

    def delete(self, versions: Sequence[StoredVersion]) -> None:
        gone = {version.version for version in versions}
        self.changes.append(f"delete {len(gone)}")
        self.kept = [
            (version, stored) for version, stored in self.kept if version.version not in gone
        ]

    def log_objects(self) -> Iterator[tuple[str, bytes]]:
        return iter(self.stored.items())


class Paper:
    """An eraser, and the paper that it erases in."""

    def __init__(self) -> None:
        self.objects, self.contents, self.index = MemoryObjects(), MemoryContents(), MemoryIndex()
        self.indexer = Indexer(self.objects, self.contents, self.index, load_site())
        self.eraser = Eraser(self.objects, self.indexer)

    def kept(self) -> list[str]:
        return sorted({version.key for version, _ in self.objects.kept})


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.objects.put_record(records.desk(1, message=message_digest(ITEM)), ITEM)
    paper.objects.put_record(
        records.wire("1-x", message=message_digest(OTHER), received_at=NOW), OTHER
    )
    paper.objects.put("content/bridge/desk-1.abc.json", b"{}")
    paper.indexer.index("bridge")
    return paper


def quiet(_looked: int) -> None:
    pass


def test_the_tombstones_stand_before_anything_is_deleted(paper: Paper) -> None:
    assert paper.eraser.bury("bridge", "By law", NOW) == NOW
    changes = paper.objects.changes
    assert changes[0] == "claim desk-2"
    assert sorted(changes[1:]) == ["bury desk-1", "bury wire-1-x"]
    assert paper.index.cards == {}
    paper.eraser.remove("bridge", quiet)
    assert changes[3:] == ["delete 2", "delete 1", "delete 2"]
    assert paper.kept() == [
        f"articles/bridge/{name}.json" for name in ("desk/00000001", "desk/00000002", "wire/1-x")
    ]


def test_a_second_run_keeps_what_the_first_said_and_changes_nothing(paper: Paper) -> None:
    paper.eraser.bury("bridge", "By law", NOW)
    paper.eraser.remove("bridge", quiet)
    kept, head = list(paper.objects.kept), dict(paper.index.heads)
    assert paper.eraser.bury("bridge", "Another", NOW + timedelta(days=1)) == NOW
    paper.eraser.remove("bridge", quiet)
    assert (paper.objects.kept, paper.index.heads) == (kept, head)


def test_an_editor_who_is_faster_is_erased_too(paper: Paper) -> None:
    paper.objects.faster = [records.desk(2, message=message_digest(OTHER))]
    paper.eraser.bury("bridge", None, NOW)
    assert paper.objects.changes[0] == "claim desk-3"
    assert "bury desk-2" in paper.objects.changes
    assert not paper.objects.read("bridge").records


def test_an_article_of_wires_only_is_locked_for_the_desk_too() -> None:
    paper = Paper()
    paper.objects.put_record(records.wire("1-x", message=message_digest(ITEM)), ITEM)
    paper.eraser.bury("bridge", None, NOW)
    names = {tombstone.name for tombstone in paper.objects.read("bridge").tombstones}
    assert names == {RevisionName.of_desk(1), RevisionName(Part.WIRE, "1-x")}


def test_what_others_say_too_is_kept_and_told(paper: Paper) -> None:
    paper.objects.put_record(records.desk(1, article="tunnel", message=message_digest(ITEM)), ITEM)
    looked: list[int] = []
    found = paper.eraser.survey("bridge", looked.append)
    assert found.shared == {message_digest(ITEM): ("tunnel",)}
    assert {version.key for version in found.messages} == {f"messages/{message_digest(OTHER)}"}
    assert looked == [1, 2, 3]
    assert paper.objects.changes == []
    paper.eraser.bury("bridge", None, NOW)
    assert paper.eraser.remove("bridge", quiet).shared == found.shared
    assert f"messages/{message_digest(ITEM)}" in paper.kept()
    assert f"messages/{message_digest(OTHER)}" not in paper.kept()


def test_what_never_was_is_not_erased() -> None:
    with pytest.raises(NoSuchArticle, match="never stood"):
        Paper().eraser.bury("bridge", None, NOW)
