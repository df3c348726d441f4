"""The ports of the darkroom: what it asks of the world besides pictures' logs and their uses."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO, Protocol

from broadsheet.domain.picture import Development, PictureState
from broadsheet.domain.ports import Sink

Develop = Callable[[Path, str, Callable[[str, bytes, str], None]], Development]
"""Makes the renditions of a file, announced as of a type, and hands each on as it is made: its
name, its bytes and its type. PictureRefused if it is no picture, and nothing is handed on then."""


class SentPictures(Protocol):
    """What is sent as pictures, the originals kept of it, and the tokens of those in the making."""

    def copy_upload(self, picture: str, announced: int, sink: Sink) -> str:
        """Copy what was sent as a picture after a record, by its number, had announced it.

        Returns its SHA-256; KeyError if there is nothing.
        """

    def copy_original(self, picture: str, sink: Sink) -> str:
        """Copy the original of a picture, and return its SHA-256; KeyError if there is none."""

    def keep_original(self, picture: str, file: BinaryIO, content_type: str) -> None:
        """Keep the exact bytes of a picture; those that are kept already stay."""

    def token(self, picture: str) -> str:
        """Return the token of a picture in the making: the same to all that make it."""

    def kept_token(self, picture: str) -> str | None:
        """Return the token of a picture in the making, if it has one."""


class Renditions(Protocol):
    """The renditions of pictures, as readers get them."""

    def names(self, token: str) -> frozenset[str]:
        """List the names of the renditions that stand of a picture."""

    def write(self, token: str, name: str, body: bytes, content_type: str) -> None:
        """Write a rendition, over what stands there."""

    def delete(self, token: str) -> bool:
        """Delete all renditions of a picture; False if there were none."""


class Edge(Protocol):
    """What keeps renditions near their readers."""

    def forget(self, token: str, names: Collection[str]) -> None:
        """Have the edge forget the renditions of a picture, whatever of them it keeps."""


class Deliveries(Protocol):
    """The deliveries of the queue of pictures."""

    def again_in(self, seconds: int, receipt: str) -> None:
        """Have a message delivered again in some seconds, by the receipt of its delivery."""


class NewestPictures(Protocol):
    """The list of pictures that the desk looks at."""

    def keep(self, state: PictureState) -> None:
        """Let the list say what a picture's log says; what was read from more of it stays.

        An erased picture is not in it.
        """

    def token(self, picture: str) -> str | None:
        """Return the token that the list has of a picture, if it has one."""
