"""Items: reading back from the log what a message said."""

from dataclasses import dataclass, replace

from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState, fold
from broadsheet.domain.lists import cut_to_bytes
from broadsheet.domain.ports import LogStore, Messages
from broadsheet.domain.problems import (
    ArticleErased,
    InvalidArticle,
    MalformedDocument,
    UnreadableRevision,
)
from broadsheet.domain.record import Record
from broadsheet.domain.tombstones import LogReading
from broadsheet.formats.article_json import read_article
from broadsheet.formats.json_document import parse_json_document
from broadsheet.site import Section, Site

_MAX_REASON_BYTES = 2_000
"""A damaged megabyte has much to say, and a reason goes into an item, a report and an answer."""


def read_unerased(log: LogStore, article_id: str) -> LogReading:
    """Read the log of an article for the desk.

    Raises
    ------
    ArticleErased
        If it was erased.
    """
    reading = log.read(article_id)
    if reading.is_erased:
        raise ArticleErased(
            f"The article {article_id!r} was erased, and its id is refused for ever; "
            "a new article needs another id."
        )
    return reading


def read_item(messages: Messages, record: Record, site: Site) -> Article:
    """Read the article that a revision holds.

    Parameters
    ----------
    messages
        Where its own is.
    record
        A revision that is no withdrawal.
    site
        The settings of today. An article stays in its section when the section leaves them.

    Raises
    ------
    UnreadableRevision
        If the message is not there, or is not an article.
    StoreUnavailable
        If it could not be read just now, which says nothing about it.
    """
    try:
        document = parse_json_document(messages.message(record.message or ""))
        section = document.get("section") if isinstance(document, dict) else None
        if isinstance(section, str) and site.section(section) is None:
            site = replace(site, sections=(*site.sections, Section(section, section)))
        article, _ = read_article(document, site)
    except KeyError as error:
        raise UnreadableRevision(str(record.name), f"{error.args[0]} is not there") from error
    except (MalformedDocument, InvalidArticle) as problem:
        faults = "; ".join(f"{fault.pointer} {fault.detail}" for fault in problem.faults)
        reason = cut_to_bytes(faults or problem.detail, _MAX_REASON_BYTES)
        raise UnreadableRevision(str(record.name), reason) from problem
    return article


@dataclass(frozen=True, slots=True)
class GoodState:
    """A state whose item can be read, and the item, with the revisions that it was folded from.

    The item is nothing where a withdrawal came alone, or where what was withdrawn cannot be read.
    """

    state: ArticleState
    article: Article | None
    records: tuple[Record, ...]


def last_good(
    log: LogStore, reading: LogReading, site: Site
) -> tuple[GoodState | None, tuple[UnreadableRevision, ...]]:
    """Fold what can be read of an article, its item too, and set the rest aside.

    Returns
    -------
    tuple
        The state, or nothing if no revision can be read; and what was set aside.
    """
    records, unreadable = reading.records, reading.unreadable
    while records:
        state = fold(records)
        try:
            article = read_item(log, state.item, site) if state.item else None
        except UnreadableRevision as error:
            unreadable = (*unreadable, error)
            if state.withdrawal:  # it needs no item: what cannot be read is taken down all the same
                return GoodState(state, None, records), unreadable
            records = tuple(record for record in records if record != state.item)
        else:
            return GoodState(state, article, records), unreadable
    return None, unreadable
