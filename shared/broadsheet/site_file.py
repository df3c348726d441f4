"""The settings of a site: ``site.toml``, read and checked."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from broadsheet.site import (
    POLICIES,
    RESERVED_SLUGS,
    Author,
    Policy,
    Section,
    Site,
    WeatherPlace,
    WebLink,
)

MAX_SLUG = 32
"""Characters of the slug of a section or of an own page."""
_POLICY_ADDRESS = re.compile(r"(https:/)?/[^\s/]\S*")
_ADS_LINE = re.compile(
    r"#.*|[A-Z]+\s*=.+|[\w.-]+\.\w+\s*,[^,#]+,\s*(DIRECT|RESELLER)\s*(,[^,#]+)?(#.*)?",
    re.IGNORECASE,
)
"""See https://iabtechlab.com/ads-txt/, version 1.1."""
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_WEB_ADDRESS = re.compile(r"https://[^\s/]\S*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


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
        own_pages = _texts("own_pages", document.pop("own_pages", []), "pages", "about")
        document["opinion_labels"] = _texts("opinion_labels", labels, "labels", "Opinion")
        document["languages"] = _texts("languages", languages, "languages", "el")
        document["authors"] = _authors(document.pop("authors", []))
        document["policies"] = _policies(document.pop("policies", {}))
        site = Site(
            contact_email=contact["email"], sections=sections, own_pages=own_pages, **document
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"site.toml: {error}") from error
    for name, value in (("history", site.history), ("llms_txt", site.llms_txt)):
        if not isinstance(value, bool):
            raise ValueError(f"site.toml: {name} is true or false, without quotes")  # noqa: TRY004
    _check_ads_txt(site.ads_txt)
    if not sections:
        raise ValueError("site.toml: a site needs at least one section")
    _check_slugs("section", [section.slug for section in sections])
    _check_slugs("page", own_pages, taken=[section.slug for section in sections])
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


def _authors(tables: Sequence[Mapping[str, Any]]) -> tuple[Author, ...]:
    authors = tuple(_author(**table) for table in tables)
    for given in ("name", "slug"):
        values = [getattr(author, given) for author in authors]
        for value in values:
            if value is not None and values.count(value) > 1:
                raise ValueError(f"site.toml: two authors have the {given} {value!r}")
    return authors


def _author(name: object, line: object, **rest: Any) -> Author:  # noqa: ANN401 - whatever TOML holds
    of_author = f"of the author {name!r}"
    texts: dict[str, Any] = {"name": name, "line": line} | {
        given: rest.pop(given) for given in ("slug", "email") if given in rest
    }
    for given, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"site.toml: the {given} {of_author} is a text")
    if "slug" in texts and not _SLUG.fullmatch(texts["slug"]):
        raise ValueError(
            f"site.toml: the slug {of_author} is that of the author's page: a-z, 0-9 and hyphens"
        )
    if "email" in texts and not _EMAIL.fullmatch(texts["email"]):
        raise ValueError(f"site.toml: the email {of_author} is no address of e-mail")
    links = tuple(WebLink(**link) for link in rest.pop("links", []))
    same_as = _texts(f"same_as {of_author}", rest.pop("same_as", []), "addresses", "https://…")
    for address in (*same_as, *(link.address for link in links)):
        if not _WEB_ADDRESS.fullmatch(address):
            raise ValueError(
                f"site.toml: {address!r} {of_author} is no address that begins with https://"
            )
    languages = _texts(f"languages {of_author}", rest.pop("languages", []), "languages", "el")
    return Author(**texts, languages=languages, links=links, same_as=same_as, **rest)


def _check_slugs(kind: str, slugs: Sequence[str], taken: Sequence[str] = ()) -> None:
    """Check the slugs of sections or of own pages; those of the others are taken."""
    for slug in slugs:
        if not _SLUG.fullmatch(slug):
            raise ValueError(f"site.toml: {slug!r} is no slug: use a-z, 0-9 and single hyphens")
        if len(slug) > MAX_SLUG:
            raise ValueError(f"site.toml: {slug!r} is longer than {MAX_SLUG} characters")
        if slug in RESERVED_SLUGS or slug in taken:
            raise ValueError(f"site.toml: {slug!r} is the path of another page of the site")
        if slugs.count(slug) > 1:
            raise ValueError(f"site.toml: two {kind}s have the slug {slug!r}")


@cache
def load_site() -> Site:
    """Read the site's settings from ``site.toml``, once."""
    return parse_site(resources.files("broadsheet").joinpath("site.toml").read_text("utf-8"))
