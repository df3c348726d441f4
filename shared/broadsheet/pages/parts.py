"""What templates may see: the bases of contexts and of their parts, and the smallest parts.

A template sees its context as ``page``, and nothing else. Every text in it is plain and is escaped
where it is put into the page, but for what is ``Markup``. A test holds each template to its
context: it uses no attribute that is not in the context's class, and every one that is.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from broadsheet.pages.furniture import Furniture


class PagePart:
    """What a template may see: each kind is a documented dataclass."""

    __slots__ = ()


class PageContext(PagePart):
    """What one template is given, which the class names as ``template``: furniture, and its own."""

    __slots__ = ()

    template: ClassVar[str]
    furniture: "Furniture"


@dataclass(frozen=True, slots=True)
class Stamp(PagePart):
    """A point in time.

    Attributes
    ----------
    iso
        For ``<time datetime>``: ISO 8601 in the site's time zone.
    text
        As readers write it.
    """

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class NameLink(PagePart):
    """What is named by a link to its page: a section, a tag, an author, an article.

    Attributes
    ----------
    label
        Its name.
    path
        Of its page.
    """

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Label(PagePart):
    """What kind of story an article is.

    Attributes
    ----------
    text
        As the article says it, in its language.
    is_opinion
        Whether that means an opinion.
    """

    text: str
    is_opinion: bool


@dataclass(frozen=True, slots=True)
class Run(PagePart):
    """Some words of a text between two revisions.

    Attributes
    ----------
    text
        The words, with single spaces.
    change
        ``added`` or ``removed``; nothing for what stayed.
    """

    text: str
    change: str | None


@dataclass(frozen=True, slots=True)
class MarkedText(PagePart):
    """A paragraph of two revisions at once.

    Attributes
    ----------
    runs
        In the order of reading; none where neither has any text.
    """

    runs: tuple[Run, ...]
