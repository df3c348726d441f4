"""Formats are told by their first bytes."""

import pytest

from broadsheet.darkroom.file_types import READ, name_format
from broadsheet.domain.picture import PICTURE_TYPES


@pytest.mark.parametrize(
    ("first", "name"),
    [
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf", "HEIC"),
        (b"\0\0\0\x1cftypisom\0\0\0\0isommp42", "film"),
        (b"RIFF\n\0\0\0WAVE", None),
        (b"RIFF\n\0\0\0WEBP", "WebP"),
        (b"MM\0*", "TIFF"),
        (b"II+\0", "BigTIFF"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><p>svg <svg>", "page of HTML"),
        (b"<?xml version='1.0'?><!-- > --><svg/>", None),
        (b"<?xml version='1.0'?><svg xmlns", "SVG"),
        (b"PK\x03\x04", "ZIP file"),
    ],
)
def test_a_format_is_told_by_its_first_bytes(first: bytes, name: str | None) -> None:
    assert name_format(first) == name


def test_every_type_that_is_read_has_a_name_that_is_told() -> None:
    assert tuple(READ) == PICTURE_TYPES
    assert set(READ.values()) == {"JPEG", "PNG", "WebP", "GIF", "AVIF", "TIFF", "HEIC"}
