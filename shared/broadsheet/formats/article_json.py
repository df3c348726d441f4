"""Reading back an article that was kept as a JSON object: whatever was ever accepted.

There are no limits here, and nothing is refused that a text can hold: a limit that is changed
today must not make an article unreadable that came in under another. Bodies are not made safe
here, but where a page's content is derived.
"""

from datetime import datetime
from typing import Any

from broadsheet.domain.article import Article, BodyFormat, Hold, Source
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.problems import MalformedDocument
from broadsheet.domain.slug import slug_of
from broadsheet.formats.characters import as_line, as_lines
from broadsheet.formats.fields import canonical_language, without_repeats
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
    fields = {name: value for name, value in item.items() if value is not None}
    headline, language = as_line(_text(fields, "headline")), fields.get("language", "")
    try:
        return Article(
            headline=headline,
            section=_text(fields, "section"),
            body=as_lines(_text(fields, "body")),
            body_format=BodyFormat(fields.get("body_format", BodyFormat.TEXT)),
            standfirst=as_line(fields["standfirst"]) if "standfirst" in fields else None,
            byline=_names(fields.get("byline")) or (site.newsroom,),
            source=_source(fields.get("source")),
            tags=_names(fields.get("tags")),
            language=(canonical_language(language) or language) if language else site.language,
            slug=fields.get("slug") or slug_of(headline),
            publish_at=_moment(fields.get("publish_at")),
            correction=as_lines(fields["correction"]) if "correction" in fields else None,
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise MalformedDocument(f"The item is not an article: {error}.") from error


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise MalformedDocument(f"The item is not an article: it has no text at /{name}.")
    return value


def _names(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever JSON holds
    names = [value] if isinstance(value, str) else value or []
    return tuple(without_repeats(as_line(name) for name in names))


def _source(value: Any) -> Source | None:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    if isinstance(value, str):
        return Source(as_line(value))
    url = value.get("url")
    return Source(as_line(value["name"]), as_line(url) if url else None)


def _moment(value: Any) -> datetime | Hold | None:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    return Hold.HOLD if value == Hold.HOLD else parse_moment(value)
