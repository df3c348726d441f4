"""Telling again what of a stored article readers do not get as it was sent."""

from broadsheet.domain.article import Article
from broadsheet.domain.ports import Messages
from broadsheet.domain.record import Record
from broadsheet.formats.body import UncleanableBody, cleaned_html, shown_markup
from broadsheet.formats.body_changes import body_changes
from broadsheet.formats.changes import Change, repeats
from broadsheet.formats.stored_articles import stored_item, stored_message


def stored_changes(messages: Messages, record: Record, article: Article) -> tuple[Change, ...]:
    """Tell what its sender was told, by today's rules; see :class:`Change`.

    Parameters
    ----------
    messages
        Where the message is.
    record
        A revision that is no withdrawal.
    article
        What it says.

    Raises
    ------
    UnreadableRevision, StoreUnavailable
        If its message cannot be read.
    """
    item = stored_item(stored_message(messages, record), record)
    markup = shown_markup(article.body, article.body_format)
    try:
        lost = body_changes(markup, cleaned_html(markup.html), article.illustrations)
    except UncleanableBody as error:
        lost = [str(error)]
    changes = [Change("/body", detail) for detail in lost]
    return (*changes, *(repeats(item) if isinstance(item, dict) else ()))
