"""Moving a head: to what the log comes to, if it may, and again if others move it too."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from broadsheet.domain.head import Head, erased_head
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import log_prefix
from broadsheet.domain.ports import Log
from broadsheet.domain.problems import HeadMoved, StoreUnavailable, UnreadableRevision
from broadsheet.domain.readable_state import last_readable
from broadsheet.formats.stored_articles import stored_article
from broadsheet.indexing.projection import Projection, project
from broadsheet.site import Site

_ATTEMPTS = 5
_Outcome = TypeVar("_Outcome")


def project_log(
    log: Log, article: str, site: Site
) -> tuple[Projection | None, tuple[UnreadableRevision, ...]]:
    """Read the log of an article as it stands now, and project what it comes to.

    Returns
    -------
    tuple
        The projection, or nothing if nothing of the article can be read; and what cannot be. It
        knows nothing of the article's pictures yet.
    """
    reading = log.read(article)
    if reading.is_erased:
        return Projection(erased_head(article_key(article), reading), {}), ()
    readable, unreadable = last_readable(reading, partial(stored_article, log, site=site))
    return (project(readable, site, {}) if readable else None), unreadable


def may_follow(head: Head, stands: Head | None, *, is_whole: bool) -> bool:
    """Whether a head may take the place of the one that stands.

    A fold of fewer revisions than the standing head's never wins, if all of them could be read.
    Where some could not, what they said is lost to this fold, be it that the article is withdrawn:
    so the head never goes back, but a later revision is followed however few are left.

    Parameters
    ----------
    head, stands
        What was projected, and what stands, if anything does.
    is_whole
        Whether everything in the log could be read.
    """
    if stands is None:
        return True
    knows_more = head.folded >= stands.folded
    if is_whole:
        return knows_more
    is_later = head.received_at > stands.received_at
    return is_later or (knows_more and head.received_at == stands.received_at)


def never_fewer(head: Head, stands: Head | None) -> Head:
    """Return a head that counts at least as many revisions as the one that stands."""
    return replace(head, folded=max(head.folded, stands.folded)) if stands else head


def nothing_there(article: str) -> UnreadableRevision:
    """Make the error of an article of which nothing stands in the log."""
    return UnreadableRevision(log_prefix(article), "nothing stands there")


def until_settled(attempt: Callable[[], _Outcome], article: str) -> _Outcome:
    """Repeat an attempt while others move the head of the article meanwhile.

    Raises
    ------
    StoreUnavailable
        If they keep moving it.
    """
    for _ in range(_ATTEMPTS):
        try:
            return attempt()
        except HeadMoved:
            continue
    raise StoreUnavailable(f"others kept moving the head of {article!r}")
