"""A picture from the desk to the page on the local AWS, and out of it all when it is taken down."""

import io
import re
import uuid
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from broadsheet.domain.picture import picture_id
from commands.stack import uploads
from commands.stack.http_calls import HttpAnswer
from tests.commands.local_stack import LocalStack
from tests.darkroom.sources import file_of, noise
from tests.end_to_end.test_life_of_an_article import article, path_of, post, send
from tests.end_to_end.waiting import eventually

PATIENCE = 60.0
ADDRESS = re.compile(r"/pictures/[a-z2-7]{26}/\d+\.(?:avif|webp|jpg)")
SHARED = re.compile(r"/sharing/[a-z0-9]{10}/[0-9a-f]{12}/[a-z0-9.]+")


@pytest.fixture
def picture(stack: LocalStack, tmp_path: Path) -> str:
    """A picture that was sent by the desk's own API, and is ready."""
    seen = noise((900, 700))
    file = tmp_path / "harbour.jpg"
    file.write_bytes(file_of(seen, "JPEG", comment=uuid.uuid4().bytes))
    body = file.read_bytes()
    said: dict[str, Any] = {
        "sha256": sha256(body).hexdigest(),
        "bytes": len(body),
        "content_type": "image/jpeg",
        "filename": "harbour.jpg",
    }
    posted = send(stack, "POST", "/images", said)
    assert posted.status == 201, posted.text
    form = posted.json()["upload"]
    uploads.upload(form["url"], form["fields"], file, lambda _: None)
    identity = picture_id(said["sha256"])

    def is_ready() -> bool:
        status = send(stack, "GET", f"/images/{identity}").json()["status"]
        assert status in {"processing", "ready"}
        return bool(status == "ready")

    eventually(is_ready, "the picture is ready", PATIENCE)
    return identity


def page_that(
    stack: LocalStack, path: str, holds: Callable[[HttpAnswer], bool], what: str
) -> HttpAnswer:
    def look() -> HttpAnswer | None:
        answer = stack.site_get(path)
        return answer if holds(answer) else None

    return eventually(look, what, PATIENCE)


def test_a_picture_is_shown_shared_and_taken_down_everywhere(
    stack: LocalStack, picture: str
) -> None:
    images: list[dict[str, Any]] = [{"id": picture, "alt": "The harbour", "focus": [0.2, 0.8]}]
    path = path_of(post(stack, article(images=images)))
    page = page_that(stack, path, lambda a: bool(ADDRESS.search(a.text)), "the page shows it")

    addresses = sorted(set(ADDRESS.findall(page.text)))
    assert {address.rpartition(".")[2] for address in addresses} == {"avif", "webp", "jpg"}
    assert {stack.site_get(address).status for address in addresses} == {200}
    assert picture not in page.text
    crops = sorted(set(SHARED.findall(page.text)))
    assert len(crops) == 4
    for crop in crops:
        answer = stack.site_get(crop)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg"), crop
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
        with Image.open(io.BytesIO(answer.body)) as seen:
            width, height = crop.rpartition("/")[2].removesuffix(".jpg").split("x")
            assert seen.size == (int(width), int(height))
        assert stack.site_get(crop, if_none_match=answer.headers["etag"]).status == 304
    assert stack.site_get(crops[0].replace(crops[0].rpartition("/")[2], "card.png")).status == 404

    taken = send(stack, "DELETE", f"/images/{picture}?reason=The%20right%20ran%20out")
    assert taken.status == 200, taken.text
    page_that(stack, path, lambda a: not ADDRESS.search(a.text), "the page shows it no more")
    eventually(
        lambda: {stack.site_get(address).status for address in addresses} == {403},
        "no rendition is left",
        PATIENCE,
    )
    assert {stack.site_get(crop).status for crop in crops} == {404}
    again = send(stack, "PUT", f"/images/{picture}")
    assert again.status == 200, again.text
    page_that(stack, path, lambda a: bool(ADDRESS.search(a.text)), "the page shows it again")
    eventually(
        lambda: {stack.site_get(address).status for address in addresses} == {200},
        "the renditions are back",
        PATIENCE,
    )


def test_an_article_without_a_picture_has_a_drawn_card(stack: LocalStack) -> None:
    path = path_of(post(stack, article()))
    page = page_that(stack, path, lambda a: a.status == 200, "the article")
    (card,) = set(SHARED.findall(page.text))
    assert card.endswith("/card.png")
    answer = stack.site_get(card)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    with Image.open(io.BytesIO(answer.body)) as seen:
        assert seen.size == (1200, 630)
    stranger = re.sub(r"/sharing/[a-z0-9]{10}", "/sharing/" + "a" * 10, card)
    assert stack.site_get(stranger).status == 404
