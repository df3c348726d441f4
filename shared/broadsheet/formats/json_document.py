"""JSON documents, read as RFC 8259 has them and as nothing else, whatever the bytes are."""

import hashlib
import json
import re
from collections import Counter
from typing import Any, Never

from broadsheet.domain.problems import MalformedDocument

MAX_NESTING = 64
"""Levels of arrays and objects: an article needs three, and 64 fit into any stack."""
MAX_NUMBER_LENGTH = 308
"""Characters of one number: a double ends near 10^308, and reading digits takes quadratic time."""
_MAX_QUOTED = 60
_BOM = b"\xef\xbb\xbf"
# A string that nobody ends goes on to the end of the text: it is read once, not from each quote.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


def parse_json_document(body: bytes) -> object:
    """Read a JSON document.

    Parameters
    ----------
    body
        UTF-8; a byte order mark is ignored, as RFC 8259, section 8.1, allows.

    Returns
    -------
    object
        Of ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool`` and ``None``, nested at most
        ``MAX_NESTING`` deep, with finite numbers.

    Raises
    ------
    MalformedDocument
        If it is not JSON, or names a member twice (RFC 7493, section 2.3), or is nested too deep,
        or holds a number too long to be one; the detail says where or which.
    """
    text = _decoded(body)
    if not text.strip():
        raise MalformedDocument("The document is empty: send a JSON object.")
    _check_nesting(text)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise MalformedDocument(
            f"The document is not JSON: {error.msg.removesuffix(' at')} "
            f"at line {error.lineno}, column {error.colno}."
        ) from error


def item_at(document: object, pointer: str | None) -> object:
    """Return the part of a document that a JSON Pointer leads to (RFC 6901), or all without one.

    Raises
    ------
    MalformedDocument
        If it leads nowhere.
    """
    if pointer is None:
        return document
    item: Any = document
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        try:
            item = item[int(name)] if isinstance(item, list) else item[name]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise MalformedDocument(f"The document has nothing at {_quoted(pointer)}.") from error
    return item


def canonical_digest(document: object) -> str:
    """Return the SHA-256, in hexadecimal, of a document's canonical form.

    Parameters
    ----------
    document
        As :func:`parse_json_document` returns it.

    Returns
    -------
    str
        Equal for documents that differ only in white space, the order of members or the way that
        characters are escaped.
    """
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _decoded(body: bytes) -> str:
    """Decode UTF-8; what is not is told with its encoding, or with the first bad byte."""
    encoding = json.detect_encoding(body).upper()
    if not encoding.startswith("UTF-8"):
        raise MalformedDocument(
            f"The document is in {encoding}. JSON is UTF-8 (RFC 8259, section 8.1): "
            "save it as UTF-8 and send it again."
        )
    try:
        return body.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        raise MalformedDocument(
            f"The document is not UTF-8: byte {error.start + 1} begins no character. "
            "Save it as UTF-8 and send it again."
        ) from error


def _check_nesting(text: str) -> None:
    # Counted before parsing: the parser recurses, and so does whatever walks its result.
    if text.count("[") + text.count("{") <= MAX_NESTING:
        return
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        bracket = match.group()
        if bracket in "[{":
            depth += 1
        elif bracket in "]}":
            depth -= 1
        if depth > MAX_NESTING:
            raise MalformedDocument(
                f"The document is nested more than {MAX_NESTING} levels deep. "
                "An article needs three."
            )


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(members)
    if len(document) < len(members):
        counts = Counter(name for name, _ in members)
        (twice, _), *_ = counts.most_common(1)
        raise MalformedDocument(
            f"The document names {_quoted(twice)} twice in one object. Keep one of the two."
        )
    return document


def _integer(digits: str) -> int:
    _check_length(digits)
    return int(digits)


def _float(digits: str) -> float:
    _check_length(digits)
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise MalformedDocument(f"The document holds the number {digits}, which is too large.")
    return number


def _check_length(digits: str) -> None:
    if len(digits) > MAX_NUMBER_LENGTH:
        raise MalformedDocument(
            f"The document holds a number of {len(digits)} characters that begins with "
            f"{digits[:20]}. A number may have at most {MAX_NUMBER_LENGTH}; "
            "write anything longer as a text, in quotes."
        )


def _constant(name: str) -> Never:
    raise MalformedDocument(f"The document holds {name}, which is not JSON.")


def _quoted(text: str) -> str:
    # As JSON in ASCII: the name may hold anything, even half of a surrogate pair.
    return json.dumps(text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}…")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_float,
    parse_constant=_constant,
)
