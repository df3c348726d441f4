"""The desk's lists: what is held, scheduled, published or withdrawn, and what has a fault."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from broadsheet.desk.documents import fault_document
from broadsheet.domain.head import Head
from broadsheet.domain.identity import ARTICLE_ID, article_key
from broadsheet.domain.lists import ALL, HELD, WITHDRAWN, Card, Cursor
from broadsheet.domain.moments import write_moment
from broadsheet.domain.ports import DeskIndex
from broadsheet.domain.problems import Fault, InvalidQuery

ARTICLES_A_PAGE = 20
STATUSES = ("held", "scheduled", "published", "withdrawn", "fault")
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)
_A_MOMENT = timedelta(microseconds=1)


def list_articles(
    index: DeskIndex, site_url: str, query: Mapping[str, str], now: datetime
) -> dict[str, object]:
    """Read a page of the list that a query asks for, as the API writes it.

    Parameters
    ----------
    index, site_url
        Where the lists are, and what the articles' paths are below.
    query
        ``status``, and for a page after the first the ``cursor`` that the page before gave.
    now
        What parts the scheduled from the published.

    Raises
    ------
    InvalidQuery
        If there is no such list, or no such place in it.
    """
    status, text = query.get("status", ""), query.get("cursor")
    if status not in STATUSES:
        raise InvalidQuery(
            "Say which articles to list, such as /articles?status=held.",
            faults=[Fault("?status", f"is one of {', '.join(STATUSES)}")],
        )
    if status == "fault":
        return _faults(index, text)
    cards = _cards(index, status, _place(text), now)
    shown = cards[:ARTICLES_A_PAGE]
    heads = index.heads_of([article_key(card.article) for card in shown])
    return {
        "articles": [
            _listed(card, status, site_url) | _stands(heads.get(article_key(card.article)))
            for card in shown
        ],
        "next": str(Cursor.at(shown[-1])) if len(cards) > len(shown) else None,
    }


def _cards(index: DeskIndex, status: str, place: Cursor | None, now: datetime) -> tuple[Card, ...]:
    """Read on from a place, one card more than is shown.

    A place on the other side of now, which time or a client may have brought there, counts as now:
    no list ever holds what is not of its status.
    """
    limit = ARTICLES_A_PAGE + 1
    match status:
        case "held" | "withdrawn":
            name = HELD if status == "held" else WITHDRAWN
            return index.cards_before(name, place or _END_OF_TIME, limit)
        case "published":
            before = place if place and place.placed_at <= now else now + _A_MOMENT
            return index.cards_before(ALL, before, limit)
    after = place if place and place.placed_at > now else Cursor(now + _A_MOMENT, "")
    return index.cards_after(ALL, after, _END_OF_TIME, limit)


def _faults(index: DeskIndex, text: str | None) -> dict[str, object]:
    if text is not None and not ARTICLE_ID.fullmatch(text):
        raise no_place()
    faults = index.faults_after(text or "", ARTICLES_A_PAGE + 1)
    shown = faults[:ARTICLES_A_PAGE]
    return {
        "articles": [
            {"id": article, "status": "fault", "fault": fault_document(fault)}
            for article, fault in shown
        ],
        "next": shown[-1][0] if len(faults) > len(shown) else None,
    }


def _listed(card: Card, status: str, site_url: str) -> dict[str, object]:
    return {
        "id": card.article,
        "status": status,
        "headline": card.headline,
        "section": card.section,
        "url": site_url + card.path,
        "placed_at": write_moment(card.placed_at),
    }


def _stands(head: Head | None) -> dict[str, object]:
    """Write which revision stands, and who sent it when; nothing where the index has just moved."""
    return {
        "revision": head and head.revision,
        "received_at": head and write_moment(head.received_at),
        "publish_at": head and head.publish_at and write_moment(head.publish_at),
        "contributor": (head and head.contributor) or None,
    }


def _place(text: str | None) -> Cursor | None:
    try:
        return None if text is None else Cursor.parse(text)
    except ValueError as error:
        raise no_place() from error


def no_place() -> InvalidQuery:
    """Make the problem of a cursor that is no place in a list."""
    return InvalidQuery(
        "The list cannot be read from there.",
        faults=[
            Fault("?cursor", "is no place in this list: send the `next` of an answer, or none")
        ],
    )
