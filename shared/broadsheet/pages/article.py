"""The page of an article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from markupsafe import Markup

from broadsheet.domain.content import Content, Link
from broadsheet.domain.head import Head
from broadsheet.domain.moments import parse_moment
from broadsheet.pages import errors
from broadsheet.pages.addresses import (
    Address,
    RequestTarget,
    alternate_path,
    history_address,
)
from broadsheet.pages.article_notes import (
    CorrectionView,
    SourceLink,
    compose_corrections,
    compose_source,
)
from broadsheet.pages.authors import AuthorNote, compose_notes
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import HouseStyle, Issue
from broadsheet.pages.languages import comma_of, open_graph_locale
from broadsheet.pages.news_article import ArticleAddresses, describe_article
from broadsheet.pages.offered import ARTICLES
from broadsheet.pages.onward import (
    Onward,
    OnwardCards,
    OnwardLists,
    OnwardReading,
    compose_onward,
)
from broadsheet.pages.parts import Label, NameLink, PageContext, PagePart, Stamp
from broadsheet.pages.pictures import FigureView, compose_figures
from broadsheet.pages.press import Press
from broadsheet.pages.published import is_published_at, published_content
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import HTML, Response, cache_until, document
from broadsheet.pages.scripts import direction_of
from broadsheet.pages.sharing import (
    ShareLinks,
    SharingImage,
    images_for_search,
    share_links,
    sharing_image,
)
from broadsheet.pages.translations import OtherLanguages, in_other_languages


@dataclass(frozen=True, slots=True)
class AlternateLink(PagePart):
    """The article in another format.

    Attributes
    ----------
    media_type, path
        What it is, and where.
    """

    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class ArticlePage(PageContext):
    """The page of an article.

    Attributes
    ----------
    furniture
        What stands around the page.
    news_article
        What the page tells search engines: JSON-LD, safe inside a script element.
    section
        The article's.
    headline, standfirst
        The second is not in every story.
    label
        What kind of story it is, if it says so.
    language, direction, locale
        Of the article: BCP 47, ``ltr`` or ``rtl``, and as Open Graph has it, where it can.
    byline, comma
        The authors, and what its language writes between them.
    published, updated
        When readers first saw it; when what they see now came, if that was later.
    history
        Address of its history, if it has earlier revisions that were public.
    body
        Sanitised HTML, with marks where its pictures stand.
    figures
        Its pictures, the lead first; others stand in the body at their marks, and below it.
    corrections
        The oldest first.
    source
        Whom to credit, if anybody.
    tags
        In the article's order.
    share
        How readers hand it on; nothing where the site's address is not known.
    image
        What stands for it where it is shared; nothing as above, and in a preview.
    onward
        What its page leads to.
    alternates
        The article in other formats; none before it is published.
    authors
        Those of the byline of whom the settings say something.
    """

    template: ClassVar[str] = "article.html"

    furniture: Furniture
    news_article: Markup
    section: NameLink
    headline: str
    standfirst: str | None
    label: Label | None
    language: str
    direction: str
    locale: str | None
    byline: tuple[NameLink, ...]
    comma: str
    published: Stamp
    updated: Stamp | None
    history: str | None
    body: Markup
    figures: tuple[FigureView, ...]
    corrections: tuple[CorrectionView, ...]
    source: SourceLink | None
    tags: tuple[NameLink, ...]
    share: ShareLinks | None
    image: SharingImage | None
    onward: Onward
    alternates: tuple[AlternateLink, ...]
    authors: tuple[AuthorNote, ...]


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with an article's page, with its present path, or with why it has no page."""
    slug, _, key = target.values
    section = slug if press.style.site.section(slug) else None
    onward = OnwardReading(press.shelf, section, press.onward_lists.recall(key), now)
    head, facts = press.shelf.article_and_header(key)
    issue = press.issue(facts, now)
    if head is None:
        return errors.not_found(issue)
    response = _answer_as_it_stands(press, target, issue, head, onward)
    return replace(response, correlation_id=head.correlation_id)


def _answer_as_it_stands(
    press: Press,
    target: RequestTarget,
    issue: Issue,
    head: Head,
    onward: OnwardReading,
) -> Response:
    if is_published_at(head, head.path, target.path, issue.now):
        lists = OnwardLists.of(head)
        press.onward_lists.remember(head.key, lists)
        onward.expect(lists)  # and then read the content, so that all are under way at once
    content = published_content(press.contents, target, issue, head, head.path)
    if isinstance(content, Response):
        return content
    cards = onward.read()
    furniture = compose_furniture(issue, path=head.path, section=content.section)
    page = compose_article(issue, furniture, head, content, cards)
    return document(200, render_once(page), HTML, cache_until(cards.next_due, issue.now))


def compose_article(
    issue: Issue, furniture: Furniture, head: Head, content: Content, onward: OnwardCards
) -> ArticlePage:
    """Compose the page of an article.

    The furniture is what stands around it, and ``onward`` what was read to lead on from it.
    """
    style, calendar = issue.style, issue.style.calendar
    published, updated = dates_of(issue, head, content)
    others = in_other_languages(head, content.language, onward.translations.cards, style.site)
    return ArticlePage(
        furniture=furniture,
        news_article=_described(issue, furniture, head, content, others),
        section=style.section_link(content.section),
        headline=content.headline,
        standfirst=content.standfirst,
        label=style.label(content.label),
        language=content.language,
        direction=direction_of(content.language),
        locale=open_graph_locale(content.language),
        byline=_links(Address.AUTHOR, content.byline),
        comma=comma_of(content.language),
        published=calendar.moment(published),
        updated=calendar.moment(updated) if updated else None,
        history=_history(style, head),
        body=Markup(content.body_html),  # noqa: S704 - sanitised when it was indexed
        figures=compose_figures(content),
        corrections=compose_corrections(calendar, content.corrections),
        source=compose_source(content.source),
        tags=_links(Address.TAG, content.tags),
        share=share_links(issue.facts.site_url, head.path, content.headline),
        image=sharing_image(furniture.canonical, head, content),
        onward=compose_onward(issue, content, onward, others),
        alternates=() if furniture.base else _alternates(head.path),
        authors=compose_notes(style, content.byline),
    )


def _described(
    issue: Issue, furniture: Furniture, head: Head, content: Content, others: OtherLanguages
) -> Markup:
    addresses = ArticleAddresses(furniture.canonical, images_for_search(head, content))
    dates = dates_of(issue, head, content)
    return describe_article(issue.style, content, addresses, dates, others)


def dates_of(issue: Issue, head: Head, content: Content) -> tuple[datetime, datetime | None]:
    """Return when readers first saw it; and when what they see now came, if that was later.

    What has no date yet is shown as of the moment of the page.
    """
    published = head.publish_at or issue.now
    modified = parse_moment(content.modified_at)
    return published, modified if head.folded > 1 and modified > published else None


def _alternates(path: str | None) -> tuple[AlternateLink, ...]:
    return tuple(
        AlternateLink(form.media_type, alternate_path(path, extension))
        for extension, form in ARTICLES.items()
        if path
    )


def _history(style: HouseStyle, head: Head) -> str | None:
    is_shown = style.site.history and head.history
    return history_address(head.path) if head.path and is_shown else None


def _links(address: Address, links: Sequence[Link]) -> tuple[NameLink, ...]:
    return tuple(NameLink(link.label, address.path(link.slug)) for link in links)
