"""The model of an article as a JSON object: its fields, their rules, and words for faults."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    field_validator,
)

from broadsheet.domain.article import BodyFormat, Hold, Prominence, Release
from broadsheet.formats import fields
from broadsheet.formats.body_limits import check_body
from broadsheet.formats.changes import Change
from broadsheet.formats.characters import as_lines
from broadsheet.formats.faults import Vocabulary, kind_of
from broadsheet.formats.fields import parse_publish_at
from broadsheet.formats.image_model import Image, ImageDocument
from broadsheet.formats.stated_fields import STRICT

if TYPE_CHECKING:
    from broadsheet.site import Site

MAX_BYLINE = 10
MAX_TAGS = 20
MAX_IMAGES = 30


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


class _Source(BaseModel):
    model_config = STRICT

    name: Annotated[str, AfterValidator(fields.a_line("name"))]
    url: Annotated[str | None, AfterValidator(fields.a_url)] = None


_Name = Annotated[str, AfterValidator(fields.a_name("name"))]
_Tag = Annotated[str, AfterValidator(fields.a_name("tag"))]


class ArticleDocument(BaseModel):
    """An article as it is sent.

    Its context has the ``site``, a list of ``changes`` and the ``images`` that were seen: none.
    """

    model_config = STRICT

    # In the order in which faults are told. body stands behind what it is read by: its format, and
    # the pictures that it may place.
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
    images: Annotated[list[Image], Field(max_length=MAX_IMAGES)] = []
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
        shown = [image.illustration() for image in info.data.get("images", ())]
        lost = check_body(body, info.data.get("body_format", BodyFormat.TEXT), shown)
        changes: list[Change] = (info.context or {})["changes"]
        changes += [Change("/body", detail) for detail in lost]
        return body


VOCABULARY = Vocabulary(
    fields={
        (): tuple(ArticleDocument.model_fields),
        ("source",): tuple(_Source.model_fields),
        ("images",): tuple(ImageDocument.model_fields),
    },
    missing={
        "headline": f"write a headline of 1 to {fields.LONGEST['headline']} characters",
        "section": "write the slug of a section",
        "body": "write the text of the article",
        "name": "write whom the story comes from",
        "id": "write the id of the picture, which POST /images answered",
    },
)
"""For the faults of :class:`ArticleDocument`."""
