"""Outlines: the parts of a long read, by their headings."""

import html
import re

from broadsheet.pages.parts import NameLink
from broadsheet.pages.reading_time import words_in

LONG_READ = 1_500
"""Words from which a body is long; a shorter one is found through by scrolling."""
LEAST_PARTS = 3
_HEADING = re.compile(r"<h2((?: [^>]*)?)>([^<]*+(?:<(?!/?h2[ >])[^<]*+)*+)</h2>")
_ANCHOR = re.compile(r' id="([^"]*)"')
_NOTE = re.compile(r"<sup[^>]*><a[^>]*>[^<]*</a></sup>")
"""A reference to a footnote, which is no word of its heading."""
_TAG = re.compile(r"<[^>]*>")


def outline_of(body: str) -> tuple[NameLink, ...]:
    """Return links to the parts of a cleaned body; none where it is short, or has few of them."""
    parts = [
        NameLink(
            " ".join(html.unescape(_TAG.sub("", _NOTE.sub("", words))).split()), f"#{anchor[1]}"
        )
        for attributes, words in _HEADING.findall(body)
        if (anchor := _ANCHOR.search(attributes))
    ]
    return tuple(parts) if len(parts) >= LEAST_PARTS and words_in(body) >= LONG_READ else ()
