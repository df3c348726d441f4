"""The desk of pictures: announcing, looking up, taking down and bringing back.

The file itself never comes by here: the desk hands out a form, and S3 takes the file by it. What is
told of a picture is from its log, so it is right at once; only the list is of the index.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from broadsheet.desk.lists import no_place
from broadsheet.desk.picture_documents import listed_document, picture_document, upload_document
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.lists import Cursor
from broadsheet.domain.picture import Announcement, PictureState, picture_id
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.domain.ports import PictureFiles, PictureLog, PictureShelf
from broadsheet.domain.problems import (
    NoSuchPicture,
    PictureErased,
    PictureIsTakenDown,
    StoreUnavailable,
)
from broadsheet.formats.announcements import accept_announcement

PICTURES_A_PAGE = 20
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class AnnouncedPicture:
    """What an announcement is answered with.

    Attributes
    ----------
    picture
        Its id.
    document
        The form to send its file by, or the report of a picture that is ready.
    needs_upload
        Whether its file is wanted.
    """

    picture: str
    document: Mapping[str, object]
    needs_upload: bool


class PictureDesk:
    """The pictures of one paper, as the desk has them.

    Parameters
    ----------
    log, files, shelf
        What happened to each, where its file goes, and where all are listed.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    """

    def __init__(
        self, log: PictureLog, files: PictureFiles, shelf: PictureShelf, site_url: str
    ) -> None:
        self._log = log
        self._files = files
        self._shelf = shelf
        self._site_url = site_url

    def announce(self, request: DeskRequest, now: datetime) -> AnnouncedPicture:
        """Take in what is said of a picture, and hand out a form to send its file by.

        Where the file is there already, none is wanted. Where the same was said before, no record
        is written, and the first name of the file stays; but a picture that was refused begins
        anew.

        Raises
        ------
        MalformedDocument, InvalidPicture, UnsupportedFormat, DocumentTooLarge
            If the document announces no picture.
        PictureIsTakenDown, PictureErased
            If its bytes are refused.
        """
        said = accept_announcement(request.announcement)
        picture = picture_id(said.digest)
        for _ in range(_ATTEMPTS):
            state = self._log.read(picture)
            if state:
                _check_may_come(state)
                if state.made:
                    return AnnouncedPicture(picture, self._document(state), needs_upload=False)
                if _is_the_same_file(state, said) and not state.refusal:
                    form = self._files.upload_form(said, state.announced, now)
                    return AnnouncedPicture(
                        picture, upload_document(state, form), needs_upload=True
                    )
            # Whether or not somebody was faster, the log is read again: by now the picture may have
            # been announced as something else, or taken down.
            self._append(request, picture, state, PictureEvent.ANNOUNCED, now, announcement=said)
        raise _too_many(picture)

    def take_down(self, request: DeskRequest, now: datetime) -> dict[str, object]:
        """Take a picture down wherever it is shown, and refuse its bytes until that is lifted.

        One that is down already stays so, for the reason that it is.

        Raises
        ------
        NoSuchPicture, PictureErased, InvalidQuery
            If there is none, or none any more, or the reason cannot be shown.
        """
        reason = request.takedown_reason
        return self._change(request, PictureEvent.TAKEN_DOWN, now, reason)

    def bring_back(self, request: DeskRequest, now: datetime) -> dict[str, object]:
        """Lift the taking down of a picture; one that is not down stays as it is.

        Raises
        ------
        NoSuchPicture, PictureErased
            If there is none, or none any more.
        """
        return self._change(request, PictureEvent.BROUGHT_BACK, now)

    def report(self, request: DeskRequest) -> dict[str, object]:
        """Read what the log says of a picture.

        Raises
        ------
        NoSuchPicture, PictureErased
            If there is none, or none any more.
        """
        return self._document(self._existing(request.picture_id))

    def original_url(self, request: DeskRequest) -> str:
        """Return an address, good for a minute, of the exact bytes of a picture.

        Raises
        ------
        NoSuchPicture, PictureErased
            If there is none, or none any more, or none was kept.
        """
        state = self._existing(request.picture_id)
        if state.made is None or state.announcement is None:
            raise NoSuchPicture(
                f"Nothing is kept of the picture {state.picture!r}: it is {state.stage}."
            )
        return self._files.original_url(state.picture, state.announcement.content_type)

    def pictures(self, query: Mapping[str, str]) -> dict[str, object]:
        """List the pictures, those first that were announced last, a page at a time.

        Raises
        ------
        InvalidQuery
            If the cursor is no place in the list.
        """
        listed = self._shelf.newest(_place(query.get("cursor")), PICTURES_A_PAGE + 1)
        shown = listed[:PICTURES_A_PAGE]
        last = shown[-1] if len(listed) > len(shown) else None
        return {
            "images": [listed_document(each, self._site_url) for each in shown],
            "next": str(Cursor(last.announced_at, last.picture)) if last else None,
        }

    def _change(
        self, request: DeskRequest, event: PictureEvent, now: datetime, reason: str | None = None
    ) -> dict[str, object]:
        picture = request.picture_id
        for _ in range(_ATTEMPTS):
            state = self._existing(picture)
            if (state.takedown is not None) == (event is PictureEvent.TAKEN_DOWN):
                return self._document(state)
            self._append(request, picture, state, event, now, reason=reason)
        raise _too_many(picture)

    def _append(
        self,
        request: DeskRequest,
        picture: str,
        state: PictureState | None,
        event: PictureEvent,
        now: datetime,
        **said: Any,  # noqa: ANN401 - of the record
    ) -> None:
        number = state.recorded + 1 if state else 1
        who = request.contributor, request.correlation_id
        self._log.append(PictureRecord(picture, number, event, now, *who, **said))

    def _existing(self, picture: str) -> PictureState:
        state = self._log.read(picture)
        if state is None:
            raise NoSuchPicture(f"No picture has the id {picture!r}; POST /images announces one.")
        if state.is_erased:
            raise _erased(picture)
        return state

    def _document(self, state: PictureState) -> dict[str, object]:
        return picture_document(state, self._site_url)


def _is_the_same_file(state: PictureState, said: Announcement) -> bool:
    """Whether the file that is awaited is this one, whatever its sender calls it."""
    stands = state.announcement
    return stands is not None and replace(said, filename=stands.filename) == stands


def _check_may_come(state: PictureState) -> None:
    if state.is_erased:
        raise _erased(state.picture)
    if state.takedown:
        why = f" ({state.takedown.reason})" if state.takedown.reason else ""
        raise PictureIsTakenDown(
            f"The picture {state.picture} was taken down{why}, and its bytes are refused. "
            f"PUT /images/{state.picture} brings it back."
        )


def _erased(picture: str) -> PictureErased:
    return PictureErased(f"The picture {picture!r} was erased, and its bytes are refused for ever.")


def _too_many(picture: str) -> StoreUnavailable:
    return StoreUnavailable(f"too many change the picture {picture} at once; try again")


def _place(text: str | None) -> Cursor | None:
    try:
        place = None if text is None else Cursor.parse(text)
    except ValueError as error:
        raise no_place() from error
    return place
