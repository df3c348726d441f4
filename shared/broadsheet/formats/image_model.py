"""The model of a picture as an article shows it, an element of the article's ``images``."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    field_validator,
)

from broadsheet.domain.article import Illustration
from broadsheet.formats import fields
from broadsheet.formats.faults import kind_of
from broadsheet.formats.stated_fields import STRICT, stated

_UNSAID = (
    "is missing: say what the picture shows, which is what somebody hears who does not see it. "
    'Only of a picture that tells nothing, write "decorative": true instead'
)
_SAID_OF_DECORATION = (
    "says what a picture shows that is told to be decorative, of which nobody hears anything; "
    "leave one of the two out"
)


def _focus(value: object) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == fields.PARTS_OF_FOCUS:
        left, top = value
        if fields.is_part(left) and fields.is_part(top):
            return float(left), float(top)
    raise ValueError(
        "is not a place in the picture: write two numbers from 0 to 1, the parts of its width and "
        "its height from the left and from the top, such as [0.5, 0.3]"
    )


class ImageDocument(BaseModel):
    """A picture of an article as it is sent; its context has the ids of those before it."""

    model_config = STRICT

    # In the order in which faults are told. alt stands behind decorative, which it depends on.
    id: Annotated[str, AfterValidator(fields.a_picture_id)]
    decorative: bool = False
    alt: Annotated[str | None, Field(validate_default=True)] = None
    caption: Annotated[str | None, AfterValidator(fields.a_line("caption"))] = None
    credit: Annotated[str | None, AfterValidator(fields.a_line("credit"))] = None
    focus: Annotated[tuple[float, float] | None, PlainValidator(_focus)] = None

    @field_validator("id")
    @classmethod
    def _is_no_other(cls, value: str, info: ValidationInfo) -> str:
        seen: set[str] = (info.context or {})["images"]
        if value in seen:
            raise ValueError("is a picture that the article has already; leave one of the two out")
        seen.add(value)
        return value

    @field_validator("alt")
    @classmethod
    def _is_said(cls, value: str | None, info: ValidationInfo) -> str | None:
        is_decorative = info.data.get("decorative")  # nothing where that is wrong itself
        if value is None:
            if is_decorative is False:
                raise ValueError(_UNSAID)
            return None
        if is_decorative:
            raise ValueError(_SAID_OF_DECORATION)
        return fields.a_line("alt")(value)

    def illustration(self) -> Illustration:
        """Return the picture as the article shows it."""
        return Illustration(self.id, self.alt or "", self.caption, self.credit, self.focus)


def _stated(value: object) -> object:
    if isinstance(value, dict):
        return stated(value, ImageDocument.model_fields)
    raise ValueError(f'is {kind_of(value)}; write {{"id": "…", "alt": "…"}}')


Image = Annotated[ImageDocument, BeforeValidator(_stated)]
"""An element of ``images``."""
