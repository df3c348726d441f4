"""A paper in memory: where the tests of the pages publish their articles."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.domain.article import Prominence
from broadsheet.domain.content import Content, CorrectionNote, Link, SourceCredit
from broadsheet.domain.desk_facts import DeskFacts
from broadsheet.domain.head import Head
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.history import History, HistoryEntry
from broadsheet.domain.identity import article_key, article_path
from broadsheet.domain.lists import (
    ALL,
    CORRECTIONS,
    Card,
    Cursor,
    RankedLists,
    author_list,
    gone_list,
    original_of,
    section_list,
    tag_list,
    translations_list,
)
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import ShownPicture
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.domain.slug import slug_of, slug_of_name
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site import Site
from broadsheet.site_file import load_site

NOW = datetime(2025, 1, 22, 12, 0, tzinfo=UTC)
SITE_URL = "https://paper.example"
FACTS = HeaderFacts(SITE_URL, Weather(12.4, NOW))
DIGEST = "0123456789ab"
"""Of every content here."""


def content_at(article: str) -> str:
    """Give the key of what an article shows."""
    return f"content/{article}/shown.{DIGEST}.json"


def on_card(pictures: Sequence[ShownPicture]) -> ShownPicture | None:
    """Give the lead of an article as its cards hold it."""
    return replace(pictures[0], caption=None, credit=None, focus=None) if pictures else None


@dataclass
class MemoryPaper:
    """Both ports of the pages over dictionaries, with every call written down."""

    facts: HeaderFacts = FACTS
    desk: DeskFacts | None = None
    heads: dict[str, Head] = field(default_factory=dict)
    kept: dict[str, Content] = field(default_factory=dict)
    histories: dict[str, History] = field(default_factory=dict)
    lists: dict[str, list[Card]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def article_and_header(self, key: str) -> tuple[Head | None, HeaderFacts]:
        self.calls.append("article_and_header")
        return self.heads.get(key), self.facts

    def desk_facts(self) -> DeskFacts | None:
        self.calls.append("desk_facts")
        return self.desk

    def heads_of(self, keys: Sequence[str]) -> Mapping[str, Head]:
        self.calls.append("heads_of")
        return {key: self.heads[key] for key in keys if key in self.heads}

    def header(self) -> HeaderFacts:
        self.calls.append("header")
        return self.facts

    def ask_header(self) -> Callable[[], HeaderFacts]:
        facts = self.header()
        return lambda: facts

    def ask_cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> Callable[[], tuple[Card, ...]]:
        cards = self.cards_before(list_name, before, limit)
        return lambda: cards

    def cards_before(
        self, list_name: str, before: Cursor | datetime, limit: int
    ) -> tuple[Card, ...]:
        self.calls.append("cards_before")
        bound = (before.placed_at, before.article) if isinstance(before, Cursor) else (before, "")
        cards = [card for card in self._list(list_name) if (card.placed_at, card.article) < bound]
        return tuple(reversed(cards[-limit:]))

    def cards_after(
        self, list_name: str, after: Cursor, until: datetime, limit: int
    ) -> tuple[Card, ...]:
        self.calls.append("cards_after")
        place = (after.placed_at, after.article)
        cards = [
            card
            for card in self._list(list_name)
            if (card.placed_at, card.article) > place and card.placed_at <= until
        ]
        return tuple(cards[:limit])

    def content(self, key: str) -> Content:
        self.calls.append("content")
        return self.kept[key]

    def history(self, key: str) -> History:
        self.calls.append("history")
        return self.histories[key]

    def _list(self, name: str) -> list[Card]:
        return sorted(self.lists.get(name, []), key=lambda card: (card.placed_at, card.article))

    def publish(
        self,
        article: str = "troops",
        *,
        headline: str = "North Korea sends troops to Russia",
        standfirst: str | None = "U.S. officials warn that the deployment could escalate the war.",
        section: str = "news",
        body_html: str = "<p>The U.S. government has reported it.</p>",
        byline: tuple[str, ...] = ("Newsroom",),
        tags: tuple[str, ...] = (),
        source: SourceCredit | None = None,
        language: str = "en",
        corrections: tuple[CorrectionNote, ...] = (),
        publish_at: datetime | None = NOW,
        modified_at: datetime | None = None,
        folded: int = 1,
        withdrawal: Withdrawal | None = None,
        label: str | None = None,
        prominence: Prominence = Prominence.NORMAL,
        translation_of: str | None = None,
        pictures: tuple[ShownPicture, ...] = (),
    ) -> str:
        """Put an article into the index and give the path of its page."""
        key = article_key(article)
        path = article_path(section, slug_of(headline), key)
        is_listed = publish_at is not None and withdrawal is None
        links = tuple(Link(name, slug_of_name(name, "author")) for name in byline)
        tag_links = tuple(Link(tag, slug_of_name(tag, "tag")) for tag in tags)
        names: dict[str, str | None] = {ALL: None, section_list(section): None}
        for ranked in (RankedLists.of(), RankedLists.of(section)):
            names |= dict.fromkeys(ranked.with_prominence(prominence))
        names |= {tag_list(link.slug): link.label for link in tag_links}
        names |= {author_list(link.slug): link.label for link in links}
        translations = translations_list(translation_of or article)
        names[translations] = None
        self.heads[key] = Head(
            article=article,
            key=key,
            revision=f"desk-{folded}",
            folded=folded,
            path=path,
            content=content_at(article),
            received_at=modified_at or publish_at or NOW,
            publish_at=publish_at,
            corrected_at=None,
            withdrawal=withdrawal,
            lists=tuple(names) if is_listed else (),
            correlation_id=f"request-of-{article}",
        )
        self.kept[content_at(article)] = Content(
            article=article,
            revision=f"desk-{folded}",
            section=section,
            headline=headline,
            standfirst=standfirst,
            language=language,
            body_html=body_html,
            byline=links,
            tags=tag_links,
            source=source,
            corrections=corrections,
            modified_at=write_moment(modified_at or publish_at or NOW),
            label=label,
            prominence=prominence,
            pictures=pictures,
        )
        for name, cards in self.lists.items():
            if original_of(name):
                cards[:] = [card for card in cards if card.article != article]
        if withdrawal is not None and withdrawal.withdrawn_as is WithdrawnAs.GONE:
            for name in names.keys() - {translations}:
                card = Card(article, "", section, "", None, language, modified_at or NOW)
                self.lists.setdefault(gone_list(name), []).append(card)
        if publish_at is None or withdrawal is not None:
            return path
        for name, written in names.items():
            card = Card(
                article, path, section, headline, standfirst, language, publish_at, written,
                label=label, picture=on_card(pictures),
            )  # fmt: skip
            self.lists.setdefault(name, []).append(card)
        return path

    def edit(self, article: str, *editions: tuple[datetime, dict[str, Any]]) -> str:
        """Publish editions of an article, each at a moment, with a history of them all."""
        entries, path = [], ""
        for number, (at, fields) in enumerate(editions, start=1):
            first = editions[0][0]
            path = self.publish(article, publish_at=first, modified_at=at, folded=number, **fields)
            key = f"content/{article}/desk-{number}.json"
            self.kept[key] = content = self.kept[content_at(article)]
            until = editions[number][0] if number < len(editions) else None
            told = content.corrections[-1].text if content.corrections else None
            entries.append(
                HistoryEntry(
                    f"desk-{number}", at, until, content.headline, content.language, told, key
                )
            )
        place = article_key(article)
        self.histories[article] = History(article, tuple(entries))
        self.heads[place] = replace(self.heads[place], history=article)
        return path

    def correct(self, article: str, at: datetime, *texts: str, in_all: int = 0) -> str:
        """Put an article into the list of corrections and give the path of its page.

        Its corrections, the newest first, are each a day older than the one before.
        """
        path = article_path("news", "bridge", article_key(article))
        notes = tuple(
            CorrectionNote(write_moment(at - days * timedelta(days=1)), text)
            for days, text in enumerate(texts)
        )
        card = Card(article, path, "news", "A bridge", None, "en", at)
        card = replace(card, corrections=notes, corrections_in_all=in_all or len(notes))
        self.lists.setdefault(CORRECTIONS, []).append(card)
        return path


def text_of(response: Response) -> str:
    """Give a page's words, with single spaces, as a reader sees them."""
    body = response.body.partition("<body")[2].partition(">")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


@pytest.fixture
def site() -> Site:
    return load_site()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def paper() -> MemoryPaper:
    return MemoryPaper()


@pytest.fixture
def get(site: Site, paper: MemoryPaper) -> Callable[..., Response]:
    """Ask the paper for a path, with its query, as of a moment."""
    newspaper = Newspaper(site, paper, paper)

    def ask(
        address: str, now: datetime = NOW, *, method: str = "GET", if_none_match: str = ""
    ) -> Response:
        path, _, query = address.partition("?")
        return newspaper.page(Request(method, path, query, if_none_match), now)

    return ask


@pytest.fixture
def never_was(get: Callable[..., Response]) -> Response:
    return get("/news/never-was-aaaaaaaaaa")
