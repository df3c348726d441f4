"""Erasing an article for good, by law: tombstones first, so that nothing comes back meanwhile.

The order makes it safe to stop anywhere and to run again. First the next number of the desk is
claimed by a tombstone, which locks out every editor who had read before, and a tombstone is put
over every record; the index follows. Only then are bytes deleted: messages, contents, and last the
older versions of the records, which name the messages.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from broadsheet.domain.keys import (
    LOG_PREFIX,
    content_prefix,
    log_prefix,
    message_key,
    parse_record_key,
)
from broadsheet.domain.ports import VersionedObjects
from broadsheet.domain.problems import (
    NoSuchArticle,
    StoreUnavailable,
    UnreadableRevision,
)
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import Part, RevisionName
from broadsheet.domain.stored import StoredVersion
from broadsheet.domain.tombstones import (
    Tombstone,
    messages_named,
    read_log_object,
    write_tombstone,
)
from broadsheet.indexing.indexer import Indexer

_ATTEMPTS = 5
_PARALLEL_READS = 16
_A_ROUND = 1000
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept of an article.

    Attributes
    ----------
    log
        Every version below its prefix in the log, but for the tombstones that stand.
    tombstones
        Those that stand.
    messages
        The digests of the messages that any of its records, of any version, names.
    unreadable
        Keys of records that cannot be read: a message that only they name may stay.
    contents
        Every version of what was derived for its pages.
    """

    log: tuple[StoredVersion, ...]
    tombstones: tuple[Tombstone, ...]
    messages: frozenset[str]
    unreadable: tuple[str, ...]
    contents: tuple[StoredVersion, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted of an article, or would be.

    Attributes
    ----------
    messages, contents, log
        The versions: of messages that nobody else refers to, of contents, of records.
    shared
        Messages that stay, by their digests, with the other articles that refer to them.
    unreadable
        As in `Holdings`.
    """

    messages: tuple[StoredVersion, ...]
    contents: tuple[StoredVersion, ...]
    log: tuple[StoredVersion, ...]
    shared: dict[str, tuple[str, ...]]
    unreadable: tuple[str, ...]


class Eraser:
    """Erases articles.

    Parameters
    ----------
    objects
        Every version of what is kept.
    indexer
        Moves the head of an erased article.
    """

    def __init__(self, objects: VersionedObjects, indexer: Indexer) -> None:
        self._objects = objects
        self._indexer = indexer

    def holdings(self, article: str) -> Holdings:
        """Return what is kept of an article.

        Raises
        ------
        NoSuchArticle
            If nothing ever stood under this id.
        """
        versions = self._objects.versions(log_prefix(article))
        if not versions:
            raise NoSuchArticle(f"The id {article!r} never stood for anything.")
        messages: set[str] = set()
        unreadable: list[str] = []
        standing: dict[StoredVersion, Tombstone] = {}
        for version in versions:
            stored = b"" if version.is_marker else self._objects.read_version(version)
            messages |= messages_named(stored)
            read = None if version.is_marker else _read(version.key, stored)
            if isinstance(read, Tombstone) and version.is_newest:
                standing[version] = read
            elif read is None and not version.is_marker:
                unreadable.append(version.key)
        return Holdings(
            log=tuple(version for version in versions if version not in standing),
            tombstones=tuple(standing.values()),
            messages=frozenset(messages),
            unreadable=tuple(unreadable),
            contents=self._objects.versions(content_prefix(article)),
        )

    def bury(self, article: str, reason: str | None, now: datetime) -> datetime:
        """Put a tombstone at every key of an article's log, and take it out of the index.

        Returns
        -------
        datetime
            When it was erased: now, or when an earlier run began.

        Raises
        ------
        NoSuchArticle
            If nothing ever stood under this id.
        StoreUnavailable
            If AWS is, or editors kept saving revisions.
        """
        for _ in range(_ATTEMPTS):
            holdings = self.holdings(article)
            last = _claimed(holdings)
            if last is None:
                last = Tombstone(article, _next_name(holdings), now, reason)
                if not self._objects.write_once(last.key, write_tombstone(last), _JSON):
                    continue
            buried = {tombstone.name for tombstone in holdings.tombstones} | {last.name}
            for name in _names(holdings.log) - buried:
                tombstone = replace(last, name=name)
                self._objects.write(tombstone.key, write_tombstone(tombstone))
            self._indexer.index(article)
            return last.erased_at
        raise StoreUnavailable(f"others kept saving revisions of {article!r}; try again")

    def survey(self, article: str, progress: Callable[[int], None]) -> Deleted:
        """Return what would be deleted, and what would stay since others refer to it.

        Parameters
        ----------
        article
            Its id.
        progress
            Is told how many records of all articles were looked through.
        """
        holdings = self.holdings(article)
        shared = self._referrers(article, holdings.messages, progress)
        own = sorted(holdings.messages - shared.keys())
        return Deleted(
            messages=tuple(
                version for digest in own for version in self._objects.versions(message_key(digest))
            ),
            contents=holdings.contents,
            log=holdings.log,
            shared=shared,
            unreadable=holdings.unreadable,
        )

    def remove(self, article: str, progress: Callable[[int], None]) -> Deleted:
        """Delete the bytes of an article that was buried; parameters as for `survey`.

        Raises
        ------
        StoreUnavailable
            If a record stands at a key without a tombstone: bury again.
        """
        deleted = self.survey(article, progress)
        bare = sorted({version.key for version in deleted.log if version.is_newest})
        if any(_name_at(key) for key in bare):
            raise StoreUnavailable(f"{', '.join(bare)} came meanwhile; run it again")
        for versions in (deleted.messages, deleted.contents, deleted.log):
            self._objects.delete(versions)
        return deleted

    def _referrers(
        self, article: str, messages: frozenset[str], progress: Callable[[int], None]
    ) -> dict[str, tuple[str, ...]]:
        """Find which messages other articles refer to, by looking through every record."""
        found: dict[str, set[str]] = {}
        if not messages:
            return {}
        own = log_prefix(article)
        for looked, (key, stored) in enumerate(_log_objects(self._objects), start=1):
            progress(looked)
            if not key.startswith(own):
                for digest in messages & messages_named(stored):
                    found.setdefault(digest, set()).add(key.split("/")[1])
        return {digest: tuple(sorted(articles)) for digest, articles in sorted(found.items())}


def _log_objects(objects: VersionedObjects) -> Iterator[tuple[str, bytes]]:
    """Read what stands at every key of the log, of all articles: key and bytes.

    Some keys are in memory at a time, whatever the size of the log.
    """

    def newest(key: str) -> bytes:
        try:
            return objects.read(key)
        except KeyError:  # deleted since the listing
            return b""

    keys = (each.key for each in objects.objects(LOG_PREFIX))
    with ThreadPoolExecutor(_PARALLEL_READS) as readers:
        while some := list(islice(keys, _A_ROUND)):
            yield from zip(some, readers.map(newest, some), strict=True)


def _read(key: str, stored: bytes) -> Record | Tombstone | None:
    try:
        return read_log_object(key, stored)
    except UnreadableRevision:
        return None


def _name_at(key: str) -> RevisionName | None:
    """Return the name of the record at a key; a stray object has none, and gets no tombstone."""
    try:
        return parse_record_key(key)[1]
    except UnreadableRevision:
        return None


def _names(versions: Iterable[StoredVersion]) -> set[RevisionName]:
    names = (_name_at(version.key) for version in versions)
    return {name for name in names if name}


def _claimed(holdings: Holdings) -> Tombstone | None:
    """Return the tombstone at the desk's highest number, if an earlier run has put one there."""
    highest = _next_name(holdings).number - 1
    return next(
        (
            tombstone
            for tombstone in holdings.tombstones
            if tombstone.name.part is Part.DESK and tombstone.name.number == highest
        ),
        None,
    )


def _next_name(holdings: Holdings) -> RevisionName:
    names = {tombstone.name for tombstone in holdings.tombstones} | _names(holdings.log)
    return RevisionName.next_of_desk(names)
