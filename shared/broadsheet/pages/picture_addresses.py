"""Addresses of pictures: their renditions, and what stands for an article where it is shared.

Neither has a page: the distribution takes renditions from the bucket, and asks the function
``sharing`` for the others.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from broadsheet.domain.identity import ARTICLE_KEY
from broadsheet.domain.keys import content_digest, rendition_key

CROPS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "1200x630.jpg": (1200, 630),
        "1200x1200.jpg": (1200, 1200),
        "1200x900.jpg": (1200, 900),
        "1200x675.jpg": (1200, 675),
    }
)
"""Crops of an article's lead around its subject, in pixels. Open Graph takes the first; the others
are those that Google wants, 1:1, 4:3 and 16:9:
https://developers.google.com/search/docs/appearance/structured-data/article"""
PREVIEW = "1200x630.jpg"
FOR_SEARCH = ("1200x1200.jpg", "1200x900.jpg", "1200x675.jpg")
DRAWN_CARD = "card.png"
"""Drawn, for an article that has no picture; as large as the crop for Open Graph."""
_SHARING = "/sharing/"
_SHARED = re.compile(
    rf"{_SHARING}({ARTICLE_KEY.pattern})/([0-9a-f]{{12}})"
    rf"/({'|'.join(map(re.escape, (*CROPS, DRAWN_CARD)))})",
    re.ASCII,
)


class SharingTarget(NamedTuple):
    """What an address of sharing asks for.

    Attributes
    ----------
    key
        Of the article.
    digest
        Of the content that it was asked of; another stands for another picture.
    name
        One of ``CROPS``, or ``DRAWN_CARD``.
    """

    key: str
    digest: str
    name: str


def rendition_path(token: str, width: int, extension: str) -> str:
    """Build the path of a rendition of the picture with this token."""
    return f"/{rendition_key(token, f'{width}.{extension}')}"


def sharing_path(key: str, content_key: str | None, name: str) -> str | None:
    """Build the path of what stands for an article where it is shared.

    Parameters
    ----------
    key
        Of the article.
    content_key
        Of the content that it shows.
    name
        One of ``CROPS``, or ``DRAWN_CARD``.

    Returns
    -------
    str or None
        Nothing where the content's key holds no digest.
    """
    digest = content_digest(content_key) if content_key else None
    return f"{_SHARING}{key}/{digest}/{name}" if digest else None


def parse_sharing_path(path: str) -> SharingTarget | None:
    """Read a path of :func:`sharing_path`; nothing where it is none."""
    match = _SHARED.fullmatch(path)
    return SharingTarget(*match.groups()) if match else None
