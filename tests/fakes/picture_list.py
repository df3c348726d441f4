"""The list of pictures and the ways of their files, in memory."""

from datetime import datetime, timedelta

from broadsheet.domain.lists import Cursor
from broadsheet.domain.picture import Announcement
from broadsheet.domain.picture_list import ListedPicture, UploadForm


class MemoryPictureFiles:
    """Forms and addresses that say what they are for."""

    def upload_form(self, announcement: Announcement, announced: int, now: datetime) -> UploadForm:
        said = {
            "announced": str(announced),
            "type": announcement.content_type,
            "size": str(announcement.size),
        }
        return UploadForm("memory:form", said, now + timedelta(minutes=10))

    def original_url(self, picture: str, content_type: str) -> str:
        return f"memory:{picture}?{content_type}"


class MemoryPictureShelf:
    """A list that is sorted when it is read."""

    def __init__(self) -> None:
        self.listed: list[ListedPicture] = []

    def newest(self, before: Cursor | None, limit: int) -> tuple[ListedPicture, ...]:
        place = (before.placed_at, before.article) if before else None
        ordered = sorted(self.listed, key=_place, reverse=True)
        return tuple(each for each in ordered if place is None or _place(each) < place)[:limit]


def _place(listed: ListedPicture) -> tuple[datetime, str]:
    return listed.announced_at, listed.picture
