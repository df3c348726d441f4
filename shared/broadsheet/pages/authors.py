"""Authors: what the settings say of those who write the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from broadsheet.domain.content import Link
from broadsheet.pages.addresses import Address
from broadsheet.pages.house_style import HouseStyle
from broadsheet.pages.language_facts import known_languages
from broadsheet.pages.languages import comma_of
from broadsheet.pages.parts import NameLink, PagePart
from broadsheet.pages.structured_data import author, json_ld
from broadsheet.site import Author


@dataclass(frozen=True, slots=True)
class AuthorProfile(PagePart):
    """An author, on the author's own page.

    Attributes
    ----------
    line
        What the author does.
    languages
        That the author writes in, as each calls itself; nothing where that is not said.
    links
        To write to the author, and to the author's places elsewhere.
    person
        What the page tells search engines: JSON-LD, safe inside a script element.
    """

    line: str
    languages: str | None
    links: tuple[NameLink, ...]
    person: Markup


@dataclass(frozen=True, slots=True)
class AuthorNote(PagePart):
    """An author, at the end of an article.

    Attributes
    ----------
    name
        With the author's page.
    line
        What the author does; nothing where the settings do not know the author.
    """

    name: NameLink
    line: str | None


def compose_profile(
    style: HouseStyle, slug: str, known: Author, address: str | None
) -> AuthorProfile:
    """Compose what the page of an author has above the stories.

    Parameters
    ----------
    style
        Of the paper.
    slug, known
        The author's.
    address
        Of the page, absolute; while it is not known, nothing is said of addresses.
    """
    names = known_languages().names
    languages = [names.get(code.partition("-")[0], code) for code in known.languages]
    letters = [NameLink(known.email, f"mailto:{known.email}")] if known.email else []
    return AuthorProfile(
        line=known.line,
        languages=comma_of(style.site.language).join(languages) or None,
        links=(*letters, *(NameLink(link.label, link.address) for link in known.links)),
        person=json_ld(
            **{"@type": "ProfilePage"}, mainEntity=author(style, Link(known.name, slug), address)
        ),
    )


def compose_notes(style: HouseStyle, byline: Sequence[Link]) -> tuple[AuthorNote, ...]:
    """Compose what is said at an article's end of its authors."""
    named = [(link, style.author(link.slug)) for link in byline]
    return tuple(
        AuthorNote(
            NameLink(link.label, Address.AUTHOR.path(link.slug)), known.line if known else None
        )
        for link, known in named
    )
