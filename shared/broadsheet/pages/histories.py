"""Histories: which revisions of an article readers saw, and what changed between any two."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from urllib.parse import parse_qs, quote

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.domain.history import HistoryEntry
from broadsheet.domain.ports import Contents
from broadsheet.pages.article_contexts import DifferencePage, HistoryPage
from broadsheet.pages.dates import Calendar
from broadsheet.pages.scripts import direction_of
from broadsheet.pages.views import Furniture, NameLink, RevisionView
from broadsheet.site import Site

PARAMETER = "history"


def history_asked(query: str) -> str | None:
    """Give what a query asks of a history: all of it, or the difference of two revisions.

    The form on the page of a history names the two as ``older`` and ``newer``.

    Returns
    -------
    str or None
        ``<a>..<b>`` for a difference, empty for all; nothing where no history is asked for.
    """
    told = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
    older, newer = told.get("older"), told.get("newer")
    if told.get(PARAMETER) == "" and older and newer and older != newer:
        return f"{older}..{newer}"
    return told.get(PARAMETER)


def history_path(path: str, asked: str = "") -> str:
    """Give the address of an article's history, or of a part of it."""
    return f"{path}?{PARAMETER}{f'={quote(asked)}' if asked else ''}"


class Histories:
    """The histories of one site's articles.

    Parameters
    ----------
    site
        Whose dates and times they are told in.
    contents
        Where histories and contents are.
    """

    def __init__(self, site: Site, contents: Contents) -> None:
        self._calendar = Calendar(site.language, site.time_zone)
        self._contents = contents

    def entries(self, head: Head, now: datetime) -> tuple[HistoryEntry, ...]:
        """Give the revisions of a published article that were public by now, the oldest first."""
        if head.history is None:
            return self._only_one(head)
        entries = self._contents.history(head.history).entries
        return tuple(entry for entry in entries if entry.public_from <= now)

    def page(
        self,
        furniture: Furniture,
        head: Head,
        entries: Sequence[HistoryEntry],
        asked: str,
    ) -> HistoryPage | DifferencePage | None:
        """Compose what is asked for; nothing where no two public revisions have these names."""
        path = head.path or ""
        if entries and not asked:
            return self._list(furniture, path, entries)
        for at, older in enumerate(entries):
            for newer in entries[at + 1 :]:
                if asked in (_names(older, newer), _names(newer, older)):
                    return self._difference(furniture, path, older, newer)
        return None

    def _only_one(self, head: Head) -> tuple[HistoryEntry, ...]:
        if head.content is None or head.publish_at is None:
            return ()
        content = self._contents.content(head.content)
        told = [note.text for note in content.corrections if note.at == content.modified_at]
        entry = HistoryEntry(
            revision=head.revision,
            public_from=max(head.received_at, head.publish_at),
            public_until=None,
            headline=content.headline,
            language=content.language,
            correction=told[-1] if told else None,
            content=head.content,
        )
        return (entry,)

    def _list(
        self, furniture: Furniture, path: str, entries: Sequence[HistoryEntry]
    ) -> HistoryPage:
        newest = entries[-1]
        before = {newer.revision: older for older, newer in pairwise(entries)}
        revisions = [
            self._revision(path, entry, before.get(entry.revision), newest) for entry in entries
        ]
        return HistoryPage(
            furniture=furniture,
            article=NameLink(newest.headline, path),
            language=newest.language,
            direction=direction_of(newest.language),
            revisions=tuple(reversed(revisions)),
        )

    def _revision(
        self, path: str, entry: HistoryEntry, before: HistoryEntry | None, newest: HistoryEntry
    ) -> RevisionView:
        moment, until = self._calendar.moment, entry.public_until
        return RevisionView(
            name=entry.revision,
            headline=entry.headline,
            language=entry.language,
            direction=direction_of(entry.language),
            public_from=moment(entry.public_from),
            public_until=moment(until) if until else None,
            correction=entry.correction,
            changes=history_path(path, _names(before, entry)) if before else None,
            since=history_path(path, _names(entry, newest)) if entry != newest else None,
        )

    def _difference(
        self, furniture: Furniture, path: str, older: HistoryEntry, newer: HistoryEntry
    ) -> DifferencePage:
        # Its parser and its matcher are some 10 ms of a cold start that hardly a reader needs.
        from broadsheet.pages.differences import (  # noqa: PLC0415
            marked_paragraphs,
            marked_words,
            paragraphs_of,
        )

        before = self._contents.content(older.content)
        after = self._contents.content(newer.content)
        return DifferencePage(
            furniture=furniture,
            article=NameLink(after.headline, path),
            history=history_path(path),
            language=after.language,
            direction=direction_of(after.language),
            older=self._calendar.moment(older.public_from),
            newer=self._calendar.moment(newer.public_from),
            headline=marked_words(before.headline, after.headline),
            standfirst=marked_words(before.standfirst or "", after.standfirst or ""),
            byline=marked_words(_byline(before), _byline(after)),
            body=marked_paragraphs(paragraphs_of(before.body_html), paragraphs_of(after.body_html)),
        )


def _names(older: HistoryEntry, newer: HistoryEntry) -> str:
    return f"{older.revision}..{newer.revision}"


def _byline(content: Content) -> str:
    return ", ".join(author.label for author in content.byline)
