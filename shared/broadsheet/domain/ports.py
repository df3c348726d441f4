"""The ports: what the paper asks of the world outside. ``broadsheet.adapters`` answers."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO, Protocol

from broadsheet.domain.content import Content, DerivedObject
from broadsheet.domain.desk_facts import DeskFacts
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.history import History
from broadsheet.domain.lists import Card, Cursor
from broadsheet.domain.picture import Announcement, PictureState, PictureUse
from broadsheet.domain.picture_list import ListedPicture, UploadForm
from broadsheet.domain.picture_record import PictureRecord
from broadsheet.domain.record import Record
from broadsheet.domain.standing import Standing, SweptPart
from broadsheet.domain.stored import StoredObject, StoredVersion
from broadsheet.domain.tombstones import LogReading


class Messages(Protocol):
    """What came in, byte for byte."""

    def message(self, digest: str) -> bytes:
        """Read the bytes of a message; KeyError if there is none."""


class Log(Messages, Protocol):
    """The log: every message and every revision, only ever added to."""

    def store_message(self, message: bytes, content_type: str) -> None:
        """Keep the bytes of a submission."""

    def append(self, record: Record) -> bool:
        """Write a record where none stands; False if one does."""

    def read(self, article: str) -> LogReading:
        """Read every revision of an article."""

    def articles(self, prefix: str) -> frozenset[str]:
        """List the articles whose ids begin so."""

    def read_messages(self, digests: Collection[str]) -> Mapping[str, bytes]:
        """Read several messages at once, those that there are."""

    def message_url(self, digest: str, content_type: str | None) -> str:
        """Return an address where the bytes of a message can be had for a minute."""


class Shelf(Protocol):
    """The index as pages and lists are read from it; each method is one call.

    What begins with ``ask`` returns what gives the answer, so that a page can have several calls
    under way at once.
    """

    def article_and_header(self, key: str) -> tuple[Head | None, HeaderFacts]:
        """Read an article's head and the header's facts."""

    def header(self) -> HeaderFacts:
        """Read the header's facts."""

    def ask_header(self) -> Callable[[], HeaderFacts]:
        """Ask for the header's facts."""

    def desk_facts(self) -> DeskFacts | None:
        """Read the desk's facts; nothing before the first deploy has told them."""

    def ask_cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> Callable[[], tuple[Card, ...]]:
        """Ask for the cards strictly before a place or a moment, the newest first."""

    def heads_of(self, keys: Sequence[str]) -> Mapping[str, Head]:
        """Read the heads of at most 100 articles, those that there are, by their keys."""

    def cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards strictly before a place or a moment, the newest first."""

    def cards_after(
        self, list_name: str, after: Cursor, until: datetime, limit: int
    ) -> tuple[Card, ...]:
        """Read the cards strictly after a place and not after a moment, the oldest first."""


class DeskIndex(Shelf, Protocol):
    """The index as the desk looks things up in it: what readers may find, and the faults."""

    def head_and_fault(self, article: str) -> tuple[Head | None, IndexFault | None]:
        """Read an article's head and what keeps its newest revision out of the index."""

    def faults_after(self, article: str, limit: int) -> tuple[tuple[str, IndexFault], ...]:
        """Read the faults of the articles after one, in the order of their ids."""


class HeadIndex(Protocol):
    """The index as indexing writes it."""

    def head(self, key: str) -> Head | None:
        """Read an article's head as it is now."""

    def move_head(self, head: Head, cards: Mapping[str, Card], stands: Head | None) -> None:
        """Put a head and its cards in the place of the ones that stand; HeadMoved if others do."""

    def record_fault(self, article: str, fault: IndexFault) -> None:
        """Write down at an article what keeps its newest revision out of the index."""


class IndexRepair(Protocol):
    """The index as rebuilding compares it with what should stand, and puts it right."""

    def standing(self, article: str) -> Standing:
        """Read what stands of an article; KeyTaken if it is another's."""

    def put_right(self, head: Head, cards: Mapping[str, Card], standing: Standing) -> list[str]:
        """Write the head and every card if any differs, and return the names of those that did."""

    def record_fault(self, article: str, fault: IndexFault, standing: Standing) -> bool:
        """Write down a fault; False if that stands there already."""

    def lift_fault(self, article: str, standing: Standing) -> bool:
        """Remove the fault that stands; False if there is none."""


