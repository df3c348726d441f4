"""Lists: the newest articles of the paper, of a section, of a tag, of an author.

A list is a row of cards, each placed at a moment, and by its article's id where two share one. In
the readers' lists that is the moment of publication; cards of articles that are not due yet stand
in them too: who reads a list reads it up to now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import Self

from broadsheet.domain.article import Prominence
from broadsheet.domain.content import CorrectionNote
from broadsheet.domain.identity import ARTICLE_ID
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.picture import ShownPicture

ALL = "all"
BRIEFS = "briefs"
CORRECTIONS = "corrections"
"""What was corrected, placed at the newest correction that readers may see."""
HELD = "status#held"
WITHDRAWN = "status#withdrawn"
"""For the desk only, placed at the receipt of the revision that stands."""
_GONE = "gone#"
_TAG = "tag#"
_TRANSLATIONS = "translations#"
FAULT = "status#fault"
"""No cards but faults, by the ids of the articles whose newest revision is not in the index."""
MAX_CARD_TEXT_BYTES = 4_096
"""Of a headline, a standfirst, a name or a label on a card. What is accepted is below that: a card
has the whole of it. The bound is for what came in when more was accepted."""
MAX_CARD_CORRECTIONS = 10
MAX_CARD_CORRECTIONS_BYTES = 16_000
"""Of all corrections on a card: at least two, since one that is accepted has at most 8,000."""


def section_list(section: str) -> str:
    """Name the list of a section."""
    return f"section#{section}"


def tag_list(slug: str) -> str:
    """Name the list of a tag, by its slug."""
    return f"{_TAG}{slug}"


def is_tag_list(list_name: str) -> bool:
    """Whether a list is one of a tag."""
    return list_name.startswith(_TAG)


def author_list(slug: str) -> str:
    """Name the list of an author, by the slug of the name."""
    return f"author#{slug}"


def translations_list(original: str) -> str:
    """Name the list of an article and its translations, by the id of the one they are made of."""
    return f"{_TRANSLATIONS}{original}"


def original_of(list_name: str) -> str | None:
    """Return the id of the article whose translations a list has; nothing of any other list."""
    is_of_translations = list_name.startswith(_TRANSLATIONS)
    return list_name.removeprefix(_TRANSLATIONS) if is_of_translations else None


def gone_list(list_name: str) -> str:
    """Name the list of what was withdrawn as *gone* from a readers' list, but for corrections.

    It is placed at the withdrawal, and its cards say of an article no more than its id: feeds tell
    from it what has gone.
    """
    return f"{_GONE}{list_name}"


def is_gone_list(list_name: str) -> bool:
    """Whether a list is one of what was withdrawn as *gone*."""
    return list_name.startswith(_GONE)


@dataclass(frozen=True, slots=True)
class RankedLists:
    """The lists that a page with a lead is made of: the paper's, or a section's.

    Each can be read up to now by itself: however many briefs or newer stories there are, a page
    finds its lead and its stories in one reading of each.

    Attributes
    ----------
    stories
        Every article that is no brief.
    leads
        Those that are to lead.
    briefs
        The others.
    """

    stories: str
    leads: str
    briefs: str

    @classmethod
    def of(cls, section: str | None = None) -> Self:
        """Name the lists of a section, by its slug; the paper's where there is none."""
        end = f"#{section}" if section else ""
        return cls(f"stories{end}", f"leads{end}", f"{BRIEFS}{end}")

    def with_prominence(self, prominence: Prominence) -> tuple[str, ...]:
        """Return those lists that an article of this prominence stands in."""
        match prominence:
            case Prominence.LEAD:
                return self.stories, self.leads
            case Prominence.NORMAL:
                return (self.stories,)
        return (self.briefs,)


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an article: as a rule below 1 KB, so that a page is one cheap read.

    Attributes
    ----------
    article, path, section
        Whose card it is, where its page is, and its section's slug.
    headline, standfirst
        The whole of them; in the list of corrections only the first, as it is now.
    language
        BCP 47, of the two texts.
    placed_at
        Where it stands in its list; in a readers' list they may see it from then on.
    name
        In the list of a tag or an author: how this article writes its name.
    corrections
        In the list of corrections: the newest that there is room for, the newest first.
    corrections_in_all
        How many readers find in the article.
    label
        The article's, such as Opinion.
    picture
        Its lead, without what stands below it.
    """

    article: str
    path: str
    section: str
    headline: str
    standfirst: str | None
    language: str
    placed_at: datetime
    name: str | None = None
    corrections: tuple[CorrectionNote, ...] = ()
    corrections_in_all: int = 0
    label: str | None = None
    picture: ShownPicture | None = None


def newest_on_card(notes: Sequence[CorrectionNote]) -> tuple[CorrectionNote, ...]:
    """Return those of an article's corrections that its card has room for, the newest first.

    The newest is always among them; it is cut where it alone is longer than what a card holds.

    Parameters
    ----------
    notes
        At least one; the oldest first.
    """
    newest = tuple(reversed(notes))[:MAX_CARD_CORRECTIONS]
    filled = accumulate(len(note.text.encode()) for note in newest)
    count = sum(size <= MAX_CARD_CORRECTIONS_BYTES for size in filled)
    cut = replace(newest[0], text=cut_to_bytes(newest[0].text, MAX_CARD_CORRECTIONS_BYTES))
    return newest[:count] or (cut,)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list, between two cards.

    It holds what readers know anyway, so there is nothing in it to forge: the list itself comes
    from the path.
    """

    placed_at: datetime
    article: str

    @classmethod
    def at(cls, card: Card) -> Self:
        """Return the place of this card."""
        return cls(card.placed_at, card.article)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a cursor as it stands in a page's address.

        Raises
        ------
        ValueError
            If it is not one.
        """
        moment, _, article = text.partition("~")
        if not ARTICLE_ID.fullmatch(article):
            raise ValueError("is not a place in a list")
        return cls(parse_moment(moment), article)

    def __str__(self) -> str:
        """Write it for a page's address."""
        return f"{write_moment(self.placed_at)}~{self.article}"


def cut_to_bytes(text: str, limit: int) -> str:
    """Cut a text to a limit in bytes of UTF-8, between words if possible, with an ellipsis."""
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    cut = encoded[: limit - len("…".encode())].decode(errors="ignore")
    at_word = cut.rsplit(" ", 1)[0]
    return f"{at_word if len(at_word) > len(cut) // 2 else cut}…"
