"""Anchors of headings: a link to a part of a story goes on leading there.

An anchor is made of the heading's own words, in their own script, so that it stays while the
heading stays. A heading that has an id of its own keeps that.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from broadsheet.formats.elements import HEADINGS
from broadsheet.formats.links import anchor_of
from broadsheet.formats.tags import Tag, written_name

MAX_WORDS = 40
"""Characters of a heading's words that go into its anchor."""
_MAX_READ = 200
"""Characters of a heading that are read for it."""
_NO_WORD = re.compile(r"[\W_]+")


def with_anchors(parts: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """Give an id to every heading that has words and no id; of two alike, the second a number."""
    parts = list(parts)
    taken = Counter(anchor_of(part) for part in parts if isinstance(part, Tag) and not part.is_end)
    for index, part in enumerate(parts):
        if isinstance(part, str) or not _begins_heading(part) or anchor_of(part):
            yield part
            continue
        words = _words_after(parts, index)
        taken[words] += 1
        anchor = words if taken[words] == 1 else _numbered(words, taken)
        yield part._replace(attributes=f' id="{anchor}"{part.attributes}') if words else part


def _begins_heading(tag: Tag) -> bool:
    return not tag.is_end and written_name(tag) in HEADINGS


def _words_after(parts: list[Tag | str], index: int) -> str:
    text = ""
    for position in range(index + 1, len(parts)):
        part = parts[position]
        if len(text) > _MAX_READ or (isinstance(part, Tag) and written_name(part) in HEADINGS):
            break
        if isinstance(part, str):
            text += part[:_MAX_READ]
    letters = filter(_is_no_mark, html.unescape(text).lower())
    return _NO_WORD.sub("-", "".join(letters)).strip("-")[:MAX_WORDS].rstrip("-")


def _is_no_mark(character: str) -> bool:
    # An id has none (``ANCHOR``), and a word is not parted by its vowels.
    return unicodedata.category(character)[0] != "M"


def _numbered(words: str, taken: Counter[str]) -> str:
    anchor = f"{words}-{taken[words]}"
    while taken[anchor]:
        taken[words] += 1
        anchor = f"{words}-{taken[words]}"
    taken[anchor] += 1
    return anchor
