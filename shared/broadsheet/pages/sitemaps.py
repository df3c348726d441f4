"""Sitemaps: what search engines are told of (https://www.sitemaps.org/protocol.html).

The index leads to a sitemap of the paper's own pages, to one of the news of the last two days, and
to one for each month, in UTC. None has what is not due.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from broadsheet.domain.lists import ALL, Card
from broadsheet.observability import logger
from broadsheet.pages import errors
from broadsheet.pages.addresses import Address, RequestTarget
from broadsheet.pages.house_style import Issue
from broadsheet.pages.paper_life import month_after, months_back, read_oldest
from broadsheet.pages.pictures_elsewhere import picture_address
from broadsheet.pages.press import Press
from broadsheet.pages.reading import A_MOMENT, read_span
from broadsheet.pages.response import FOR_A_MINUTE, XML, Response, cache_until, document
from broadsheet.pages.xml_elements import DECLARATION, element, text_element

MAX_NEWS = 1_000
NEWS_FOR = timedelta(days=2)
"""Google takes no more and no older:
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""
MAX_OF_A_MONTH = 10_000
"""Articles. The address of one takes at most some 250 bytes, and that of its picture some 150, so
they come to 4 of the 6 MB that Lambda answers. The protocol allows 50,000."""
_NAMESPACE = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_NEWS_NAMESPACE = {"xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
_IMAGE_NAMESPACE = {"xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1"}
"""https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps"""
_CHINESE = {"hans": "zh-cn", "cn": "zh-cn", "sg": "zh-cn", "hant": "zh-tw", "tw": "zh-tw"} | {
    "hk": "zh-tw",
    "mo": "zh-tw",
}


def answer_index(press: Press, _target: RequestTarget, now: datetime) -> Response:
    """Answer with the index: the sitemaps, the months from the newest to the oldest."""
    facts = press.shelf.ask_header()
    oldest = read_oldest(press.shelf, now)
    issue = press.issue(facts(), now)
    paths = [
        Address.SITEMAP_OF_PAGES.path(),
        Address.SITEMAP_OF_NEWS.path(),
        *(
            Address.SITEMAP_OF_MONTH.path(f"{month:%Y-%m}")
            for month in months_back(oldest, now, UTC)
        ),
    ]
    sitemaps = (element("sitemap", [_location(issue, path)]) for path in paths)
    body = DECLARATION + element("sitemapindex", sitemaps, _NAMESPACE)
    return document(200, body, XML, FOR_A_MINUTE)


def answer_pages(press: Press, _target: RequestTarget, now: datetime) -> Response:
    """Answer with the sitemap of the front page, the sections and the paper's other pages."""
    issue = press.issue(press.shelf.header(), now)
    links = (*issue.style.sections, *issue.style.own_pages, *issue.style.authors)
    lists = (Address.FRONT, Address.CORRECTIONS, Address.ARCHIVE)
    paths = [*(address.path() for address in lists), *(link.path for link in links)]
    return document(200, _of_paths(issue, paths), XML, FOR_A_MINUTE)


def answer_month(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the sitemap of a month, its newest articles first.

    A month within the paper's life in which nothing stands has the front page, since a sitemap has
    at least one address; other months have no sitemap.
    """
    start = datetime.strptime(target.values[0], "%Y-%m").replace(tzinfo=UTC)
    before = min(month_after(start), now + A_MOMENT)
    newest, issue = press.newest(now, 1)
    cards = read_span(press.shelf, ALL, start, before, MAX_OF_A_MONTH)
    if not cards and (
        start > now or start not in months_back(read_oldest(press.shelf, now), now, UTC)
    ):
        return errors.not_found(issue)
    if len(cards) == MAX_OF_A_MONTH:
        logger.warning("a month has more articles than its sitemap", month=target.values[0])
    urls = [element("url", [_location(issue, card.path), *_image(issue, card)]) for card in cards]
    urls = urls or [element("url", [_location(issue, Address.FRONT.path())])]
    body = DECLARATION + element("urlset", urls, _NAMESPACE | _IMAGE_NAMESPACE)
    return document(200, body, XML, cache_until(newest.next_due, now))


def answer_news(press: Press, _target: RequestTarget, now: datetime) -> Response:
    """Answer with the sitemap of the news; with the front page where there are none."""
    newest, issue = press.newest(now, 1)
    cards = read_span(press.shelf, ALL, now - NEWS_FOR, now + A_MOMENT, MAX_NEWS)
    urls = [element("url", _news(issue, card)) for card in cards]
    urls = urls or [element("url", [_location(issue, Address.FRONT.path())])]
    namespaces = _NAMESPACE | _NEWS_NAMESPACE | _IMAGE_NAMESPACE
    body = DECLARATION + element("urlset", urls, namespaces)
    return document(200, body, XML, cache_until(newest.next_due, now))


def sitemap_lines(site_url: str) -> str:
    """Write the lines of ``robots.txt`` that name the sitemaps; the months are in the index."""
    paths = (Address.SITEMAP_INDEX.path(), Address.SITEMAP_OF_NEWS.path())
    return "".join(f"Sitemap: {site_url}{path}\n" for path in paths)


def _of_paths(issue: Issue, paths: Iterable[str]) -> str:
    urls = (element("url", [_location(issue, path)]) for path in paths)
    return DECLARATION + element("urlset", urls, _NAMESPACE)


def _location(issue: Issue, path: str) -> str:
    return text_element("loc", f"{issue.facts.site_url}{path}")


def _news(issue: Issue, card: Card) -> Iterator[str]:
    published = card.placed_at.astimezone(UTC).isoformat(timespec="seconds")
    publication = [
        text_element("news:name", issue.style.site.title),
        text_element("news:language", _news_language(card.language)),
    ]
    yield _location(issue, card.path)
    yield element(
        "news:news",
        [
            element("news:publication", publication),
            text_element("news:publication_date", published),
            text_element("news:title", card.headline),
        ],
    )
    yield from _image(issue, card)


def _image(issue: Issue, card: Card) -> Iterator[str]:
    """Name the lead of an article, if it has one."""
    if card.picture:
        address = picture_address(card.picture, issue.facts.site_url)
        yield element("image:image", [text_element("image:loc", address)])


def _news_language(language: str) -> str:
    """Return a language as Google News takes it: ISO 639 alone, but for the two of Chinese."""
    name, *subtags = language.lower().split("-")
    if name != "zh":
        return name
    return next((_CHINESE[subtag] for subtag in subtags if subtag in _CHINESE), "zh-cn")
