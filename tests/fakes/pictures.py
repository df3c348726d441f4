"""The logs and the uses of pictures in memory."""

from collections.abc import Collection

from broadsheet.domain.picture import PictureState, PictureUse
from broadsheet.domain.picture_record import PictureRecord, fold_picture
from broadsheet.indexing.picturing import Picturing


def no_pictures() -> Picturing:
    """Return what knows of no picture."""
    return Picturing(MemoryPictureLog(), MemoryPictureUses(), MemoryNotices())


class MemoryPictureLog:
    """Logs whose writes happen only where nothing stands."""

    def __init__(self, *records: PictureRecord) -> None:
        self.stored = {record.key: record for record in records}

    def append(self, record: PictureRecord) -> bool:
        if record.key in self.stored:
            return False
        self.stored[record.key] = PictureRecord.from_json(record.key, record.to_json())
        return True

    def read(self, picture: str) -> PictureState | None:
        return fold_picture(each for each in self.stored.values() if each.picture == picture)

    def read_all(self, pictures: Collection[str]) -> dict[str, PictureState]:
        states = {picture: self.read(picture) for picture in pictures}
        return {picture: state for picture, state in states.items() if state}


class MemoryPictureUses:
    """Uses by picture and article, and every call that changed them, in order."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], PictureUse] = {}

    def note(self, uses: Collection[PictureUse]) -> None:
        self.stored |= {(use.picture, use.article): use for use in uses}

    def forget(self, article: str, pictures: Collection[str]) -> None:
        for picture in pictures:
            self.stored.pop((picture, article), None)

    def of(self, picture: str) -> tuple[PictureUse, ...]:
        return tuple(use for use in self.stored.values() if use.picture == picture)

    def differing(self, uses: Collection[PictureUse]) -> tuple[PictureUse, ...]:
        return tuple(use for use in uses if self.stored.get((use.picture, use.article)) != use)


class MemoryNotices:
    """What was told, in order."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, ids: Collection[str]) -> None:
        self.told += ids
