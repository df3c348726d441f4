"""The newspaper: a request becomes a page."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from broadsheet.domain.ports import Contents, Shelf
from broadsheet.observability import logger
from broadsheet.pages import article, errors, lists
from broadsheet.pages.addresses import FEED_OF, Address, Moved, RequestTarget, find_target
from broadsheet.pages.press import Press
from broadsheet.pages.response import (
    METHODS,
    Request,
    Response,
    check_size,
    not_modified_or,
    redirect,
)
from broadsheet.site import Site

Answer = Callable[[Press, RequestTarget, datetime], Response]


def _late(module: str, answer: str = "answer") -> Answer:
    """Return the answer of a module that is imported at its first page; few starts need it."""

    def answer_late(press: Press, target: RequestTarget, now: datetime) -> Response:
        response: Response = getattr(import_module(module), answer)(press, target, now)
        return response

    return answer_late


PAGES: dict[Address, Answer] = {
    Address.ARTICLE: article.answer,
    Address.ALTERNATE: _late("broadsheet.pages.alternate"),
    Address.HISTORY: _late("broadsheet.pages.history"),
    Address.MENU: _late("broadsheet.pages.menu"),
    Address.DESK: _late("broadsheet.pages.desk_page"),
    Address.OWN_PAGE: _late("broadsheet.pages.own_page"),
    Address.ARCHIVE: _late("broadsheet.pages.archive"),
    Address.ARCHIVE_MONTH: _late("broadsheet.pages.archive", "answer_month"),
    Address.ARCHIVE_DAY: _late("broadsheet.pages.archive_day"),
    Address.SITEMAP_INDEX: _late("broadsheet.pages.sitemaps", "answer_index"),
    Address.SITEMAP_OF_PAGES: _late("broadsheet.pages.sitemaps", "answer_pages"),
    Address.SITEMAP_OF_NEWS: _late("broadsheet.pages.sitemaps", "answer_news"),
    Address.SITEMAP_OF_MONTH: _late("broadsheet.pages.sitemaps", "answer_month"),
    Address.ROBOTS: _late("broadsheet.pages.files", "answer_robots"),
    Address.ICON: _late("broadsheet.pages.files", "answer_icon"),
    Address.TOUCH_ICON: _late("broadsheet.pages.files", "answer_touch_icon"),
    Address.MANIFEST: _late("broadsheet.pages.manifest"),
    Address.SECURITY: _late("broadsheet.pages.well_known", "answer_security"),
    Address.ADS: _late("broadsheet.pages.well_known", "answer_ads"),
    Address.LLMS: _late("broadsheet.pages.well_known", "answer_llms"),
    Address.FILE: _late("broadsheet.pages.files"),
    **{kind.address: lists.answer for kind in lists.KINDS},
    **dict.fromkeys(FEED_OF.values(), _late("broadsheet.pages.feed")),
}
"""What answers at each kind of address."""


class Newspaper:
    """The paper as readers get it.

    Parameters
    ----------
    site
        Its own facts.
    shelf, contents
        Where its articles are.
    """

    def __init__(self, site: Site, shelf: Shelf, contents: Contents) -> None:
        self._press = Press(site, shelf, contents)

    def page(self, request: Request, now: datetime) -> Response:
        """Answer a request as of a moment. Whatever fails becomes a page that says so."""
        if request.method not in METHODS:
            return errors.method_not_allowed()
        try:
            response = self._answer(request, now)
            check_size(response)
        except Exception as error:  # noqa: BLE001 - a failure of any kind has its page
            logger.exception("the page failed", path=request.path)
            response = errors.failure(self._press.style, error, now)
        return not_modified_or(request, response)

    def _answer(self, request: Request, now: datetime) -> Response:
        press = self._press
        target = find_target(request.path, request.query, press.style.site)
        match target:
            case RequestTarget(address):
                return PAGES[address](press, target, now)
            case Moved(path):
                return redirect(301, path)
        return errors.not_found(press.issue(press.shelf.header(), now))
