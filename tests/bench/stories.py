"""The stories that the benchmark publishes: of a usual length, with all that a page shows."""

from typing import Any

_BODY = """\
The council voted late on Tuesday to rebuild the sea wall along the old harbour, ending a dispute
that has run through three elections and two engineers. Work is to begin in March, after the winter
storms, and to take eighteen months.

“Nobody here needs to be told what the sea can do,” said the mayor after the vote, standing in a
corridor where the high-water mark of last December is still to be seen on the plaster.

The wall that stands there now was built in 1931 of local stone. Divers who looked at it in the
summer found cavities behind it large enough to swim into, and recommended that the promenade be
closed to lorries at once. It was, for nine days.

Fishermen had asked for a breakwater farther out, which would have sheltered their boats and cost
half as much again. They were promised forty berths in the new inner basin; how they are to be
shared out is to be decided in the autumn.

The money comes in equal parts from the state, the district and a loan over thirty years. An
amendment that would have put the café owners' pavements under water charges was lost by one vote,
after a recount and a glass of it.
"""
_PLACES = (
    "Larnaca", "Paphos", "Kyrenia", "Limassol", "Famagusta", "Nicosia", "Polis", "Kakopetria",
)  # fmt: skip
_AUTHORS = ("Eleni Markou", "Andreas Pieri", "Ayşe Demir", "Nikos Hadjis")
TAGS_IN_ALL = 40
TAG_OF_ALL = "Harbours"
"""The one that every story has, so that its page is a full one."""


def story(number: int, section: str) -> dict[str, Any]:
    """Write a story as a document of the API: some 200 words."""
    place = _PLACES[number % len(_PLACES)]
    return {
        "id": f"bench-{number}",
        "headline": f"{place} votes {number} to nothing for a sea wall that has to last a century",
        "standfirst": "Work begins after the winter storms. The fishermen wanted something else, "
        "and may yet have the last word.",
        "section": section,
        "byline": [_AUTHORS[number % len(_AUTHORS)]],
        "source": {"name": "Levant Wire", "url": "https://wire.example/"},
        "tags": [TAG_OF_ALL, f"Topic {number % TAGS_IN_ALL}", place],
        "body": _BODY,
    }
