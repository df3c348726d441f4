"""Translations: an article in the other languages that readers may read it in.

Its original and all translations of that stand in one list, which is read up to now like any other:
what is not due, held or withdrawn is not in it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.head import Head
from broadsheet.domain.lists import Card, translations_list
from broadsheet.domain.ports import Shelf
from broadsheet.pages.languages import open_graph_locale, own_names
from broadsheet.pages.parts import PagePart
from broadsheet.pages.reading import CardSlice, ask_newest
from broadsheet.pages.scripts import direction_of
from broadsheet.site import Site

MOST_TRANSLATIONS = 50


@dataclass(frozen=True, slots=True)
class TranslationLink(PagePart):
    """The story in another language.

    Attributes
    ----------
    name
        What the language calls itself.
    language, direction, locale
        BCP 47, ``ltr`` or ``rtl``, and as Open Graph has it, where it can.
    path, address
        Of its page; the second is absolute.
    """

    name: str
    language: str
    direction: str
    locale: str | None
    path: str
    address: str


def ask_translations(
    shelf: Shelf, head: Head, now: datetime, *, are_shown: bool = True
) -> Callable[[], CardSlice]:
    """Ask for the cards of an article's original and of all translations of that, its own too.

    Nothing is asked where they are not shown, or where the article stands in no such list.
    """
    if head.original is None or not are_shown:
        return CardSlice
    return ask_newest(shelf, translations_list(head.original), now, MOST_TRANSLATIONS)


@dataclass(frozen=True, slots=True)
class OtherLanguages:
    """A story in other languages than an article's own, as far as readers may see it.

    Attributes
    ----------
    original
        Id of the article that the others are translations of, be it the article itself; nothing
        where there are no others.
    cards
        One of each language.
    """

    original: str | None
    cards: tuple[Card, ...]


def in_other_languages(
    head: Head, language: str, cards: Iterable[Card], site: Site
) -> OtherLanguages:
    """Choose the newest card of each language but the page's own.

    Parameters
    ----------
    head, language
        Of the article.
    cards
        Of its original and of all translations of that, its own too, the newest first.
    site
        Its languages come first, in their order.
    """
    newest: dict[str, Card] = {}
    for card in cards:
        newest.setdefault(card.language, card)
    newest.pop(language, None)
    places = {each: place for place, each in enumerate(site.languages)}

    def place(card: Card) -> tuple[int, str]:
        return places.get(card.language, len(places)), card.language

    return OtherLanguages(head.original, tuple(sorted(newest.values(), key=place)))


def compose_translations(cards: Sequence[Card], site_url: str) -> tuple[TranslationLink, ...]:
    """Compose the links to a story's pages in other languages."""
    names = own_names([card.language for card in cards])
    return tuple(
        TranslationLink(
            name,
            card.language,
            direction_of(card.language),
            open_graph_locale(card.language),
            card.path,
            f"{site_url}{card.path}",
        )
        for name, card in zip(names, cards, strict=True)
    )
