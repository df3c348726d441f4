"""Reading back an article that was kept as a JSON object: whatever was ever accepted.

There are no limits here, and nothing is refused that a text can hold: a limit that is changed
today must not make an article unreadable that came in under another. Bodies are not made safe
here, but where a page's content is derived.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from broadsheet.domain.article import (
    Article,
    BodyFormat,
    Hold,
    Illustration,
    Prominence,
    Release,
    Source,
)
from broadsheet.domain.problems import MalformedDocument
from broadsheet.domain.slug import slug_of
from broadsheet.formats.characters import as_line, as_lines
from broadsheet.formats.fields import (
    PARTS_OF_FOCUS,
    an_original,
    canonical_language,
    is_stated,
    parse_publish_at,
    without_repeats,
)
from broadsheet.formats.json_document import item_at, parse_json_document
from broadsheet.site import Site


def read_item(message: bytes, item: str | None) -> object:
    """Read the item of a message that a record names: all of it, or what a JSON Pointer leads to.

    Raises
    ------
    MalformedDocument
        If there is none.
    """
    return item_at(parse_json_document(message), item)


def read_article(item: object, site: Site) -> Article:
    """Read an article.

    Parameters
    ----------
    item
        As :func:`read_item` returns it.
    site
        Says what stands where the item is silent.

    Raises
    ------
    MalformedDocument
        If it is no article: a field that every article has is missing, or is no text.
    """
    if not isinstance(item, dict):
        raise MalformedDocument("The item is not an object, as every article is.")
    fields = {name: value for name, value in item.items() if is_stated(name, value)}
    try:
        return _article(fields, site)
    except KeyError as error:
        raise MalformedDocument(f"The item is not an article: it has no {error}.") from error
    except ValueError as error:
        raise MalformedDocument(f"The item is not an article: {error}.") from error


def _article(fields: Mapping[str, Any], site: Site) -> Article:
    headline = as_line(_text(fields, "headline"))
    language = _text(fields, "language") if fields.get("language") else site.language
    return Article(
        headline=headline,
        section=_text(fields, "section"),
        body=as_lines(_text(fields, "body")),
        body_format=BodyFormat(fields.get("body_format", BodyFormat.TEXT)),
        standfirst=as_line(_text(fields, "standfirst")) if "standfirst" in fields else None,
        byline=_names(fields, "byline") or (site.newsroom,),
        source=_source(fields),
        tags=_names(fields, "tags"),
        language=canonical_language(language) or language,
        slug=_text(fields, "slug") if fields.get("slug") else slug_of(headline),
        publish_at=_moment(fields),
        correction=as_lines(_text(fields, "correction")) if "correction" in fields else None,
        label=as_line(_text(fields, "label")) if "label" in fields else None,
        prominence=Prominence(fields.get("prominence", Prominence.NORMAL)),
        translation_of=_original(fields),
        illustrations=_illustrations(fields),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    return _as_text(fields[name], name)


def _as_text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not a text")  # noqa: TRY004 - what is stored, not a caller
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"its {name} holds half of a surrogate pair") from error
    return value


def _names(fields: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = fields.get(field, [])
    names = value if isinstance(value, list) else [value]
    return tuple(without_repeats(as_line(_as_text(name, field)) for name in names))


def _source(fields: Mapping[str, Any]) -> Source | None:
    value = fields.get("source")
    if not isinstance(value, dict):
        return None if value is None else Source(as_line(_as_text(value, "source")))
    url = value.get("url")
    return Source(as_line(_text(value, "name")), as_line(_text(value, "url")) if url else None)


def _original(fields: Mapping[str, Any]) -> str | None:
    return an_original(_text(fields, "translation_of")) if "translation_of" in fields else None


def _illustrations(fields: Mapping[str, Any]) -> tuple[Illustration, ...]:
    value = fields.get("images", [])
    if not isinstance(value, list) or not all(isinstance(image, dict) for image in value):
        raise ValueError("its images are not a list of objects")
    return tuple(map(_illustration, value))


def _illustration(image: Mapping[str, Any]) -> Illustration:
    said = {
        name: as_line(_text(image, name))
        for name in ("alt", "caption", "credit")
        if is_stated(name, image.get(name))
    }
    return Illustration(
        _text(image, "id"),
        said.get("alt", ""),
        said.get("caption"),
        said.get("credit"),
        _focus(image),
    )


def _focus(image: Mapping[str, Any]) -> tuple[float, float] | None:
    value = image.get("focus")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != PARTS_OF_FOCUS:
        raise ValueError("the focus of an image is not a pair")
    left, top = map(float, value)
    return left, top


def _moment(fields: Mapping[str, Any]) -> datetime | Hold | Release | None:
    return parse_publish_at(_text(fields, "publish_at")) if "publish_at" in fields else None
