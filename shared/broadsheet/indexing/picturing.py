"""Picturing: an article and its pictures learn of each other, whichever of the two changes.

An article notes its uses before it reads what is known of its pictures, and a takedown lists the
uses after its record stands. So either the article finds the record, or the takedown the article.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from broadsheet.domain.head import Head
from broadsheet.domain.history import HistoryEntry
from broadsheet.domain.picture import MadePicture, PictureState, PictureUse
from broadsheet.domain.ports import Notices, PictureLog, PictureUses
from broadsheet.domain.problems import HeadMoved, UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.indexing.contents import ReadArticles, source_of
from broadsheet.indexing.projection import Projection
from broadsheet.observability import logger
from broadsheet.site import Site

_AT_ONCE = 4
"""Revisions that are read together, as in ``contents``."""


def pictures_of(
    projection: Projection, read: ReadArticles, site: Site, known: Mapping[str, HistoryEntry]
) -> tuple[str, ...]:
    """Return the ids of the pictures that count as an article's.

    Parameters
    ----------
    projection, site
        Of the article, and of the paper.
    read
        Where the items of earlier revisions come from.
    known
        Revisions of the history that were derived before, by their sources: they are not read.
    """
    ids: dict[str, None] = {}
    found: set[str] = set()
    readable = projection.readable
    if readable and readable.article and readable.state.item:
        ids |= dict.fromkeys(each.picture for each in readable.article.illustrations)
        found.add(str(readable.state.item.name))
    for public in projection.public:
        entry, item = known.get(source_of(public.state, site)), public.state.item
        if entry and item:
            ids |= dict.fromkeys(picture for picture, _ in entry.pictures)
            found.add(str(item.name))
    rest = [record for record in projection.pictured if str(record.name) not in found]
    ids |= dict.fromkeys(_pictures_in(rest, read))
    return tuple(ids)


def _pictures_in(records: Sequence[Record], read: ReadArticles) -> Iterator[str]:
    rest = iter(records)
    while some := list(islice(rest, _AT_ONCE)):
        articles = read(some)
        for record in some:
            if article := articles.get(record.name):
                yield from (each.picture for each in article.illustrations)


def uses_of(head: Head, pictures: Iterable[str] | None = None) -> list[PictureUse]:
    """Return the uses that stand for a head: of all its pictures, or of some of them."""
    ids = head.pictures if pictures is None else pictures
    is_withdrawn = head.erased or head.withdrawal is not None
    return [PictureUse(picture, head.article, is_withdrawn) for picture in ids]


def _shown(states: Mapping[str, PictureState], pictures: Iterable[str]) -> list[MadePicture | None]:
    found = (states.get(picture) for picture in pictures)
    return [state.shown if state else None for state in found]


def _turned(head: Head, stands: Head | None, gone: Collection[str]) -> Collection[str]:
    """Return the pictures whose uses say otherwise since a head took the place of another.

    An erased head names none: then they are those that ``gone`` holds.
    """
    if head.erased:
        return gone
    is_turned = stands is not None and (head.withdrawal is None) != (stands.withdrawal is None)
    return head.pictures if is_turned else ()


class Picturing:
    """Keeps the uses of pictures, reads what is known of them, and tells of what changed.

    Parameters
    ----------
    log, uses
        The logs of pictures, and which articles show them.
    notices
        The queue of pictures to look at again.
    """

    def __init__(self, log: PictureLog, uses: PictureUses, notices: Notices) -> None:
        self._log = log
        self._uses = uses
        self._notices = notices

    def see(self, uses: Collection[PictureUse]) -> Mapping[str, PictureState]:
        """Note uses, then read what is known of their pictures; nothing of withdrawn ones."""
        if not uses:
            return {}
        self._uses.note(uses)
        return self.states([use.picture for use in uses if not use.is_withdrawn])

    def differing(self, uses: Collection[PictureUse]) -> tuple[PictureUse, ...]:
        """Return those of some uses that do not stand as they should."""
        return self._uses.differing(uses) if uses else ()

    def states(self, ids: Collection[str]) -> Mapping[str, PictureState]:
        """Read what is known of pictures; one whose log cannot be read is shown to nobody."""
        try:
            return self._log.read_all(ids) if ids else {}
        except UnreadableRevision:
            logger.exception("the log of a picture cannot be read")
        readable = {}
        for picture in ids:
            with suppress(UnreadableRevision):
                readable[picture] = self._log.read(picture)
        return {picture: state for picture, state in readable.items() if state}

    def before_moving(
        self, head: Head, stands: Head | None, noted: Collection[str], *, is_again: bool
    ) -> None:
        """Tell of pictures whose renditions may be to stand, or not to, by what was noted.

        They are those of an article that is withdrawn, brought back or erased; those that it shows
        anew, which may be gone since only withdrawn articles showed them; and all, where an attempt
        before this one failed, which may have noted that they went, and told so.

        An erased article is no use of its pictures: they go as when it is withdrawn. Its head names
        none, so their uses stay as they are noted here, and again after the move.

        Parameters
        ----------
        head, stands
            The head that is to be moved there, and the one that stands.
        noted
            Pictures that were noted, be it in an attempt that failed.
        is_again
            Whether any was noted in such an attempt.
        """
        stood = set(stands.pictures if stands else ())
        if head.erased:
            if gone := stood | set(noted):
                self._uses.note(uses_of(head, gone))
            self.tell(gone)
        elif is_again or head.withdrawal or (stands and stands.withdrawal):
            self.tell(head.pictures)
        else:
            self.tell(set(head.pictures) - stood)

    def after_moving(
        self,
        head: Head,
        stands: Head | None,
        noted: Collection[str],
        seen: Mapping[str, PictureState],
    ) -> bool:
        """Forget the pictures that an article no longer shows, and look at the others again.

        Who noted or forgot any looks at the head again: the article may have been withdrawn. And a
        picture may have been taken down since it was read, by somebody who found the head that was
        read as it was to be.

        Parameters
        ----------
        head, stands
            The head that was moved there, and the one that stood before.
        noted, seen
            Pictures that were noted, be it in an attempt that failed; and what was known of those
            of the head when it was made.

        Returns
        -------
        bool
            Whether any was forgotten or noted: if the head has been moved since, index again.

        Raises
        ------
        HeadMoved
            If what is known of a picture has changed meanwhile: index again.
        """
        stood = set(stands.pictures if stands else ())
        has_noted = self._note_anew(head, stands, stood | set(noted))
        # Before anything makes the run begin again: the head that is read then names these no more.
        has_forgotten = self.forget(head, (stood | set(noted)) - set(head.pictures))
        again = {} if head.withdrawal else self.states(head.pictures)
        if _shown(again, head.pictures) != _shown(seen, head.pictures):
            raise HeadMoved(head.key)
        return has_forgotten or has_noted

    def _note_anew(self, head: Head, stands: Head | None, known: Collection[str]) -> bool:
        """Note once more what somebody else may have noted otherwise meanwhile; whether any was.

        Whoever forgets may meet somebody who notes the same picture anew, so who has a new picture
        notes it again. So does who withdraws an article, brings it back or erases it: a run in vain
        may have noted what stood before, and moved the head to where it stood, which nobody sees.
        """
        stood = stands.pictures if stands else ()
        turned = _turned(head, stands, known)
        new = [picture for picture in head.pictures if picture not in stood]
        if anew := turned or new:
            self._uses.note(uses_of(head, anew))
        self.tell(turned)
        return bool(anew)

    def leave(self, stands: Head, noted: Collection[str]) -> None:
        """Let a head stand, with its uses, after an attempt that noted what does not stand now."""
        self._uses.note(uses_of(stands))
        self.tell(stands.pictures)
        self.forget(stands, set(noted) - set(stands.pictures))

    def forget(self, head: Head, pictures: Collection[str]) -> bool:
        """Forget pictures that a head does not name; whether there were any."""
        if not pictures or head.erased:
            return False
        self._uses.forget(head.article, pictures)
        self.tell(pictures)
        return True

    def tell(self, pictures: Collection[str]) -> None:
        """Tell of pictures to look at again, if there are any."""
        if pictures:
            self._notices.tell(sorted(pictures))
