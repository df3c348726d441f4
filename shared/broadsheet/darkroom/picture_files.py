"""Files of pictures: what a picture is made of, on the function's disk, and what it has to be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from broadsheet.domain.keys import original_key
from broadsheet.domain.picture import Announcement, PictureState
from broadsheet.domain.picture_ports import SentPictures
from broadsheet.domain.ports import Sink
from broadsheet.domain.problems import PictureRefused, UnreadableRevision


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file, and what was said of it.

    Attributes
    ----------
    path
        Where it is, for a while.
    announcement
        What was said of it before it came.
    digest
        Its SHA-256, in hexadecimal.
    size
        In bytes.
    """

    path: Path
    announcement: Announcement
    digest: str
    size: int

    def checked(self) -> tuple[Path, str]:
        """Return the file and its type as announced.

        Raises
        ------
        PictureRefused
            If it is another file than the one that was announced.
        """
        said = self.announcement
        if self.size > said.size:
            raise PictureRefused(f"has more than the {said.size} bytes that were announced")
        if self.size < said.size:
            raise PictureRefused(f"has {self.size} bytes, not the {said.size} that were announced")
        if self.digest != said.digest:
            raise PictureRefused("has other bytes than those announced: its SHA-256 differs")
        return self.path, said.content_type


class _TooLong(Exception):
    """More came than was announced."""


class _Limited:
    """Takes so many bytes and no more, so that what was not announced fills no disk."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file = file
        self._most = most
        self.size = 0

    def write(self, chunk: bytes, /) -> None:
        self.size += len(chunk)
        if self.size > self._most:
            raise _TooLong
        self._file.write(chunk)


@contextmanager
def file_of(state: PictureState, sent: SentPictures) -> Iterator[PictureFile | None]:
    """Fetch the file of a picture; nothing where it has not come.

    It is its original. While nothing is made of it, that is there only if the making ended in
    between, and else what was sent.
    """
    copies = [partial(sent.copy_original, state.picture)]
    if not state.made:
        copies.append(partial(sent.copy_upload, state.picture, state.announced))
    with TemporaryDirectory(prefix="picture-") as folder:
        path = Path(folder) / "picture"
        found = (_fetch(path, copy, state) for copy in copies)
        yield next(filter(None, found), None)


def _fetch(path: Path, copy: Callable[[Sink], str], state: PictureState) -> PictureFile | None:
    said = state.announcement
    if said is None:
        return None
    with path.open("wb") as file:
        sink = _Limited(file, said.size)
        try:
            digest = copy(sink)
        except KeyError:
            return None
        except _TooLong:
            digest = ""  # that of a part says nothing
    return PictureFile(path, said, digest, sink.size)


def unreadable_original(picture: str, reason: str) -> UnreadableRevision:
    """Return the problem that the original of a picture that was made cannot be developed."""
    return UnreadableRevision(original_key(picture), reason)
