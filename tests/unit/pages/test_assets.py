import hashlib

from broadsheet.pages.assets import ICON, STYLESHEET, asset, assets_by_path


def test_a_path_holds_the_digest_of_what_is_there() -> None:
    for path, item in assets_by_path().items():
        assert path == item.path
        assert hashlib.sha256(item.body.encode()).hexdigest()[:10] in path


def test_the_stylesheet_is_small_and_asks_nobody_for_anything() -> None:
    sheet = asset(STYLESHEET).body
    assert len(sheet.encode()) < 13_000
    assert "@import" not in sheet
    assert "url(" not in sheet


def test_each_file_says_what_it_is() -> None:
    assert asset(STYLESHEET).content_type == "text/css; charset=utf-8"
    assert asset(ICON).content_type == "image/svg+xml"
