"""XML elements, as feeds and sitemaps are written of them."""

import html
import re
from collections.abc import Iterable, Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_ATTRIBUTES: Mapping[str, str] = {}
# What XML 1.0 (section 2.2) does not take, not even escaped. Compiled at the first feed and kept by
# `re`: so large a class takes milliseconds, which other pages need not pay for.
_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def element(
    name: str, children: Iterable[str], attributes: Mapping[str, str] = _NO_ATTRIBUTES
) -> str:
    """Write an element with what is written in it, each child on a line of its own."""
    return f"<{name}{_written(attributes)}>\n{''.join(children)}</{name}>\n"


def text_element(name: str, text: str, attributes: Mapping[str, str] = _NO_ATTRIBUTES) -> str:
    """Write an element with a text."""
    return f"<{name}{_written(attributes)}>{html.escape(xml_text(text), quote=False)}</{name}>\n"


def empty_element(name: str, attributes: Mapping[str, str]) -> str:
    """Write an element that has attributes only."""
    return f"<{name}{_written(attributes)}/>\n"


def xml_text(text: str) -> str:
    """Leave out of a text the characters that no XML document may hold."""
    return re.sub(_NOT_IN_XML, "", text)


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{html.escape(xml_text(value))}"' for name, value in attributes.items()
    )
