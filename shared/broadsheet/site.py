"""The site's own facts, which an editor can change: ``site_file.py`` reads them."""

from dataclasses import dataclass

RESERVED_SLUGS = frozenset(
    {"archive", "authors", "briefs", "corrections", "desk", "feed", "feeds", "menu", "pictures"}
    | {"rss", "search", "sharing", "sitemaps", "static", "tags"}
)
"""First parts of the paths of the site's pages, which no section may have."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper.

    Attributes
    ----------
    slug
        In paths.
    name
        For readers, in the first language of the paper.
    names
        In other languages (BCP 47), each with its language before it.
    """

    slug: str
    name: str
    names: tuple[tuple[str, str], ...] = ()

    def name_in(self, language: str) -> str:
        """Return its name in a language, or in the one whose variety that is."""
        names = dict(self.names)
        return names.get(language) or names.get(language.partition("-")[0]) or self.name


@dataclass(frozen=True, slots=True)
class WebLink:
    """A place on the web, with what readers call it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who writes for the paper.

    Attributes
    ----------
    name, line
        For readers; the second says what the author does.
    slug
        Of the author's page and list; nothing where the name as bylines write it makes it.
    languages
        That the author writes in (BCP 47).
    email
        For readers, if the author has one.
    links
        Places of the author on the web, for readers.
    same_as
        Addresses that mean the author, for search engines.
    """

    name: str
    line: str
    slug: str | None = None
    languages: tuple[str, ...] = ()
    email: str | None = None
    links: tuple[WebLink, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeatherPlace:
    """Where the weather in the header is from; degrees north and east."""

    city: str
    latitude: float
    longitude: float


POLICIES = {
    "actionable_feedback": "actionableFeedbackPolicy",
    "corrections": "correctionsPolicy",
    "coverage": "missionCoveragePrioritiesPolicy",
    "diversity": "diversityPolicy",
    "ethics": "ethicsPolicy",
    "masthead": "masthead",
    "ownership": "ownershipFundingInfo",
    "unnamed_sources": "unnamedSourcesPolicy",
    "verification": "verificationFactCheckingPolicy",
}
"""What a paper says of how it works: the name of the setting, and that of schema.org."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A page that says how the paper works.

    Attributes
    ----------
    name
        A key of ``POLICIES``.
    address
        A path of this site, or an ``https`` address.
    """

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Site:
    """The paper: its names, its sections, its place.

    Attributes
    ----------
    title, description
        For the masthead, feeds and search engines.
    language, time_zone
        BCP 47 and IANA name; dates are written in them.
    languages
        That articles are published in. Where there are several, pages look for translations.
    newsroom
        The byline of an article that names nobody.
    contact_email
        For readers, and for the services that the site asks for data.
    weather
        The place of the header's weather.
    sections
        In the order of the menu.
    history
        Whether readers may see the earlier public revisions of an article.
    opinion_labels
        Labels of articles that say what their authors think, in every language of the paper.
    policies
        Pages that say how the paper works, for search engines.
    ads_txt
        The lines of ``ads.txt``; there is none where there are none.
    llms_txt
        Whether there is an ``llms.txt``.
    own_pages
        Slugs of the pages of the site's own, in the order of the menu.
    authors
        Those of whom something is said; others may write, too.
    """

    title: str
    description: str
    language: str
    time_zone: str
    newsroom: str
    contact_email: str
    weather: WeatherPlace
    sections: tuple[Section, ...]
    languages: tuple[str, ...] = ()
    history: bool = True
    opinion_labels: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    ads_txt: str | None = None
    llms_txt: bool = False
    own_pages: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()

    @property
    def has_translations(self) -> bool:
        """Whether articles may be translations of others: there are several languages."""
        return len(self.languages) > 1

    def section(self, slug: str) -> Section | None:
        """Find a section by its slug."""
        return next((section for section in self.sections if section.slug == slug), None)

    def is_opinion(self, label: str | None) -> bool:
        """Whether an article with this label is an opinion; its case does not count."""
        known = {opinion.casefold() for opinion in self.opinion_labels}
        return label is not None and label.casefold() in known
