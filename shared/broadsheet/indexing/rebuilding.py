"""Rebuilding: every article folded again, the index compared with that, and put right."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from broadsheet.domain.content import DerivedObject
from broadsheet.domain.head import Head, IndexFault
from broadsheet.domain.keys import log_prefix, parse_record_key, record_key
from broadsheet.domain.ports import ContentStore, IndexRepair, Log
from broadsheet.domain.problems import HeadMoved, KeyTaken, StoreUnavailable, UnreadableRevision
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.standing import Standing
from broadsheet.domain.stored import StoredObject
from broadsheet.formats.stored_articles import stored_articles
from broadsheet.indexing.contents import derive_contents
from broadsheet.indexing.moving import (
    may_follow,
    never_fewer,
    nothing_there,
    project_log,
    until_settled,
)
from broadsheet.indexing.picturing import Picturing, pictures_of, uses_of
from broadsheet.indexing.projection import Projection
from broadsheet.observability import logger
from broadsheet.site import Site

_AT_ONCE = 4
_MAX_REASON = 2_000
_LOWEST = RevisionName.of_desk(1)


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
    contents, index
        What is compared with what should stand, and put right.
    site
        The paper's settings.
    pictures
        Knows of pictures; their uses are compared and put right too.
    """

    def __init__(
        self,
        log: Log,
        contents: ContentStore,
        index: IndexRepair,
        site: Site,
        pictures: Picturing,
    ) -> None:
        self._log = log
        self._pictures = pictures
        self._contents = contents
        self._index = index
        self._site = site

    def rebuild(self, article: str) -> Rebuilt:
        """Fold one article, compare, and repair; as often as one likes, also at the same time.

        Raises
        ------
        StoreUnavailable
            If AWS is.
        """
        differences: list[str] = []
        try:
            fault = until_settled(partial(self._rebuild_once, article, differences), article)
        except KeyTaken as error:
            return Rebuilt(article, (), str(error))
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one article never stops the rebuild of others
            logger.exception("not rebuilt", article=article)
            return Rebuilt(article, tuple(differences), f"failed: {error!r}"[:_MAX_REASON])
        return Rebuilt(article, tuple(differences), fault)

    def _rebuild_once(self, article: str, differences: list[str]) -> str | None:
        """Put an article right, add what differed, and return why it is not wholly indexed."""
        standing = self._index.standing(article)
        projection, unreadable = project_log(self._log, article, self._site)
        # The log alone says what should stand. Only while something in it cannot be read does the
        # head that stands count: that revision may have taken the article down.
        last = standing.head if unreadable else None
        if projection and may_follow(projection.head, last, is_whole=not unreadable):
            try:
                self._put_right(projection, last, standing, differences)
            except UnreadableRevision as error:
                unreadable = (*unreadable, error)
        if unreadable or projection is None:
            first = unreadable[0] if unreadable else nothing_there(article)
            fault = IndexFault(first.revision, str(first), datetime.now(UTC))
            if self._index.record_fault(article, fault, standing):
                differences.append("fault")
            return str(first)
        if self._index.lift_fault(article, standing):
            differences.append("fault")
        return None

    def _put_right(
        self,
        projection: Projection,
        last: Head | None,
        standing: Standing,
        differences: list[str],
    ) -> None:
        def compare(derived: DerivedObject) -> None:
            if self._contents.stored(derived.key) != derived.body:
                self._contents.write(derived)
                differences.append(derived.kind)

        read = partial(stored_articles, self._log, site=self._site)
        projection = projection.naming(pictures_of(projection, read, self._site, {}))
        uses = uses_of(projection.head)
        wrong = {use.picture for use in self._pictures.differing(uses)}
        projection = projection.with_pictures(self._pictures.see(uses))
        self._pictures.tell(wrong)
        head = never_fewer(derive_contents(projection, read, compare, self._site, {}), last)
        stands = standing.head
        if stands != head:
            self._pictures.before_moving(head, stands, (), is_again=False)
        differences += self._index.put_right(head, projection.cards, standing)
        has_written = self._pictures.after_moving(head, stands, (), projection.pictures)
        if wrong or has_written:
            differences.append("uses")
        if has_written and self._index.standing(head.article).head != head:
            raise HeadMoved(head.key)

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
    """Return the report of a batch.

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
