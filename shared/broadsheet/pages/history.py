"""The history of an article: which revisions readers saw, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from broadsheet.domain.head import Head, Status
from broadsheet.domain.history import HistoryEntry
from broadsheet.domain.ports import Contents
from broadsheet.pages import errors
from broadsheet.pages.addresses import (
    RequestTarget,
    compared_revisions,
    comparison,
    history_address,
    history_query,
)
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import Issue
from broadsheet.pages.parts import NameLink, PageContext, PagePart, Stamp
from broadsheet.pages.press import Press
from broadsheet.pages.rendering import render
from broadsheet.pages.response import FOR_A_MINUTE, HTML, Response, document, redirect
from broadsheet.pages.scripts import direction_of

if TYPE_CHECKING:
    from broadsheet.pages.comparison import DifferencePage


@dataclass(frozen=True, slots=True)
class RevisionView(PagePart):
    """A revision in the history of its article.

    Attributes
    ----------
    name
        As the article's log names it: ``desk-2``.
    headline
        As it was then.
    language, direction
        Of the headline: BCP 47, and ``ltr`` or ``rtl``.
    public_from, public_until
        When readers could see it; until now where the second is nothing.
    correction
        What it put right, where it told readers so.
    changes, since
        Addresses of its comparison with the one before, and with the newest; nothing where it is
        itself the first or the newest.
    """

    name: str
    headline: str
    language: str
    direction: str
    public_from: Stamp
    public_until: Stamp | None
    correction: str | None
    changes: str | None
    since: str | None


@dataclass(frozen=True, slots=True)
class HistoryPage(PageContext):
    """The history of a published article: the revisions that were public.

    Attributes
    ----------
    furniture
        What stands around the page.
    article
        The article's present headline and path.
    language, direction
        Of that headline: BCP 47, and ``ltr`` or ``rtl``.
    revisions
        The newest first.
    """

    template: ClassVar[str] = "history.html"

    furniture: Furniture
    article: NameLink
    language: str
    direction: str
    revisions: tuple[RevisionView, ...]


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the history of a published article, or a comparison; of others there is none."""
    *_, key = target.values
    compared = history_query(target.query) or ""
    head, facts = press.shelf.article_and_header(key)
    issue = press.issue(facts, now)
    if head is None or head.path is None or head.status(now) is not Status.PUBLISHED:
        return errors.not_found(issue)
    if target.path != head.path:
        return redirect(301, history_address(head.path, compared))
    entries = _public_entries(press.contents, head, now)
    page = _compose(press.contents, issue, head.path, entries, compared)
    response = errors.not_found(issue)
    if page:
        response = document(200, render(page), HTML, FOR_A_MINUTE)
    return replace(response, correlation_id=head.correlation_id)


def _public_entries(contents: Contents, head: Head, now: datetime) -> tuple[HistoryEntry, ...]:
    """Return the revisions that were public by now, the oldest first."""
    if head.history is None:
        return _only_entry(contents, head)
    entries = contents.history(head.history).entries
    return tuple(entry for entry in entries if entry.public_from <= now)


def _only_entry(contents: Contents, head: Head) -> tuple[HistoryEntry, ...]:
    if head.content is None or head.publish_at is None:
        return ()
    content = contents.content(head.content)
    corrections = [note.text for note in content.corrections if note.at == content.modified_at]
    entry = HistoryEntry(
        revision=head.revision,
        public_from=max(head.received_at, head.publish_at),
        public_until=None,
        headline=content.headline,
        language=content.language,
        correction=corrections[-1] if corrections else None,
        content=head.content,
    )
    return (entry,)


def _compose(
    contents: Contents, issue: Issue, path: str, entries: Sequence[HistoryEntry], compared: str
) -> "HistoryPage | DifferencePage | None":
    """Compose what is asked for; None where no two public revisions have these names."""
    if entries and not compared:
        return _compose_history(issue, path, entries)
    at = {entry.revision: number for number, entry in enumerate(entries)}
    places = sorted(at[name] for name in compared_revisions(compared) if name in at)
    match places:
        case [older, newer] if older != newer:
            # Its parser and its matcher are some 10 ms of a cold start that hardly a reader needs.
            from broadsheet.pages.comparison import (  # noqa: PLC0415
                ComparedRevision,
                compose_difference,
            )

            stamps = _stamps(issue, entries)
            before, after = (
                ComparedRevision(entry, stamps[entry.public_from])
                for entry in (entries[older], entries[newer])
            )
            return compose_difference(contents, issue, path, before, after)
    return None


def _compose_history(issue: Issue, path: str, entries: Sequence[HistoryEntry]) -> HistoryPage:
    newest, stamps = entries[-1], _stamps(issue, entries)
    before = {newer.revision: older for older, newer in pairwise(entries)}
    revisions = [
        _revision(stamps, path, entry, before.get(entry.revision), newest) for entry in entries
    ]
    return HistoryPage(
        furniture=compose_furniture(issue),
        article=NameLink(newest.headline, path),
        language=newest.language,
        direction=direction_of(newest.language),
        revisions=tuple(reversed(revisions)),
    )


def _stamps(issue: Issue, entries: Sequence[HistoryEntry]) -> Mapping[datetime, Stamp]:
    """Write the moments of a history, those of one minute so that they differ."""
    ends = [entry.public_until for entry in entries if entry.public_until]
    return issue.style.calendar.moments([*(entry.public_from for entry in entries), *ends])


def _revision(
    stamps: Mapping[datetime, Stamp],
    path: str,
    entry: HistoryEntry,
    before: HistoryEntry | None,
    newest: HistoryEntry,
) -> RevisionView:
    until = entry.public_until
    return RevisionView(
        name=entry.revision,
        headline=entry.headline,
        language=entry.language,
        direction=direction_of(entry.language),
        public_from=stamps[entry.public_from],
        public_until=stamps[until] if until else None,
        correction=entry.correction,
        changes=history_address(path, _comparison(before, entry)) if before else None,
        since=history_address(path, _comparison(entry, newest)) if entry != newest else None,
    )


def _comparison(older: HistoryEntry, newer: HistoryEntry) -> str:
    return comparison(older.revision, newer.revision)
