"""Assets: the stylesheet, the script and the icons, each at a path with the digest of its bytes."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from broadsheet.pages.addresses import Address

_FOLDER = Path(__file__).parent / "static"
_DIGEST_LENGTH = 10
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

# Comments and the space around what parts declarations and statements, which no file here has in a
# string. A minifier would save another tenth, and be one more thing that must not fail.
_FOR_AUTHORS = {
    ".css": (r"/\*[^*]*\*/", r"^\s+|\n", r"(?<=[{:;,>/]) +| +(?=[{>/])", r";(?=\})"),
    ".js": (r"(^|\s+)//\s.*", r"^\s+", r"(?<=[{;,(])\n", r" (?=[=&|?:!{}(])|(?<=[=>&|?:!{)]) "),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that never changes at its path, and so may be cached for ever; a picture in base64."""

    path: str
    body: str
    content_type: str

    @property
    def in_base64(self) -> bool:
        """Whether its body stands here in base64."""
        return self.content_type == _CONTENT_TYPES[".png"]


@cache
def asset(name: str) -> Asset:
    """Read a file of the folder ``static``, once, without what only its authors read."""
    file = _FOLDER / name
    if file.suffix == ".png":
        body = b64encode(file.read_bytes()).decode()
    else:
        body = _without(_FOR_AUTHORS.get(file.suffix, ()), file.read_text("utf-8"))
    digest = hashlib.sha256(body.encode()).hexdigest()[:_DIGEST_LENGTH]
    path = Address.FILE.path(f"{file.stem}.{digest}{file.suffix}")
    return Asset(path, body, _CONTENT_TYPES[file.suffix])


def _without(patterns: Sequence[str], text: str) -> str:
    for pattern in patterns:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    return text


STYLESHEET = "paper.css"
SCRIPT = "paper.js"
ICON = "icon.svg"
TOUCH_ICON = "touch-icon.png"
"""The icon in 180 by 180 pixels, for telephones that take no SVG."""


@cache
def assets_by_path() -> MappingProxyType[str, Asset]:
    """Return every file by its path."""
    return MappingProxyType(
        {item.path: item for item in map(asset, (STYLESHEET, SCRIPT, ICON, TOUCH_ICON))}
    )


@cache
def icon_in_page() -> str:
    """Return the icon as a ``data:`` address, so that no page costs a request for it.

    Spaces are encoded too: browsers bear them, but no address may hold one.
    """
    return f"data:image/svg+xml,{quote(asset(ICON).body, safe='/:=')}"
