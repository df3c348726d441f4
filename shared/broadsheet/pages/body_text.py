"""A body as a plain text and as Markdown, for those who read no HTML.

Cleaned HTML has no ``<`` and no ``>`` but those of its tags, and ends every element, so it is read
in one pass, in time in proportion to its length.
"""

import html
import re
from dataclasses import dataclass, field

_PART = re.compile(r"<(/?)([a-z0-9]+)((?: [^>]*)?)>|([^<]+)")
_HREF = re.compile(r' href="([^"]*)"')
_SRC, _ALT = re.compile(r' src="([^"]*)"'), re.compile(r' alt="([^"]*)"')
_ON_THIS_SITE = re.compile(r"/(?!/)")
_HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}
_BLOCKS = {
    "p", "div", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "caption",
    *_HEADINGS,
}  # fmt: skip
_CELLS = {"td", "th"}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~", "del": "~~"}
_CODE = {"code", "kbd", "samp"}
_BEFORE = {"sup": "^", "sub": "_"}
_PHRASES = {"a", "q", *_MARKS, *_CODE, *_BEFORE}
_TO_ESCAPE = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|#(?=#*$)")
_BAR, _NOTHING = re.compile(r"\|"), re.compile(r"(?!)")
"""Of code, what is escaped in a table, and elsewhere."""
_AT_A_START = re.compile(r"[#+=-]|\d+(?=[.)])")
_FENCE = re.compile("`+")


def text_of(body_html: str, site_url: str) -> str:
    """Write a body as plain text, with the addresses of its links in brackets."""
    return _BodyWriter(site_url, in_markdown=False).write(body_html)


def markdown_of(body_html: str, site_url: str) -> str:
    """Write a body as Markdown (CommonMark, with tables and strikethrough)."""
    return _BodyWriter(site_url, in_markdown=True).write(body_html)


def escaped(text: str) -> str:
    """Write a plain text in Markdown, in one line."""
    return _TO_ESCAPE.sub(r"\\\g<0>", " ".join(text.split()))


@dataclass(slots=True)
class _Container:
    """A quotation, a list or an item of one: what its lines begin with."""

    element: str
    first: str = ""
    rest: str = ""
    number: int | None = None  # of the next item of a list
    is_begun: bool = False

    def begin_line(self) -> str:
        begun = self.rest if self.is_begun else self.first
        self.is_begun = True
        return begun


@dataclass(slots=True)
class _Phrase:
    """An element within a line that is open, and what it holds so far."""

    element: str
    href: str = ""
    pieces: list[str] = field(default_factory=list)


