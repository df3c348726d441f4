"""What came back of an article: how much of its body, in order, and how much else."""

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadsheet.domain.content import Content

FURNITURE = frozenset({"Menu", "CLOSE", "TAGS", "Latest", "Articles", "RSS", "MET", "Norway"})
"""Words of what stands around an article, which no article of the tests has in its body."""


@dataclass(frozen=True, slots=True)
class RecoveredText:
    """A text that was made of a page, beside the body of its article.

    Attributes
    ----------
    body, found
        Their words.
    """

    body: list[str]
    found: list[str]

    @property
    def length(self) -> int:
        """How many characters the body has."""
        return len(" ".join(self.body))

    @property
    def of_body(self) -> float:
        """The share of the body's words that are in the text, in their order."""
        return self._in_both() / len(self.body)

    @property
    def of_found(self) -> float:
        """The share of the text's words that are of the body."""
        return self._in_both() / max(1, len(self.found))

    @property
    def furniture(self) -> frozenset[str]:
        """Words of what stands around every article."""
        return FURNITURE & set(self.found) - set(self.body)

    def _in_both(self) -> int:
        blocks = SequenceMatcher(None, self.body, self.found, autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks)


def compare_with_body(content: Content, text: str) -> RecoveredText:
    """Compare a text, or its HTML, with the body of an article."""
    return RecoveredText(words_of(content.body_html), words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text, or of its HTML."""
    return re.findall(r"[^\W_]+", html.unescape(re.sub(r"<[^>]+>", " ", text)))
