"""Pictures on pages: each in three formats, at its place, in as many sizes as are of use there."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from broadsheet.domain.content import picture_mark
from broadsheet.domain.header import HeaderFacts
from broadsheet.pages import assets
from broadsheet.pages.pictures import Place, compose_picture, on_card
from broadsheet.pages.response import Response
from tests.pages.shown_pictures import ALT, CAPTION, CREDIT, TOKEN, a_shown_picture
from tests.unit.pages.conftest import DIGEST, NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
STATIC = Path(assets.__file__).parent / "static"
BODY = f"<p>First.</p>{picture_mark(1)}<p>Second.</p>"


class Images(HTMLParser):
    """The attributes of every ``img`` and ``source`` of a page, in their order."""

    def __init__(self, page: Response) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.sources: list[dict[str, str | None]] = []
        self.feed(page.body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs))
        if tag == "source":
            self.sources.append(dict(attrs))


def kinds(page: Response) -> list[str]:
    """The figures of a page by how they stand."""
    return re.findall(r'<figure class="shot (\w+)"', page.body)


# Formats and sizes


def test_a_picture_is_offered_in_avif_webp_and_jpeg_in_this_order(
    paper: MemoryPaper, get: Get
) -> None:
    page = get(paper.publish(pictures=(a_shown_picture(),)))
    found = Images(page)
    assert [source["type"] for source in found.sources] == ["image/avif", "image/webp"]
    (image,) = found.images
    for extension, each in zip(("avif", "webp", "jpg"), (*found.sources, image), strict=True):
        assert each["srcset"] == ", ".join(
            f"/pictures/{TOKEN}/{width}.{extension} {width}w"
            for width in (320, 640, 960, 1280, 1920)
        )
        assert each["sizes"] == Place.LEAD.sizes
    assert image["src"] == f"/pictures/{TOKEN}/960.jpg"
    assert (image["width"], image["height"]) == ("960", "640")
    assert image["alt"] == ALT
    assert html.escape(ALT) in page.body
    assert image["data-colour"] == "#806040"


@pytest.mark.parametrize(
    ("size", "widths", "usual"),
    [
        ((4000, 3000), [320, 640, 960, 1280, 1920, 2560], (960, 720)),
        ((700, 1400), [320, 640], (640, 1280)),
        ((90, 60), [90], (90, 60)),
        ((1, 1), [1], (1, 1)),
    ],
)
def test_no_rendition_is_named_that_is_not_made(
    size: tuple[int, int], widths: list[int], usual: tuple[int, int]
) -> None:
    view = compose_picture(a_shown_picture(*size), Place.LEAD)
    assert [int(width) for width in re.findall(r" (\d+)w", view.jpeg)] == widths
    assert (view.width, view.height) == usual


def test_a_place_is_offered_no_more_than_it_shows() -> None:
    view = compose_picture(a_shown_picture(2560, 1700), Place.ROW)
    assert [int(width) for width in re.findall(r" (\d+)w", view.avif)] == [320, 640]
    wide_only = compose_picture(a_shown_picture(widths=(1280,)), Place.ROW)
    assert wide_only.avif == f"/pictures/{TOKEN}/1280.avif 1280w"


@pytest.mark.parametrize("place", Place)
def test_a_place_says_how_wide_it_is_and_ends_with_the_case_that_is_left(place: Place) -> None:
    *cases, rest = place.sizes.split(", ")
    length = r"[\d.]+(?:rem|vw)"
    for case in cases:
        assert re.fullmatch(rf"\((?:min|max)-width: [\d.]+rem\)(?: and \([^)]+\))? {length}", case)
    assert re.fullmatch(length, rest)


# An article


def test_the_lead_is_asked_for_at_once_and_all_others_when_they_are_near(
    paper: MemoryPaper, get: Get
) -> None:
    pictures = (a_shown_picture(), a_shown_picture(), a_shown_picture())
    lead, *others = Images(get(paper.publish(body_html=BODY, pictures=pictures))).images
    assert lead["fetchpriority"] == "high"
    assert "loading" not in lead
    assert len(others) == 2
    for image in others:
        assert image["loading"] == "lazy"
        assert "fetchpriority" not in image
    assert {image["decoding"] for image in (lead, *others)} == {"async"}


def test_a_picture_stands_at_its_mark_and_what_has_none_follows_the_text(
    paper: MemoryPaper, get: Get
) -> None:
    pictures = tuple(a_shown_picture(alt=f"Picture {number}.") for number in range(4))
    body = f"<p>First.</p>{picture_mark(2)}<p>Second.</p>"
    page = get(paper.publish(body_html=body, pictures=pictures))
    order = ("Picture 0.", "First.", "Picture 2.", "Second.", "Gallery", "Picture 1.", "Picture 3.")
    places = [page.body.index(f">{said}<" if said[0] in "FSG" else f'"{said}"') for said in order]
    assert places == sorted(places)
    assert kinds(page) == ["wide", "reaching", "gallery", "gallery"]
    assert "<!--" not in page.body


@pytest.mark.parametrize("index", [0, 3, 99])
def test_a_mark_of_no_picture_and_one_of_the_lead_leave_nothing(
    paper: MemoryPaper, get: Get, index: int
) -> None:
    body = f"<p>First.</p>{picture_mark(index)}<p>Second.</p>"
    page = get(paper.publish(body_html=body, pictures=(a_shown_picture(),)))
    assert kinds(page) == ["wide"]
    assert "<!--" not in page.body
    without = get(paper.publish("other", body_html=body))
    assert "<!--" not in without.body
    assert "<img" not in without.body
    assert "Gallery" not in without.body


@pytest.mark.parametrize(
    ("size", "lead", "in_text"),
    [
        ((1920, 1280), "wide", "reaching"),
        ((1280, 1024), "wide", "reaching"),
        ((960, 640), "wide", "measure"),
        ((959, 500), "beside", "measure"),
        ((1920, 1600), "beside", "measure"),
        ((1200, 1600), "beside", "tall"),
        ((20_000, 10), "wide", "reaching"),
    ],
)
def test_a_narrow_lead_stands_beside_its_headline_and_a_wide_figure_reaches_out(
    paper: MemoryPaper, get: Get, size: tuple[int, int], lead: str, in_text: str
) -> None:
    picture = a_shown_picture(*size)
    page = get(paper.publish(body_html=BODY, pictures=(picture, picture)))
    assert kinds(page) == [lead, in_text]
    assert ('<header class="paired">' in page.body) == (lead == "beside")


def test_caption_and_credit_stand_below_and_neither_where_there_is_none(
    paper: MemoryPaper, get: Get
) -> None:
    page = get(paper.publish(pictures=(a_shown_picture(),)))
    said = re.search(r"<figcaption>(.*?)</figcaption>", page.body)
    assert said
    caption = html.escape(CAPTION).replace("&quot;", "&#34;")
    assert said[1] == (
        f'{caption} <span class="credit"><span lang="en" dir="ltr">Picture:</span> '
        f"<bdi>{CREDIT}</bdi></span>"
    )
    credit = get(paper.publish("b", pictures=(a_shown_picture(caption=None),)))
    assert '<figcaption><span class="credit">' in credit.body
    bare = get(paper.publish("c", pictures=(a_shown_picture(caption=None, credit=None),)))
    assert "<figcaption>" not in bare.body


# Cards


def published(paper: MemoryPaper, stories: int = 30) -> None:
    for number in range(stories):
        at = NOW.replace(hour=11, minute=59 - number)
        token = f"{number:026d}".translate(str.maketrans("0123456789", "abcdefghij"))
        pictures = (a_shown_picture(token=token),)
        paper.publish(
            f"story-{number}", headline=f"Story {number}", publish_at=at, pictures=pictures
        )


def pictured(page: Response) -> Iterator[tuple[str, bool]]:
    """Each card of a page by its rank, and whether it has a picture."""
    for rank, inside in re.findall(
        r'<article class="card (\w+)[^>]*>(.*?)</article>', page.body, re.DOTALL
    ):
        yield rank, "<img" in inside


def test_lead_seconds_features_and_rows_have_pictures_and_briefs_have_none(
    paper: MemoryPaper, get: Get
) -> None:
    published(paper)
    ranks = {"lead": True, "second": True, "feature": True, "row": True, "brief": False}
    found = list(pictured(get("/")))
    assert {rank for rank, _ in found} == set(ranks)
    assert all(has == ranks[rank] for rank, has in found)
    day = list(pictured(get("/2025/01/22/")))
    assert day
    assert all(has for _, has in day)
    article = list(pictured(get(paper.publish("own", tags=("Cyprus",)))))
    assert article
    assert not any(has for _, has in article)


def test_the_lead_of_a_list_alone_is_asked_for_at_once(paper: MemoryPaper, get: Get) -> None:
    published(paper)
    for path in ("/", "/news/"):
        lead, *others = Images(get(path)).images
        assert lead["fetchpriority"] == "high"
        assert {image.get("loading") for image in others} == {"lazy"}
        assert not any("fetchpriority" in image for image in others)
    assert {image.get("loading") for image in Images(get("/tags/none/")).images} <= {"lazy"}


def test_a_card_s_picture_says_nothing_since_its_headline_does(
    paper: MemoryPaper, get: Get
) -> None:
    published(paper, 3)
    page = get("/")
    assert {image["alt"] for image in Images(page).images} == {""}
    links = re.findall(r'<a class="shot"([^>]*)>', page.body)
    assert links
    assert all('tabindex="-1" aria-hidden="true"' in link for link in links)
    assert CREDIT not in page.body


def test_a_list_shows_no_picture_where_its_place_or_the_story_has_none() -> None:
    assert on_card(None, Place.ROW) is None
    assert on_card(a_shown_picture(), None) is None


@pytest.mark.parametrize(
    ("focus", "classes"),
    [(None, ""), ((0.0, 0.0), "x0 y0"), ((1.0, 1.0), "x4 y4"), ((0.5, 0.3), "x2 y1")],
)
def test_a_card_is_cropped_near_the_subject_of_its_picture(
    focus: tuple[float, float] | None, classes: str
) -> None:
    view = on_card(replace(a_shown_picture(), focus=focus), Place.ROW)
    assert view is not None
    assert view.focus == classes


def test_every_class_of_a_crop_is_in_the_stylesheet() -> None:
    sheet = (STATIC / "paper.css").read_text("utf-8")
    for step in range(5):
        assert f".y{step} {{" in sheet
        assert f".x{step} {{" in sheet or step == 2  # the middle needs none


def test_wings_are_of_one_length_with_pictures_too(paper: MemoryPaper, get: Get) -> None:
    for number in range(6):
        pictures = (a_shown_picture(),) if number in {2, 3} else ()
        at = NOW.replace(hour=11 - number)
        paper.publish(f"story-{number}", headline="A story", publish_at=at, pictures=pictures)
    wings = re.findall(r'<div class="wing">(.*?)</div>', get("/").body, re.DOTALL)
    assert [wing.count("<img") for wing in wings] == [1, 1]


# Where it is shared


def meta(page: Response) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page.body)
    return {name: html.unescape(value) for name, value in found}


def test_a_crop_of_the_lead_stands_for_an_article_that_has_one(
    paper: MemoryPaper, get: Get
) -> None:
    page = get(paper.publish(pictures=(a_shown_picture(),)))
    (head,) = paper.heads.values()
    facts, place = meta(page), f"{SITE_URL}/sharing/{head.key}/{DIGEST}"
    assert facts["og:image"] == f"{place}/1200x630.jpg"
    assert (facts["og:image:width"], facts["og:image:height"]) == ("1200", "630")
    assert facts["og:image:alt"] == ALT
    assert facts["twitter:card"] == "summary_large_image"
    shapes = [f'"{place}/{name}.jpg"' for name in ("1200x1200", "1200x900", "1200x675")]
    assert f'"image":[{",".join(shapes)}]' in page.body


def test_a_drawn_card_stands_for_an_article_without_a_picture(paper: MemoryPaper, get: Get) -> None:
    page = get(paper.publish(headline="A bridge"))
    facts = meta(page)
    assert facts["og:image"].endswith(f"/{DIGEST}/card.png")
    assert facts["og:image:alt"] == "A bridge"
    assert '"image":' not in page.body


def test_a_decorative_lead_is_told_by_the_headline(paper: MemoryPaper, get: Get) -> None:
    page = get(paper.publish(headline="A bridge", pictures=(a_shown_picture(alt=""),)))
    assert meta(page)["og:image:alt"] == "A bridge"
    assert Images(page).images[0]["alt"] == ""


def test_nothing_stands_for_it_while_the_site_s_address_is_not_known(
    paper: MemoryPaper, get: Get
) -> None:
    paper.facts = HeaderFacts()
    page = get(paper.publish(pictures=(a_shown_picture(),)))
    assert "og:image" not in meta(page)
    assert meta(page)["twitter:card"] == "summary"
    assert "/sharing/" not in page.body


def test_a_page_whose_content_says_nothing_of_pictures_is_as_before(
    paper: MemoryPaper, get: Get
) -> None:
    path = paper.publish()
    (key,) = paper.kept
    assert paper.kept[key] == replace(paper.kept[key], pictures=())
    assert "<figure" not in get(path).body
