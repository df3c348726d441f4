"""The desk's page: what editors write with, in the browser.

It holds no article: what it shows it asks the API for, signed by whoever has signed in. So anybody
may have the page, and it is made of the paper's settings and the desk's facts alone.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from markupsafe import Markup

from broadsheet.pages import errors
from broadsheet.pages.addresses import RequestTarget
from broadsheet.pages.assets import DESK_SCRIPT, DESK_STYLESHEET, asset
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.parts import PageContext
from broadsheet.pages.press import Press
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import FOR_A_MINUTE, HTML, Response, document
from broadsheet.pages.structured_data import json_in_script
from broadsheet.site import Site


@dataclass(frozen=True, slots=True)
class DeskPage(PageContext):
    """The desk's page.

    Attributes
    ----------
    furniture
        The paper's name, language and icon; nothing else of it stands around this page.
    facts
        What the script has to know, as JSON.
    desk_stylesheet, desk_script
        Paths of the two files that it is made of.
    """

    template: ClassVar[str] = "desk.html"

    furniture: Furniture
    facts: Markup
    desk_stylesheet: str
    desk_script: str


def answer(press: Press, _target: RequestTarget, now: datetime) -> Response:
    """Answer with the desk's page; there is none before a deploy has told its facts."""
    desk = press.shelf.desk_facts()
    issue = press.issue(press.shelf.header(), now)
    if desk is None:
        return errors.not_found(issue)
    facts = json_in_script({"desk": asdict(desk), "site": _site_facts(press.style.site)})
    script, stylesheet = asset(DESK_SCRIPT).path, asset(DESK_STYLESHEET).path
    page = DeskPage(compose_furniture(issue), facts, stylesheet, script)
    return document(200, render_once(page), HTML, FOR_A_MINUTE)


def _site_facts(site: Site) -> dict[str, Any]:
    """Give the settings that an editor chooses from."""
    return {
        "title": site.title,
        "language": site.language,
        "languages": site.languages or (site.language,),
        "time_zone": site.time_zone,
        "city": site.weather.city,
        "sections": [{"slug": each.slug, "name": each.name} for each in site.sections],
        "opinion_labels": site.opinion_labels,
        "authors": [author.name for author in site.authors],
        "newsroom": site.newsroom,
    }
