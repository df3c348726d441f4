"""What a model finds wrong with a document, in words for the person who wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from broadsheet.domain.problems import Fault
from broadsheet.formats.characters import member_pointer

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KINDS: dict[type, str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a text",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """Name the type of a value as JSON has it, with its article."""
    return _KINDS[type(value)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a model's fields, for the words of its faults.

    Attributes
    ----------
    fields
        The fields of every object in it, by the place of the object; of objects in a list, by that
        of the list.
    missing
        For each required field, by its name: what to write there.
    of
        What the document is, with its article.
    """

    fields: Mapping[tuple[str, ...], tuple[str, ...]]
    missing: Mapping[str, str]
    of: str = "an article"


def fault_of(error: "ErrorDetails", document: object, vocabulary: Vocabulary) -> Fault:
    """Put what pydantic found into words for editors.

    Parameters
    ----------
    error
        One of those that ``ValidationError.errors()`` returns.
    document
        The document as it came; the pointer leads into it.
    vocabulary
        Of the model.
    """
    return Fault(_pointer_into(document, error["loc"]), _detail(error, vocabulary))


def _pointer_into(document: object, location: Sequence[str | int]) -> str:
    # A text may stand for a list or an object; what is wrong within what was made of it is wrong
    # with the text.
    pointer, place = "", document
    for step in location:
        if isinstance(place, dict):
            place = place.get(step)
        elif isinstance(place, list):
            place = place[int(step)]
        else:
            break
        pointer = member_pointer(pointer, step)
    return pointer


def _detail(error: "ErrorDetails", vocabulary: Vocabulary) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            words = str(context["error"])
        case "missing":
            words = f"is missing: {vocabulary.missing[str(error['loc'][-1])]}"
        case "extra_forbidden":
            *parent, name = error["loc"]
            place = tuple(step for step in parent if isinstance(step, str))
            words = _unknown(str(name), vocabulary.fields[place], vocabulary.of)
        case "bool_type":
            words = f"is {kind_of(error['input'])}; write true or false"
        case "string_type":
            words = f"is {kind_of(error['input'])}; write a text, in quotes"
        case "list_type":
            words = f"is {kind_of(error['input'])}; write a list, in brackets"
        case "too_long":
            words = f"has {context['actual_length']} elements; at most {context['max_length']}"
        case "too_short":
            words = "is an empty list; write at least one element, or leave the field out"
        case _:
            words = f"is not acceptable: {error['msg']}"
    return words


def _unknown(name: str, fields: Sequence[str], of: str) -> str:
    near = get_close_matches(name.lower(), fields, n=1)
    if near:
        return f"is not a field of {of}; did you mean “{near[0]}”?"
    return f"is not a field of {of}; the fields here are {', '.join(fields)}"
