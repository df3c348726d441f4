"""Erasing with stores in memory: the order of the steps, and what is kept for others."""

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.custody.erasure import Eraser
from broadsheet.domain.keys import message_digest, message_key
from broadsheet.domain.problems import NoSuchArticle
from broadsheet.domain.revision_name import Part, RevisionName
from broadsheet.indexing.indexer import Indexer
from broadsheet.site_file import load_site
from tests.domain import records
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import no_pictures
from tests.fakes.versioned_bucket import VersionedBucket
from tests.formats.items import message_of

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
MESSAGE = message_of()
OTHER = MESSAGE + b" "


class LogInBucket(MemoryLog):
    """The log of a bucket in memory, as indexing reads it."""

    def __init__(self, bucket: VersionedBucket) -> None:
        super().__init__()
        self.stored = bucket.stored
        self._bucket = bucket

    def message(self, digest: str) -> bytes:
        return self._bucket.read(message_key(digest))


class ErasablePaper:
    """An eraser, and the paper that it erases in."""

    def __init__(self) -> None:
        self.objects, self.contents, self.index = VersionedBucket(), MemoryContents(), MemoryIndex()
        self.log = LogInBucket(self.objects)
        self.indexer = Indexer(self.log, self.contents, self.index, load_site(), no_pictures())
        self.eraser = Eraser(self.objects, self.indexer)

    def kept(self) -> list[str]:
        return sorted({version.key for version, _ in self.objects.kept})


@pytest.fixture
def paper() -> ErasablePaper:
    paper = ErasablePaper()
    paper.objects.put_record(records.desk(1, message=message_digest(MESSAGE)), MESSAGE)
    paper.objects.put_record(
        records.wire("1-x", message=message_digest(OTHER), received_at=NOW), OTHER
    )
    paper.objects.put("content/bridge/desk-1.abc.json", b"{}")
    paper.indexer.index("bridge")
    return paper


def quiet(_looked: int) -> None:
    pass


def test_the_tombstones_stand_before_anything_is_deleted(paper: ErasablePaper) -> None:
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


def test_a_second_run_keeps_what_the_first_said_and_changes_nothing(paper: ErasablePaper) -> None:
    paper.eraser.bury("bridge", "By law", NOW)
    paper.eraser.remove("bridge", quiet)
    kept, head = list(paper.objects.kept), dict(paper.index.heads)
    assert paper.eraser.bury("bridge", "Another", NOW + timedelta(days=1)) == NOW
    paper.eraser.remove("bridge", quiet)
    assert (paper.objects.kept, paper.index.heads) == (kept, head)


def test_an_editor_who_is_faster_is_erased_too(paper: ErasablePaper) -> None:
    faster = records.desk(2, message=message_digest(OTHER))
    paper.objects.put(message_key(message_digest(OTHER)), OTHER)
    paper.objects.faster_writes = [(faster.key, faster.to_json())]
    paper.eraser.bury("bridge", None, NOW)
    assert paper.objects.changes[0] == "claim desk-3"
    assert "bury desk-2" in paper.objects.changes
    assert not paper.log.read("bridge").records


def test_an_article_of_wires_only_is_locked_for_the_desk_too() -> None:
    paper = ErasablePaper()
    paper.objects.put_record(records.wire("1-x", message=message_digest(MESSAGE)), MESSAGE)
    paper.eraser.bury("bridge", None, NOW)
    names = {tombstone.name for tombstone in paper.log.read("bridge").tombstones}
    assert names == {RevisionName.of_desk(1), RevisionName(Part.WIRE, "1-x")}


def test_what_others_say_too_is_kept_and_told(paper: ErasablePaper) -> None:
    paper.objects.put_record(
        records.desk(1, article="tunnel", message=message_digest(MESSAGE)), MESSAGE
    )
    looked: list[int] = []
    found = paper.eraser.survey("bridge", looked.append)
    assert found.shared == {message_digest(MESSAGE): ("tunnel",)}
    assert {version.key for version in found.messages} == {f"messages/{message_digest(OTHER)}"}
    assert looked == [1, 2, 3]
    assert paper.objects.changes == []
    paper.eraser.bury("bridge", None, NOW)
    assert paper.eraser.remove("bridge", quiet).shared == found.shared
    assert f"messages/{message_digest(MESSAGE)}" in paper.kept()
    assert f"messages/{message_digest(OTHER)}" not in paper.kept()


def test_what_never_was_is_not_erased() -> None:
    with pytest.raises(NoSuchArticle, match="never stood"):
        ErasablePaper().eraser.bury("bridge", None, NOW)
