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
    assert '<a class="opener" href="/">CLOSE</a>' in body
    assert re.search(r'<a class="x" href="/"[^>]*>X</a>', body)
    assert '<li><a href="/culture/">Culture</a></li>' in body
    assert f'<a href="{path}">' in body
