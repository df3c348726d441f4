"""Rules of acceptance for the single fields: each returns a text as it is kept, or refuses it.

A refusal is a ``ValueError`` in words that follow the name of the field, such as "is empty", for
the person who wrote it. What is kept is written one way, which reading back knows too.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import urlsplit

from broadsheet.domain.article import Hold, Release
from broadsheet.domain.identity import ARTICLE_ID
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.picture import PICTURE_ID
from broadsheet.domain.slug import MAX_SLUG, canonical_name, slug_of
from broadsheet.formats.characters import as_line, as_lines, is_visible

LONGEST = {
    "headline": 300,
    "standfirst": 600,
    "name": 120,
    "tag": 60,
    "label": 30,
    "correction": 2_000,
    "alt": 500,
    "caption": 2_000,
    "credit": 200,
}
"""Characters that a text may have at most, by what it is."""
MAY_BE_BLANK = frozenset({"standfirst", "label", "correction", "alt", "caption", "credit"})
"""Fields that are as absent where they hold no text, as forms send them."""
OF_ITSELF = "is the article's own id: write the id of the original, or leave the field out"
"""What is wrong with a translation of itself."""
PARTS_OF_FOCUS = 2
"""Numbers that say where the subject of a picture is."""
MAX_URL = 2_000
"""Characters: what every browser, mail program and feed reader takes."""
MAX_LANGUAGE = 35
"""Characters of a language tag: RFC 5646, section 4.4.1."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_URL = re.compile(r"https?://[^\s/?#@\\\"<>]+([/?#][^\s\\\"<>]*)?", re.IGNORECASE)
# RFC 5646, section 2.1, but for the tags that are kept for their age.
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(-(?P<script>[a-z]{4}))?"
    r"(-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*"
    r"(-x(-[a-z0-9]{1,8})+)?)",
    re.ASCII | re.IGNORECASE,
)


def is_stated(field: str, value: object) -> bool:
    """Whether a field says anything: ``null`` says nothing, nor does an optional text of spaces."""
    is_blank = isinstance(value, str) and field in MAY_BE_BLANK and not value.strip()
    return value is not None and not is_blank


def a_line(kind: str) -> Callable[[str], str]:
    """Return the rule of a text of one line, of a kind in ``LONGEST``."""

    def check(text: str) -> str:
        return _within(as_line(text), kind)

    return check


def some_lines(kind: str) -> Callable[[str], str]:
    """Return the rule of a text of several lines, of a kind in ``LONGEST``."""

    def check(text: str) -> str:
        return _within(as_lines(text), kind)

    return check


def a_name(kind: str) -> Callable[[str], str]:
    """Return the rule of a line that names a list too, so that a slug can be made of it."""

    def check(text: str) -> str:
        name = _within(as_line(text), kind)
        if not slug_of(name, fallback=""):
            raise ValueError("has no letter or digit that the address of its page could be made of")
        return name

    return check


def _within(text: str, kind: str) -> str:
    if not is_visible(text):
        raise ValueError("is empty: write something that can be seen")
    if len(text) > LONGEST[kind]:
        raise ValueError(f"is {len(text)} characters long; at most {LONGEST[kind]} are allowed")
    return text


def parse_publish_at(text: str) -> datetime | Hold | Release:
    """Read when an article is to be published: a moment, ``now``, or ``hold`` for not yet."""
    if text in set(Release):
        return Release(text)
    return Hold(text) if text in set(Hold) else parse_moment(text)


def an_id(text: str) -> str:
    """Check an article's id."""
    if not ARTICLE_ID.fullmatch(text):
        raise ValueError(
            "is not an id: use 1 to 128 of a-z, 0-9 and hyphens, and no hyphen at the start; "
            "without the field an id is made"
        )
    return text


def an_original(text: str) -> str:
    """Check the id of the article that another is a translation of."""
    if not ARTICLE_ID.fullmatch(text):
        raise ValueError("is not the id of an article: write the id of the original")
    return text


def a_picture_id(text: str) -> str:
    """Check the id of a picture."""
    if not PICTURE_ID.fullmatch(text):
        raise ValueError(
            "is not the id of a picture: write the id that POST /images answered, 26 of a-z and 2-7"
        )
    return text


def is_part(value: object) -> bool:
    """Whether a value is a part of a whole: a number from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def a_slug(text: str) -> str:
    """Check the readable part of a path."""
    if len(text) > MAX_SLUG or not _SLUG.fullmatch(text):
        suggestion = slug_of(as_line(text), fallback="my-article")
        raise ValueError(
            f"is not a slug: use at most {MAX_SLUG} of a-z, 0-9 and single hyphens between them, "
            f"such as “{suggestion}”; without the field it is made from the headline"
        )
    return text


def a_language(text: str) -> str:
    """Check the shape and the length of a language tag (BCP 47)."""
    tag = canonical_language(text)
    if tag is None or len(text) > MAX_LANGUAGE:
        hint = " (with a hyphen, not an underscore)" if "_" in text else ""
        raise ValueError(f"is not a language tag such as en, el or pt-BR{hint}")
    return tag


def canonical_language(text: str) -> str | None:
    """Write a language tag as RFC 5646, section 2.1.1, does; nothing if it is none."""
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return None
    script, region = match["script"], match["region"]
    parts = (
        match["language"].lower(),
        f"-{script.title()}" if script else "",
        f"-{region.upper()}" if region else "",
        match["rest"].lower(),
    )
    return "".join(parts)


def a_url(text: str) -> str:
    """Check the address of a page."""
    url = as_line(text)
    if len(url) > MAX_URL:
        raise ValueError(f"is {len(url)} characters long; at most {MAX_URL} are allowed")
    try:
        # The port is read only here; brackets, and what stands in them, by urlsplit.
        is_address = bool(_URL.fullmatch(url)) and urlsplit(url).port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise ValueError("is not the address of a page: it begins with https:// or http://")
    return url


def without_repeats(names: Iterable[str]) -> list[str]:
    """Keep the first of those names that are the same but for case, white space or Unicode form."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(canonical_name(name), name)
    return list(kept.values())
