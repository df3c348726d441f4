"""Reading back from the log what a message said, by the format that its record names."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from broadsheet.domain.article import Article
from broadsheet.domain.lists import cut_to_bytes
from broadsheet.domain.ports import Log, Messages
from broadsheet.domain.problems import MalformedDocument, UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import RevisionName
from broadsheet.formats import article_json
from broadsheet.site import Site

_MAX_REASON_BYTES = 2_000
"""A damaged megabyte has much to say, and a reason goes into an item, a report and an answer."""


@dataclass(frozen=True, slots=True)
class StoredFormat:
    """How articles that came in one format are read back.

    Attributes
    ----------
    item
        Reads the item of a message that a record names: what the record's digest is of.
    article
        Reads the article that an item is.
    """

    item: Callable[[bytes, str | None], object]
    article: Callable[[object, Site], Article]


FORMATS = {"application/json": StoredFormat(article_json.read_item, article_json.read_article)}
"""By the content types of the messages that were ever accepted."""


def stored_item(message: bytes, record: Record) -> object:
    """Return the item of a message that a record names, as data.

    Raises
    ------
    UnreadableRevision
        If there is none, or it is in no format that was ever accepted.
    """
    try:
        return _format_of(record).item(message, record.item)
    except MalformedDocument as problem:
        raise _unreadable(record, problem) from problem


def article_in(message: bytes, record: Record, site: Site) -> Article:
    """Return the article in a message that a record names.

    Parameters
    ----------
    message
        Its bytes.
    record
        A revision that is no withdrawal.
    site
        The settings of today, for what the item leaves open.

    Raises
    ------
    UnreadableRevision
        As :func:`stored_item`, and where the item is no article.
    """
    item = stored_item(message, record)
    try:
        return _format_of(record).article(item, site)
    except MalformedDocument as problem:
        raise _unreadable(record, problem) from problem


def stored_article(messages: Messages, record: Record, site: Site) -> Article:
    """Read the article that a record names.

    Raises
    ------
    UnreadableRevision
        If its message is not there, or as :func:`article_in`.
    StoreUnavailable
        If it could not be read just now, which says nothing about it.
    """
    return article_in(stored_message(messages, record), record, site)


def stored_message(messages: Messages, record: Record) -> bytes:
    """Read the message of a record; raises as :func:`stored_article`."""
    try:
        return messages.message(record.message or "")
    except KeyError as error:
        raise UnreadableRevision(str(record.name), f"{error.args[0]} is not there") from error


def stored_articles(log: Log, records: Sequence[Record], site: Site) -> dict[RevisionName, Article]:
    """Read the articles that several records name, those that can be read, by their revisions."""
    messages = log.read_messages({record.message or "" for record in records})
    articles = {}
    for record in records:
        with suppress(UnreadableRevision, KeyError):
            articles[record.name] = article_in(messages[record.message or ""], record, site)
    return articles


def _format_of(record: Record) -> StoredFormat:
    known = FORMATS.get(record.content_type or "")
    if known is None:
        reason = f"no reader is known for its content type, {record.content_type!r}"
        raise UnreadableRevision(str(record.name), reason)
    return known


def _unreadable(record: Record, problem: MalformedDocument) -> UnreadableRevision:
    return UnreadableRevision(str(record.name), cut_to_bytes(problem.detail, _MAX_REASON_BYTES))
