"""A page of the site's own, such as its imprint."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from markupsafe import Markup

from broadsheet.pages.addresses import RequestTarget
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.own_texts import own_texts
from broadsheet.pages.parts import PageContext
from broadsheet.pages.press import Press
from broadsheet.pages.rendering import render_once
from broadsheet.pages.response import FOR_A_MINUTE, HTML, Response, document


@dataclass(frozen=True, slots=True)
class OwnPage(PageContext):
    """A page of the site's own.

    Attributes
    ----------
    furniture
        What stands around the page.
    name
        Of the page.
    about
        What it begins with, for search engines.
    body
        Sanitised HTML, in the site's language.
    """

    template: ClassVar[str] = "own_page.html"

    furniture: Furniture
    name: str
    about: str
    body: Markup


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with a page of the site's own; an address is one only where the settings name it."""
    (slug,) = target.values
    text = next(text for text in own_texts(press.style.site) if text.slug == slug)
    furniture = compose_furniture(press.issue(press.shelf.header(), now), path=target.path)
    body = Markup(text.body_html)  # noqa: S704 - sanitised when it was read
    page = OwnPage(furniture, text.name, text.about, body)
    return document(200, render_once(page), HTML, FOR_A_MINUTE)
