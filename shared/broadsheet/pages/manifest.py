"""The web manifest: how a phone keeps the paper (https://www.w3.org/TR/appmanifest/)."""

import json
from datetime import datetime

from broadsheet.pages.addresses import Address, RequestTarget
from broadsheet.pages.assets import ICON, TOUCH_ICON, asset
from broadsheet.pages.press import Press
from broadsheet.pages.response import FOR_A_MINUTE, MANIFEST, Response, document
from broadsheet.pages.scripts import direction_of

_PAPER_COLOUR = "#fcfcfa"


def answer(press: Press, _target: RequestTarget, _now: datetime) -> Response:
    """Answer with the manifest. Its paths are the site's own, so it needs no address."""
    site = press.style.site
    icons = [(asset(ICON), "any"), (asset(TOUCH_ICON), "180x180")]
    manifest = {
        "name": site.title,
        "short_name": site.title,
        "description": site.description,
        "lang": site.language,
        "dir": direction_of(site.language),
        "id": Address.FRONT.path(),
        "start_url": Address.FRONT.path(),
        "display": "minimal-ui",
        "background_color": _PAPER_COLOUR,
        "theme_color": _PAPER_COLOUR,
        "icons": [
            {"src": icon.path, "sizes": sizes, "type": icon.content_type} for icon, sizes in icons
        ],
    }
    return document(200, json.dumps(manifest, ensure_ascii=False), MANIFEST, FOR_A_MINUTE)
