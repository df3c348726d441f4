"""House style: how one paper writes what its pages share. An issue: the paper at one moment."""

from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.slug import slug_of_name
from broadsheet.pages.addresses import Address
from broadsheet.pages.catalogue import catalogue_of
from broadsheet.pages.dates import Calendar
from broadsheet.pages.own_texts import own_texts
from broadsheet.pages.parts import Label, NameLink
from broadsheet.site import Author, Site


class HouseStyle:
    """The facts of a site, and what is made of them once for all of its pages.

    Parameters
    ----------
    site
        The paper's own facts.

    Attributes
    ----------
    site
        As above.
    catalogue
        The paper's own texts, in the site's language.
    calendar
        Writes dates in the site's language and time zone.
    sections
        Links to them, in the order of the menu.
    own_pages
        Links to the site's own pages, in the same order.
    authors
        Links to the pages of those whom the settings know.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.catalogue = catalogue_of(site.language)
        self.calendar = Calendar(site.language, site.time_zone)
        self.sections = tuple(self.section_link(section.slug) for section in site.sections)
        self._authors = {
            author.slug or slug_of_name(author.name, "author"): author for author in site.authors
        }
        self.authors = tuple(
            NameLink(author.name, Address.AUTHOR.path(slug))
            for slug, author in self._authors.items()
        )
        self.own_pages = tuple(
            NameLink(text.name, Address.OWN_PAGE.path(text.slug)) for text in own_texts(site)
        )

    def author(self, slug: str) -> Author | None:
        """Return what the settings say of the author with this slug, if anything."""
        return self._authors.get(slug)

    def section_link(self, slug: str) -> NameLink:
        """Return the link to a section's page."""
        return NameLink(self.section_name(slug), Address.SECTION.path(slug))

    def section_name(self, slug: str, language: str | None = None) -> str:
        """Return the name of a section; its slug where the site has it no longer.

        It is in the language that is asked for (BCP 47), else in the site's.
        """
        section = self.site.section(slug)
        return section.name_in(language or self.site.language) if section else slug

    def label(self, text: str | None) -> Label | None:
        """Return the label of an article, if it has one."""
        return Label(text, self.site.is_opinion(text)) if text else None


@dataclass(frozen=True, slots=True)
class Issue:
    """The paper at the moment of a page: what its furniture, dates and cards depend on.

    Attributes
    ----------
    style
        The paper's.
    facts
        What its header shows besides the date.
    now
        The moment.
    """

    style: HouseStyle
    facts: HeaderFacts
    now: datetime
