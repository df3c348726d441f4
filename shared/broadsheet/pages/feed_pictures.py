"""The picture of an article in a feed, by Media RSS (https://www.rssboard.org/media-rss)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from broadsheet.domain.content import Content
from broadsheet.pages.pictures_elsewhere import picture_address, picture_size
from broadsheet.pages.xml_elements import element, text_element

MEDIA_NAMESPACE: Mapping[str, str] = MappingProxyType(
    {"xmlns:media": "http://search.yahoo.com/mrss/"}
)


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """The lead of an article in a feed: a JPEG.

    Attributes
    ----------
    address
        Absolute.
    width, height
        In pixels.
    alt, credit
        What it shows, and whose it is; the second may not be known.
    """

    address: str
    width: int
    height: int
    alt: str
    credit: str | None


def lead_in_feed(content: Content, site_url: str) -> FeedPicture | None:
    """Return the lead of an article, if it has one."""
    for lead in content.pictures[:1]:
        address, size = picture_address(lead, site_url), picture_size(lead)
        return FeedPicture(address, *size, lead.alt, lead.credit)
    return None


def write_media(picture: FeedPicture) -> str:
    """Write a picture as an element of RSS or Atom, in whose feed the namespace is named."""
    attributes = {
        "url": picture.address,
        "type": "image/jpeg",
        "medium": "image",
        "width": str(picture.width),
        "height": str(picture.height),
    }
    about = []
    if picture.alt:
        about.append(text_element("media:description", picture.alt, {"type": "plain"}))
    if picture.credit:
        about.append(text_element("media:credit", picture.credit))
    return element("media:content", about, attributes)
