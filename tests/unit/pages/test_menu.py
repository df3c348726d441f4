import re
from collections.abc import Callable

from broadsheet.pages.response import Response
from tests.unit.pages.conftest import MemoryPaper

Get = Callable[..., Response]


def test_the_menu_has_the_sections_the_latest_and_two_ways_out(
    paper: MemoryPaper, get: Get
) -> None:
    path = paper.publish()
    body = get("/menu/").body
    assert '<a class="opener" href="/" data-other="Menu">CLOSE</a>' in body
    assert re.search(r'<a class="x" href="/"[^>]*>X</a>', body)
    assert '<li><a href="/culture/">Culture</a></li>' in body
    assert f'<a href="{path}">' in body


def test_the_menu_has_all_that_is_no_story_after_the_sections(get: Get) -> None:
    menu = get("/menu/").body.partition('<div class="contents">')[2].partition("<section")[0]
    assert re.findall(r'href="([^"]+)"', menu) == [
        "/", "/news/", "/politics/", "/economy/", "/world/", "/culture/", "/sport/",
        "/corrections/", "/archive/",
        "/about/", "/contact/", "/imprint/", "/corrections-policy/", "/privacy/",
        "/feeds/latest.xml", "/feeds/latest.atom", "/feeds/latest.json",
    ]  # fmt: skip
