"""The members of a stored JSON object, each checked by its type and range when it is read.

Whatever wrote an object, only what these checks let through goes on: what fails is one object that
cannot be read, and nothing further in.
"""

import re
from collections.abc import Mapping
from typing import Any

MAX_TEXT = 10_000
"""Characters of a text that no rule of its own holds: some bytes of a 400 KB item in the index."""
MAX_TEXTS = 100
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Members:
    """The members of one object.

    Every method raises ``KeyError`` where the member is missing, and ``ValueError`` where it is not
    what it should be.
    """

    def __init__(self, document: object) -> None:
        if not isinstance(document, Mapping):
            raise ValueError("it is not an object")  # noqa: TRY004 - what is stored, not a caller
        self._document: Mapping[str, Any] = document

    def text(self, name: str, *, longest: int = MAX_TEXT) -> str:
        """Return a text that can be written as UTF-8."""
        return _text(name, self._document[name], longest)

    def text_or_nothing(self, name: str, *, longest: int = MAX_TEXT) -> str | None:
        """Return a text, or nothing where the member is ``null``."""
        value = self._document[name]
        return None if value is None else _text(name, value, longest)

    def truth(self, name: str) -> bool:
        """Return whether a member is true; one that is missing is not."""
        value = self._document.get(name, False)
        if not isinstance(value, bool):
            raise ValueError(f"its {name} is neither true nor false")  # noqa: TRY004 - as above
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._document[name]
        if not isinstance(value, list) or len(value) > MAX_TEXTS:
            raise ValueError(f"its {name} is no list of at most {MAX_TEXTS}")
        return tuple(_text(name, each, MAX_TEXT) for each in value)

    def digest_or_nothing(self, name: str, *, is_needed: bool) -> str | None:
        """Return a SHA-256 in hexadecimal, or nothing where none is needed."""
        value = self._document[name]
        if value is None and not is_needed:
            return None
        if not isinstance(value, str) or not _DIGEST.fullmatch(value):
            raise ValueError(f"its {name} is no SHA-256 in hexadecimal")
        return value

    def members_or_nothing(self, name: str) -> "Members | None":
        """Return the members of an object inside, or nothing where the member is ``null``."""
        value = self._document[name]
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise ValueError(f"its {name} is not an object")  # noqa: TRY004 - as above
        return Members(value)


def _text(name: str, value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not a text")  # noqa: TRY004 - as above
    if len(value) > longest:
        raise ValueError(f"its {name} has {len(value)} characters; at most {longest} can be")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"its {name} holds half of a surrogate pair") from error
    return value
