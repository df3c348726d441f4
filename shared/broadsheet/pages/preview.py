"""Previews: an article's page as it would be, for the desk, at the API's address."""

from dataclasses import replace
from datetime import datetime

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head
from broadsheet.domain.ports import Shelf
from broadsheet.pages.addresses import Address
from broadsheet.pages.article import compose_article
from broadsheet.pages.furniture import compose_furniture
from broadsheet.pages.house_style import HouseStyle, Issue
from broadsheet.pages.onward import read_onward
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
        self._style = HouseStyle(site)

    def page(self, head: Head, content: Content, now: datetime) -> Response:
        """Answer with an article's page as readers would see it.

        Parameters
        ----------
        head, content
            Of the revision to show, whatever readers see now.
        now
            The moment to show it at; the date of an article that has none yet.
        """
        _, facts = self._shelf.article_and_header(head.key)
        onward = read_onward(self._shelf, head, content, now)
        issue = Issue(self._style, facts, now)
        furniture = replace(
            compose_furniture(issue, section=content.section),
            base=f"{self._site_url}{Address.FRONT.path()}",
        )
        page = compose_article(issue, furniture, head, content, onward)
        return Response(200, _headers(self._site_url), render(page))


def _headers(site_url: str) -> dict[str, str]:
    """Return the headers that CloudFront adds to the site's pages, and those that keep caches out.

    Search engines are kept out too.
    """
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
