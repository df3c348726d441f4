"""The article: what a newsroom writes, in whichever format it came."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BodyFormat(StrEnum):
    """How the text of a body is to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Prominence(StrEnum):
    """What place an article asks for on the front page and its section's."""

    LEAD = "lead"
    NORMAL = "normal"
    BRIEF = "brief"


class Hold(StrEnum):
    """An article that waits for a word, with no time set."""

    HOLD = "hold"


class Release(StrEnum):
    """An article that is to be published when it is received, by the paper's own clock."""

    NOW = "now"


@dataclass(frozen=True, slots=True)
class Source:
    """Whom the story comes from."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture as an article shows it.

    Attributes
    ----------
    picture
        Its id.
    alt
        What it shows, for those who do not see it; empty where it only decorates.
    caption, credit
        What stands below it; or nothing.
    focus
        Where its subject is: parts of its width and its height, from the left and from the top,
        each from 0 to 1. Nothing for the middle.
    """

    picture: str
    alt: str
    caption: str | None = None
    credit: str | None = None
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its writers submitted it.

    Attributes
    ----------
    headline
        1 to 300 characters, one line.
    section
        Slug of a section in the site's settings.
    body, body_format
        The text as submitted and how to read it; nothing is sanitised yet.
    standfirst
        At most 600 characters, or nothing.
    byline
        1 to 10 names.
    source
        Whom the story comes from, where it is not the paper's own.
    tags
        At most 20, as the readers see them; no two that differ in case or white space only.
    language
        BCP 47.
    slug
        The readable part of the path.
    publish_at
        When it is to be published; ``Hold`` for not yet; ``Release`` for the time of receipt;
        nothing for "as it was", which on a first revision is the time of receipt too.
    correction
        What this revision corrects, for the readers.
    label
        What kind of story it is, in at most 30 characters, such as Opinion or Live; or nothing.
    prominence
        Whether it is to lead, or is a brief.
    translation_of
        Id of the article that it is a translation of, if it is one; nobody has checked that there
        is such an article.
    illustrations
        At most 30 pictures, the lead first, no picture twice.
    """

    headline: str
    section: str
    body: str
    body_format: BodyFormat
    standfirst: str | None
    byline: tuple[str, ...]
    source: Source | None
    tags: tuple[str, ...]
    language: str
    slug: str
    publish_at: datetime | Hold | Release | None = None
    correction: str | None = None
    label: str | None = None
    prominence: Prominence = Prominence.NORMAL
    translation_of: str | None = None
    illustrations: tuple[Illustration, ...] = ()

    def moment_at(self, received_at: datetime) -> datetime | Hold | None:
        """Return the moment of publication, if the article was received at this one."""
        return received_at if isinstance(self.publish_at, Release) else self.publish_at
