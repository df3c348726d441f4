"""Pictures drawn for the tests, in every format that is read."""

import io
import struct
from collections.abc import Mapping
from functools import cache
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "HEIC": "image/heic",
}
LOSSLESS: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "WEBP": {"lossless": True},
    "AVIF": {"quality": 95, "subsampling": "4:4:4"},
    "TIFF": {"compression": "tiff_lzw"},
}
CORNERS = {
    "top left": (200, 30, 30),
    "top right": (30, 160, 30),
    "bottom left": (30, 30, 200),
    "bottom right": (220, 200, 40),
}
"""Four colours, so that one sees which way a picture was turned."""


def quarters(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """A picture whose quarters have each a colour of their own."""
    width, height = size
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    for name, colour in CORNERS.items():
        left = 0 if "left" in name else width // 2
        top = 0 if "top" in name else height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return picture


@cache
def noise(size: tuple[int, int]) -> Image.Image:
    """A picture that does not compress, so that its file has several kilobytes."""
    return Image.effect_noise(size, 90).convert("RGB")


def file_of(picture: Image.Image, name: str, **settings: Any) -> bytes:
    """The picture as a file of this format."""
    body = io.BytesIO()
    if name == "HEIC":
        pillow_heif.from_pillow(picture).save(body, **{"quality": 95, "chroma": 444, **settings})
    else:
        picture.save(body, name, **{**LOSSLESS.get(name, {}), **settings})
    return body.getvalue()


def several_frames(name: str, count: int, **settings: Any) -> bytes:
    """A file of several frames, the first of which is red."""
    shades = [(200, 30, 30 + 10 * number) for number in range(count)]
    frames = [Image.new("RGB", (64, 48), shade) for shade in shades]
    return file_of(frames[0], name, save_all=True, append_images=frames[1:], **settings)


def phone_jpeg() -> bytes:
    """A JPEG with a second one behind it, announced as phones do (CIPA DC-007)."""
    body = io.BytesIO()
    second = Image.new("L", (64, 48), 90)
    quarters().save(body, "MPO", save_all=True, append_images=[second])
    return body.getvalue()


# ---- A profile of Display P3, written by hand ---------------------------------------------------

_D50 = (0.9642, 1.0, 0.8249)
# The primaries of Display P3 (SMPTE EG 432-1) with the white of D65, adapted to D50 by Bradford.
_P3 = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
# sRGB's curve as parametricCurveType 3 (ICC.1:2022, 10.18).
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def display_p3() -> bytes:
    """A minimal ICC profile of Display P3 (ICC.1:2022, 8.4.3)."""
    text = "P3".encode("utf-16-be")
    words = b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(text), 28) + text
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = {b"desc": words, b"cprt": words, b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50)}
    tags |= {name: b"XYZ \0\0\0\0" + _fixed(*value) for name, value in _P3.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    table, content = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, 128 + 4 + 12 * len(tags) + len(content), len(data))
        content += data + b"\0" * (-len(data) % 4)
    size = 128 + len(table) + len(content)
    head = struct.pack(
        ">I4sI4s4s4s12s4s", size, b"", 0x04300000, b"mntr", b"RGB ", b"XYZ ", b"", b"acsp"
    )
    head += bytes(128 - len(head) - 60) + _fixed(*_D50)
    return head.ljust(128, b"\0") + table + content
