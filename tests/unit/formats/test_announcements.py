"""What is said of a picture before it comes is held to its limits, every fault at once."""

import json
from typing import Any

import pytest

from broadsheet.domain.picture import MAX_PICTURE_BYTES, PICTURE_TYPES, Announcement
from broadsheet.domain.problems import InvalidPicture, MalformedDocument
from broadsheet.formats.announcements import MAX_FILENAME, accept_announcement
from tests.domain.pictures import digest_of

DIGEST = digest_of("bridge")
SAID = {
    "sha256": DIGEST,
    "bytes": 6,
    "content_type": "image/jpeg",
    "filename": "bridge.jpg",
}


def accepted(**changes: Any) -> Announcement:
    return accept_announcement(json.dumps(SAID | changes).encode())


def faults(document: Any) -> dict[str, str]:
    with pytest.raises(InvalidPicture) as refused:
        accept_announcement(json.dumps(document).encode())
    return {fault.pointer: fault.detail for fault in refused.value.faults}


def test_what_is_said_is_what_is_kept() -> None:
    assert accepted() == Announcement(DIGEST, 6, "image/jpeg", "bridge.jpg")


@pytest.mark.parametrize("content_type", PICTURE_TYPES)
def test_every_type_that_is_read_may_be_announced(content_type: str) -> None:
    assert accepted(content_type=content_type).content_type == content_type


def test_a_filename_is_one_line_in_one_form() -> None:
    assert accepted(filename=" Ge\u0301fyra\n1.jpg ").filename == "Géfyra 1.jpg"
    assert accepted(filename="x" * MAX_FILENAME).filename == "x" * MAX_FILENAME


def test_the_largest_picture_may_come_and_no_larger() -> None:
    assert accepted(bytes=MAX_PICTURE_BYTES).size == MAX_PICTURE_BYTES
    detail = faults(SAID | {"bytes": MAX_PICTURE_BYTES + 1})["/bytes"]
    assert detail == "is 41,943,041 bytes; a picture may have 41,943,040 (40 MiB)"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("sha256", DIGEST.upper(), "is not the SHA-256"),
        ("sha256", DIGEST[1:], "is not the SHA-256"),
        ("sha256", None, "is not the SHA-256"),
        ("bytes", 0, "a whole number from 1 on"),
        ("bytes", -1, "a whole number from 1 on"),
        ("bytes", 1.0, "a whole number from 1 on"),
        ("bytes", "6", "a whole number from 1 on"),
        ("bytes", True, "a whole number from 1 on"),
        ("content_type", "image/svg+xml", "is a program and no picture: send it as PNG"),
        ("content_type", "image/jpg", "write image/jpeg"),
        ("content_type", "text/html", "those are image/jpeg, image/png"),
        ("content_type", ["image/jpeg"], "is not a type of picture"),
        ("filename", "", "is empty"),
        ("filename", " \u200b ", "is empty"),
        ("filename", "x" * 256, "is 256 characters long; at most 255"),
        ("filename", 7, "is a number; write a text"),
        ("filename", "a\x07b", "U+0007"),
        ("filename", "\ud800", "U+D800"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(field: str, value: Any, words: str) -> None:
    found = faults(SAID | {field: value})
    assert found.keys() == {f"/{field}"}
    assert words in found[f"/{field}"]


def test_every_fault_is_told_at_once() -> None:
    found = faults({"bytes": 0, "name": "a.jpg", "filenam": "b.jpg"})
    assert found.keys() == {
        "/sha256", "/bytes", "/content_type", "/filename", "/name", "/filenam",
    }  # fmt: skip
    assert found["/sha256"] == "is missing: write the SHA-256 of the file, in hexadecimal"
    assert found["/filenam"] == "is not a field of a picture; did you mean “filename”?"


@pytest.mark.parametrize("document", [[], "a.jpg", None, 7])
def test_what_is_no_object_announces_nothing(document: Any) -> None:
    assert list(faults(document)) == [""]


def test_a_name_that_no_pointer_can_repeat_is_told() -> None:
    assert "U+0000" in faults(SAID | {"a\x00": 1})[""]


@pytest.mark.parametrize("body", [b"", b"{", b'{"bytes": 1, "bytes": 2}', b"\xff\xfe"])
def test_what_is_no_json_is_told(body: bytes) -> None:
    with pytest.raises(MalformedDocument):
        accept_announcement(body)
