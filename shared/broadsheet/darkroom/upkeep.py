"""Upkeep: what stands of a picture is brought to what its log says, and to who shows it.

It may be done at any time, in any order of messages, twice, and by several at once. Each step can
be done again after a crash; the record that a picture is made is written when all that it says is
there.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from broadsheet.darkroom.picture_files import PictureFile, file_of, unreadable_original
from broadsheet.domain.picture import (
    RENDITION_TYPES,
    WIDTHS,
    Development,
    MadePicture,
    PictureStage,
    PictureState,
    PictureUse,
)
from broadsheet.domain.picture_ports import Develop, Edge, NewestPictures, Renditions, SentPictures
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.domain.ports import PictureLog, PictureUses
from broadsheet.domain.problems import PictureRefused
from broadsheet.observability import logger

Write = Callable[[str, bytes, str], None]
Standing = tuple[PictureState | None, frozenset[PictureUse]]


@dataclass(frozen=True, slots=True)
class Message:
    """What brought upkeep about.

    Attributes
    ----------
    correlation_id
        Of it, for the records that it leads to.
    at
        When it is followed.
    tells_edge
        Whether the edge is told of what is not to stand even where nothing was left to delete: the
        last attempt may have ended in between.
    makes
        Whether a picture is made of the file that has come: not where the file's own notice does.
    """

    correlation_id: str
    at: datetime
    tells_edge: bool = True
    makes: bool = True


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Keeps pictures up.

    Attributes
    ----------
    log, uses
        What is to stand.
    sent, renditions, edge, newest
        What stands: files, what readers get and where it is kept near them, and the desk's list.
    develop
        Makes renditions of a file.
    """

    log: PictureLog
    uses: PictureUses
    sent: SentPictures
    renditions: Renditions
    edge: Edge
    newest: NewestPictures
    develop: Develop

    def keep_up(self, picture: str, message: Message) -> tuple[str, ...]:
        """Bring what stands of a picture to what is to stand, until both are the same.

        Returns
        -------
        tuple
            What was done: ``made``, ``refused``, ``renditions made again``, ``renditions deleted``.

        Raises
        ------
        StoreUnavailable
            If AWS is.
        UnreadableRevision
            If a record or the original cannot be read.
        """
        done: list[str] = []
        before: Standing | None = None
        # Somebody else may act on what was so a moment ago: whoever is last finds nothing changed.
        while (standing := self._standing(picture)) != before:
            before = standing
            done += self._act(*standing, message)
        if before and before[0] is None:
            logger.warning("nobody announced this picture", picture=picture)
        return tuple(done)

    def users(self, picture: str) -> tuple[str, ...]:
        """Return the ids of the articles that show a picture, or are to once it may be shown."""
        return tuple(sorted(use.article for use in self.uses.of(picture)))

    def _standing(self, picture: str) -> Standing:
        return self.log.read(picture), frozenset(self.uses.of(picture))

    def _act(
        self, state: PictureState | None, uses: frozenset[PictureUse], message: Message
    ) -> list[str]:
        if state is None:
            return []
        if state.stage is PictureStage.PROCESSING:
            done = self._make(state, message) if message.makes else []
        elif (made := state.made) and state.renditions_stand(uses):
            done = self._complete(state, made)
        else:
            done = self._clear(state, message)
        self.newest.keep(state)
        return done

    def _make(self, state: PictureState, message: Message) -> list[str]:
        """Make a picture of what was sent, if that has come, and record what came of it."""
        with file_of(state, self.sent) as file:
            if file is None:
                return []
            began = time.monotonic()
            try:
                made = self._made(state, file)
            except PictureRefused as refusal:
                record = _record(state, PictureEvent.REFUSED, message, reason=refusal.reason)
                logger.info("picture refused", picture=state.picture, reason=refusal.reason)
            else:
                record = _record(state, PictureEvent.MADE, message, made=made)
                seconds = round(time.monotonic() - began, 3)
                logger.info("picture made", picture=state.picture, seconds=seconds)
        # Where something else happened first, that is looked at now.
        return [record.event.value] if self.log.append(record) else []

    def _made(self, state: PictureState, file: PictureFile) -> MadePicture:
        """Develop what was sent, and keep it before the first of its renditions."""
        path, content_type = file.checked()
        token = self.sent.token(state.picture)

        def keep() -> None:
            with path.open("rb") as original:
                self.sent.keep_original(state.picture, original, content_type)

        writing = _AfterKeeping(keep, self._writing(token))
        return MadePicture(token, self.develop(path, content_type, writing))

    def _writing(self, token: str) -> Write:
        def write(name: str, body: bytes, content_type: str) -> None:
            self.renditions.write(token, name, body, content_type)

        return write

    def _complete(self, state: PictureState, made: MadePicture) -> list[str]:
        """Make the renditions that are missing again, from the original."""
        missing = rendition_names(made.development) - self.renditions.names(made.token)
        if not missing:
            return []
        write = self._writing(made.token)

        def write_missing(name: str, body: bytes, content_type: str) -> None:
            if name in missing:
                write(name, body, content_type)

        with file_of(state, self.sent) as file:
            if file is None:
                raise unreadable_original(state.picture, "it is not there")
            try:
                self.develop(*file.checked(), write_missing)
            except PictureRefused as refusal:
                raise unreadable_original(state.picture, f"it {refusal.reason}") from refusal
        logger.info("renditions made again", picture=state.picture, renditions=len(missing))
        return ["renditions made again"]

    def _clear(self, state: PictureState, message: Message) -> list[str]:
        """Delete all renditions, those of a picture that was not quite made too."""
        token, is_public = self._token(state)
        deleted = token is not None and self.renditions.delete(token)
        if token and is_public and (deleted or message.tells_edge):
            # After they are gone, or the edge might ask for them again.
            self.edge.forget(token, sorted(_names_of(state)))
        if not deleted:
            return []
        logger.info("renditions deleted", picture=state.picture)
        return ["renditions deleted"]

    def _token(self, state: PictureState) -> tuple[str | None, bool]:
        """Return the token of a picture, if it has one, and whether readers may know it."""
        if state.made:
            return state.made.token, True
        # Of an erased one the log no longer says it; the list does, until it has been forgotten.
        if state.is_erased and (listed := self.newest.token(state.picture)):
            return listed, True
        return self.sent.kept_token(state.picture), False


class _AfterKeeping:
    """Writes renditions, the first of them once the original is kept: what is refused is not."""

    def __init__(self, keep: Callable[[], None], write: Write) -> None:
        self._keep = keep
        self._write = write
        self._is_kept = False

    def __call__(self, name: str, body: bytes, content_type: str) -> None:
        if not self._is_kept:
            self._keep()
            self._is_kept = True
        self._write(name, body, content_type)


def rendition_names(development: Development) -> frozenset[str]:
    """Return the names of all renditions that a picture has, such as ``640.avif``."""
    return frozenset(f"{width}.{end}" for width in development.widths for end in RENDITION_TYPES)


def _names_of(state: PictureState) -> frozenset[str]:
    """Return the names of a picture's renditions; all that there can be where that is not known."""
    if state.made:
        return rendition_names(state.made.development)
    return frozenset(f"{width}.{end}" for width in WIDTHS for end in RENDITION_TYPES)


def _record(
    state: PictureState,
    event: PictureEvent,
    message: Message,
    *,
    made: MadePicture | None = None,
    reason: str | None = None,
) -> PictureRecord:
    return PictureRecord(
        picture=state.picture,
        number=state.recorded + 1,
        event=event,
        at=message.at,
        contributor="",
        correlation_id=message.correlation_id,
        made=made,
        reason=reason,
    )
