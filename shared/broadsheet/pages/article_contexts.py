"""What the templates of an article are given: its page, its history, and what changed in it."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from broadsheet.pages.views import (
    CardView,
    CorrectionView,
    Furniture,
    MarkedText,
    NameLink,
    RevisionView,
    SourceLink,
    Stamp,
)


@dataclass(frozen=True, slots=True)
class ArticlePage:
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
    language, direction
        Of the article: BCP 47, and ``ltr`` or ``rtl``.
    byline
        The authors.
    published, updated
        When readers first saw it; when what they see now came, if that was later.
    history
        Where its earlier revisions are told of, if it has any that were public.
    body
        Sanitised HTML.
    corrections
        The oldest first.
    source
        Whom to credit, if anybody.
    tags
        In the article's order.
    latest
        The newest of the section, without this article.
    """

    template: ClassVar[str] = "article.html"

    furniture: Furniture
    news_article: Markup
    section: NameLink
    headline: str
    standfirst: str | None
    language: str
    direction: str
    byline: tuple[NameLink, ...]
    published: Stamp
    updated: Stamp | None
    history: str | None
    body: Markup
    corrections: tuple[CorrectionView, ...]
    source: SourceLink | None
    tags: tuple[NameLink, ...]
    latest: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
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


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """What changed between two public revisions of an article.

    Attributes
    ----------
    furniture
        What stands around the page.
    article
        The article's headline in the newer of the two, and its path.
    history
        Path of its history.
    language, direction
        Of the newer: BCP 47, and ``ltr`` or ``rtl``.
    older, newer
        Since when readers could see each.
    headline, standfirst, byline
        With their changes; the second may be without words.
    body
        Its paragraphs with their changes.
    """

    template: ClassVar[str] = "difference.html"

    furniture: Furniture
    article: NameLink
    history: str
    language: str
    direction: str
    older: Stamp
    newer: Stamp
    headline: MarkedText
    standfirst: MarkedText
    byline: MarkedText
    body: tuple[MarkedText, ...]
