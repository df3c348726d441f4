import html
import json
import re
import struct
from base64 import b64decode
from collections.abc import Callable
from urllib.parse import unquote

from broadsheet.pages.assets import STYLESHEET, asset
from broadsheet.pages.function_url import write_response
from broadsheet.pages.response import Response

Get = Callable[..., Response]


def test_static_files_are_immutable(get: Get) -> None:
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', get("/").body)
    script = re.search(r'<script type="module" src="([^"]+)"', get("/").body)
    assert sheet
    assert script
    face = re.search(
        r'<link rel="preload" as="font" [^>]*crossorigin href="([^"]+)"', get("/").body
    )
    assert face
    for path, kind in [
        (sheet[1], "text/css; charset=utf-8"),
        (script[1], "text/javascript; charset=utf-8"),
        (face[1], "font/woff2"),
    ]:
        response = get(path)
        assert response.status == 200
        assert response.headers["Content-Type"] == kind
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_icon_costs_no_request_and_is_there_for_who_asks(get: Get) -> None:
    icon = re.search(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)">', get("/").body)
    assert icon
    moved = get("/favicon.ico")
    assert moved.status == 301
    assert get(moved.headers["Location"]).body == unquote(html.unescape(icon[1]))


def test_a_telephone_gets_an_icon_in_pixels(get: Get) -> None:
    linked = re.search(r'<link rel="apple-touch-icon" href="([^"]+)">', get("/").body)
    assert linked
    moved = get("/apple-touch-icon.png")
    assert (moved.status, moved.headers["Location"]) == (301, linked[1])
    answer = write_response(get(linked[1]))
    assert answer["isBase64Encoded"] is True
    picture = b64decode(str(answer["body"]))
    assert get(linked[1]).headers["Content-Type"] == "image/png"
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (180, 180)


def test_the_face_is_bytes_at_the_path_that_the_stylesheet_names(get: Get) -> None:
    named = re.search(r'url\(([^)]+)\) ?format\("woff2"\)', asset(STYLESHEET).body)
    assert named
    assert f'type="font/woff2" crossorigin href="{named[1]}"' in get("/").body
    answer = write_response(get(named[1]))
    assert answer["isBase64Encoded"] is True
    assert b64decode(str(answer["body"]))[:4] == b"wOF2"


def test_the_manifest_names_the_paper_its_icons_and_its_colour(get: Get) -> None:
    linked = re.search(r'<link rel="manifest" href="([^"]+)">', get("/").body)
    assert linked
    answer = get(linked[1])
    assert answer.headers["Content-Type"] == "application/manifest+json"
    manifest = json.loads(answer.body)
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == ("The Broadsheet", "en", "ltr")
    assert get(manifest["start_url"]).status == 200
    colour = re.search(r"--paper: ?(#[0-9a-f]{6})", asset(STYLESHEET).body)
    assert colour
    assert manifest["theme_color"] == manifest["background_color"] == colour[1]
    for icon in manifest["icons"]:
        assert get(icon["src"]).headers["Content-Type"] == icon["type"]
