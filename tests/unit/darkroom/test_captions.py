"""What the file says of its picture is suggested: XMP before IPTC before EXIF."""

import struct
from typing import Any

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from broadsheet.darkroom.captions import MOST_XMP
from broadsheet.domain.picture import Suggestions
from tests.darkroom.developed import developed
from tests.darkroom.sources import TYPES, file_of, quarters

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" photoshop:Credit="Ada Poe / Agency">
 <dc:description><rdf:Alt><rdf:li xml:lang="de">Die Brücke</rdf:li>
  <rdf:li xml:lang="x-default">The bridge</rdf:li></rdf:Alt></dc:description>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Agency</rdf:li></rdf:Alt></dc:rights>
 <photoshop:DateCreated>2026-03-04T05:06:07+02:00</photoshop:DateCreated>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
OF_XMP = Suggestions("The bridge", "Ada Poe / Agency", "© 2026 Agency", "2026-03-04T05:06:07+02:00")
LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>"""


def exif_bytes() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "A quay"
    exif[ExifTags.Base.Artist] = "Bo Lind"
    exif[ExifTags.Base.Copyright] = "Bo"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2025:01:02 03:04:05"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+01:00"
    return exif.tobytes()


OF_EXIF = Suggestions("A quay", "Bo Lind", "Bo", "2025-01-02T03:04:05+01:00")


def iptc(*said: tuple[int, int, bytes]) -> bytes:
    return b"".join(struct.pack(">BBBH", 0x1C, *s[:2], len(s[2])) + s[2] for s in said)


def with_iptc(data: bytes, *said: tuple[int, int, bytes]) -> bytes:
    content = iptc(*said)
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(content)) + content
    block += b"\0" * (len(content) % 2)
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]


IPTC = (
    (2, 120, "Γέφυρα".encode()),
    (2, 110, b"Cy Ott"),
    (2, 116, b"Cy"),
    (2, 55, b"20240203"),
    (2, 60, b"040506-0330"),
)
OF_IPTC = Suggestions("Γέφυρα", "Cy Ott", "Cy", "2024-02-03T04:05:06-03:30")


def suggested(name: str = "JPEG", **settings: Any) -> Suggestions:
    return developed(file_of(quarters((40, 30)), name, **settings), TYPES[name]).said.suggestions


def suggested_by_iptc(*said: tuple[int, int, bytes], **settings: Any) -> Suggestions:
    data = with_iptc(file_of(quarters((40, 30)), "JPEG", **settings), *said)
    return developed(data, "image/jpeg").said.suggestions


def test_a_file_that_says_nothing_suggests_nothing() -> None:
    assert suggested() == Suggestions(None, None, None, None)


@pytest.mark.parametrize("name", ["JPEG", "WEBP", "AVIF", "HEIC"])
def test_xmp_is_read(name: str) -> None:
    assert suggested(name, xmp=XMP.encode()) == OF_XMP


def test_so_much_xmp_that_a_parser_would_fill_the_memory_is_not_read() -> None:
    at_limit = XMP.encode() + b" " * (MOST_XMP - len(XMP.encode()))
    assert suggested("WEBP", xmp=at_limit) == OF_XMP
    assert suggested("WEBP", xmp=at_limit.replace(b"  ", b"   ", 1)) == Suggestions()


def test_xmp_in_a_png_and_in_a_tiff_is_read() -> None:
    words = PngInfo()
    words.add_itxt("XML:com.adobe.xmp", XMP)
    assert suggested("PNG", pnginfo=words) == OF_XMP
    assert suggested("TIFF", tiffinfo={700: XMP.encode()}) == OF_XMP


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "HEIC", "TIFF"])
def test_exif_is_read(name: str) -> None:
    settings = {"compression": None} if name == "TIFF" else {}  # libtiff does not write it
    assert suggested(name, exif=exif_bytes(), **settings) == OF_EXIF


def test_iptc_is_read() -> None:
    assert suggested_by_iptc((1, 90, b"\x1b%G"), *IPTC) == OF_IPTC


def test_iptc_in_a_tiff_is_read() -> None:
    assert suggested("TIFF", tiffinfo={33723: iptc(*IPTC)}, compression=None) == OF_IPTC


def test_iptc_that_does_not_say_its_characters_is_read_as_what_it_can_be() -> None:
    assert suggested_by_iptc((2, 120, "Brücke".encode())).caption == "Brücke"
    assert suggested_by_iptc((2, 120, "Brücke – 5 €".encode("cp1252"))).caption == "Brücke – 5 €"


def test_a_source_is_the_credit_where_there_is_none() -> None:
    assert suggested_by_iptc((2, 115, b"Agency")).credit == "Agency"


def test_xmp_is_believed_before_iptc_and_iptc_before_exif() -> None:
    assert suggested_by_iptc(*IPTC, exif=exif_bytes(), xmp=XMP.encode()) == OF_XMP
    assert suggested_by_iptc(*IPTC, exif=exif_bytes()) == OF_IPTC
    mixed = suggested_by_iptc((2, 110, b"Cy Ott"), exif=exif_bytes())
    assert mixed == Suggestions("A quay", "Cy Ott", "Bo", "2025-01-02T03:04:05+01:00")


def test_exif_in_utf_8_is_read_as_that() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "Γέφυρα".encode()
    exif[ExifTags.Base.Artist] = "Böll".encode("latin-1")
    found = suggested(exif=exif.tobytes())
    assert (found.caption, found.credit) == ("Γέφυρα", "Böll")


def test_texts_are_cut_and_control_characters_and_turns_of_direction_taken_out() -> None:
    long = suggested_by_iptc((2, 120, b"a" * 9000), (2, 110, b"b" * 900), (2, 116, b"\0\x07"))
    assert (long.caption, long.credit, long.copyright) == ("a" * 2000, "b" * 300, None)
    dirty = suggested_by_iptc((2, 120, "a\0\x1b\u202eb\r\n\r\n c".encode()))
    assert dirty.caption == "a b\nc"


@pytest.mark.parametrize(
    ("date", "taken_at"),
    [
        (b"2024", "2024"),
        (b"20240000", "2024"),
        (b"20240300", "2024-03"),
        (b"May", "May"),
        (b"", None),
    ],
)
def test_a_date_is_read_as_far_as_it_goes_and_left_as_written_otherwise(
    date: bytes, taken_at: str | None
) -> None:
    assert suggested_by_iptc((2, 55, date), (2, 60, b"040506")).taken_at == taken_at


@pytest.mark.parametrize("xmp", [b"no xml", LAUGHS.encode(), b"<a><b></a>", b"\xff\xfe<", b"<a/>"])
def test_xmp_that_cannot_be_read_says_nothing_and_does_no_harm(xmp: bytes) -> None:
    assert suggested(xmp=xmp, exif=exif_bytes()) == OF_EXIF
