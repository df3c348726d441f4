"""What the file of a picture says of it: caption, credit, copyright and date.

Three places say it: XMP, IPTC's older IIM, and EXIF. They are asked in this order, which the IPTC
Photo Metadata Standard and the Metadata Working Group give. Whatever cannot be read says nothing.
"""

import contextlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from PIL.ImageFile import ImageFile
from PIL.IptcImagePlugin import getiptcinfo

from broadsheet.darkroom.opening import decoding
from broadsheet.domain.picture import Suggestions
from broadsheet.domain.problems import PictureRefused

CAPTION, LINE = 2_000, 300
"""The most characters of a caption, and of any other suggestion."""
MOST_XMP = 1 << 20
"""Bytes of XMP that are read. A parser needs sixty times as much, and a file may have 40 MB of it;
editors write some thousand, and a list of all that was done to a picture some hundred thousand."""

_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_EXIF_IFD = 0x8769
_UTF_8 = b"\x1b%G"


def read_suggestions(picture: ImageFile) -> Suggestions:
    """Read what the file says of its picture; the picture need not be decoded."""
    said: dict[str, str] = {}
    for read in (_exif, _iptc, _xmp):  # what comes later is believed more
        with contextlib.suppress(PictureRefused), decoding():
            said.update(_cleaned(read(picture)))
    return Suggestions(
        caption=said.get("caption"),
        credit=said.get("credit"),
        copyright=said.get("copyright"),
        taken_at=said.get("taken_at"),
    )


def _cleaned(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, text in found:
        lines = [" ".join(line.split()) for line in _CONTROL.sub(" ", text).splitlines()]
        clean = "\n".join(line for line in lines if line) if name == "caption" else " ".join(lines)
        if clean := clean.strip()[: CAPTION if name == "caption" else LINE].rstrip():
            texts.setdefault(name, clean)
    return texts


def _xmp(picture: ImageFile) -> Iterable[tuple[str, str]]:
    """Read ``dc:description``, ``photoshop:Credit``, ``dc:rights``, ``photoshop:DateCreated``."""
    members = {
        "description": "caption",
        "Credit": "credit",
        "creator": "credit",
        "rights": "copyright",
        "DateCreated": "taken_at",
    }
    if len(picture.info.get("xmp", b"")) > MOST_XMP:
        return []
    rdf = (picture.getxmp().get("xmpmeta") or {}).get("RDF") or {}
    described = rdf.get("Description") or []
    facts: dict[str, Any] = {}
    for part in described if isinstance(described, list) else [described]:
        if isinstance(part, Mapping):
            facts.update(part)
    return [(name, _xmp_text(facts.get(member))) for member, name in members.items()]


def _xmp_text(value: object) -> str:
    """Return the text of a member, of a list the first, of translations the default one."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        inner = next(
            (value[name] for name in ("Alt", "Seq", "Bag", "li", "text") if name in value), ""
        )
        return _xmp_text(inner)
    if isinstance(value, list):
        default = (v for v in value if isinstance(v, Mapping) and v.get("lang") == "x-default")
        return _xmp_text(next(default, value[0] if value else ""))
    return ""


def _iptc(picture: ImageFile) -> Iterable[tuple[str, str]]:
    """Read the datasets 2:120, 2:110, 2:115, 2:116, 2:55 and 2:60 (IPTC IIM 4.2)."""
    found = getiptcinfo(picture) or {}
    utf_8 = found.get((1, 90)) == _UTF_8

    def text(number: int) -> str:
        value = found.get((2, number), b"")
        value = value[0] if isinstance(value, list) else value
        return _decoded(value, "utf-8" if utf_8 else None)

    date, time = text(55), text(60)
    return [
        ("caption", text(120)),
        ("credit", text(110)),
        ("credit", text(115)),
        ("copyright", text(116)),
        ("taken_at", _iptc_moment(date, time)),
    ]


def _iptc_moment(date: str, time: str) -> str:
    day = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", date.strip())
    clock = re.match(r"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?$", time.strip())
    if not clock or "-" not in day or "-00" in day:
        return day.replace("-00", "")  # IIM writes 00 for a month or day that is not known
    zone = f"{clock[4]}:{clock[5]}" if clock[4] else ""
    return f"{day}T{clock[1]}:{clock[2]}:{clock[3]}{zone}"


def _exif(picture: ImageFile) -> Iterable[tuple[str, str]]:
    """Read ImageDescription, Artist, Copyright and DateTimeOriginal (EXIF 3.0, 4.6)."""
    exif = picture.getexif()
    shot = exif.get_ifd(_EXIF_IFD)
    taken = _exif_text(shot.get(0x9003))
    moment = re.sub(r"^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$", r"\1-\2-\3T\4", taken)
    zone = _exif_text(shot.get(0x9011))
    if re.fullmatch(r"[+-]\d\d:\d\d", zone) and moment != taken:
        moment += zone
    return [
        ("caption", _exif_text(exif.get(0x010E))),
        ("credit", _exif_text(exif.get(0x013B))),
        ("copyright", _exif_text(exif.get(0x8298))),
        ("taken_at", "" if moment.startswith("0000") else moment),
    ]


def _exif_text(value: object) -> str:
    """Return a text of EXIF, which Pillow reads as Latin-1 and many cameras write in UTF-8."""
    if isinstance(value, tuple):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        return _decoded(value, None)
    if not isinstance(value, str):
        return ""
    text = value.partition("\0")[0] or value.replace("\0", " ")  # photographer, then editor
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _decoded(value: bytes, encoding: str | None) -> str:
    """Decode a text that does not say its encoding: UTF-8 where it is that, or Windows-1252."""
    try:
        return value.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
