"""The site's own facts, read from ``site.toml``, which an editor can change."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

RESERVED_SLUGS = frozenset(
    {"authors", "briefs", "corrections", "feed", "feeds", "menu", "rss", "search", "sitemaps"}
    | {"static"}
    | {"tags"}
)
MAX_SECTION_SLUG = 32
_POLICY_ADDRESS = re.compile(r"(https:/)?/[^\s/]\S*")
_ADS_LINE = re.compile(
    r"#.*|[A-Z]+\s*=.+|[\w.-]+\.\w+\s*,[^,#]+,\s*(DIRECT|RESELLER)\s*(,[^,#]+)?(#.*)?",
    re.IGNORECASE,
)
"""See https://iabtechlab.com/ads-txt/, version 1.1."""
_SECTION_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


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

    def section(self, slug: str) -> Section | None:
        """Find a section by its slug."""
        return next((section for section in self.sections if section.slug == slug), None)

    def is_opinion(self, label: str | None) -> bool:
        """Whether an article with this label is an opinion; its case does not count."""
        known = {opinion.casefold() for opinion in self.opinion_labels}
        return label is not None and label.casefold() in known


def parse_site(text: str) -> Site:
    """Read the settings of a site.

    Parameters
    ----------
    text
        TOML with the tables of ``site.toml``.

    Raises
    ------
    ValueError
        If a setting is missing or cannot be; the message names it.
    """
    document: dict[str, Any] = tomllib.loads(text)
    try:
        sections = tuple(_section(**section) for section in document.pop("sections"))
        contact = document.pop("contact")
        document["weather"] = WeatherPlace(**document.pop("weather"))
        labels, languages = document.pop("opinion_labels", []), document.pop("languages", [])
        document["opinion_labels"] = _texts("opinion_labels", labels, "labels", "Opinion")
        document["languages"] = _texts("languages", languages, "languages", "el")
        document["policies"] = _policies(document.pop("policies", {}))
        site = Site(contact_email=contact["email"], sections=sections, **document)
    except (KeyError, TypeError) as error:
        raise ValueError(f"site.toml: {error}") from error
    for name, value in (("history", site.history), ("llms_txt", site.llms_txt)):
        if not isinstance(value, bool):
            raise ValueError(f"site.toml: {name} is true or false, without quotes")  # noqa: TRY004
    _check_ads_txt(site.ads_txt)
    _check_sections(sections)
    return site


def _section(slug: str, name: str, names: object = None) -> Section:
    if names is not None and not isinstance(names, dict):
        raise ValueError(
            f'site.toml: the names of the section {slug!r} are by language: {{ el = "…" }}'
        )
    return Section(slug, name, tuple((names or {}).items()))


def _texts(name: str, value: object, kind: str, example: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return tuple(value)
    raise ValueError(f'site.toml: {name} is a list of {kind}, such as ["{example}"]')


def _check_ads_txt(text: object) -> None:
    """Check each line: a comment, a variable, or who sells, by which account, and in which way."""
    if text is None:
        return
    if not isinstance(text, str) or not text.strip():
        raise ValueError(
            'site.toml: ads_txt is a text in """three quotes"""; leave it out for none'
        )
    for line in map(str.strip, text.splitlines()):
        if line and not _ADS_LINE.fullmatch(line):
            raise ValueError(
                f"site.toml: {line!r} is no line of ads.txt: write a comment (# …), a variable "
                "(CONTACT=…), or domain, account, DIRECT or RESELLER"
            )


def _policies(table: Mapping[str, Any]) -> tuple[Policy, ...]:
    for name, address in table.items():
        if name not in POLICIES:
            raise ValueError(f"site.toml: there is no policy {name!r}: use {', '.join(POLICIES)}")
        if not (isinstance(address, str) and _POLICY_ADDRESS.fullmatch(address)):
            raise ValueError(
                f"site.toml: the policy {name!r} is at {address!r}: write a path of the site, "
                "which begins with /, or an address that begins with https://"
            )
    return tuple(Policy(name, address) for name, address in table.items())


def _check_sections(sections: tuple[Section, ...]) -> None:
    slugs = [section.slug for section in sections]
    if not slugs:
        raise ValueError("site.toml: a site needs at least one section")
    for slug in slugs:
        if not _SECTION_SLUG.fullmatch(slug):
            raise ValueError(f"site.toml: {slug!r} is no slug: use a-z, 0-9 and single hyphens")
        if len(slug) > MAX_SECTION_SLUG:
            raise ValueError(f"site.toml: {slug!r} is longer than {MAX_SECTION_SLUG} characters")
        if slug in RESERVED_SLUGS:
            raise ValueError(f"site.toml: {slug!r} is the path of another page of the site")
        if slugs.count(slug) > 1:
            raise ValueError(f"site.toml: two sections have the slug {slug!r}")


@cache
def load_site() -> Site:
    """Read the site's settings from ``site.toml``, once."""
    return parse_site(resources.files("broadsheet").joinpath("site.toml").read_text("utf-8"))
