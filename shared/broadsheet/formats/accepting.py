"""Accepting an article as a JSON object: today's limits, and every fault at once.

What is accepted here is read back by ``article_json``, which knows no limits.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from broadsheet.domain.article import Article, BodyFormat, Hold, Prominence, Release, Source
from broadsheet.domain.problems import Fault, InvalidArticle
from broadsheet.domain.slug import slug_of
from broadsheet.formats import fields
from broadsheet.formats.body_limits import check_body
from broadsheet.formats.changes import Change, repeats
from broadsheet.formats.characters import as_lines, character_faults, name_fault
from broadsheet.formats.faults import Vocabulary, fault_of, kind_of
from broadsheet.formats.fields import parse_publish_at
from broadsheet.formats.json_document import canonical_digest, parse_json_document
from broadsheet.site import Site

MAX_BYLINE = 10
MAX_TAGS = 20
MAX_FAULTS = 100
"""Faults that one answer tells; whoever has more has sent something else than an article."""


def _names(value: object) -> object:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return value
    raise ValueError(f"is {kind_of(value)}; write a name, or a list of names")


def _credit(value: object) -> object:
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, dict):
        return {name: member for name, member in value.items() if name != "url" or member}
    raise ValueError(f'is {kind_of(value)}; write a name, or {{"name": "…", "url": "…"}}')


def _body_format(value: object) -> BodyFormat:
    if isinstance(value, str) and value in set(BodyFormat):
        return BodyFormat(value)
    raise ValueError(f"is not a format of a body; the formats are {', '.join(BodyFormat)}")


def _prominence(value: object) -> Prominence:
    if isinstance(value, str) and value in set(Prominence):
        return Prominence(value)
    raise ValueError(f"is not a prominence; write one of {', '.join(Prominence)}")


def _moment(value: object) -> datetime | Hold | Release:
    if isinstance(value, str):
        return parse_publish_at(value)
    raise ValueError(
        f"is {kind_of(value)}; write a text such as 2026-11-23T09:00:00+02:00, now or hold"
    )


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Source(_Fields):
    name: Annotated[str, AfterValidator(fields.a_line("name"))]
    url: Annotated[str | None, AfterValidator(fields.a_url)] = None


_Name = Annotated[str, AfterValidator(fields.a_name("name"))]
_Tag = Annotated[str, AfterValidator(fields.a_name("tag"))]


class _Document(_Fields):
    # In the order in which faults are told. body stands behind body_format, by which it is read.
    id: Annotated[str | None, AfterValidator(fields.an_id)] = None
    headline: Annotated[str, AfterValidator(fields.a_line("headline"))]
    standfirst: Annotated[str | None, AfterValidator(fields.a_line("standfirst"))] = None
    section: str
    label: Annotated[str | None, AfterValidator(fields.a_line("label"))] = None
    prominence: Annotated[Prominence, PlainValidator(_prominence)] = Prominence.NORMAL
    byline: Annotated[
        list[_Name],
        BeforeValidator(_names),
        Field(min_length=1, max_length=MAX_BYLINE),
        AfterValidator(fields.without_repeats),
    ] = []
    body_format: Annotated[BodyFormat, PlainValidator(_body_format)] = BodyFormat.TEXT
    body: str
    source: Annotated[_Source | None, BeforeValidator(_credit)] = None
    tags: Annotated[
        list[_Tag], Field(max_length=MAX_TAGS), AfterValidator(fields.without_repeats)
    ] = []
    language: Annotated[str | None, AfterValidator(fields.a_language)] = None
    translation_of: Annotated[str | None, AfterValidator(fields.an_original)] = None
    slug: Annotated[str | None, AfterValidator(fields.a_slug)] = None
    publish_at: Annotated[datetime | Hold | Release | None, PlainValidator(_moment)] = None
    correction: Annotated[str | None, AfterValidator(fields.some_lines("correction"))] = None

    @field_validator("section")
    @classmethod
    def _is_a_section(cls, value: str, info: ValidationInfo) -> str:
        site: Site = (info.context or {})["site"]
        if site.section(value) is None:
            known = ", ".join(section.slug for section in site.sections)
            raise ValueError(f"is not a section of this paper; the sections are {known}")
        return value

    @field_validator("translation_of")
    @classmethod
    def _is_not_of_itself(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value and value == info.data.get("id"):
            raise ValueError(fields.OF_ITSELF)
        return value

    @field_validator("body")
    @classmethod
    def _has_something_to_read(cls, value: str, info: ValidationInfo) -> str:
        body = as_lines(value)
        # A format that is wrong is told itself, and the body is then checked as a text.
        lost = check_body(body, info.data.get("body_format", BodyFormat.TEXT))
        changes: list[Change] = (info.context or {})["changes"]
        changes += [Change("/body", detail) for detail in lost]
        return body


@dataclass(frozen=True, slots=True)
class Accepted:
    """An article as it was accepted.

    Attributes
    ----------
    content_type
        Of the document.
    article
        Its texts in NFC.
    named_id
        The id that the document names for it, if any.
    digest
        Of the document in canonical form: equal for documents that say the same.
    changes
        What is not kept, or not shown, as it was sent.
    """

    content_type: str
    article: Article
    named_id: str | None
    digest: str
    changes: tuple[Change, ...]


_VOCABULARY = Vocabulary(
    fields={(): tuple(_Document.model_fields), ("source",): tuple(_Source.model_fields)},
    missing={
        "headline": f"write a headline of 1 to {fields.LONGEST['headline']} characters",
        "section": "write the slug of a section",
        "body": "write the text of the article",
        "name": "write whom the story comes from",
    },
)


def accept_document(content_type: str, body: bytes, site: Site) -> Accepted:
    """Return the article that some bytes are, if it may come in.

    Parameters
    ----------
    content_type
        What they are; one of ``ACCEPTED_FORMATS``.
    body
        The bytes.
    site
        As for :func:`accept_article`.

    Raises
    ------
    MalformedDocument, InvalidArticle
        If they are no article, or not an acceptable one.
    """
    return ACCEPTED_FORMATS[content_type](content_type, body, site)


def _accept_json(content_type: str, body: bytes, site: Site) -> Accepted:
    document = parse_json_document(body)
    article, named_id, changes = accept_article(document, site)
    return Accepted(content_type, article, named_id, canonical_digest(document), changes)


ACCEPTED_FORMATS: Mapping[str, Callable[[str, bytes, Site], Accepted]] = {
    "application/json": _accept_json,
}
"""By the content types that are accepted today; ``stored_articles`` reads each of them back."""


def accept_article(document: object, site: Site) -> tuple[Article, str | None, tuple[Change, ...]]:
    """Return the article of a document, the id that the document names, and what is changed.

    Parameters
    ----------
    document
        As ``parse_json_document`` returns it. A field that is ``null`` is as if it were absent.
    site
        Says which sections there are, and what stands where the document is silent.

    Returns
    -------
    tuple
        The article, its texts in NFC; its id, if the document names one; and what of the document
        readers do not get as it was sent, beyond white space.

    Raises
    ------
    InvalidArticle
        With every fault, each with a pointer to its place, in the order of the fields.
    """
    if not isinstance(document, dict):
        fault = Fault("", f"is {kind_of(document)}; an article is an object, in braces")
        raise InvalidArticle("The document is not an article.", faults=[fault])
    faults = list(islice(character_faults(document), MAX_FAULTS + 1))
    told = {fault.pointer for fault in faults}
    changes: list[Change] = []
    context = {"site": site, "changes": changes}
    try:
        accepted = _Document.model_validate(_stated(document), context=context)
    except ValidationError as error:
        found = islice(error.errors(include_url=False), MAX_FAULTS + 1)
        each = (fault_of(fault, document, _VOCABULARY) for fault in found)
        faults += [fault for fault in each if fault.pointer not in told]
    if faults:
        raise _refusal(faults)
    return _article(accepted, site), accepted.id, (*changes, *repeats(document))


def _stated(document: dict[str, object]) -> dict[str, object]:
    """Return the members that say something; those of other names are refused by the model."""
    return {
        name: member
        for name, member in document.items()
        if not name_fault(name)
        and (fields.is_stated(name, member) or name not in _Document.model_fields)
    }


def _refusal(faults: Iterable[Fault]) -> InvalidArticle:
    order = list(_Document.model_fields)

    def place(fault: Fault) -> int:
        field = fault.pointer[1:].partition("/")[0]
        return order.index(field) if field in order else len(order)

    ordered = sorted(faults, key=place)
    if len(ordered) > MAX_FAULTS:
        count = f"More than {MAX_FAULTS} things are"
    else:
        count = "One thing is" if len(ordered) == 1 else f"{len(ordered)} things are"
    return InvalidArticle(
        f"{count} wrong with the article; nothing was stored.", faults=ordered[:MAX_FAULTS]
    )


def _article(accepted: _Document, site: Site) -> Article:
    source: Any = accepted.source
    return Article(
        headline=accepted.headline,
        section=accepted.section,
        body=accepted.body,
        body_format=accepted.body_format,
        standfirst=accepted.standfirst,
        byline=tuple(accepted.byline) or (site.newsroom,),
        source=source and Source(source.name, source.url),
        tags=tuple(accepted.tags),
        language=accepted.language or site.language,
        slug=accepted.slug or slug_of(accepted.headline),
        publish_at=accepted.publish_at,
        correction=accepted.correction,
        label=accepted.label,
        prominence=accepted.prominence,
        translation_of=accepted.translation_of,
    )
