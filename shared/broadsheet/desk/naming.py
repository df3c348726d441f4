"""Naming: what people call the contributors that a document of the API names."""

from collections.abc import Mapping
from typing import Any

from broadsheet.domain.contributor import account_of, name_of_principal
from broadsheet.domain.ports import Names

_CONTRIBUTOR = "contributor"
_LISTS = ("articles", "revisions")


def with_names(document: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return a document with the name of each contributor beside it, for the desk alone.

    Parameters
    ----------
    document
        As the API writes it; of its members those count that are lists of articles or revisions.
    names
        Of the editors.
    """
    named = dict(document)
    if _CONTRIBUTOR in document:
        named["contributor_name"] = _name(document[_CONTRIBUTOR], names)
    for name in _LISTS:
        if name in document:
            named[name] = [with_names(each, names) for each in document[name]]
    return named


def _name(contributor: str | None, names: Names) -> str | None:
    account = account_of(contributor) if contributor else None
    if account:
        return names.name_of(account)
    return name_of_principal(contributor) if contributor else None
