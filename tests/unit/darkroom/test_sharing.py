"""What stands for an article where it is shared: there with the article, and never before it."""

import base64
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from PIL import Image

from broadsheet.darkroom.sharing import SharingPictures
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import rendition_key
from broadsheet.domain.picture import MadePicture, ShownPicture
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.picture_addresses import CROPS, DRAWN_CARD, sharing_path
from broadsheet.pages.response import Request, Response
from broadsheet.site_file import load_site
from tests.darkroom.developed import near
from tests.darkroom.sources import CORNERS, file_of, quarters
from tests.domain.pictures import development
from tests.unit.pages.conftest import NOW, MemoryPaper, content_at

TOKEN = "t" * 26
MADE = MadePicture(TOKEN, development(width=1600, height=1200, widths=(320, 1600)))
Ask = Callable[..., Response]


@pytest.fixture
def paper() -> MemoryPaper:
    return MemoryPaper()


@pytest.fixture
def renditions() -> dict[str, bytes]:
    """The widest JPEG alone: no other is asked for."""
    return {rendition_key(TOKEN, "1600.jpg"): file_of(quarters((1600, 1200)), "JPEG")}


@pytest.fixture
def ask(paper: MemoryPaper, renditions: dict[str, bytes]) -> Ask:
    pictures = SharingPictures(load_site(), paper, paper, renditions.__getitem__)

    def answer(path: str, now: object = NOW, method: str = "GET", **fields: str) -> Response:
        return pictures.answer(Request(method, path, **fields), now)  # type: ignore[arg-type]

    return answer


def path_of(name: str) -> str:
    path = sharing_path(article_key("troops"), content_at("troops"), name)
    assert path
    return path


def seen(response: Response) -> Image.Image:
    assert response.in_base64
    return Image.open(io.BytesIO(base64.b64decode(response.body)))


@pytest.mark.parametrize("name", CROPS)
def test_a_crop_has_its_size_and_the_subject_in_it(paper: MemoryPaper, ask: Ask, name: str) -> None:
    paper.publish(pictures=(ShownPicture.of(MADE, alt="Quarters", focus=(0.0, 0.0)),))
    response = ask(path_of(name))
    assert response.status == 200
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.correlation_id == "request-of-troops"
    with seen(response) as picture:
        assert picture.size == CROPS[name]
        corner = picture.convert("RGB").getpixel((5, 5))
        assert isinstance(corner, tuple)
        assert near(corner, CORNERS["top left"])


def test_an_article_without_a_picture_has_a_drawn_card(paper: MemoryPaper, ask: Ask) -> None:
    paper.publish()
    response = ask(path_of(DRAWN_CARD))
    assert response.status == 200
    assert response.headers["Content-Type"] == "image/png"
    with seen(response) as card:
        assert (card.format, card.size) == ("PNG", (1200, 630))


def test_an_article_has_a_card_or_crops_and_never_both(paper: MemoryPaper, ask: Ask) -> None:
    paper.publish()
    assert {ask(path_of(name)).status for name in CROPS} == {404}
    paper.publish(pictures=(ShownPicture.of(MADE, alt=""),))
    assert ask(path_of(DRAWN_CARD)).status == 404


def test_nothing_is_there_before_the_article_is_public_or_after_it_is_withdrawn(
    paper: MemoryPaper, ask: Ask
) -> None:
    due = NOW + timedelta(hours=1)
    paper.publish(publish_at=due)
    early = ask(path_of(DRAWN_CARD))
    assert ask(path_of(DRAWN_CARD), due).status == 200
    paper.publish(publish_at=None)
    held = ask(path_of(DRAWN_CARD))
    for kind in WithdrawnAs:
        paper.publish(withdrawal=Withdrawal(kind, None))
        assert ask(path_of(DRAWN_CARD)).status == 404
    never = ask(path_of(DRAWN_CARD).replace(article_key("troops"), "a" * 10))
    assert early == held == never, "which tells nothing of a schedule"
    assert early.headers["Cache-Control"] == "public, max-age=0, s-maxage=0"


@pytest.mark.parametrize(
    "path",
    [
        path_of(DRAWN_CARD).replace("0123456789ab", "ba9876543210"),
        path_of("800x600.jpg"),
        path_of(DRAWN_CARD) + "/",
        "/sharing/",
        "/sharing/../pictures/x",
        path_of(DRAWN_CARD).replace("/sharing", "/pictures"),
    ],
)
def test_no_other_address_leads_to_anything(paper: MemoryPaper, ask: Ask, path: str) -> None:
    paper.publish()
    assert ask(path).status == 404


def test_a_picture_that_was_taken_down_a_moment_ago_is_not_there(
    paper: MemoryPaper, ask: Ask, renditions: dict[str, bytes]
) -> None:
    paper.publish(pictures=(ShownPicture.of(MADE, alt=""),))
    renditions.clear()
    assert ask(path_of("1200x630.jpg")).status == 404


def test_who_has_it_is_told_so(paper: MemoryPaper, ask: Ask) -> None:
    paper.publish()
    first = ask(path_of(DRAWN_CARD))
    again = ask(path_of(DRAWN_CARD), if_none_match=first.headers["ETag"])
    assert (again.status, again.body) == (304, "")
    assert again.headers["Content-Type"] == "image/png"
    assert ask(path_of(DRAWN_CARD), method="HEAD").headers == first.headers


def test_pictures_are_only_read(ask: Ask) -> None:
    response = ask(path_of(DRAWN_CARD), method="POST")
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(("error", "status"), [(StoreUnavailable("out"), 503), (ValueError(), 500)])
def test_a_failure_is_told_and_never_kept(
    paper: MemoryPaper,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    def fail(_keys: object) -> None:
        raise error

    monkeypatch.setattr(paper, "heads_of", fail)
    response = ask(path_of(DRAWN_CARD))
    assert (response.status, response.headers["Cache-Control"]) == (status, "no-store")
    assert ("Retry-After" in response.headers) is (status == 503)
