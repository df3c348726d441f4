"""Illustrations: the pictures that an article is to show, held to what their logs say."""

from collections.abc import Iterator, Mapping, Sequence

from broadsheet.domain.article import Illustration
from broadsheet.domain.picture import PictureStage, PictureState
from broadsheet.domain.ports import PictureLog
from broadsheet.domain.problems import Fault, InvalidArticle
from broadsheet.formats.changes import Change

_UNSEEN = {
    PictureStage.TAKEN_DOWN: "is taken down, and readers do not see it",
    PictureStage.ERASED: "was erased, and readers do not see it",
}


def states_of(
    pictures: PictureLog, illustrations: Sequence[Illustration]
) -> Mapping[str, PictureState]:
    """Read what the logs of an article's pictures say, of those that there are."""
    # Most articles have none, and are not to wait for a pool of readers.
    return pictures.read_all([each.picture for each in illustrations]) if illustrations else {}


def check_illustrations(
    pictures: PictureLog, illustrations: Sequence[Illustration]
) -> tuple[Change, ...]:
    """Check that an article may show its pictures, and tell of those that readers do not see.

    What was taken down is no reason to refuse an article: whoever corrects one that shows it, or
    takes it out, would be refused too.

    Raises
    ------
    InvalidArticle
        If a picture is unknown, unfinished or refused.
    """
    found = _found(pictures, illustrations)
    if faults := [Fault(pointer, wrong) for pointer, state in found if (wrong := _fault(state))]:
        count = "A picture" if len(faults) == 1 else f"{len(faults)} pictures"
        raise InvalidArticle(
            f"{count} of the article cannot be shown; nothing was stored.", faults=faults
        )
    return tuple(_unseen(found))


def unseen_illustrations(
    pictures: PictureLog, illustrations: Sequence[Illustration]
) -> tuple[Change, ...]:
    """Tell of those pictures of an article that readers do not see."""
    return tuple(_unseen(_found(pictures, illustrations)))


def _found(
    pictures: PictureLog, illustrations: Sequence[Illustration]
) -> list[tuple[str, PictureState | None]]:
    """Return the state of each picture, with the pointer to where the article names it."""
    states = states_of(pictures, illustrations)
    return [(f"/images/{at}/id", states.get(each.picture)) for at, each in enumerate(illustrations)]


def _fault(state: PictureState | None) -> str | None:
    if state is None:
        return "is the id of no picture; POST /images takes one in"
    match state.stage:
        case PictureStage.PROCESSING:
            return (
                "is not ready: its file has not come, or is being worked at; try again as soon as "
                "GET /images/{id} says ready"
            )
        case PictureStage.REFUSED:
            return f"was refused: the picture {state.refusal}"
    return None


def _unseen(found: Sequence[tuple[str, PictureState | None]]) -> Iterator[Change]:
    for pointer, state in found:
        if state and state.stage in _UNSEEN:
            yield Change(pointer, _UNSEEN[state.stage])
