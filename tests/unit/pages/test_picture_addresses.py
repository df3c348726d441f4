"""Addresses of pictures: what is built is read again, and nothing else is."""

import pytest

from broadsheet.domain.keys import content_key
from broadsheet.pages.picture_addresses import (
    CROPS,
    DRAWN_CARD,
    FOR_SEARCH,
    PREVIEW,
    SharingTarget,
    parse_sharing_path,
    rendition_path,
    sharing_path,
)
from broadsheet.site import RESERVED_SLUGS

KEY = "abcdefghi2"
CONTENT = content_key("bridge", "desk-1", b"{}")
DIGEST = CONTENT.split(".")[-2]


@pytest.mark.parametrize("name", [*CROPS, DRAWN_CARD])
def test_what_is_shared_is_asked_for_by_article_content_and_name(name: str) -> None:
    path = sharing_path(KEY, CONTENT, name)
    assert path == f"/sharing/{KEY}/{DIGEST}/{name}"
    assert parse_sharing_path(path) == SharingTarget(KEY, DIGEST, name)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/sharing/",
        f"/sharing/{KEY}/{DIGEST}/1200x631.jpg",
        f"/sharing/{KEY}/{DIGEST}/card.jpg",
        f"/sharing/{KEY}/{DIGEST}/card.png/",
        f"/sharing/{KEY}/{DIGEST}/../card.png",
        f"/sharing/{KEY}/{DIGEST[:-1]}/card.png",
        f"/sharing/{KEY}/{DIGEST.upper()}/card.png",
        f"/sharing/{KEY[:-1]}/{DIGEST}/card.png",
        f"/sharing/{KEY}/{DIGEST}/card.png\n",
        f"//sharing/{KEY}/{DIGEST}/card.png",
    ],
)
def test_no_other_path_is_one(path: str) -> None:
    assert parse_sharing_path(path) is None


@pytest.mark.parametrize(
    "key", [None, "", "content/bridge.json", "content/a.b.json", f"{CONTENT}x"]
)
def test_a_key_without_a_digest_makes_no_address(key: str | None) -> None:
    assert sharing_path(KEY, key, DRAWN_CARD) is None


def test_every_crop_has_the_size_that_its_name_says() -> None:
    for name, (width, height) in CROPS.items():
        assert name == f"{width}x{height}.jpg"
    assert {PREVIEW, *FOR_SEARCH} == set(CROPS)
    shapes = {round(width / height, 2) for width, height in map(CROPS.__getitem__, FOR_SEARCH)}
    assert shapes == {1.0, 1.33, 1.78}


def test_a_rendition_stands_where_the_bucket_has_it() -> None:
    assert rendition_path("t" * 26, 640, "avif") == f"/pictures/{'t' * 26}/640.avif"


def test_no_section_takes_their_places() -> None:
    assert {"pictures", "sharing"} <= RESERVED_SLUGS
