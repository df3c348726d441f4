import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from broadsheet.pages.response import Response

Get = Callable[..., Response]


def test_static_files_are_immutable(get: Get) -> None:
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', get("/").body)
    script = re.search(r'<script type="module" src="([^"]+)"', get("/").body)
    assert sheet
    assert script
    for path, kind in [(sheet[1], "text/css"), (script[1], "text/javascript")]:
        response = get(path)
        assert response.status == 200
        assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_icon_costs_no_request_and_is_there_for_who_asks(get: Get) -> None:
    icon = re.search(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)">', get("/").body)
    assert icon
    moved = get("/favicon.ico")
    assert moved.status == 301
    assert get(moved.headers["Location"]).body == unquote(html.unescape(icon[1]))
