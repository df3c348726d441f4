import hashlib
import re
from base64 import b64decode
from pathlib import Path

import pytest

from broadsheet.pages import assets
from broadsheet.pages.assets import (
    DISPLAY_FACE,
    FILES,
    ICON,
    SCRIPT,
    STYLESHEET,
    asset,
    asset_at,
)

STATIC = Path(assets.__file__).parent / "static"


def test_a_path_holds_the_digest_of_what_is_there() -> None:
    for name in FILES:
        item = asset(name)
        assert asset_at(item.path) == item
        assert hashlib.sha256(item.body.encode()).hexdigest()[:10] in item.path


def test_nothing_is_at_another_path() -> None:
    path = asset(ICON).path
    for other in (
        path.replace("icon.", "icon.0"),
        "/static/icon.svg",
        "/static/paper.py",
        "/static/",
    ):
        assert asset_at(other) is None


def test_the_stylesheet_is_small_and_asks_nobody_for_anything() -> None:
    sheet = asset(STYLESHEET).body
    assert len(sheet.encode()) <= 21_100
    assert "@import" not in sheet
    assert re.findall(r"url\(([^)]*)\)", sheet) == [asset(DISPLAY_FACE).path]


def test_the_script_is_small_and_makes_no_markup_of_strings() -> None:
    script = asset(SCRIPT).body
    assert len((STATIC / SCRIPT).read_bytes()) <= 5_800
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|https?:", script
    )


def test_only_what_authors_read_is_left_out() -> None:
    for name in (STYLESHEET, SCRIPT):
        served, written = asset(name).body, (STATIC / name).read_text("utf-8")
        written = written.replace(DISPLAY_FACE, asset(DISPLAY_FACE).path)
        bare = re.sub(r"/\*.*?\*/|(^|\s)// .*", "", written, flags=re.MULTILINE)
        assert len(served) < len(bare)
        if name == STYLESHEET:
            # Where a declaration or a block ends, a last semicolon says nothing more.
            served, bare = served.replace(";}", "}"), re.sub(r";\s*\}", "}", bare)
        assert re.sub(r"\s", "", served) == re.sub(r"\s", "", bare)


def test_no_string_of_the_script_is_changed() -> None:
    written = (STATIC / SCRIPT).read_text("utf-8")
    strings = re.findall(r'"[^"\n]*"|`[^`\n]*`', re.sub(r"(^|\s)//\s.*", "", written))
    assert len(strings) > 20
    assert [text for text in strings if text not in asset(SCRIPT).body] == []


def test_each_file_says_what_it_is() -> None:
    assert asset(STYLESHEET).content_type == "text/css; charset=utf-8"
    assert asset(SCRIPT).content_type == "text/javascript; charset=utf-8"
    assert asset(ICON).content_type == "image/svg+xml"
    assert asset(DISPLAY_FACE).content_type == "font/woff2"


def test_a_built_layer_has_the_face_and_casts_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / DISPLAY_FACE).write_bytes(b"cast when the layer was built")
    monkeypatch.setattr(assets, "_FOLDER", tmp_path)
    found = asset.__wrapped__(DISPLAY_FACE)
    assert b64decode(found.body) == b"cast when the layer was built"