class _BodyWriter:
    """Writes one body."""

    def __init__(self, site_url: str, *, in_markdown: bool) -> None:
        self._site_url, self._in_markdown = site_url, in_markdown
        self._lines: list[str] = []
        self._containers: list[_Container] = []
        self._phrases = [_Phrase("")]
        self._tables = 0
        self._rows: list[list[str]] = []
        self._preformatted: list[str] | None = None
        self._heading = ""
        self._is_in_list = False

    def write(self, body_html: str) -> str:
        for slash, name, attributes, text in _PART.findall(body_html):
            if text:
                self._read_text(html.unescape(text))
            elif self._preformatted is not None and name != "pre":
                self._preformatted += "\n" * (name == "br")
            elif slash:
                self._end(name)
            else:
                self._begin(name, attributes)
        self._end_block()
        return "\n".join(self._lines)

    # What is read

    def _read_text(self, text: str) -> None:
        if self._preformatted is not None:
            self._preformatted.append(text)
            return
        if self._in_markdown:
            to_escape = _TO_ESCAPE
            if self._is_in_code():
                to_escape = _BAR if self._tables else _NOTHING
            text = to_escape.sub(r"\\\g<0>", text)
        self._phrases[-1].pieces.append(re.sub(r"\s+", " ", text))

    def _begin(self, name: str, attributes: str) -> None:
        if name in _PHRASES | _CELLS:
            href = _HREF.search(attributes)
            self._phrases.append(_Phrase(name, html.unescape(href[1]) if href else ""))
        elif name == "table":
            self._tables += 1
            self._end_block()
        elif name == "tr":
            self._rows += [[]] if self._tables == 1 else []
        elif name == "br":
            self._phrases[-1].pieces.append(" " if self._tables else "\n")
        elif name == "img":
            self._phrases[-1].pieces.append(self._image(attributes))
        elif self._tables and name != "caption":
            self._phrases[-1].pieces.append(" ")
        else:
            self._begin_block(name, attributes)

    def _begin_block(self, name: str, attributes: str) -> None:
        if name in _BLOCKS:
            self._end_block()
            self._heading = _HEADINGS.get(name, "")
        elif name == "hr":
            self._end_block()
            self._put(["* * *"])
        elif name == "pre":
            self._end_block()
            self._preformatted = []
        elif name == "blockquote":
            self._end_block()
            self._containers.append(_Container(name, "> ", "> "))
        elif name in {"ul", "ol"}:
            self._end_block()
            start = re.search(r' start="(-?\d+)"', attributes)
            first = int(start[1]) if start else 1
            self._containers.append(_Container(name, number=first if name == "ol" else None))
        elif name == "li":
            self._end_block()
            self._containers.append(self._item())

    def _item(self) -> _Container:
        of = self._containers[-1] if self._containers else _Container("ul")
        marker = "- " if of.number is None else f"{of.number}. "
        of.number = None if of.number is None else of.number + 1
        return _Container("li", marker, " " * len(marker))

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell(self._end_phrase())
        elif name in _PHRASES:
            words = self._end_phrase()
            self._phrases[-1].pieces.append(words)
        elif name == "table":
            self._tables -= 1
            if not self._tables:
                self._end_table()
        elif name == "pre":
            self._end_preformatted()
        elif self._tables and name != "caption":
            self._phrases[-1].pieces.append(" ")
        else:
            self._end_of_block(name)

    def _end_of_block(self, name: str) -> None:
        if name in _BLOCKS:
            self._end_block()
        elif name in {"blockquote", "ul", "ol", "li"}:
            self._end_block()
            if self._containers:
                self._containers.pop()
            self._is_in_list &= bool(self._containers)

    def _is_in_code(self) -> bool:
        return any(each.element in _CODE for each in self._phrases)

    # What is written

    def _end_cell(self, cell: str) -> None:
        if self._tables == 1 and self._rows:
            self._rows[-1].append(" ".join(cell.split()))
        else:  # of a table in a cell
            self._phrases[-1].pieces.append(f" {cell} ")

    def _end_phrase(self) -> str:
        phrase = self._phrases.pop()
        whole = "".join(phrase.pieces)
        words = whole.strip()
        if not words:
            return whole
        before, _, after = whole.partition(words)
        # In code no mark is one.
        written = words if self._is_in_code() else self._marked(phrase, words)
        return f"{before}{written}{after}"

    def _marked(self, phrase: _Phrase, words: str) -> str:
        element = phrase.element
        if element == "a" and phrase.href and not phrase.href.startswith("#"):
            return self._link(phrase.href, words)
        if element in _BEFORE or element == "q":
            return f"“{words}”" if element == "q" else f"{_BEFORE[element]}{words}"
        if not self._in_markdown:
            return words
        if element in _CODE:
            fence = _longer_fence(words, 1)
            space = " " * (words[0] == "`" or words[-1] == "`")
            return f"{fence}{space}{words}{space}{fence}"
        mark = _MARKS.get(element, "")
        is_open = mark in {_MARKS.get(each.element) for each in self._phrases}
        return words if is_open else f"{mark}{words}{mark}"

    def _link(self, href: str, words: str) -> str:
        address = f"{self._site_url}{href}" if _ON_THIS_SITE.match(href) else href
        if not self._in_markdown:
            return words if words == address else f"{words} [{address}]"
        return f"[{words}](<{address.replace('<', '%3C').replace('>', '%3E')}>)"

    def _image(self, attributes: str) -> str:
        """Write a picture, which a plain text has in words alone."""
        source, alt = _SRC.search(attributes), _ALT.search(attributes)
        words = html.unescape(alt[1]) if alt else ""
        if not self._in_markdown or not source:
            return words
        return f"![{escaped(words)}](<{html.unescape(source[1])}>)"

    def _end_block(self) -> None:
        whole = "".join(self._phrases[0].pieces)
        self._phrases[0].pieces = []
        heading, self._heading = self._heading, ""
        lines = [line.strip() for line in whole.split("\n")]
        if not any(lines):
            return
        if heading and self._in_markdown:
            lines = [heading + " ".join(lines)]
        elif self._in_markdown:
            lines = [_begin_plainly(line) for line in lines]
            lines = [f"{line}\\" for line in lines[:-1]] + lines[-1:]
        self._put(lines)

    def _end_preformatted(self) -> None:
        text = "".join(self._preformatted or ()).strip("\n")
        self._preformatted = None
        fences = [_longer_fence(text, 3)] if self._in_markdown else []
        self._put([*fences, *text.split("\n"), *fences])

    def _end_table(self) -> None:
        rows, self._rows = [row for row in self._rows if row], []
        if not rows:
            return
        lines = [f"| {' | '.join(row)} |" if self._in_markdown else " | ".join(row) for row in rows]
        if self._in_markdown:
            width = max(map(len, rows))
            lines[0] = f"| {' | '.join(rows[0] + [''] * (width - len(rows[0])))} |"
            lines.insert(1, f"|{' --- |' * width}")
        self._put(lines)

    def _put(self, lines: list[str]) -> None:
        """Put a block below what is written, parted by a blank line from all but list items."""
        begins_item = any(each.element == "li" and not each.is_begun for each in self._containers)
        if self._lines and not (begins_item and self._is_in_list):
            begun = [each.rest for each in self._containers if each.is_begun]
            self._lines.append("".join(begun).rstrip())
        for line in lines:
            before = "".join(each.begin_line() for each in self._containers)
            self._lines.append(f"{before}{line}".rstrip())
        self._is_in_list = any(each.element == "li" for each in self._containers)


def _begin_plainly(line: str) -> str:
    """Escape what would make a heading, an item or a rule of a line."""
    begun = _AT_A_START.match(line)
    if not begun:
        return line
    return f"{begun[0]}\\{line[begun.end() :]}" if begun[0].isdigit() else f"\\{line}"


def _longer_fence(text: str, least: int) -> str:
    """Return so many backticks as end nowhere in a text."""
    return "`" * max(least, 1 + max(map(len, _FENCE.findall(text)), default=0))
