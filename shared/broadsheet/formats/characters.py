"""Rules for the characters of a text: which may stand in it, and what is the same text."""

import re
import unicodedata
from collections.abc import Iterator

from broadsheet.domain.problems import Fault

MAX_MARKS_IN_A_ROW = 30
"""Combining characters after one letter, from the Stream-Safe Text Format (UAX #15, section 13):
no language needs more, and bringing a longer row into order takes quadratic time: 0.3 s for 20,000
of them, 10.8 s for 100,000."""
MAX_NAME_LENGTH = 128
"""Characters of a member's name that a JSON Pointer repeats."""

# What XML 1.0, and so no feed, can hold (section 2.2), with DEL and C1, which no writer means.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Every combining character is among these, and hardly a text has thirty of the rest in a row.
_MAYBE_MARKS = re.compile(rf"[^\x00-\u02ff\w\s]{{{MAX_MARKS_IN_A_ROW + 1},}}")
_LINE_SPACE = re.compile("[ \t\r\n\u2028\u2029]+")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# Letters and symbols, as Unicode has them, that draw nothing: fillers of Hangul and of Braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mc", "Me", "Mn"})


def character_faults(document: object, pointer: str = "") -> Iterator[Fault]:
    """Find every text of a document, names of members among them, that no page could show.

    Parameters
    ----------
    document
        As ``parse_json_document`` returns it.
    pointer
        Where it stands.

    Yields
    ------
    Fault
        One for each such text, naming the first character that cannot stand and its position,
        counted from 1.
    """
    if isinstance(document, str):
        detail = _character_fault(document)
        if detail:
            yield Fault(pointer, detail)
    elif isinstance(document, list):
        for index, element in enumerate(document):
            yield from character_faults(element, f"{pointer}/{index}")
    elif isinstance(document, dict):
        for name, member in document.items():
            detail = name_fault(name)
            if detail:
                yield Fault(pointer, detail)
            else:
                yield from character_faults(member, member_pointer(pointer, name))


def name_fault(name: str) -> str | None:
    """Return what is wrong with a member's name, so wrong that no pointer can repeat it."""
    if len(name) > MAX_NAME_LENGTH:
        return f"has a field with a name of {len(name)} characters, which is no field of an article"
    detail = _character_fault(name)
    return detail and f"has a field whose name {detail}"


def member_pointer(pointer: str, name: str | int) -> str:
    """Return the pointer to a member or an element (RFC 6901, section 3)."""
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"


def _character_fault(text: str) -> str | None:
    match = _FORBIDDEN.search(text)
    if match:
        return (
            f"holds the {_kind(match.group())} U+{ord(match.group()):04X} at position "
            f"{match.start() + 1}; remove it"
        )
    position = _mark_too_many(text)
    if position is not None:
        return (
            f"holds more than {MAX_MARKS_IN_A_ROW} combining marks in a row before position "
            f"{position + 1}; remove them"
        )
    return None


def _mark_too_many(text: str) -> int | None:
    for run in _MAYBE_MARKS.finditer(text):
        marks = 0
        for offset, character in enumerate(run.group()):
            marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
            if marks > MAX_MARKS_IN_A_ROW:
                return run.start() + offset
    return None


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    return {"Cc": "control character", "Cs": "lone surrogate"}.get(category, "non-character")


def as_line(text: str) -> str:
    """Return a text as one line in the normal form NFC; spaces that do not break stay so.

    A text with more than ``MAX_MARKS_IN_A_ROW``, which ``character_faults`` refuses, is not brought
    into the normal form.
    """
    return _LINE_SPACE.sub(" ", _normalised(text)).strip()


def as_lines(text: str) -> str:
    """Return a text of several lines in NFC, as ``as_line`` does, each ended by a line feed."""
    return _LINE_END.sub("\n", _normalised(text)).strip()


def _normalised(text: str) -> str:
    return text if _mark_too_many(text) is not None else unicodedata.normalize("NFC", text)


def is_visible(text: str) -> bool:
    """Return whether a text has a character that draws something."""
    return any(
        unicodedata.category(character) not in _UNSEEN and character not in _BLANK
        for character in text
    )
