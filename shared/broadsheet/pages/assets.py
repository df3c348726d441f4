"""The files that pages are dressed in, each at a path with the digest of its bytes."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent / "static"
_DIGEST_LENGTH = 10
_CONTENT_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that never changes at its path, and so may be cached for ever."""

    path: str
    body: str
    content_type: str


@cache
def asset(name: str) -> Asset:
    """Read a file of the folder ``static``, once."""
    file = _FOLDER / name
    body = file.read_text("utf-8")
    digest = hashlib.sha256(body.encode()).hexdigest()[:_DIGEST_LENGTH]
    return Asset(f"/static/{file.stem}.{digest}{file.suffix}", body, _CONTENT_TYPES[file.suffix])


STYLESHEET = "paper.css"
ICON = "icon.svg"


@cache
def assets_by_path() -> MappingProxyType[str, Asset]:
    """Give every file by its path."""
    return MappingProxyType({item.path: item for item in map(asset, (STYLESHEET, ICON))})
