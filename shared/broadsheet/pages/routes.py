"""Routes: what each path of the site leads to.

A path is cut at its slashes before it is decoded, so that an encoded slash never makes a new
segment, and what cannot be the path of a page leads nowhere: there is nothing to repair in it.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from broadsheet.domain.identity import ARTICLE_KEY, KEY_LENGTH
from broadsheet.domain.slug import MAX_SLUG
from broadsheet.pages.assets import ICON, asset
from broadsheet.site import RESERVED_SLUGS, Site

MAX_PATH = 1024
_SLUG = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{MAX_SLUG - 1}}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ToFront:
    """The front page."""


@dataclass(frozen=True, slots=True)
class ToSection:
    """The page of a section that the site has."""

    slug: str


@dataclass(frozen=True, slots=True)
class ToTag:
    """The page of a tag, if it has articles."""

    slug: str


@dataclass(frozen=True, slots=True)
class ToAuthor:
    """The page of an author, if it has articles."""

    slug: str


@dataclass(frozen=True, slots=True)
class ToCorrections:
    """The page of what was corrected."""


@dataclass(frozen=True, slots=True)
class ToArticle:
    """An article, by the key in its path; ``path`` is decoded and may not be its present one."""

    key: str
    section: str
    path: str


@dataclass(frozen=True, slots=True)
class ToMenu:
    """The menu."""


@dataclass(frozen=True, slots=True)
class ToFeed:
    """The feed of the newest articles."""


@dataclass(frozen=True, slots=True)
class ToRobots:
    """What is said to crawlers."""


@dataclass(frozen=True, slots=True)
class ToAsset:
    """A stylesheet, a script or an icon."""

    path: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The same page at the path that it is to be found at."""

    path: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No page."""


Route = (
    ToFront
    | ToSection
    | ToTag
    | ToAuthor
    | ToCorrections
    | ToArticle
    | ToMenu
    | ToFeed
    | ToRobots
    | ToAsset
    | Moved
    | Nowhere
)


_FIXED: dict[str, Route] = {
    "": ToFront(),
    "menu/": ToMenu(),
    "menu": Moved("/menu/"),
    "corrections/": ToCorrections(),
    "corrections": Moved("/corrections/"),
    "favicon.ico": Moved(asset(ICON).path),  # asked for by those who do not read the page
    "robots.txt": ToRobots(),
    "feeds/latest.xml": ToFeed(),
}
_ENDS: tuple[list[str], ...] = ([], [""])


def route_of(path: str, site: Site) -> Route:
    """Say where a path leads.

    Parameters
    ----------
    path
        As it stands in the request, percent-encoded.
    site
        Whose sections are the first segments of paths.
    """
    segments = _segments(path)
    route: Route = Nowhere()
    match segments:
        case [_, *_] if "/".join(segments) in _FIXED:
            route = _FIXED["/".join(segments)]
        case ["static", name] if name:
            route = ToAsset(f"/static/{name}")
        case ["tags" | "authors" as kind, slug, *end] if _SLUG.fullmatch(slug):
            route = _list_route(kind, slug, end)
        case [slug, *end] if site.section(slug) and end in _ENDS:
            route = ToSection(slug) if end else Moved(f"/{slug}/")
        case [section, name, *end] if section not in RESERVED_SLUGS and end in _ENDS:
            route = _article_route("/".join(["", *segments]), section, name)
    return route


def _segments(path: str) -> list[str]:
    """Cut a path into its decoded segments; none where no page can have it."""
    if not path.startswith("/") or len(path) > MAX_PATH:
        return []
    try:
        segments = [unquote(segment, errors="strict") for segment in path[1:].split("/")]
    except UnicodeDecodeError:
        return []
    if any("/" in segment or not segment.isprintable() for segment in segments):
        return []
    return segments


def _list_route(kind: str, slug: str, end: list[str]) -> Route:
    match kind, end:
        case _, []:
            return Moved(f"/{kind}/{slug}/")
        case "tags", [""]:
            return ToTag(slug)
        case "authors", [""]:
            return ToAuthor(slug)
    return Nowhere()


def _article_route(path: str, section: str, name: str) -> Route:
    slug, key = name[: -KEY_LENGTH - 1], name[-KEY_LENGTH:]
    if section and slug and name == f"{slug}-{key}" and ARTICLE_KEY.fullmatch(key):
        return ToArticle(key, section, path)
    return Nowhere()
