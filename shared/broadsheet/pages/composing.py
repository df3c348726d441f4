"""Composing: what the index and the store know becomes what templates are given."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from broadsheet.domain.content import Content, Link
from broadsheet.domain.head import Head
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.lists import Card
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.article_contexts import ArticlePage
from broadsheet.pages.assets import SCRIPT, STYLESHEET, asset, icon_in_page
from broadsheet.pages.contexts import CorrectionsPage, FrontPage, ListPage
from broadsheet.pages.dates import Calendar
from broadsheet.pages.histories import history_path
from broadsheet.pages.news_article import NewsArticles
from broadsheet.pages.places import Place
from broadsheet.pages.reading import Stretch
from broadsheet.pages.scripts import direction_of
from broadsheet.pages.views import CardView, CorrectionView, Furniture, NameLink, Pager, SourceLink
from broadsheet.site import Site

_SECONDS = 5


class Composer:
    """Composes the pages of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._calendar = Calendar(site.language, site.time_zone)
        self._news_articles = NewsArticles(site)
        self._sections = tuple(
            NameLink(section.name, f"/{section.slug}/") for section in site.sections
        )

    def furniture(
        self,
        facts: HeaderFacts,
        now: datetime,
        *,
        path: str | None = None,
        section: str | None = None,
    ) -> Furniture:
        """Compose what stands around a page.

        Parameters
        ----------
        facts, now
            What the header shows.
        path
            The page's own, with its query; nothing for a page that no path is the address of.
        section
            Slug of the section that the page belongs to.
        """
        site, weather = self._site, facts.weather
        is_current = weather is not None and weather.is_current(now)
        return Furniture(
            paper=site.title,
            about=site.description,
            language=site.language,
            direction=direction_of(site.language),
            temperature=_degrees(weather.temperature) if weather and is_current else None,
            city=site.weather.city,
            today=self._calendar.day(now),
            sections=self._sections,
            section=section and f"/{section}/",
            canonical=f"{facts.site_url}{path}" if facts.site_url and path else None,
            stylesheet=asset(STYLESHEET).path,
            script=asset(SCRIPT).path,
            icon=icon_in_page(),
        )

    def cards(
        self, cards: Sequence[Card], now: datetime, *, of_section: str | None = None
    ) -> tuple[CardView, ...]:
        """Compose the cards of a list, which may be a section's own."""
        return tuple(
            CardView(
                path=card.path,
                headline=card.headline,
                standfirst=card.standfirst,
                language=card.language,
                direction=direction_of(card.language),
                section=None if card.section == of_section else self._section_name(card.section),
                published=self._calendar.in_list(card.placed_at, now),
            )
            for card in cards
        )

    def front(self, furniture: Furniture, stretch: Stretch, now: datetime) -> FrontPage:
        """Compose the front page, or one of the pages behind it."""
        cards = self.cards(stretch.cards, now)
        pager = _pager("/", stretch)
        if stretch.newer:
            return FrontPage(furniture, None, (), cards, pager)
        lead, seconds, river = _by_rank(cards)
        return FrontPage(furniture, lead, seconds, river, pager)

    def section(self, furniture: Furniture, slug: str, stretch: Stretch, now: datetime) -> ListPage:
        """Compose the page of a section."""
        cards = self.cards(stretch.cards, now, of_section=slug)
        name, pager = self._section_name(slug), _pager(f"/{slug}/", stretch)
        if stretch.newer:
            return ListPage(furniture, None, name, None, (), cards, pager)
        lead, seconds, river = _by_rank(cards)
        return ListPage(furniture, None, name, lead, seconds, river, pager)

    def corrections(self, furniture: Furniture, stretch: Stretch, now: datetime) -> CorrectionsPage:
        """Compose the page of what was corrected, each with the day of its correction."""
        river = tuple(
            replace(view, published=self._calendar.day(card.placed_at))
            for view, card in zip(self.cards(stretch.cards, now), stretch.cards, strict=True)
        )
        return CorrectionsPage(furniture, river, _pager("/corrections/", stretch))

    def named_list(
        self, furniture: Furniture, kind: str, path: str, stretch: Stretch, now: datetime
    ) -> ListPage:
        """Compose the page of a tag or an author, named as its newest article names it."""
        name = stretch.cards[0].label or path.strip("/").rpartition("/")[2]
        cards = self.cards(stretch.cards, now)
        return ListPage(furniture, kind, name, None, (), cards, _pager(path, stretch))

    def article(
        self,
        furniture: Furniture,
        head: Head,
        content: Content,
        latest: Sequence[Card],
        now: datetime,
    ) -> ArticlePage:
        """Compose the page of a published article."""
        published = head.publish_at or now
        modified = parse_moment(content.modified_at)
        updated = head.folded > 1 and modified > published
        source, moment = content.source, self._calendar.moment
        return ArticlePage(
            furniture=furniture,
            news_article=self._news_articles.describe(
                content, furniture.canonical, published, modified if updated else published
            ),
            section=NameLink(self._section_name(content.section), f"/{content.section}/"),
            headline=content.headline,
            standfirst=content.standfirst,
            language=content.language,
            direction=direction_of(content.language),
            byline=_links("authors", content.byline),
            published=moment(published),
            updated=moment(modified) if updated else None,
            history=self._history(head),
            body=Markup(content.body_html),  # noqa: S704 - sanitised when it was indexed
            corrections=tuple(
                CorrectionView(self._calendar.day(parse_moment(note.at)), note.text)
                for note in content.corrections
            ),
            source=SourceLink(source.name, _web_address(source.url)) if source else None,
            tags=_links("tags", content.tags),
            latest=self.cards(latest, now, of_section=content.section),
        )

    def _history(self, head: Head) -> str | None:
        is_told = self._site.history and head.history
        return history_path(head.path) if head.path and is_told else None

    def _section_name(self, slug: str) -> str:
        section = self._site.section(slug)
        return section.name if section else slug


def _degrees(temperature: float) -> str:
    return str(math.floor(temperature + 0.5))


def _by_rank(
    cards: tuple[CardView, ...],
) -> tuple[CardView | None, tuple[CardView, ...], tuple[CardView, ...]]:
    """Part cards into a lead, seconds and a river."""
    return (cards[0] if cards else None), cards[1 : 1 + _SECONDS], cards[1 + _SECONDS :]


def _pager(path: str, stretch: Stretch) -> Pager:
    return Pager(
        newer=f"{path}{Place(newer=stretch.newer)}" if stretch.newer else None,
        older=f"{path}{Place(older=stretch.older)}" if stretch.older else None,
    )


def _links(folder: str, links: Sequence[Link]) -> tuple[NameLink, ...]:
    return tuple(NameLink(link.label, f"/{folder}/{link.slug}/") for link in links)


def _web_address(url: str | None) -> str | None:
    """Give an address that a link may have; ``javascript:`` and the like are none."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
