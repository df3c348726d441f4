"""Which files are read: their content types, and how each is told by its first bytes."""

import re

READ = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
    "image/heic": "HEIC",
    "image/heif": "HEIC",
}
"""The name that people know a content type by."""

# The file signatures of each format's own specification; the brands of ISO base media files are
# those that MP4RA registers for still pictures.
_SIGNATURES = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("AVIF", re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL)),
    ("HEIC", re.compile(rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*")),
    ("BigTIFF", re.compile(rb"II\+\0|MM\0\+")),
    ("PDF", re.compile(rb"%PDF-")),
    ("BMP", re.compile(rb"BM")),
    ("JPEG XL", re.compile(rb"\xff\x0a|\0\0\0\x0cJXL ")),
    ("JPEG 2000", re.compile(rb"\xff\x4f\xff\x51|\0\0\0\x0cjP  ")),
    ("film", re.compile(rb"....ftyp", re.DOTALL)),
    ("ZIP file", re.compile(rb"PK\x03\x04")),
    (
        "SVG",  # behind a mark of byte order, a declaration, a type and comments, if any
        re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<[?!][^>]*>)*<svg[\s/>]", re.IGNORECASE),
    ),
    ("page of HTML", re.compile(rb"\s*<(?:!doctype html|html)", re.IGNORECASE)),
)
_BRAND_OF_ANY_HEIF = re.compile(rb"....ftyp(?:mif1|msf1)", re.DOTALL)
_FIRST_BYTES = 1024


def name_format(data: bytes) -> str | None:
    """Return the name of the format that a file begins as; nothing where it is none that is known.

    A file of the brand ``mif1`` says only that it is some HEIF; the brands beside it tell an AVIF.
    """
    first = data[:_FIRST_BYTES]
    if _BRAND_OF_ANY_HEIF.match(first) and b"avif" in _brands(first):
        return "AVIF"
    return next((name for name, pattern in _SIGNATURES if pattern.match(first)), None)


def _brands(first: bytes) -> list[bytes]:
    """Return the compatible brands of the box ``ftyp`` (ISO/IEC 14496-12, 4.3)."""
    listed = first[16 : int.from_bytes(first[:4], "big")]
    return [listed[at : at + 4] for at in range(0, len(listed), 4)]


def with_article(name: str) -> str:
    """Return the name of a format with "a" or "an" before it, as it is read aloud."""
    return f"{'an' if name in {'AVIF', 'SVG'} else 'a'} {name}"
