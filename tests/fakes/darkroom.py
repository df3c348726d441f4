"""What the darkroom works on, in memory: files that were sent, renditions, the edge, the list."""

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO

from broadsheet.domain.picture import Development, PictureState
from broadsheet.domain.ports import Sink
from broadsheet.domain.problems import PictureRefused
from tests.domain.pictures import development

NO_PICTURE = b"no picture"
"""Bytes that the fake development refuses."""


class MemorySentPictures:
    """Uploads, originals and tokens, by picture."""

    def __init__(self) -> None:
        self.uploads: dict[tuple[str, int], bytes] = {}
        self.originals: dict[str, bytes] = {}
        self.tokens: dict[str, str] = {}

    def copy_upload(self, picture: str, announced: int, sink: Sink) -> str:
        return _copy(self.uploads[picture, announced], sink)

    def copy_original(self, picture: str, sink: Sink) -> str:
        return _copy(self.originals[picture], sink)

    def keep_original(self, picture: str, file: BinaryIO, content_type: str) -> None:
        assert content_type
        self.originals.setdefault(picture, file.read())

    def token(self, picture: str) -> str:
        return self.tokens.setdefault(picture, f"{'t' * 24}{len(self.tokens) + 22}")

    def kept_token(self, picture: str) -> str | None:
        return self.tokens.get(picture)


class MemoryRenditions:
    """Renditions by token and name, and what readers have read of them, which the edge keeps."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], tuple[bytes, str]] = {}
        self.at_the_edge: set[tuple[str, str]] = set()

    def names(self, token: str) -> frozenset[str]:
        return frozenset(name for found, name in self.stored if found == token)

    def write(self, token: str, name: str, body: bytes, content_type: str) -> None:
        self.stored[token, name] = body, content_type

    def delete(self, token: str) -> bool:
        names = self.names(token)
        for name in names:
            del self.stored[token, name]
        return bool(names)

    def read_all(self) -> None:
        """Readers ask for all that stands."""
        self.at_the_edge |= self.stored.keys()


class MemoryEdge:
    """Forgets what readers have read."""

    def __init__(self, renditions: MemoryRenditions) -> None:
        self._renditions = renditions
        self.told: list[tuple[str, tuple[str, ...]]] = []

    def forget(self, token: str, names: Collection[str]) -> None:
        self.told.append((token, tuple(names)))
        kept = self._renditions.at_the_edge
        self._renditions.at_the_edge = {place for place in kept if place[0] != token}


class MemoryNewestPictures:
    """The list by picture; what was read from more of a log stays."""

    def __init__(self) -> None:
        self.listed: dict[str, PictureState] = {}

    def keep(self, state: PictureState) -> None:
        if state.is_erased:
            self.listed.pop(state.picture, None)
            return
        stands = self.listed.get(state.picture)
        if stands is None or stands.recorded <= state.recorded:
            self.listed[state.picture] = state

    def token(self, picture: str) -> str | None:
        listed = self.listed.get(picture)
        return listed.made.token if listed and listed.made else None


def develop_nothing(
    file: Path, content_type: str, write: Callable[[str, bytes, str], None]
) -> Development:
    """Develop without looking: two widths, and their names for their bytes."""
    if file.read_bytes() == NO_PICTURE:
        raise PictureRefused("is none")
    assert content_type
    said = development(widths=(320, 640))
    for width in said.widths:
        for end, kind in (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")):
            write(f"{width}.{end}", f"{width}.{end}".encode(), kind)
    return said


def _copy(body: bytes, sink: Sink) -> str:
    for start in range(0, len(body), 4):
        sink.write(body[start : start + 4])
    return hashlib.sha256(body).hexdigest()
