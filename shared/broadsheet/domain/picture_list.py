"""The list of pictures, as the index has it for the desk, and the form that takes one in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.picture import PictureStage


@dataclass(frozen=True, slots=True)
class ListedPicture:
    """What the list of pictures shows of one; a moment behind its log.

    Attributes
    ----------
    picture, announced_at
        Which one, and when it was first announced, where it stands in the list.
    stage
        Where it stands.
    filename
        As the newsroom calls it; nothing of an erased one.
    width, height
        Pixels of the original as it is seen, once it is ready.
    token
        Of its public addresses, once it is ready.
    narrowest
        The width of its narrowest rendition, in pixels, once it is ready.
    """

    picture: str
    announced_at: datetime
    stage: PictureStage
    filename: str | None = None
    width: int | None = None
    height: int | None = None
    token: str | None = None
    narrowest: int | None = None


@dataclass(frozen=True, slots=True)
class UploadForm:
    """A form that S3 takes one file by, of one size and type, for some minutes.

    Attributes
    ----------
    url, fields
        Where it is sent as ``multipart/form-data``, and what stands in it before the ``file``.
    expires_at
        Until when.
    """

    url: str
    fields: Mapping[str, str]
    expires_at: datetime
