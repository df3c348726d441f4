"""Announcing a picture: what is said of a file before it is sent, held to today's limits."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError

from broadsheet.domain.picture import MAX_PICTURE_BYTES, PICTURE_TYPES, Announcement
from broadsheet.domain.problems import Fault, InvalidPicture
from broadsheet.formats.characters import as_line, character_faults, is_visible, name_fault
from broadsheet.formats.faults import Vocabulary, fault_of, kind_of
from broadsheet.formats.json_document import parse_json_document

MAX_FILENAME = 255
"""Characters: what file systems hold."""
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SVG = "image/svg+xml"
_COMMON_MISTAKES = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg"}
_MIB = 1 << 20


def _digest(value: object) -> str:
    if isinstance(value, str) and _DIGEST.fullmatch(value):
        return value
    raise ValueError(
        "is not the SHA-256 of the file: write 64 of 0-9 and a-f, as `sha256sum` prints"
    )


def _size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("is not the size of the file: write its bytes, a whole number from 1 on")
    if value > MAX_PICTURE_BYTES:
        raise ValueError(
            f"is {value:,} bytes; a picture may have {MAX_PICTURE_BYTES:,} "
            f"({MAX_PICTURE_BYTES // _MIB} MiB)"
        )
    return value


def _content_type(value: object) -> str:
    if value in PICTURE_TYPES:
        return str(value)
    if value == _SVG:
        raise ValueError("is SVG, which is a program and no picture: send it as PNG")
    meant = _COMMON_MISTAKES.get(str(value))
    if meant:
        raise ValueError(f"is not the name of a type; write {meant}")
    raise ValueError(f"is not a type of picture that is read; those are {', '.join(PICTURE_TYPES)}")


def _filename(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"is {kind_of(value)}; write a text, in quotes")  # noqa: TRY004 - a fault
    name = as_line(value)
    if not is_visible(name):
        raise ValueError("is empty: write the file's name")
    if len(name) > MAX_FILENAME:
        raise ValueError(f"is {len(name)} characters long; at most {MAX_FILENAME} are allowed")
    return name


class _Announced(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    # In the order in which faults are told.
    sha256: Annotated[str, PlainValidator(_digest)]
    size: Annotated[int, PlainValidator(_size), Field(alias="bytes")]
    content_type: Annotated[str, PlainValidator(_content_type)]
    filename: Annotated[str, PlainValidator(_filename)]


_MISSING = {
    "sha256": "write the SHA-256 of the file, in hexadecimal",
    "bytes": "write how many bytes the file has",
    "content_type": "write its type, such as image/jpeg",
    "filename": "write what the file is called",
}
_VOCABULARY = Vocabulary(fields={(): tuple(_MISSING)}, missing=_MISSING, of="a picture")


def accept_announcement(body: bytes) -> Announcement:
    """Return the announcement that some bytes of JSON are.

    Raises
    ------
    MalformedDocument, InvalidPicture
        If they are none, with every fault at once.
    """
    document: Any = parse_json_document(body)
    if not isinstance(document, dict):
        fault = Fault("", f"is {kind_of(document)}; a picture is announced by an object, in braces")
        raise InvalidPicture("Nothing is announced.", faults=[fault])
    faults = list(character_faults(document))
    told = {fault.pointer for fault in faults}
    try:
        said = _Announced.model_validate(
            {name: member for name, member in document.items() if not name_fault(name)}
        )
    except ValidationError as error:
        each = (fault_of(fault, document, _VOCABULARY) for fault in error.errors(include_url=False))
        faults += [fault for fault in each if fault.pointer not in told]
    if faults:
        count = "One thing is" if len(faults) == 1 else f"{len(faults)} things are"
        raise InvalidPicture(f"{count} wrong with what was said of the picture.", faults=faults)
    return Announcement(said.sha256, said.size, said.content_type, said.filename)
