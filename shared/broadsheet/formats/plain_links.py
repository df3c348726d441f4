"""Addresses that stand in a text as they are: of web pages, and of mail.

Both are found word by word, so that the work is in proportion to the text.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_MAX_LABELS = 8
"""Parts of a mail address's host."""
_WEB = r"(?<![\w@/.:-])(?:https?://|www\.)(?=[^\s/?#.@]++\.[^\s/?#.@])[^\s<>\"\\]++"
# The local part: RFC 5321, section 4.5.3.1.1, and of its characters those that people use.
_MAIL = (
    r"(?<![\w@.+-])[a-z0-9_.+-]{1,64}+@"
    rf"(?:[a-z0-9-]{{1,63}}+\.){{1,{_MAX_LABELS}}}[a-z]{{2,63}}+(?![\w@-])"
)
_ADDRESS = re.compile(rf"(?P<web>{_WEB})|(?P<mail>{_MAIL})", re.IGNORECASE)
_AFTER_ADDRESS = frozenset(".,:;!?*_~'\u2018\u2019\u201c\u201d«»…·،؛؟。、")
"""Characters that end a sentence or a quotation, rather than an address."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class PlainLink(NamedTuple):
    """An address in a text.

    Attributes
    ----------
    start, end
        Where it stands.
    url
        Where it leads.
    """

    start: int
    end: int
    url: str


def plain_links(text: str) -> Iterator[PlainLink]:
    """Find the addresses in a text: with http or https, from ``www.`` on, and of mail."""
    for found in _ADDRESS.finditer(text):
        if found["mail"]:
            yield PlainLink(found.start(), found.end(), f"mailto:{found['mail']}")
            continue
        written = found["web"]
        end = _end_of_address(written)
        url = written[:end]
        if not url.lower().startswith("http"):
            url = f"https://{url}"
        yield PlainLink(found.start(), found.start() + end, url)


def linked(text: str) -> str:
    """Write a text as HTML, its addresses as links."""
    written, position = [], 0
    for link in plain_links(text):
        written += [
            html.escape(text[position : link.start], quote=False),
            f'<a href="{html.escape(link.url)}">',
            html.escape(text[link.start : link.end], quote=False),
            "</a>",
        ]
        position = link.end
    return "".join([*written, html.escape(text[position:], quote=False)])


def _end_of_address(written: str) -> int:
    # A bracket belongs to the address if it was opened there, as in Wikipedia's.
    unopened = {
        close: written.count(close) - written.count(open_) for close, open_ in _BRACKETS.items()
    }
    end = len(written)
    while end:
        last = written[end - 1]
        if last in _BRACKETS and unopened[last] > 0:
            unopened[last] -= 1
        elif last not in _AFTER_ADDRESS:
            break
        end -= 1
    return end
