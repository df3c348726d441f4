"""Onward from an article: its translations, the newest of its first tag, and of its section."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import NamedTuple, Self

from cachetools import LRUCache

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.domain.lists import is_tag_list, section_list, tag_list, translations_list
from broadsheet.domain.ports import Shelf
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.house_style import Issue
from broadsheet.pages.parts import PagePart
from broadsheet.pages.reading import CardSlice, ask_newest, earliest
from broadsheet.pages.translations import (
    MOST_TRANSLATIONS,
    OtherLanguages,
    TranslationLink,
    compose_translations,
)

_LATEST = 5
_RELATED = 4
_LATEST_READ = _LATEST + 1
"""Its own card may be one of them."""
_RELATED_READ = _RELATED + _LATEST_READ
"""So may those that stand among the latest."""
_REMEMBERED = 10_000
"""Articles, of which a worker remembers the lists: some 4 MB."""


@dataclass(frozen=True, slots=True)
class OnwardCards:
    """What was read to lead on from an article.

    Attributes
    ----------
    related, latest, translations
        Of its first tag, of its section, and of its story in all languages; its own card may be in
        each.
    """

    related: CardSlice
    latest: CardSlice
    translations: CardSlice

    @property
    def next_due(self) -> datetime | None:
        """When any of them will have another card."""
        slices = (self.related, self.latest, self.translations)
        return earliest(*(each.next_due for each in slices))


class OnwardLists(NamedTuple):
    """The lists that lead on from an article: of its first tag, and of its translations."""

    related: str | None = None
    translations: str | None = None

    @classmethod
    def of(cls, head: Head) -> Self:
        """Return those of them that a head names."""
        translations = translations_list(head.original) if head.original else None
        return cls(next(filter(is_tag_list, head.lists), None), translations)


class RememberedLists:
    """The lists that led on from articles, as far as pages were made of them.

    What is remembered is only a guess, with which a list can be asked for before the head of the
    article is there; the head says whether it holds.
    """

    def __init__(self) -> None:
        self._lists = LRUCache[str, OnwardLists](_REMEMBERED)
        self._lock = Lock()

    def recall(self, key: str) -> OnwardLists:
        """Return the lists that an article with this key had when it was last read."""
        with self._lock:
            return self._lists.get(key, OnwardLists())

    def remember(self, key: str, lists: OnwardLists) -> None:
        """Keep the lists of an article."""
        with self._lock:
            self._lists[key] = lists


class OnwardReading:
    """The reading of the lists: each is asked for once, as soon as its name is known or guessed.

    Parameters
    ----------
    shelf
        Where the lists are.
    section
        Slug of the section in the article's address; nothing where the site has it not.
    lists
        The others, as far as they are known or guessed.
    now
        The moment up to which lists are read.
    """

    def __init__(
        self, shelf: Shelf, section: str | None, lists: OnwardLists, now: datetime
    ) -> None:
        self._shelf, self._now = shelf, now
        self._asked = dict[str, Callable[[], CardSlice]]()
        self._section = section and section_list(section)
        self._ask(self._section, _LATEST_READ)
        self.expect(lists)

    def expect(self, lists: OnwardLists) -> None:
        """Ask for those of these lists that are not yet; they are read then, and no others."""
        self._lists = lists
        self._ask(lists.related, _RELATED_READ)
        self._ask(lists.translations, MOST_TRANSLATIONS)

    def read(self) -> OnwardCards:
        """Read what was asked for."""
        related, latest, translations = (
            self._asked[name]() if name else CardSlice()
            for name in (self._lists.related, self._section, self._lists.translations)
        )
        return OnwardCards(related, latest, translations)

    def _ask(self, list_name: str | None, limit: int) -> None:
        if list_name and list_name not in self._asked:
            self._asked[list_name] = ask_newest(self._shelf, list_name, self._now, limit)


def read_onward(shelf: Shelf, head: Head, content: Content, now: datetime) -> OnwardCards:
    """Read what leads on from a page that shows a content, whatever its article's head shows."""
    related = tag_list(content.tags[0].slug) if content.tags else None
    lists = OnwardLists.of(head)._replace(related=related)
    return OnwardReading(shelf, content.section, lists, now).read()


@dataclass(frozen=True, slots=True)
class Onward(PagePart):
    """What an article's page leads to.

    Attributes
    ----------
    related
        The newest of its first tag, without this article and without the latest.
    latest
        The newest of the section, without this article.
    translations
        The story in other languages, as far as readers may see it.
    """

    related: tuple[CardView, ...]
    latest: tuple[CardView, ...]
    translations: tuple[TranslationLink, ...]


def compose_onward(
    issue: Issue, content: Content, cards: OnwardCards, in_others: OtherLanguages
) -> Onward:
    """Compose what an article's page leads to, without the article itself and without twins."""
    others = [card for card in cards.latest.cards if card.article != content.article][:_LATEST]
    shown = {content.article, *(card.article for card in others)}
    related = [card for card in cards.related.cards if card.article not in shown][:_RELATED]
    return Onward(
        compose_cards(issue, related),
        compose_cards(issue, others, of_section=content.section),
        compose_translations(in_others.cards, issue.facts.site_url),
    )
