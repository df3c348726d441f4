"""The desk's page: what it is told, and that nothing in the settings can break out of it."""

import json
import re
from dataclasses import asdict, replace
from typing import Any

from broadsheet.pages.assets import DESK_SCRIPT, DESK_STYLESHEET, STYLESHEET, asset
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request
from broadsheet.site import Site
from broadsheet.site_file import load_site
from tests.desk.desk_facts import desk_facts
from tests.unit.pages.conftest import NOW, MemoryPaper

FACTS = desk_facts("https://paper.example")


def desk_page(paper: MemoryPaper, site: Site) -> str:
    answered = Newspaper(site, paper, paper).page(Request("GET", "/desk/"), NOW)
    assert answered.status == 200
    return answered.body


def told(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_it_is_told_where_everything_is_and_what_can_be_chosen() -> None:
    site = load_site()
    page = desk_page(MemoryPaper(desk=FACTS), site)

    assert told(page)["desk"] == asdict(FACTS)
    assert told(page)["site"]["title"] == site.title
    assert told(page)["site"]["sections"][0] == {"slug": "news", "name": "News"}
    assert told(page)["site"]["time_zone"] == "Asia/Nicosia"
    assert site.authors[0].name in told(page)["site"]["authors"]


def test_a_setting_cannot_end_the_script_that_holds_it() -> None:
    title = "</script><script>alert(1)</script><!--"
    page = desk_page(MemoryPaper(desk=FACTS), replace(load_site(), title=title))

    assert told(page)["site"]["title"] == title
    assert "<script>alert" not in page


def test_it_loads_its_own_files_and_the_readers_pages_load_none_of_them() -> None:
    paper = MemoryPaper(desk=FACTS)
    page = desk_page(paper, load_site())
    front = Newspaper(load_site(), paper, paper).page(Request("GET", "/"), NOW).body

    assert asset(DESK_SCRIPT).path in page
    assert asset(DESK_STYLESHEET).path in page
    assert asset(STYLESHEET).path not in page
    assert "/desk" not in front
    assert "static/desk" not in front


def test_before_a_deploy_has_told_its_facts_there_is_none() -> None:
    paper = MemoryPaper()
    answered = Newspaper(load_site(), paper, paper).page(Request("GET", "/desk/"), NOW)

    assert answered.status == 404
