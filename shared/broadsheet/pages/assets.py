"""Assets: stylesheets, scripts, face and icons, each at a path with the digest of its bytes."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from broadsheet.pages.addresses import Address

_FOLDER = Path(__file__).parent / "static"
_DIGEST_LENGTH = 10
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_NO_TEXT = {".png", ".woff2"}

# Comments and the space around what parts declarations and statements, which no file here has in a
# string. A minifier would save another tenth, and be one more thing that must not fail.
_FOR_AUTHORS = {
    "paper.css": (r"/\*[^*]*\*/", r"^\s+|\n", r"(?<=[{:;,>/]) +| +(?=[{>/])", r";(?=\})"),
    "paper.js": (
        r"(^|\s+)//\s.*",
        r"^\s+",
        r"(?<=[{;,(])\n",
        r" (?=[=&|?:!{}(])|(?<=[=>&|?:!{)]) ",
    ),
}
# What a stylesheet names of this folder.
_NAMED = re.compile(r"url\(([\w.-]+)\)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that never changes at its path, and so may be cached for ever."""

    path: str
    body: str
    content_type: str

    @property
    def in_base64(self) -> bool:
        """Whether its body stands here in base64."""
        return Path(self.path).suffix in _NO_TEXT


@cache
def asset(name: str) -> Asset:
    """Read a file of the folder ``static``, once, without what only its authors read."""
    file = _FOLDER / name
    if file.suffix in _NO_TEXT:
        body = b64encode(_read(file)).decode()
    else:
        body = _without(_FOR_AUTHORS.get(name, ()), file.read_text("utf-8"))
        if file.suffix == ".css":
            body = _NAMED.sub(lambda named: f"url({asset(named[1]).path})", body)
    digest = hashlib.sha256(body.encode()).hexdigest()[:_DIGEST_LENGTH]
    path = Address.FILE.path(f"{file.stem}.{digest}{file.suffix}")
    return Asset(path, body, _CONTENT_TYPES[file.suffix])


def _read(file: Path) -> bytes:
    """Read a file; the display face is in a built layer only, and is cast in a checkout."""
    if file.name == DISPLAY_FACE and not file.exists():
        from broadsheet.foundry.casting import cast_display_face  # noqa: PLC0415 - not in the layer

        return cast_display_face()
    return file.read_bytes()


def _without(patterns: Sequence[str], text: str) -> str:
    for pattern in patterns:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    return text


STYLESHEET = "paper.css"
SCRIPT = "paper.js"
DISPLAY_FACE = "display.woff2"
"""What headlines are set in; ``foundry`` casts it."""
ICON = "icon.svg"
TOUCH_ICON = "touch-icon.png"
"""The icon in 180 by 180 pixels, for telephones that take no SVG."""
DESK_STYLESHEET = "desk.css"
DESK_SCRIPT = "desk.js"
"""The editors' page, bundled from the folder ``desk`` of the checkout."""
FILES = (
    STYLESHEET, SCRIPT, DISPLAY_FACE, ICON, TOUCH_ICON, DESK_STYLESHEET, DESK_SCRIPT,
)  # fmt: skip
_SERVED_AS = re.compile(rf"(.+)\.[0-9a-f]{{{_DIGEST_LENGTH}}}(\.\w+)")


def asset_at(path: str) -> Asset | None:
    """Find the file at a path; of the others nothing is read."""
    served = _SERVED_AS.fullmatch(Path(path).name)
    name = f"{served[1]}{served[2]}" if served else ""
    found = asset(name) if name in FILES else None
    return found if found and found.path == path else None


@cache
def icon_in_page() -> str:
    """Return the icon as a ``data:`` address, so that no page costs a request for it.

    Spaces are encoded too: browsers bear them, but no address may hold one.
    """
    return f"data:image/svg+xml,{quote(asset(ICON).body, safe='/:=')}"
