"""Content: what an article's page shows, derived once per revision and never changed after."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any, Self

from broadsheet.domain.article import Prominence
from broadsheet.domain.keys import content_key
from broadsheet.domain.picture import ShownPicture


@dataclass(frozen=True, slots=True)
class DerivedObject:
    """Something derived from the log, as it is stored.

    Attributes
    ----------
    kind
        ``content`` or ``history``.
    key
        Holds the digest of the bytes, so that what stands at a key never changes.
    body
        The bytes.
    """

    kind: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A tag or an author: the words readers see and the slug of its list."""

    label: str
    slug: str


@dataclass(frozen=True, slots=True)
class SourceCredit:
    """Whom the story comes from, as the page credits it."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A correction with its moment, as ``write_moment`` writes it."""

    at: str
    text: str


def picture_mark(index: int) -> str:
    """Return the mark in a body where one of its article's pictures stands, by its index.

    A comment, which no body has once it is clean: so nobody else can have written it.
    """
    return f"<!--picture {index}-->"


PICTURE_MARK = re.compile(r"<!--picture (\d{1,2})-->")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows of an article.

    Attributes
    ----------
    article, revision
        What it was derived from.
    section
        Its section's slug.
    headline, standfirst, language
        As submitted.
    body_html
        Sanitised; safe to put into a page as it is.
    byline, tags
        With the slugs of their lists.
    source
        Whom to credit, if anybody.
    corrections
        The oldest first.
    modified_at
        When this revision was received, as ``write_moment`` writes it.
    label, prominence
        As submitted.
    pictures
        Those that readers may see, the lead first. Others stand in the body at their marks,
        ``picture_mark(index)``; those without a mark follow it as a gallery.
    """

    article: str
    revision: str
    section: str
    headline: str
    standfirst: str | None
    language: str
    body_html: str
    byline: tuple[Link, ...]
    tags: tuple[Link, ...]
    source: SourceCredit | None
    corrections: tuple[CorrectionNote, ...]
    modified_at: str
    label: str | None = None
    prominence: Prominence = Prominence.NORMAL
    pictures: tuple[ShownPicture, ...] = ()

    def as_object(self) -> DerivedObject:
        """Return the content as it is stored, at its key."""
        body = self.to_json()
        return DerivedObject("content", content_key(self.article, self.revision, body), body)

    def to_json(self) -> bytes:
        """Write the content as it is stored: the same bytes for the same content."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_json(cls, stored: bytes) -> Self:
        """Read content that :meth:`to_json` wrote."""
        document: dict[str, Any] = json.loads(stored)
        source = document.pop("source")
        prominence = Prominence(document.pop("prominence", Prominence.NORMAL))
        return cls(
            byline=tuple(Link(**link) for link in document.pop("byline")),
            tags=tuple(Link(**link) for link in document.pop("tags")),
            source=source and SourceCredit(**source),
            corrections=tuple(CorrectionNote(**note) for note in document.pop("corrections")),
            prominence=prominence,
            pictures=tuple(_picture(each) for each in document.pop("pictures", ())),
            **document,
        )


def _picture(document: dict[str, Any]) -> ShownPicture:
    focus = document["focus"]
    shape = {"widths": tuple(document["widths"]), "focus": focus and tuple(focus)}
    return ShownPicture(**document | shape)
