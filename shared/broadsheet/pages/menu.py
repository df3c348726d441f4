"""The menu: every section, and the newest of the paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from broadsheet.pages.addresses import RequestTarget
from broadsheet.pages.cards import CardView, compose_cards
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.parts import PageContext
from broadsheet.pages.press import Press
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import HTML, Response, cache_until, document

_LATEST = 10


@dataclass(frozen=True, slots=True)
class MenuPage(PageContext):
    """The menu.

    Attributes
    ----------
    furniture
        What stands around the page; its sections are the menu.
    latest
        The newest of the paper.
    """

    template: ClassVar[str] = "menu.html"

    furniture: Furniture
    latest: tuple[CardView, ...]


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the menu."""
    newest, issue = press.newest(now, _LATEST)
    furniture = compose_furniture(issue, path=target.path)
    page = MenuPage(furniture, compose_cards(issue, newest.cards))
    return document(200, render_once(page), HTML, cache_until(newest.next_due, now))
