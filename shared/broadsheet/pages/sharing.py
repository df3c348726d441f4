"""Sharing: an article's address to hand on, by mail or as it is, and the image that goes with it.

No third party is asked.
"""

from dataclasses import dataclass
from urllib.parse import quote

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.pages.parts import PagePart
from broadsheet.pages.picture_addresses import (
    CROPS,
    DRAWN_CARD,
    FOR_SEARCH,
    PREVIEW,
    sharing_path,
)
from broadsheet.pages.structured_data import absolute


@dataclass(frozen=True, slots=True)
class ShareLinks(PagePart):
    """How readers hand an article on.

    Attributes
    ----------
    address
        Of the article, absolute.
    mail
        An address that begins a mail with it (RFC 6068).
    """

    address: str
    mail: str


def share_links(site_url: str | None, path: str | None, headline: str) -> ShareLinks | None:
    """Return how an article is handed on; nothing where its address is not known."""
    if not site_url or not path:
        return None
    address = f"{site_url}{path}"
    subject, body = quote(headline, safe=""), quote(address, safe="")
    return ShareLinks(address, f"mailto:?subject={subject}&body={body}")


@dataclass(frozen=True, slots=True)
class SharingImage(PagePart):
    """What stands for an article where its address is shown, as Open Graph has it.

    Attributes
    ----------
    address
        Absolute.
    width, height
        In pixels.
    alt
        What it shows.
    """

    address: str
    width: int
    height: int
    alt: str


def sharing_image(canonical: str | None, head: Head, content: Content) -> SharingImage | None:
    """Return what stands for an article where it is shared.

    It is a crop of its lead, else a card that is drawn of its headline.

    Parameters
    ----------
    canonical
        The address of its page, absolute; while it is not known, nothing stands for it.
    head, content
        Of the article.
    """
    lead = next(iter(content.pictures), None)
    path = sharing_path(head.key, head.content, PREVIEW if lead else DRAWN_CARD)
    address = path and absolute(canonical, path)
    if not address:
        return None
    alt = lead.alt if lead and lead.alt else content.headline
    return SharingImage(address, *CROPS[PREVIEW], alt)


def images_for_search(head: Head, content: Content) -> tuple[str, ...]:
    """Return the paths of the crops that search engines want, of an article with a picture."""
    if not content.pictures:
        return ()
    paths = (sharing_path(head.key, head.content, name) for name in FOR_SEARCH)
    return tuple(filter(None, paths))
