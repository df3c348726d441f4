"""Pictures away from the site's pages: in feeds, sitemaps, and an article's other formats.

Whoever reads those knows no base, so every address is absolute; and most take JPEG alone.
"""

import html
import re
from collections.abc import Callable

from broadsheet.domain.content import PICTURE_MARK, Content
from broadsheet.domain.picture import ShownPicture
from broadsheet.pages.picture_addresses import rendition_path
from broadsheet.pages.pictures import gallery_of, marked, usual_width

WIDE_ENOUGH = 1280
"""Pixels: of the rendition that others show; the widest that is no wider."""


def picture_address(shown: ShownPicture, site_url: str) -> str:
    """Return the absolute address of a picture for others to show."""
    return f"{site_url}{rendition_path(shown.token, usual_width(shown, WIDE_ENOUGH), 'jpg')}"


def picture_size(shown: ShownPicture) -> tuple[int, int]:
    """Return the width and the height in pixels of what stands at that address."""
    width = usual_width(shown, WIDE_ENOUGH)
    return width, shown.height_at(width)


def picture_facts(shown: ShownPicture, site_url: str) -> dict[str, str | int | None]:
    """Return what programs are told of a picture: nothing of its id, its file or its digest."""
    width, height = picture_size(shown)
    return {
        "url": picture_address(shown, site_url),
        "width": width,
        "height": height,
        "alt": shown.alt,
        "caption": shown.caption,
        "credit": shown.credit,
    }


def with_pictures(
    content: Content, write: Callable[[ShownPicture], str], *, lead_and_gallery: bool = True
) -> str:
    """Return a body with its pictures written in it, each at its mark.

    Parameters
    ----------
    content
        Of the article.
    write
        Writes a picture as HTML.
    lead_and_gallery
        Whether the lead stands before it and the others that have no mark after it.
    """
    pictures, in_body = content.pictures, marked(content)

    def at_mark(mark: re.Match[str]) -> str:
        return write(pictures[int(mark[1])]) if int(mark[1]) in in_body else ""

    body = PICTURE_MARK.sub(at_mark, content.body_html)
    if not lead_and_gallery:
        return body
    after = (write(pictures[index]) for index in gallery_of(content))
    return "".join([*map(write, pictures[:1]), body, *after])


def plain_figure(shown: ShownPicture, site_url: str) -> str:
    """Write a picture as a figure that stands anywhere."""
    width, height = picture_size(shown)
    image = (
        f'<img src="{html.escape(picture_address(shown, site_url))}" width="{width}" '
        f'height="{height}" alt="{html.escape(shown.alt)}">'
    )
    said = html.escape(_joined(". ", shown.caption, shown.credit), quote=False)
    return f"<figure>{image}{f'<figcaption>{said}</figcaption>' if said else ''}</figure>"


def told_figure(shown: ShownPicture, label: str) -> str:
    """Write a paragraph that tells of a picture, after a label; nothing of one that only decorates.

    It is ``[Picture: what it shows — its caption — its credit]``.
    """
    said = _joined(" \N{EM DASH} ", shown.alt, shown.caption, shown.credit)
    return f"<p>[{html.escape(f'{label} {said}', quote=False)}]</p>" if said else ""


def _joined(between: str, *texts: str | None) -> str:
    known = [text.rstrip(".") if between.startswith(".") else text for text in texts if text]
    return between.join(known)
