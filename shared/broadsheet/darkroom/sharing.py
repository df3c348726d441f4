"""Sharing pictures: what stands for an article where somebody shows it elsewhere.

A crop of its lead around the focal point, or a card drawn of its headline. It is made when it is
asked for, so that none is there before the article is public; the edge keeps it as long as a page.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head, Status
from broadsheet.domain.keys import content_digest, rendition_key
from broadsheet.domain.ports import Contents, Shelf
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.observability import logger
from broadsheet.pages.picture_addresses import CROPS, DRAWN_CARD, parse_sharing_path
from broadsheet.pages.response import (
    FOR_A_MINUTE,
    FOR_NO_TIME,
    METHODS,
    NOT_AT_ALL,
    PLAIN,
    Request,
    Response,
    not_modified_or,
)
from broadsheet.pages.scripts import direction_of
from broadsheet.site import Site

_ETAG_LENGTH = 32


@dataclass(frozen=True, slots=True)
class SharingPictures:
    """Answers requests for sharing pictures.

    Attributes
    ----------
    site
        The paper's own facts.
    shelf, contents
        Where its articles are.
    read
        Reads the rendition at a key; KeyError if there is none.
    """

    site: Site
    shelf: Shelf
    contents: Contents
    read: Callable[[str], bytes]

    def answer(self, request: Request, now: datetime) -> Response:
        """Answer a request as of a moment."""
        if request.method not in METHODS:
            allow = {"Allow": ", ".join(METHODS)}
            return _plain(405, "Pictures are only read: use GET or HEAD.\n", NOT_AT_ALL, allow)
        try:
            response = self._picture(request.path, now)
        except StoreUnavailable:
            logger.exception("the sharing picture failed", path=request.path)
            return _plain(503, "Try again in a moment.\n", NOT_AT_ALL, {"Retry-After": "2"})
        except Exception:  # noqa: BLE001 - a failure of any kind has its answer
            logger.exception("the sharing picture failed", path=request.path)
            return _plain(500, "The picture could not be made.\n", NOT_AT_ALL)
        return not_modified_or(request, response)

    def _picture(self, path: str, now: datetime) -> Response:
        asked = parse_sharing_path(path)
        head = self.shelf.heads_of([asked.key]).get(asked.key) if asked else None
        if asked is None or head is None or not _shows(head, asked.digest, now):
            return _not_found()
        body = self._made(self.contents.content(head.content or ""), asked.name)
        if body is None:
            return _not_found()
        kind = "image/png" if asked.name == DRAWN_CARD else "image/jpeg"
        return replace(_file(body, kind), correlation_id=head.correlation_id)

    def _made(self, content: Content, name: str) -> bytes | None:
        """Make the picture of this name, if the article has one."""
        if (name == DRAWN_CARD) is bool(content.pictures):
            return None
        if name == DRAWN_CARD:
            return self._card(content)
        lead = content.pictures[0]
        try:
            rendition = self.read(rendition_key(lead.token, f"{max(lead.widths)}.jpg"))
        except KeyError:  # taken down; index has not come to the article yet
            return None
        from broadsheet.darkroom.crops import crop  # noqa: PLC0415 - a 404 waits for no Pillow

        return crop(rendition, CROPS[name], lead.focus)

    def _card(self, content: Content) -> bytes:
        from broadsheet.darkroom.sharing_card import draw_card  # noqa: PLC0415 - as above

        section = self.site.section(content.section)
        return draw_card(
            content.headline,
            self.site.title,
            section.name_in(content.language) if section else None,
            content.language,
            direction_of(content.language),
        )


def _shows(head: Head, digest: str, now: datetime) -> bool:
    """Whether an article is public, and with the content that the address was made for."""
    stands = content_digest(head.content) if head.content else None
    return head.status(now) is Status.PUBLISHED and stands == digest


def _file(body: bytes, content_type: str) -> Response:
    etag = hashlib.sha256(body).hexdigest()[:_ETAG_LENGTH]
    headers = {
        "Content-Type": content_type,
        "Cache-Control": FOR_A_MINUTE,
        "ETag": f'"{etag}"',
    }
    return Response(200, headers, base64.b64encode(body).decode(), in_base64=True)


def _not_found() -> Response:
    """Answer 404: one answer, whatever the reason, so that it tells nothing of a schedule."""
    return _plain(404, "There is no such picture.\n", FOR_NO_TIME)


def _plain(
    status: int, text: str, cache_control: str, further: dict[str, str] | None = None
) -> Response:
    headers = {"Content-Type": PLAIN, "Cache-Control": cache_control} | (further or {})
    return Response(status, headers, text)
