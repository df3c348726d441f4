"""Objects within a document: their fields, of which those that say nothing are as absent."""

from collections.abc import Collection

from pydantic import ConfigDict

from broadsheet.formats.characters import name_fault
from broadsheet.formats.fields import is_stated

STRICT = ConfigDict(extra="forbid", strict=True)
"""No other fields, and each of its own type."""


def stated(members: dict[str, object], known: Collection[str]) -> dict[str, object]:
    """Return the members that say something; those of other names are refused by the model.

    Parameters
    ----------
    members
        Of an object, as ``parse_json_document`` returns it.
    known
        The names of its fields. A name that no pointer can repeat is told elsewhere.
    """
    return {
        name: member
        for name, member in members.items()
        if not name_fault(name) and (is_stated(name, member) or name not in known)
    }
