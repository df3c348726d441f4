"""The feeds: the newest of each list, in each format."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from broadsheet.domain.content import Content
from broadsheet.domain.head import Head, Status
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import ALL, CORRECTIONS, Card, gone_list, section_list
from broadsheet.domain.moments import parse_moment
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.pages import errors
from broadsheet.pages.addresses import FEED_OF, Address, RequestTarget, correction_address
from broadsheet.pages.article import dates_of
from broadsheet.pages.feed_formats import FORMATS, Feed, FeedEntry, GoneEntry
from broadsheet.pages.feed_pictures import lead_in_feed
from broadsheet.pages.house_style import Issue
from broadsheet.pages.lists import KINDS, ListKind
from broadsheet.pages.offered import FEEDS
from broadsheet.pages.pictures_elsewhere import plain_figure, with_pictures
from broadsheet.pages.press import Press
from broadsheet.pages.published import log_unreadable
from broadsheet.pages.reading import CardSlice, ask_newest, read_newest
from broadsheet.pages.response import Response, cache_until, document
from broadsheet.pages.scripts import direction_of

MAX_ENTRIES = 20
MAX_WHOLE_TEXT_BYTES = 1_000_000
"""Of all whole texts of a feed, in UTF-8. In the answer each byte takes at most four, where it is
a quotation mark in JSON in JSON; what is left of the 6 MB that Lambda answers is for the rest."""
_LINK_WITHIN_THE_SITE = re.compile(r'(<a (?:[^>]* )?href=")(?=([/#]))')
_KIND_AT = {FEED_OF[kind.address]: kind for kind in KINDS if kind.address in FEED_OF}
_WHOLE_LISTS: Mapping[Address, Callable[..., str]] = {
    Address.FRONT: lambda: ALL,
    Address.SECTION: section_list,
}
"""Lists that have the briefs too, which the pages of these have elsewhere."""


def answer(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with the feed of a list; where the list has no page, it has no feed."""
    *values, extension = target.values
    kind, form = _KIND_AT[target.address], FORMATS[extension]
    list_name = _WHOLE_LISTS.get(kind.address, kind.list_name)(*values)
    facts = press.shelf.ask_header()
    gone: Callable[[], CardSlice] = CardSlice
    if form.tells_what_is_gone and list_name != CORRECTIONS:
        of_gone = gone_list(list_name)
        gone = ask_newest(press.shelf, of_gone, now, MAX_ENTRIES)
    shown = read_newest(press.shelf, list_name, now, MAX_ENTRIES)
    issue, told_as_gone = press.issue(facts(), now), _gone(gone().cards)
    if not shown.cards and not kind.is_kept(issue.style, *values):
        return errors.not_found(issue)
    entries = _corrections if list_name == CORRECTIONS else _articles
    title, description = _named(kind, issue, values, shown.cards)
    feed = Feed(
        title=title,
        description=description,
        language=issue.style.site.language,
        newsroom=issue.style.site.newsroom,
        home=f"{issue.facts.site_url}{kind.address.path(*values)}",
        address=f"{issue.facts.site_url}{target.path}",
        entries=tuple(entries(press, issue, shown.cards)),
        gone=told_as_gone,
    )
    return document(
        200, form.write(feed), FEEDS[extension].content_type, cache_until(shown.next_due, now)
    )


def _named(
    kind: ListKind, issue: Issue, values: Sequence[str], cards: Sequence[Card]
) -> tuple[str, str]:
    """Return the title of a list's feed, and what it is."""
    site = issue.style.site
    if kind.address is Address.FRONT:
        return site.title, site.description
    if kind.address is Address.CORRECTIONS:
        name = issue.style.catalogue.gettext("Corrections")
    elif kind.address is Address.SECTION:
        name = issue.style.section_name(values[0])
    else:
        name = kind.known_name(issue.style, *values) or cards[0].name or values[0]
    return f"{name} \N{EN DASH} {site.title}", kind.describe(issue.style, name)


def _urn(article: str) -> str:
    return f"urn:broadsheet:article:{article}"


