"""Pictures: what the paper knows of one, folded from the records of its log.

A picture is a file that a newsroom sent. Its exact bytes are its original, which readers never get;
what they get are its renditions, made from it, at an address that tells nothing of it.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

PICTURE_ID = re.compile(r"[a-z2-7]{26}", re.ASCII)
"""The start of the base32 of the SHA-256 of its bytes: 130 bits."""
TOKEN = re.compile(r"[a-z2-7]{26}", re.ASCII)
"""At least 128 random bits: what the addresses of a picture's renditions have in common."""
MAX_PICTURE_BYTES = 40 * 1024 * 1024
PICTURE_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/avif",
    "image/tiff",
    "image/heic",
    "image/heif",
)
"""What may be sent. SVG is a program, and no picture."""
WIDTHS = (320, 640, 960, 1280, 1920, 2560)
"""Pixels that renditions are wide, where the original is as wide."""
RENDITION_TYPES: Mapping[str, str] = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
}
"""By the end of a rendition's name, the best first."""


def picture_id(digest: str) -> str:
    """Return the id of the picture whose bytes have this SHA-256, in hexadecimal."""
    return base64.b32encode(bytes.fromhex(digest)).decode().lower()[:26]


def height_at(width: int, full_width: int, full_height: int) -> int:
    """Return the height, at least one pixel, of a picture of this size at another width."""
    return max(1, round(full_height * width / full_width))


class PictureStage(StrEnum):
    """Where a picture stands."""

    PROCESSING = "processing"
    """It was announced; its file has not come, or is being worked at."""
    READY = "ready"
    REFUSED = "refused"
    TAKEN_DOWN = "taken-down"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What was said of a picture before its bytes came.

    Attributes
    ----------
    digest
        SHA-256 of the bytes, in hexadecimal.
    size
        In bytes.
    content_type
        One of ``PICTURE_TYPES``.
    filename
        As the newsroom calls it; for the desk only.
    """

    digest: str
    size: int
    content_type: str
    filename: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a file itself says of its picture (IPTC Photo Metadata, XMP, EXIF), for the desk.

    Attributes
    ----------
    caption, credit, copyright
        As written there.
    taken_at
        As written there; ISO 8601 where it can be read.
    """

    caption: str | None = None
    credit: str | None = None
    copyright: str | None = None
    taken_at: str | None = None


@dataclass(frozen=True, slots=True)
class Development:
    """What came of a picture.

    Attributes
    ----------
    width, height
        Pixels of the original as it is seen, once it is turned.
    widths
        Of its renditions, in pixels, the narrowest first; at least one.
    colour
        ``#rrggbb``: stands for it while it loads.
    suggestions
        What the file says of it.
    notes
        What is not shown as it was sent, each in a sentence.
    """

    width: int
    height: int
    widths: tuple[int, ...]
    colour: str
    suggestions: Suggestions = Suggestions()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture that is ready: what came of it, and the token of its public addresses."""

    token: str
    development: Development


@dataclass(frozen=True, slots=True)
class Takedown:
    """The taking down of a picture, wherever it is shown."""

    at: datetime
    contributor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class PictureUse:
    """That an article shows a picture, or did until it was withdrawn.

    Attributes
    ----------
    picture, article
        Their ids.
    is_withdrawn
        Whether the article was withdrawn, and its pictures with it.
    """

    picture: str
    article: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class PictureState:
    """What the records of a picture come to.

    Attributes
    ----------
    picture
        Its id.
    recorded
        The highest number among its records.
    announced_at, contributor
        When and by whom it was first announced.
    announcement, announced
        What was said of it last, and the number of that record; nothing of an erased one.
    made
        What came of it, once it is ready.
    refusal
        Why it cannot be used, if it was refused.
    takedown
        Set while it is taken down.
    is_erased
        Whether nothing is left of it but tombstones.
    """

    picture: str
    recorded: int
    announced_at: datetime
    contributor: str
    announcement: Announcement | None
    announced: int = 0
    made: MadePicture | None = None
    refusal: str | None = None
    takedown: Takedown | None = None
    is_erased: bool = False

    @property
    def stage(self) -> PictureStage:
        """Where it stands."""
        if self.is_erased:
            return PictureStage.ERASED
        if self.takedown:
            return PictureStage.TAKEN_DOWN
        if self.made:
            return PictureStage.READY
        return PictureStage.REFUSED if self.refusal else PictureStage.PROCESSING

    @property
    def shown(self) -> MadePicture | None:
        """What readers may see of it; nothing while it is not ready, or taken down."""
        return self.made if self.stage is PictureStage.READY else None

    def renditions_stand(self, uses: Iterable[PictureUse]) -> bool:
        """Whether its renditions are to stand, with these articles showing it.

        Those of a picture that only withdrawn articles show do not, but for articles that were
        withdrawn without their pictures, which are no use of it.
        """
        known = tuple(uses)
        only_withdrawn = bool(known) and all(use.is_withdrawn for use in known)
        return self.shown is not None and not only_withdrawn


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as a page shows it: nothing in it tells its id, its digest or its file's name.

    Attributes
    ----------
    token
        Of its public addresses.
    width, height
        Pixels of the original.
    widths
        Of its renditions.
    colour
        Stands for it while it loads.
    alt
        What it shows, for those who do not see it; empty where it only decorates.
    caption, credit
        What stands below it.
    focus
        Where its subject is: parts of its width and its height, from the left and from the top.
    """

    token: str
    width: int
    height: int
    widths: tuple[int, ...]
    colour: str
    alt: str
    caption: str | None = None
    credit: str | None = None
    focus: tuple[float, float] | None = None

    @classmethod
    def of(
        cls,
        made: MadePicture,
        *,
        alt: str,
        caption: str | None = None,
        credit: str | None = None,
        focus: tuple[float, float] | None = None,
    ) -> Self:
        """Return a picture that is ready with what an article says of it."""
        seen = made.development
        return cls(
            made.token,
            seen.width,
            seen.height,
            seen.widths,
            seen.colour,
            alt,
            caption,
            credit,
            focus,
        )

    def height_at(self, width: int) -> int:
        """Return the height in pixels of a rendition of this width."""
        return height_at(width, self.width, self.height)
