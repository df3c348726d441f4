"""Suggestions: the names that the newest articles have, for who fills in a byline or tags."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import ALL
from broadsheet.domain.ports import DeskIndex

_NEWEST = 200
_A_CALL = 100
"""Heads that one call reads."""
MAX_NAMES = 200
"""Of each kind that are suggested."""
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def suggest(index: DeskIndex) -> dict[str, object]:
    """Return the bylines and tags of the newest 200 articles, scheduled ones too.

    Returns
    -------
    dict
        ``bylines`` and ``tags``, at most 200 each, those first that most articles have.
    """
    cards = index.cards_before(ALL, _END_OF_TIME, _NEWEST)
    keys = [article_key(card.article) for card in cards]
    heads = [
        head
        for begin in range(0, len(keys), _A_CALL)
        for head in index.heads_of(keys[begin : begin + _A_CALL]).values()
    ]
    return {
        "bylines": _most_used(name for head in heads for name in head.byline),
        "tags": _most_used(tag for head in heads for tag in head.tags),
    }


def _most_used(names: Iterable[str]) -> list[str]:
    return [name for name, _ in Counter(names).most_common(MAX_NAMES)]