def _gone(cards: Sequence[Card]) -> tuple[GoneEntry, ...]:
    return tuple(GoneEntry(_urn(card.article), card.placed_at) for card in cards)


# Articles


def _articles(press: Press, issue: Issue, cards: Sequence[Card]) -> Iterator[FeedEntry]:
    """Read the articles of some cards: their heads in one call, then their contents."""
    heads = press.shelf.heads_of([article_key(card.article) for card in cards]) if cards else {}
    room = MAX_WHOLE_TEXT_BYTES
    for card in cards:
        read = _read(press, issue, heads, card)
        if read is None:  # withdrawn since its card was read
            continue
        head, content = read
        entry = _article(issue, card, head, content)
        size = len(entry.whole_text.encode()) if entry.whole_text else 0
        yield entry if size <= room else replace(entry, whole_text=None)
        room -= size if size <= room else 0


def _read(
    press: Press, issue: Issue, heads: Mapping[str, Head], card: Card
) -> tuple[Head, Content | None] | None:
    """Read an article that is public; without its content where that is damaged.

    A feed without one text is better than none; the log names the article, as its page does.
    """
    head = heads.get(article_key(card.article))
    if head is None or head.content is None or head.status(issue.now) is not Status.PUBLISHED:
        return None
    try:
        return head, press.contents.content(head.content)
    except StoreUnavailable:
        raise
    except Exception:  # noqa: BLE001 - any failure has its entry; the log names the article
        log_unreadable(head)
        return head, None


def _article(issue: Issue, card: Card, head: Head, content: Content | None) -> FeedEntry:
    address = f"{issue.facts.site_url}{head.path}"
    published, updated = dates_of(issue, head, content) if content else (card.placed_at, None)
    section = issue.style.section_name(card.section)
    return FeedEntry(
        urn=_urn(card.article),
        address=address,
        title=card.headline,
        language=card.language,
        summary=card.standfirst,
        whole_text=_whole_text(content, issue, address) if content else None,
        authors=tuple(author.label for author in content.byline) if content else (),
        categories=(section, *(tag.label for tag in content.tags)) if content else (section,),
        published=published,
        updated=updated or published,
        picture=lead_in_feed(content, issue.facts.site_url) if content else None,
    )


def _whole_text(content: Content, issue: Issue, address: str) -> str | None:
    """Return a body as it can stand away from its page, pictures and all.

    Nothing where it is longer than all may be.

    Links that lead to this site or into the article are made absolute; a text from right to left
    says so.
    """
    site_url = issue.facts.site_url
    body = with_pictures(content, lambda shown: plain_figure(shown, site_url))
    if len(body) > MAX_WHOLE_TEXT_BYTES:
        return None
    text = _LINK_WITHIN_THE_SITE.sub(
        lambda link: link[1] + (address if link[2] == "#" else site_url), body
    )
    return f'<div dir="rtl">{text}</div>' if direction_of(content.language) == "rtl" else text


# Corrections


def _corrections(_press: Press, issue: Issue, cards: Sequence[Card]) -> Iterator[FeedEntry]:
    """Make an entry of each correction on some cards, the newest first."""
    entries = [
        _correction(issue, card, card.corrections_in_all - older)
        for card in cards
        for older in range(len(card.corrections))
    ]
    newest_first = sorted(entries, key=lambda entry: entry.published, reverse=True)
    return islice(newest_first, MAX_ENTRIES)


def _correction(issue: Issue, card: Card, number: int) -> FeedEntry:
    """Make the entry of a correction; they are counted from the oldest, as in the article."""
    note = card.corrections[card.corrections_in_all - number]
    at = parse_moment(note.at)
    return FeedEntry(
        urn=f"{_urn(card.article)}:correction:{number}",
        address=f"{issue.facts.site_url}{correction_address(card.path, number)}",
        title=card.headline,
        language=card.language,
        summary=note.text,
        whole_text=f"<p>{html.escape(note.text, quote=False).replace(chr(10), '<br>')}</p>",
        authors=(issue.style.site.newsroom,),
        categories=(issue.style.section_name(card.section),),
        published=at,
        updated=at,
    )
