"""Rebuilding: every article folded again, the index compared with that, and put right."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from broadsheet.domain.head import IndexFault
from broadsheet.domain.keys import log_prefix, parse_record_key, record_key
from broadsheet.domain.ports import ContentWriter, HeadIndex, LogStore
from broadsheet.domain.problems import KeyTaken, UnreadableRevision
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.stored import StoredObject
from broadsheet.indexing.indexer import Indexer
from broadsheet.site import Site

_AT_ONCE = 4
_LOWEST = RevisionName.of_desk(1)


class Repair(HeadIndex, ContentWriter, Protocol):
    """The index and the content of one article, which compares before it writes.

    It gives no head, since what the index holds does not decide what it should hold, but for the
    last one, where that is sound; and no content counts as kept.
    """

    differences: list[str]

    def lift_fault(self) -> None:
        """Say that nothing keeps the newest revision out of the index."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What rebuilding one article came to.

    Attributes
    ----------
    article
        Its id.
    differences
        What was not as the log says, and is now; empty where all was equal.
    fault
        Why its newest revision, or all of it, cannot be indexed.
    """

    article: str
    differences: tuple[str, ...]
    fault: str | None = None


class Rebuilder:
    """Makes the index equal to the log, and says where it was not.

    Parameters
    ----------
    log
        Where articles are kept.
    repair
        Gives, by an article's id, what to compare it with and to put right.
    site
        The paper's settings.
    """

    def __init__(self, log: LogStore, repair: Callable[[str], Repair], site: Site) -> None:
        self._log = log
        self._repair = repair
        self._site = site

    def rebuild(self, article: str) -> Rebuilt:
        """Fold one article, compare, and put right; as often and beside as many as one likes.

        Raises
        ------
        StoreUnavailable
            If AWS is.
        """
        repair = self._repair(article)
        indexer = Indexer(self._log, repair, repair, self._site)
        try:
            indexer.index(article)
        except UnreadableRevision as error:
            now = datetime.now(UTC)
            repair.record_fault(article, IndexFault(error.revision, str(error), now))
            return Rebuilt(article, tuple(repair.differences), str(error))
        except KeyTaken as error:
            return Rebuilt(article, (), str(error))
        repair.lift_fault()
        return Rebuilt(article, tuple(repair.differences))

    def rebuild_all(self, articles: Iterable[str]) -> list[Rebuilt]:
        """Rebuild a batch of articles, some at once."""
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            return list(workers.map(self.rebuild, articles))


def articles_beginning_in(
    keys: Collection[str], objects: Callable[[str], Iterable[StoredObject]]
) -> tuple[list[str], list[str]]:
    """Find the articles whose first record is among these keys of the log.

    A listing of the log is cut into batches without regard to articles. So that each is rebuilt
    once, it belongs to the batch that has its first record. The desk's first revision is the lowest
    key that a record can have: only an article without it is looked up.

    Parameters
    ----------
    keys
        A batch of the listing.
    objects
        Lists what stands under a prefix now.

    Returns
    -------
    tuple
        The ids, in order, and what is wrong with each key that no record can have.
    """
    articles: dict[str, None] = {}
    strays = []
    for key in keys:
        try:
            articles[parse_record_key(key)[0]] = None
        except UnreadableRevision as error:
            strays.append(str(error))
    own = frozenset(keys)
    return [
        one
        for one in articles
        if record_key(one, _LOWEST) in own or _first_record(objects(log_prefix(one))) in own
    ], strays


def _first_record(listed: Iterable[StoredObject]) -> str | None:
    for each in listed:
        with suppress(UnreadableRevision):
            parse_record_key(each.key)
            return each.key
    return None


def report_document(
    rebuilt: Iterable[Rebuilt], strays: Iterable[str] = (), *, seconds: float
) -> dict[str, Any]:
    """Give the report of a batch.

    Parameters
    ----------
    rebuilt
        What came of each article.
    strays
        What is wrong with keys of no article.
    seconds
        How long it took.
    """
    outcomes = list(rebuilt)
    faults = [{"article": one.article, "reason": one.fault} for one in outcomes if one.fault]
    return {
        "articles": len(outcomes),
        "equal": sum(not (one.differences or one.fault) for one in outcomes),
        "repaired": [
            {"article": one.article, "differences": list(one.differences)}
            for one in outcomes
            if one.differences
        ],
        "faults": [*faults, *({"article": None, "reason": stray} for stray in strays)],
        "seconds": round(seconds, 3),
    }
