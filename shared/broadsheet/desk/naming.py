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
    if contributor := document.get(_CONTRIBUTOR):
        account = account_of(contributor)
        known = names.name_of(account) if account else name_of_principal(contributor)
        named["contributor_name"] = known
    for name in _LISTS:
        if name in document:
            named[name] = [with_names(each, names) for each in document[name]]
    return named
