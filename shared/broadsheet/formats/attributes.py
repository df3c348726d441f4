"""Attributes that a tag keeps, as they are written."""

from broadsheet.formats.elements import ATTRIBUTES_OF, MAX_VALUE_LENGTH
from broadsheet.formats.tags import Tag, attributes_of

_QUOTE = '"'


def written_attributes(name: str, tag: Tag) -> str:
    """Write those attributes of a tag that its element may have, each once: the first counts."""
    allowed = ATTRIBUTES_OF.get(name)
    if not allowed or not tag.attributes:
        return ""
    found: dict[str, str] = {}
    for attribute, value in attributes_of(tag):
        if attribute in allowed:
            found.setdefault(attribute, value)
    return "".join(
        f' {attribute}="{value.replace(_QUOTE, "&quot;")}"'
        for attribute, value in found.items()
        if len(value) <= MAX_VALUE_LENGTH and (value or attribute != "id")
    )
