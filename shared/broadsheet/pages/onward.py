"""Onward from an article: the newest of its first tag, and of its section."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from cachetools import LRUCache

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.domain.lists import is_tag_list, section_list, tag_list
from broadsheet.domain.ports import Shelf
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.house_style import Issue
from broadsheet.pages.reading import CardSlice, ask_newest, earliest

_LATEST = 5
_RELATED = 4
_LATEST_READ = _LATEST + 1
"""Its own card may be one of them."""
_RELATED_READ = _RELATED + _LATEST_READ
"""So may those that stand among the latest."""
_REMEMBERED = 10_000
"""Articles, of which a worker remembers the first tag: some 3 MB."""


@dataclass(frozen=True, slots=True)
class OnwardCards:
    """What was read for the end of an article's page.

    Attributes
    ----------
    related, latest
        Of its first tag, and of its section; its own card may be in each.
    """

    related: CardSlice
    latest: CardSlice

    @property
    def next_due(self) -> datetime | None:
        """When either will have another card."""
        return earliest(self.related.next_due, self.latest.next_due)


class FirstTags:
    """The lists of the first tags of articles, as far as pages were made of them.

    What is remembered is only a guess, with which a list can be asked for before the head of the
    article is there; the head says whether it holds.
    """

    def __init__(self) -> None:
        self._lists = LRUCache[str, str](_REMEMBERED)
        self._lock = Lock()

    def recall(self, key: str) -> str | None:
        """Return the list that an article with this key had when it was last read."""
        with self._lock:
            return self._lists.get(key)

    def remember(self, key: str, list_name: str) -> None:
        """Keep the list of an article."""
        with self._lock:
            self._lists[key] = list_name


class OnwardReading:
    """The reading of both lists: each is asked for as soon as its name is known or guessed.

    Parameters
    ----------
    shelf, first_tags
        Where the lists are, and what is remembered of them.
    section
        Slug of the section in the article's address; nothing where the site has it not.
    key
        Of the article.
    now
        The moment up to which lists are read.
    """

    def __init__(
        self, shelf: Shelf, first_tags: FirstTags, section: str | None, key: str, now: datetime
    ) -> None:
        self._shelf, self._first_tags, self._now = shelf, first_tags, now
        self._latest = self._ask(section and section_list(section), _LATEST_READ)
        self._tag = first_tags.recall(key)
        self._related = self._ask(self._tag, _RELATED_READ)

    def expect(self, head: Head) -> None:
        """Ask for the list of the first tag that the head names, unless that was the guess."""
        tag = next(filter(is_tag_list, head.lists), None)
        if tag == self._tag:
            return
        self._tag, self._related = tag, self._ask(tag, _RELATED_READ)
        if tag:
            self._first_tags.remember(head.key, tag)

    def read(self) -> OnwardCards:
        """Read what was asked for."""
        return OnwardCards(self._related(), self._latest())

    def _ask(self, list_name: str | None, limit: int) -> Callable[[], CardSlice]:
        return ask_newest(self._shelf, list_name, self._now, limit) if list_name else CardSlice


def read_onward(shelf: Shelf, content: Content, now: datetime) -> OnwardCards:
    """Read what stands at the end of a page that shows a content."""
    latest = ask_newest(shelf, section_list(content.section), now, _LATEST_READ)
    tags = [tag_list(tag.slug) for tag in content.tags[:1]]
    related = [ask_newest(shelf, name, now, _RELATED_READ) for name in tags]
    return OnwardCards(related[0]() if related else CardSlice(), latest())


def compose_onward(
    issue: Issue, content: Content, cards: OnwardCards
) -> tuple[tuple[CardView, ...], tuple[CardView, ...]]:
    """Compose the related articles and the latest, without the article itself and without twins."""
    others = [card for card in cards.latest.cards if card.article != content.article][:_LATEST]
    shown = {content.article, *(card.article for card in others)}
    related = [card for card in cards.related.cards if card.article not in shown][:_RELATED]
    return compose_cards(issue, related), compose_cards(issue, others, of_section=content.section)
