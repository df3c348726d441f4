"""The newspaper: a request becomes a page."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from broadsheet.domain.head import Head, Status
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.lists import ALL, CORRECTIONS, author_list, section_list, tag_list
from broadsheet.domain.ports import Contents, Shelf
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import WithdrawnAs
from broadsheet.observability import logger
from broadsheet.pages import routes
from broadsheet.pages.assets import assets_by_path
from broadsheet.pages.composing import Composer
from broadsheet.pages.contexts import Context, FailurePage, MenuPage, NotFoundPage, WithdrawnPage
from broadsheet.pages.feed import compose_feed
from broadsheet.pages.histories import Histories, history_asked, history_path
from broadsheet.pages.places import Place
from broadsheet.pages.reading import Stretch, read_newest
from broadsheet.pages.rendering import render, render_once
from broadsheet.pages.response import (
    FOR_A_MINUTE,
    FOR_EVER,
    FOR_NO_TIME,
    HTML,
    METHODS,
    NOT_AT_ALL,
    PLAIN,
    RSS,
    Request,
    Response,
    answered,
    cache_until,
    document,
    redirect,
)
from broadsheet.site import Site

CARDS_A_PAGE = 20
LATEST_IN_ARTICLE = 5
LATEST_IN_MENU = 10
_ROBOTS = "User-agent: *\nDisallow:\n"

_NO_CARDS = Stretch(())

ListRoute = (
    routes.ToFront | routes.ToSection | routes.ToTag | routes.ToAuthor | routes.ToCorrections
)
# A tag or an author is there while it has articles; these are always.
MAY_BE_EMPTY = routes.ToFront | routes.ToSection | routes.ToCorrections


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
        self._site = site
        self._shelf = shelf
        self._contents = contents
        self._composer = Composer(site)
        self._histories = Histories(site, contents)
        # The second call of a page's first round. Another request's may still be under way, of
        # a page that turned out not to need it.
        self._beside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="beside")

    def page(self, request: Request, now: datetime) -> Response:
        """Answer a request as of a moment. Whatever fails becomes a page that says so."""
        if request.method not in METHODS:
            return _method_not_allowed()
        try:
            response = self._respond(request, now)
        except Exception as error:  # noqa: BLE001 - a failure of any kind has its page
            logger.exception("the page failed", path=request.path)
            response = self._failure(error, now)
        return answered(request, response)

    def _respond(self, request: Request, now: datetime) -> Response:
        route = routes.route_of(request.path, self._site)
        match route:
            case routes.ToArticle():
                asked = history_asked(request.query) if self._site.history else None
                if asked is not None:
                    return self._history(route, asked, now)
                return self._article(route, now)
            case routes.ToMenu():
                return self._menu(now)
            case routes.ToFeed():
                return self._feed(now)
        if isinstance(route, ListRoute):
            return self._list(route, request.query, now)
        return self._fixed(route) or self._not_found(self._shelf.header(), now)

    @staticmethod
    def _fixed(route: routes.Route) -> Response | None:
        """Answer what needs no call."""
        match route:
            case routes.ToRobots():
                return document(200, _ROBOTS, PLAIN, FOR_A_MINUTE)
            case routes.ToAsset(path) if path in assets_by_path():
                item = assets_by_path()[path]
                return document(200, item.body, item.content_type, FOR_EVER)
            case routes.Moved(path):
                return redirect(301, path)
        return None

    # An article

    def _article(self, route: routes.ToArticle, now: datetime) -> Response:
        reading: Future[Stretch] | None = None
        if self._site.section(route.section):
            reading = self._beside.submit(
                read_newest, self._shelf, section_list(route.section), now, LATEST_IN_ARTICLE + 1
            )
        head, facts = self._shelf.article_and_header(route.key)
        if head is None:
            return self._not_found(facts, now)
        response = self._article_as_it_stands(route, head, facts, reading, now)
        return replace(response, correlation_id=head.correlation_id)

    def _article_as_it_stands(
        self,
        route: routes.ToArticle,
        head: Head,
        facts: HeaderFacts,
        reading: Future[Stretch] | None,
        now: datetime,
    ) -> Response:
        status, withdrawal = head.status(now), head.withdrawal
        if withdrawal and withdrawal.withdrawn_as is WithdrawnAs.GONE:
            page = WithdrawnPage(self._composer.furniture(facts, now), withdrawal.reason)
            return document(410, render(page), HTML, FOR_A_MINUTE)
        if status is not Status.PUBLISHED or head.path is None or head.content is None:
            return self._not_found(facts, now)
        if route.path != head.path:
            return redirect(301, head.path)
        try:
            content = self._contents.content(head.content)
        except Exception as error:  # noqa: BLE001 - as above, and the log names the article
            logger.exception(
                "the content of a published article cannot be read",
                article=head.article,
                content=head.content,
                correlation_id=head.correlation_id,
            )
            return self._failure(error, now)
        stretch = reading.result() if reading else _NO_CARDS
        latest = [card for card in stretch.cards if card.article != head.article]
        furniture = self._composer.furniture(facts, now, path=head.path, section=content.section)
        composed = self._composer.article(furniture, head, content, latest[:LATEST_IN_ARTICLE], now)
        return document(200, render_once(composed), HTML, cache_until(stretch.next_due, now))

    def _history(self, route: routes.ToArticle, asked: str, now: datetime) -> Response:
        """Answer with the history of a published article; of any other there is none."""
        head, facts = self._shelf.article_and_header(route.key)
        if head is None or head.path is None or head.status(now) is not Status.PUBLISHED:
            return self._not_found(facts, now)
        if route.path != head.path:
            return redirect(301, history_path(head.path, asked))
        entries = self._histories.entries(head, now)
        furniture = self._composer.furniture(facts, now)
        page = self._histories.page(furniture, head, entries, asked)
        response = self._not_found(facts, now)
        if page:
            response = document(200, render(page), HTML, FOR_A_MINUTE)
        return replace(response, correlation_id=head.correlation_id)

    # Lists

    def _list(self, route: ListRoute, query: str, now: datetime) -> Response:
        reading_facts = self._beside.submit(self._shelf.header)
        list_name, path = _list_of(route)
        try:
            place = Place.of_query(query)
        except ValueError:
            return self._not_found(reading_facts.result(), now)
        stretch = place.read(self._shelf, list_name, now, CARDS_A_PAGE)
        if stretch is None:
            return redirect(302, path, FOR_NO_TIME)
        facts = reading_facts.result()
        may_be_empty = place.is_top and isinstance(route, MAY_BE_EMPTY)
        if not stretch.cards and not may_be_empty:
            return self._not_found(facts, now)
        page = self._composed_list(route, f"{path}{place}", stretch, facts, now)
        return document(200, render_once(page), HTML, cache_until(stretch.next_due, now))

    def _composed_list(
        self, route: ListRoute, address: str, stretch: Stretch, facts: HeaderFacts, now: datetime
    ) -> Context:
        composer = self._composer
        section = route.slug if isinstance(route, routes.ToSection) else None
        furniture = composer.furniture(facts, now, path=address, section=section)
        match route:
            case routes.ToFront():
                return composer.front(furniture, stretch, now)
            case routes.ToSection(slug):
                return composer.section(furniture, slug, stretch, now)
            case routes.ToTag():
                return composer.named_list(furniture, "Tag", _list_of(route)[1], stretch, now)
            case routes.ToAuthor():
                return composer.named_list(furniture, "Author", _list_of(route)[1], stretch, now)
            case routes.ToCorrections():
                return composer.corrections(furniture, stretch, now)

    def _newest_and_header(self, now: datetime, limit: int) -> tuple[Stretch, HeaderFacts]:
        facts = self._beside.submit(self._shelf.header)
        return read_newest(self._shelf, ALL, now, limit), facts.result()

    def _menu(self, now: datetime) -> Response:
        stretch, facts = self._newest_and_header(now, LATEST_IN_MENU)
        furniture = self._composer.furniture(facts, now, path="/menu/")
        page = MenuPage(furniture, self._composer.cards(stretch.cards, now))
        return document(200, render_once(page), HTML, cache_until(stretch.next_due, now))

    def _feed(self, now: datetime) -> Response:
        stretch, facts = self._newest_and_header(now, CARDS_A_PAGE)
        feed = compose_feed(self._site, facts.site_url, stretch.cards)
        return document(200, render_once(feed), RSS, cache_until(stretch.next_due, now))

    # What is said where there is no page

    def _not_found(self, facts: HeaderFacts, now: datetime) -> Response:
        """Answer 404: one answer, whatever the reason, so that it tells nothing of a schedule.

        What is missing now may be due at any moment, and a bound of its own would tell when.
        """
        page = NotFoundPage(self._composer.furniture(facts, now))
        return document(404, render_once(page), HTML, FOR_NO_TIME)

    def _failure(self, error: Exception, now: datetime) -> Response:
        page = FailurePage(self._composer.furniture(HeaderFacts(), now))
        if isinstance(error, StoreUnavailable):
            response = document(503, render(page), HTML, NOT_AT_ALL)
            return replace(response, headers={**response.headers, "Retry-After": "2"})
        return document(500, render(page), HTML, NOT_AT_ALL)


def _list_of(route: ListRoute) -> tuple[str, str]:
    """Give the list behind a route, and the path of its first page."""
    match route:
        case routes.ToFront():
            return ALL, "/"
        case routes.ToSection(slug):
            return section_list(slug), f"/{slug}/"
        case routes.ToTag(slug):
            return tag_list(slug), f"/tags/{slug}/"
        case routes.ToAuthor(slug):
            return author_list(slug), f"/authors/{slug}/"
        case routes.ToCorrections():
            return CORRECTIONS, "/corrections/"


def _method_not_allowed() -> Response:
    headers = {"Allow": ", ".join(METHODS), "Content-Type": PLAIN, "Cache-Control": NOT_AT_ALL}
    return Response(405, headers, "Pages are read here: use GET or HEAD.\n")
