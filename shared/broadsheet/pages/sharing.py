"""Sharing: an article's address to hand on, by mail or as it is. No third party is asked."""

from dataclasses import dataclass
from urllib.parse import quote

from broadsheet.pages.parts import PagePart


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
