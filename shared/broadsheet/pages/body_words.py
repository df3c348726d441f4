"""The words of a body, as its readers see them: with their links, their looks and their blocks."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

END = "\n"
"""The text of the word that ends a paragraph."""
_BLOCKS: Mapping[str, str] = {
    "blockquote": "quotation", "br": "line", "caption": "caption", "dd": "definition",
    "details": "", "div": "", "dl": "", "dt": "term", "figcaption": "caption", "figure": "",
    "h2": "heading", "h3": "subheading", "h4": "minor heading", "hr": "", "li": "list item",
    "ol": "", "p": "", "pre": "preformatted", "summary": "summary", "table": "", "td": "cell",
    "th": "heading cell", "tr": "", "ul": "",
}  # fmt: skip
"""Elements that begin a line of their own, and what readers call it; nothing for a paragraph."""
_LOOKS: Mapping[str, str] = {
    "b": "bold", "code": "code", "del": "struck out", "em": "italic", "i": "italic",
    "ins": "underlined", "kbd": "code", "mark": "highlighted", "q": "quoted", "s": "struck out",
    "samp": "code", "small": "small", "strong": "bold", "sub": "lowered", "sup": "raised",
    "u": "underlined",
}  # fmt: skip
"""Elements within a line that readers see, and what they call it."""
_VOID = {"br", "hr", "wbr"}
_RULE = "* * *"


class Word(NamedTuple):
    """A word of a body, or the end of a paragraph.

    Attributes
    ----------
    text
        Without white space; ``END`` for the end of a paragraph.
    link
        The address that it leads to; empty where it is no link.
    look
        How readers see it, such as ``bold``; of an end, what kind of paragraph it ends. Empty for
        plain words and paragraphs.
    """

    text: str
    link: str = ""
    look: str = ""


Paragraph = tuple[Word, ...]


def words_of(text: str) -> Paragraph:
    """Return the words of a plain text."""
    return tuple(Word(word) for word in text.split())


def paragraphs_of(body_html: str) -> tuple[Paragraph, ...]:
    """Return a body's paragraphs, headings, list items and cells, each with its end."""
    reader = _BodyReader()
    reader.feed(body_html)
    reader.close()
    reader.end_paragraph()
    return tuple(reader.paragraphs)


class _BodyReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self._words: list[Word] = []
        self._goes_on = False
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_paragraph(_BLOCKS[tag] if tag == "br" else None)
        if tag == "hr":
            self._words.append(Word(_RULE))
            self.end_paragraph()
        if tag not in _VOID:
            self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        link = next((href for _, href in reversed(self._open) if href), "")
        look = self._look()
        words = [Word(text, link, look) for text in data.split()]
        if words and self._words and self._goes_on and not data[0].isspace():
            words[0] = _joined(self._words.pop(), words[0])
        self._words += words
        self._goes_on = not data[-1:].isspace()

    def end_paragraph(self, kind: str | None = None) -> None:
        """End the paragraph, if it has words; its kind is that of the innermost block with one."""
        if self._words:
            self.paragraphs.append((*self._words, Word(END, "", kind or self._kind())))
            self._words = []
        self._goes_on = False

    def _look(self) -> str:
        return _looks(_LOOKS[tag] for tag, _ in self._open if tag in _LOOKS)

    def _kind(self) -> str:
        tags = [tag for tag, _ in self._open]
        for place in range(len(tags) - 1, -1, -1):
            if kind := _BLOCKS.get(tags[place]):
                is_numbered = tags[place] == "li" and tags[place - 1] == "ol"
                return "numbered item" if is_numbered else kind
        return ""


def _joined(begun: Word, rest: Word) -> Word:
    """Join the parts of a word that an element ends or begins in."""
    look = _looks(filter(None, f"{begun.look}, {rest.look}".split(", ")))
    return Word(begun.text + rest.text, begun.link or rest.link, look)


def _looks(looks: Iterable[str]) -> str:
    return ", ".join(sorted(set(looks)))