class Contents(Protocol):
    """The contents of articles, immutable, and so kept in memory by whoever implements it."""

    def content(self, key: str) -> Content:
        """Return the content at this key."""

    def history(self, key: str) -> History:
        """Return the history at this key."""


class ContentStore(Protocol):
    """The contents of articles as indexing writes them."""

    def write(self, derived: DerivedObject) -> None:
        """Write what was derived, at its key."""

    def kept(self, article: str) -> frozenset[str]:
        """List the keys at which anything stands that was derived from an article."""

    def stored(self, key: str) -> bytes | None:
        """Read what stands at a key, if anything does."""

    def history(self, key: str) -> History:
        """Read the history at this key; KeyError if there is none."""


class Objects(Protocol):
    """The bucket, object by object."""

    def objects(self, prefix: str) -> Iterator[StoredObject]:
        """List what stands under a prefix, in the order of the keys."""

    def objects_with_versions(self, prefix: str) -> Iterator[StoredObject]:
        """List every key that anything ever stood at, with how many versions there are of it."""

    def read(self, key: str) -> bytes:
        """Read an object; KeyError if there is none, UnreadableRevision if it is too large."""

    def copy_to(self, key: str, sink: "Sink") -> str:
        """Copy an object, a piece at a time, and return its SHA-256; KeyError if there is none."""

    def write(self, key: str, body: bytes) -> None:
        """Write an object of JSON, over what stands there."""

    def write_once(self, key: str, body: bytes | BinaryIO, content_type: str) -> bool:
        """Write an object where none stands; False if one does."""


class VersionedObjects(Objects, Protocol):
    """The bucket with every version of every object, as erasure needs it."""

    def versions(self, prefix: str) -> tuple[StoredVersion, ...]:
        """List every version and delete marker below a prefix."""

    def read_version(self, version: StoredVersion) -> bytes:
        """Read one version of an object."""

    def delete(self, versions: Sequence[StoredVersion]) -> None:
        """Delete versions for good."""


class Sweep(Protocol):
    """What removes from the index what belongs to no article."""

    def sweep(
        self,
        segment: int,
        segments: int,
        start: Mapping[str, Any] | None,
        may_go_on: Callable[[], bool],
    ) -> SweptPart:
        """Sweep one of several segments, from a start on, for as long as it may."""


class Sink(Protocol):
    """What bytes are written to, a piece at a time."""

    def write(self, chunk: bytes, /) -> object:
        """Take a piece."""


class PictureLog(Protocol):
    """The logs of pictures, only ever added to."""

    def append(self, record: PictureRecord) -> bool:
        """Write a record where none stands; False if one does."""

    def read(self, picture: str) -> PictureState | None:
        """Read what the records of a picture come to; nothing where there are none."""

    def read_all(self, pictures: Collection[str]) -> Mapping[str, PictureState]:
        """Read several pictures at once, those that there are."""


class PictureFiles(Protocol):
    """The ways of a picture's file, between the desk and the bucket alone."""

    def upload_form(self, announcement: Announcement, announced: int, now: datetime) -> UploadForm:
        """Make the form that takes in the file that a record, by its number, has announced."""

    def original_url(self, picture: str, content_type: str) -> str:
        """Return an address where a picture's exact bytes can be had for a minute."""


class PictureShelf(Protocol):
    """The list of pictures as the desk reads it."""

    def newest(self, before: Cursor | None, limit: int) -> tuple[ListedPicture, ...]:
        """Read the pictures announced before a place, or all, the newest first."""


class PictureUses(Protocol):
    """Which articles show a picture; kept apart from the heads' own transactions."""

    def note(self, uses: Collection[PictureUse]) -> None:
        """Write uses down, each over what stood of the same picture and article."""

    def forget(self, article: str, pictures: Collection[str]) -> None:
        """Remove the uses of pictures that an article no longer shows."""

    def of(self, picture: str) -> tuple[PictureUse, ...]:
        """Read the uses of a picture as they are now."""

    def differing(self, uses: Collection[PictureUse]) -> tuple[PictureUse, ...]:
        """Return those of some uses that do not stand as they should."""


class Names(Protocol):
    """What the editors are called."""

    def name_of(self, account: str) -> str | None:
        """Return the name of an account, by its id; nothing where none is known."""


class Notices(Protocol):
    """A queue of what to look at again: articles for ``index``, or pictures for ``picture``."""

    def tell(self, ids: Collection[str]) -> None:
        """Tell of some articles, or of some pictures, by their ids."""
