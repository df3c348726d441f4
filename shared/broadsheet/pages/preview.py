"""Previews: an article's page as it would be, for the desk, at the API's address."""

from dataclasses import replace
from datetime import datetime

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.domain.lists import section_list
from broadsheet.domain.ports import Shelf
from broadsheet.pages.composing import Composer
from broadsheet.pages.newspaper import LATEST_IN_ARTICLE
from broadsheet.pages.reading import read_newest
from broadsheet.pages.rendering import render
from broadsheet.pages.response import HTML, Response
from broadsheet.site import Site


class Previews:
    """The pages of articles as they would be.

    Parameters
    ----------
    site, shelf
        The paper, for what stands around an article.
    site_url
        Scheme and host of the readers' site, which links lead to and styles come from.
    """

    def __init__(self, site: Site, shelf: Shelf, site_url: str) -> None:
        self._shelf = shelf
        self._site_url = site_url
        self._composer = Composer(site)

    def page(self, head: Head, content: Content, now: datetime) -> Response:
        """Show an article as readers would see it.

        Parameters
        ----------
        head, content
            Of the revision to show, whatever readers see now.
        now
            The moment to show it at; the date of an article that has none yet.
        """
        _, facts = self._shelf.article_and_header(head.key)
        section = section_list(content.section)
        cards = read_newest(self._shelf, section, now, LATEST_IN_ARTICLE + 1).cards
        latest = [card for card in cards if card.article != head.article]
        furniture = replace(
            self._composer.furniture(facts, now, section=content.section), base=self._site_url
        )
        page = self._composer.article(furniture, head, content, latest[:LATEST_IN_ARTICLE], now)
        return Response(200, _headers(self._site_url), render(page))


def _headers(site_url: str) -> dict[str, str]:
    """Say what CloudFront says for the site's pages, and that nobody keeps or finds this one."""
    policy = (
        f"default-src 'none'; style-src {site_url}; img-src {site_url} data:; "
        f"base-uri {site_url}; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Type": HTML,
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
