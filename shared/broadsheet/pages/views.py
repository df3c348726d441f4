"""Views: the parts that the contexts of pages are made of, as readers see them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
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
class NameLink:
    """A section, a tag or an author.

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
class SourceLink:
    """Whom a story comes from.

    Attributes
    ----------
    name
        As the paper credits it.
    url
        An ``http`` or ``https`` address, if one is known.
    """

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was put right in a story.

    Attributes
    ----------
    on
        The day of the correction.
    text
        What it says.
    """

    on: Stamp
    text: str


@dataclass(frozen=True, slots=True)
class CardView:
    """An article in a list.

    Attributes
    ----------
    path
        Of its page.
    headline, standfirst
        Perhaps cut; the second is not in every story.
    language, direction
        Of these two: BCP 47, and ``ltr`` or ``rtl``.
    section
        Name of its section; nothing where the page itself is that section's.
    published
        The time if it was today, else the day.
    """

    path: str
    headline: str
    standfirst: str | None
    language: str
    direction: str
    section: str | None
    published: Stamp


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision in the history of its article.

    Attributes
    ----------
    name
        As the article's log names it: ``desk-2``.
    headline
        As it was then.
    language, direction
        Of the headline: BCP 47, and ``ltr`` or ``rtl``.
    public_from, public_until
        When readers could see it; until now where the second is nothing.
    correction
        What it put right, where it told readers so.
    changes, since
        Where its difference from the one before, and from the newest, is told; nothing where it is
        itself the first or the newest.
    """

    name: str
    headline: str
    language: str
    direction: str
    public_from: Stamp
    public_until: Stamp | None
    correction: str | None
    changes: str | None
    since: str | None


@dataclass(frozen=True, slots=True)
class Run:
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
class MarkedText:
    """A paragraph of two revisions at once.

    Attributes
    ----------
    runs
        In the order of reading; none where neither has any text.
    """

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """The ways on from a page of a list.

    Attributes
    ----------
    newer, older
        Paths with their query; nothing at the ends of the list.
    """

    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around every page.

    Attributes
    ----------
    paper, about
        The title of the site and what it says of itself.
    language, direction
        The site's own: BCP 47, and ``ltr`` or ``rtl``.
    temperature
        In whole degrees Celsius; nothing when none is known that is fresh.
    city
        Where the temperature is measured.
    today
        The day, in the site's time zone.
    sections
        In the order of the menu.
    section
        Path of the section that the page belongs to, if any.
    canonical
        The page's one address, absolute; nothing where the site's address is not known yet, or
        where the page has none, as an error has.
    stylesheet, script
        Paths of the files.
    icon
        An address that holds it.
    base
        Scheme and host of the site for a page that is shown at another host, where it has no
        scripts; nothing on the site itself.
    """

    paper: str
    about: str
    language: str
    direction: str
    temperature: str | None
    city: str
    today: Stamp
    sections: tuple[NameLink, ...]
    section: str | None
    canonical: str | None
    stylesheet: str
    script: str
    icon: str
    base: str | None = None
