"""Files: what is served as it stands, the same for every reader and at any moment."""

from dataclasses import replace
from datetime import datetime

from broadsheet.pages import errors
from broadsheet.pages.addresses import RequestTarget
from broadsheet.pages.assets import ICON, TOUCH_ICON, Asset, asset, asset_at
from broadsheet.pages.press import Press
from broadsheet.pages.response import (
    FOR_A_MINUTE,
    FOR_EVER,
    PLAIN,
    Response,
    document,
    redirect,
)
from broadsheet.pages.sitemaps import sitemap_lines

# A preview at the desk stands in a frame of no origin, and faces are asked for by origin (CSS Fonts
# Level 4, section 4.8.2).
_FOR_EVERY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
_ROBOTS = "User-agent: *\nDisallow:\n"


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with a stylesheet, a script, the display face or an icon."""
    item = asset_at(target.path)
    if item is None:
        return errors.not_found(press.issue(press.shelf.header(), now))
    response = document(200, item.body, item.content_type, FOR_EVER)
    headers = {**response.headers, **_FOR_EVERY_ORIGIN} if _is_face(item) else response.headers
    return replace(response, headers=headers, in_base64=item.in_base64)


def _is_face(item: Asset) -> bool:
    return item.content_type.startswith("font/")


def answer_icon(_press: Press, _target: RequestTarget, _now: datetime) -> Response:
    """Redirect to the icon those who ask for it without having read a page."""
    return redirect(301, asset(ICON).path)


def answer_touch_icon(_press: Press, _target: RequestTarget, _now: datetime) -> Response:
    """Redirect to the icon in pixels the telephones that ask for it without having read a page."""
    return redirect(301, asset(TOUCH_ICON).path)


def answer_robots(press: Press, _target: RequestTarget, _now: datetime) -> Response:
    """Answer with what crawlers may read, which is everything, and where the sitemaps are."""
    site_url = press.shelf.header().site_url
    sitemaps = f"\n{sitemap_lines(site_url)}" if site_url else ""  # which are absolute
    return document(200, f"{_ROBOTS}{sitemaps}", PLAIN, FOR_A_MINUTE)
