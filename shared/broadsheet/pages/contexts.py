"""What each template is given: one documented class behind each, and nothing else.

A template sees its context as ``page``. Every text in a context is plain and is escaped where it
is put into the page, but for what is ``Markup``. A test holds each template to its class: it uses
no attribute that is not here, and every one that is.
"""

from dataclasses import dataclass
from typing import ClassVar

from broadsheet.pages.article_contexts import ArticlePage, DifferencePage, HistoryPage
from broadsheet.pages.views import CardView, Furniture, Pager


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The front page.

    Attributes
    ----------
    furniture
        What stands around the page.
    lead, seconds, river
        The cards by rank, the newest first; pages after the first have only a river.
    pager
        The ways on.
    """

    template: ClassVar[str] = "front.html"

    furniture: Furniture
    lead: CardView | None
    seconds: tuple[CardView, ...]
    river: tuple[CardView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ListPage:
    """The page of a section, a tag or an author.

    Attributes
    ----------
    furniture
        What stands around the page.
    kind
        What the name is the name of, for readers; nothing for a section.
    name
        Of the section, tag or author.
    lead, seconds, river
        The cards by rank, the newest first; only the first page of a section has ranks.
    pager
        The ways on.
    """

    template: ClassVar[str] = "list.html"

    furniture: Furniture
    kind: str | None
    name: str
    lead: CardView | None
    seconds: tuple[CardView, ...]
    river: tuple[CardView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """The page of what was corrected.

    Attributes
    ----------
    furniture
        What stands around the page.
    river
        The corrected articles, the newest correction first: each card has the correction for its
        standfirst, and its day.
    pager
        The ways on.
    """

    template: ClassVar[str] = "corrections.html"

    furniture: Furniture
    river: tuple[CardView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class MenuPage:
    """The menu.

    Attributes
    ----------
    furniture
        What stands around the page; its sections are the menu.
    latest
        The newest of the paper.
    """

    template: ClassVar[str] = "menu.html"

    furniture: Furniture
    latest: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What is said where there is no page (404).

    Attributes
    ----------
    furniture
        What stands around the page.
    """

    template: ClassVar[str] = "not_found.html"

    furniture: Furniture


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """What is said where an article was withdrawn (410).

    Attributes
    ----------
    furniture
        What stands around the page.
    reason
        Why, if the newsroom said so.
    """

    template: ClassVar[str] = "withdrawn.html"

    furniture: Furniture
    reason: str | None


@dataclass(frozen=True, slots=True)
class FailurePage:
    """What is said where the paper failed (500, 503).

    Attributes
    ----------
    furniture
        What stands around the page.
    """

    template: ClassVar[str] = "failure.html"

    furniture: Furniture


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An article in the feed.

    Attributes
    ----------
    title, description
        Headline and standfirst, perhaps cut.
    link
        The address of its page.
    guid
        The same for ever, whatever becomes of headline and path.
    published
        As RFC 822 writes it.
    section
        Name of its section.
    """

    title: str
    description: str | None
    link: str
    guid: str
    published: str
    section: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of the newest articles, as RSS 2.0.

    Attributes
    ----------
    title, description, language
        The site's.
    link
        The address of the front page.
    address
        The feed's own.
    built
        When its newest article was published, as RFC 822 writes it; nothing while there is none.
    items
        The newest first.
    """

    template: ClassVar[str] = "feed.xml"

    title: str
    description: str
    language: str
    link: str
    address: str
    built: str | None
    items: tuple[FeedItem, ...]


Context = (
    FrontPage
    | ListPage
    | CorrectionsPage
    | ArticlePage
    | HistoryPage
    | DifferencePage
    | MenuPage
    | NotFoundPage
    | WithdrawnPage
    | FailurePage
    | Feed
)
