"""Addresses: every path and query of the site, matched here and built here.

No other module and no template writes one by hand, so that an address changes in one place. Only
the path of an article is the domain's to make, since heads and cards keep it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, unique
from functools import cache
from types import MappingProxyType
from urllib.parse import parse_qs, quote, unquote

from broadsheet.domain.identity import ARTICLE_KEY, article_path
from broadsheet.domain.slug import MAX_SLUG
from broadsheet.pages.copied_addresses import bare
from broadsheet.pages.list_position import NEWER, OLDER
from broadsheet.pages.offered import ARTICLES, FEEDS
from broadsheet.site import RESERVED_SLUGS, Site

MAX_PATH = 1024
_HISTORY = "history"
_VARIABLE = re.compile(r"\{(\w+)\}")
_SLUG = rf"[a-z0-9][a-z0-9-]{{0,{MAX_SLUG - 1}}}"
_YEAR, _MONTH = r"(?!9999)[1-9]\d{3}", "(?:0[1-9]|1[0-2])"
_NO_SLUGS = {
    "form": "|".join(ARTICLES),
    "feed": "|".join(FEEDS),
    "file": r"[^/]+",
    "folder": rf"(?!(?:{'|'.join(sorted(RESERVED_SLUGS))})/)[^/]+",
    "key": ARTICLE_KEY.pattern,
    "month": rf"{_YEAR}-{_MONTH}",
    "year": _YEAR,
    "month_number": _MONTH,
    "day_number": r"(?:0[1-9]|[12]\d|3[01])",
    "words": r"[^/]+",
}
"""What the variables of a path stand for that are not slugs."""


@unique
class Address(Enum):
    """The kinds of address, each with its path; what stands in braces is a variable.

    ``section`` is one that the site has, ``page`` one of its own; ``folder`` and ``words`` are a
    section and a slug that an article has or once had.
    """

    FRONT = "/"
    SECTION = "/{section}/"
    TAG = "/tags/{tag}/"
    AUTHOR = "/authors/{author}/"
    BRIEFS = "/briefs/"
    CORRECTIONS = "/corrections/"
    MENU = "/menu/"
    DESK = "/desk/"
    OWN_PAGE = "/{page}/"
    ARCHIVE = "/archive/"
    ARCHIVE_MONTH = "/{year}/{month_number}/"
    ARCHIVE_DAY = "/{year}/{month_number}/{day_number}/"
    FEED = "/feeds/latest.{feed}"
    SECTION_FEED = "/feeds/{section}/latest.{feed}"
    TAG_FEED = "/feeds/tags/{tag}/latest.{feed}"
    AUTHOR_FEED = "/feeds/authors/{author}/latest.{feed}"
    CORRECTIONS_FEED = "/feeds/corrections/latest.{feed}"
    SITEMAP_INDEX = "/sitemap.xml"
    SITEMAP_OF_PAGES = "/sitemaps/pages.xml"
    SITEMAP_OF_NEWS = "/sitemaps/news.xml"
    SITEMAP_OF_MONTH = "/sitemaps/{month}.xml"
    ROBOTS = "/robots.txt"
    ICON = "/favicon.ico"
    TOUCH_ICON = "/apple-touch-icon.png"
    MANIFEST = "/manifest.webmanifest"
    SECURITY = "/.well-known/security.txt"
    ADS = "/ads.txt"
    LLMS = "/llms.txt"
    FILE = "/static/{file}"
    ARTICLE = article_path("{folder}", "{words}", "{key}")
    ALTERNATE = f"{ARTICLE}.{{form}}"
    HISTORY = f"{ARTICLE}?{_HISTORY}"

    def path(self, *values: str) -> str:
        """Build the path, with these values for its variables in their order."""
        names = _VARIABLE.findall(self.value)
        return self.value.format(**dict(zip(names, values, strict=True)))


FEED_OF: Mapping[Address, Address] = MappingProxyType(
    {
        Address.FRONT: Address.FEED,
        Address.SECTION: Address.SECTION_FEED,
        Address.TAG: Address.TAG_FEED,
        Address.AUTHOR: Address.AUTHOR_FEED,
        Address.CORRECTIONS: Address.CORRECTIONS_FEED,
    }
)
"""Where the feed of each kind of list is."""
_OF_AN_ARTICLE = {Address.ARTICLE, Address.ALTERNATE}
_OF_A_SECTION = {Address.SECTION, Address.SECTION_FEED}
_LEAD_ELSEWHERE = {
    **dict.fromkeys(("/feed", "/feed/", "/rss", "/rss/", "/rss.xml"), Address.FEED.path("xml")),
    "/security.txt": Address.SECURITY.path(),
    "/atom.xml": Address.FEED.path("atom"),
    "/feed.json": Address.FEED.path("json"),
}
"""Paths that programs and people try, and where they lead."""


@dataclass(frozen=True, slots=True)
class RequestTarget:
    """What a request asks for.

    Attributes
    ----------
    address
        The kind of its address.
    path
        Decoded; of an article perhaps not its present one.
    values
        Of the variables of the path, in their order.
    query
        Percent-encoded, as it came.
    """

    address: Address
    path: str
    values: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The path at which the page is that was asked for at another."""

    path: str


