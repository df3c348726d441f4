"""Previews: a page of the site that is whole at another host, and that says nothing to machines."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from broadsheet.domain.identity import article_key
from broadsheet.pages.preview import Previews
from broadsheet.pages.response import Response
from broadsheet.site import Site
from tests.unit.pages.conftest import SITE_URL, MemoryPaper, content_at


@pytest.fixture
def preview(site: Site, paper: MemoryPaper, now: datetime) -> Callable[[str], str]:
    def show(article: str) -> str:
        head = paper.heads[article_key(article)]
        content = paper.kept[content_at(article)]
        return Previews(site, paper, SITE_URL).page(head, content, now).body

    return show


def main_of(page: str) -> str:
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    assert found
    return found[0]


def test_a_preview_shows_the_page_that_readers_will_get(
    paper: MemoryPaper, get: Callable[..., Response], preview: Callable[[str], str]
) -> None:
    paper.publish("older", headline="An older story")
    path = paper.publish("bridge", tags=("Bridges",))
    shown = preview("bridge")
    assert main_of(shown) == main_of(get(path).body)
    assert "An older story" in shown


def test_what_has_no_date_yet_is_shown_as_of_now(
    paper: MemoryPaper, preview: Callable[[str], str], now: datetime
) -> None:
    paper.publish("bridge")
    head = paper.heads[article_key("bridge")]
    published = preview("bridge")
    paper.heads[head.key] = replace(head, publish_at=None)
    assert preview("bridge") == published
    assert now == head.publish_at


def test_links_and_styles_are_the_sites_and_scripts_and_anchors_stay_out(
    paper: MemoryPaper, get: Callable[..., Response], preview: Callable[[str], str]
) -> None:
    path = paper.publish("bridge")
    shown, page = preview("bridge"), get(path).body
    assert f'<base href="{SITE_URL}/">' in shown
    before, _, _ = shown.partition("<base ")
    assert "href=" not in before
    for of_the_site in ('type="module"', 'href="#', 'rel="canonical"'):
        assert of_the_site in page
        assert of_the_site not in shown
    assert "<base" not in page