def find_target(path: str, query: str, site: Site) -> RequestTarget | Moved | None:
    """Match the path and the query of a request.

    Parameters
    ----------
    path, query
        As they stand in the request, percent-encoded.
    site
        Whose sections are the first segments of paths.

    Returns
    -------
    RequestTarget or Moved or None
        None where no page can be.
    """
    decoded = _decode(path)
    if decoded is None:
        return None
    if decoded in _LEAD_ELSEWHERE:
        return Moved(_LEAD_ELSEWHERE[decoded])
    target = _match(decoded, site) or _mended(decoded, site)
    if target is None or isinstance(target, Moved):
        return target
    if target.address is Address.ARTICLE and site.history and history_query(query) is not None:
        target = replace(target, address=Address.HISTORY)
    return replace(target, query=query)


def _mended(path: str, site: Site) -> RequestTarget | Moved | None:
    """Find the page that a path stood for before it was copied out of a sentence.

    An article is asked for by its key, whatever stands around that: it is sent to its own path.
    """
    found = bare(path).lower()
    for mended in (found, f"{found}/"):
        target = _match(mended, site)
        if target and target.address in _OF_AN_ARTICLE:
            return replace(target, path=path)
        if target and target.address is not Address.FILE:
            return Moved(mended)
    return None


def _decode(path: str) -> str | None:
    """Decode a path; None where no page can have it: there is nothing to repair in it.

    It is cut at its slashes first, so that an encoded slash never makes a new segment.
    """
    if not path.startswith("/") or len(path) > MAX_PATH:
        return None
    try:
        segments = [unquote(segment, errors="strict") for segment in path.split("/")]
    except UnicodeDecodeError:
        return None
    if any("/" in segment or not bare(segment).isprintable() for segment in segments):
        return None
    if ".." in segments:
        return None
    return "/".join(segments)


def _match(path: str, site: Site) -> RequestTarget | None:
    for address, pattern in _patterns().items():
        found = pattern.fullmatch(path)
        if found and _is_there(address, found, site):
            return RequestTarget(address, path, found.groups())
    return None


def _is_there(address: Address, found: re.Match[str], site: Site) -> bool:
    """Whether the site has the section or the own page that a path names."""
    if address in _OF_A_SECTION:
        return site.section(found[1]) is not None
    return address is not Address.OWN_PAGE or found[1] in site.own_pages


@cache
def _patterns() -> MappingProxyType[Address, re.Pattern[str]]:
    """Compile the pattern of every path; a history differs from its article by the query alone."""
    patterns = {
        address: _pattern(address.value) for address in Address if address is not Address.HISTORY
    }
    # With a slash at its end too an article is found, and then sent to its own path.
    patterns[Address.ARTICLE] += "/?"
    return MappingProxyType({address: re.compile(text) for address, text in patterns.items()})


def _pattern(path: str) -> str:
    """Return the regular expression of a path, with a group for each of its variables."""
    pattern = re.escape(path)
    for name in _VARIABLE.findall(path):
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"({_NO_SLUGS.get(name, _SLUG)})")
    return pattern


# Of an article: its formats, its corrections


def alternate_path(path: str, extension: str) -> str:
    """Build the path of the article at a path in another format."""
    return f"{path}.{extension}"


def correction_anchor(number: int) -> str:
    """Name the place of a correction on the page of its article, counted from 1, the oldest."""
    return f"correction-{number}"


def correction_address(path: str, number: int) -> str:
    """Build the address of a correction of the article at a path."""
    return f"{path}#{correction_anchor(number)}"


# The history of an article


def history_query(query: str) -> str | None:
    """Read what a query asks of a history: all of it, or the comparison of two revisions.

    The form on the page of a history names the two as ``older`` and ``newer``.

    Returns
    -------
    str or None
        A comparison as :func:`comparison` names it, empty for the whole history; None where no
        history is asked for.
    """
    last = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
    older, newer = last.get(OLDER), last.get(NEWER)
    if last.get(_HISTORY) == "" and older and newer and older != newer:
        return comparison(older, newer)
    return last.get(_HISTORY)


def comparison(older: str, newer: str) -> str:
    """Name the comparison of two revisions of an article."""
    return f"{older}..{newer}"


def compared_revisions(compared: str) -> tuple[str, str]:
    """Return the names of the two revisions that a comparison names, in its order."""
    one, _, other = compared.partition("..")
    return one, other


def history_address(path: str, compared: str = "") -> str:
    """Build the address of the history of the article at a path, or of a comparison in it."""
    return f"{path}?{_HISTORY}{f'={quote(compared)}' if compared else ''}"
