"""Pictures where there is no page: feeds, sitemaps, and an article for programs."""

import html
import json
import re
from collections.abc import Callable

import pytest

from broadsheet.domain.content import picture_mark
from broadsheet.pages.response import Response
from tests.pages.shown_pictures import ALT, CAPTION, CREDIT, TOKEN, a_shown_picture
from tests.unit.pages.conftest import SITE_URL, MemoryPaper

Get = Callable[..., Response]
ADDRESS = f"{SITE_URL}/pictures/{TOKEN}/1280.jpg"


@pytest.fixture
def path(paper: MemoryPaper) -> str:
    """An article with a lead, a picture in its body, and one that follows."""
    pictures = (
        a_shown_picture(),
        a_shown_picture(800, 600, alt="In the body", caption=None),
        a_shown_picture(alt="After it", caption=None, credit=None),
    )
    body = f"<p>First.</p>{picture_mark(1)}<ul><li>Second.</li></ul>"
    return paper.publish(body_html=body, pictures=pictures)


def in_order(text: str, *said: str) -> bool:
    places = [text.index(each) for each in said]
    return places == sorted(places)


def test_feeds_name_the_lead_with_its_size_what_it_shows_and_whose_it_is(
    path: str, get: Get
) -> None:
    assert path
    media = (
        f'<media:content url="{ADDRESS}" type="image/jpeg" medium="image" width="1280" '
        f'height="853">\n<media:description type="plain">{html.escape(ALT)}</media:description>\n'
        f"<media:credit>{CREDIT}</media:credit>\n</media:content>"
    )
    for extension in ("xml", "atom"):
        feed = get(f"/feeds/latest.{extension}").body
        assert media in feed
        assert 'xmlns:media="http://search.yahoo.com/mrss/"' in feed
    (item,) = json.loads(get("/feeds/latest.json").body)["items"]
    assert item["image"] == ADDRESS


def test_feeds_have_the_whole_text_with_its_pictures(path: str, get: Get) -> None:
    assert path
    (item,) = json.loads(get("/feeds/latest.json").body)["items"]
    text = item["content_html"]
    assert in_order(text, ADDRESS, "First.", "/640.jpg", "Second.", "After it")
    assert text.startswith(
        f'<figure><img src="{ADDRESS}" width="1280" height="853" alt="{html.escape(ALT)}">'
        '<figcaption>The "old" bridge. Eleni Markou/Levant Wire</figcaption></figure><p>First.'
    )
    assert "<!--" not in text
    assert text.count("<figcaption>") == 2
    assert {each.partition("/pictures")[0] for each in re.findall(r'src="([^"]*)', text)} == {
        SITE_URL
    }


def test_a_feed_of_a_story_without_pictures_says_nothing_of_any(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish()
    for extension in ("xml", "atom"):
        assert "<media:" not in get(f"/feeds/latest.{extension}").body
    (item,) = json.loads(get("/feeds/latest.json").body)["items"]
    assert "image" not in item


def test_a_picture_of_no_words_and_no_owner_has_neither_in_a_feed(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish(pictures=(a_shown_picture(alt="", credit=None),))
    feed = get("/feeds/latest.xml").body
    assert "<media:content" in feed
    assert "<media:description" not in feed
    assert "<media:credit" not in feed


def test_programs_are_told_of_every_picture_and_of_no_id(path: str, get: Get) -> None:
    document = json.loads(get(f"{path}.json").body)
    assert document["pictures"][0] == {
        "url": ADDRESS,
        "width": 1280,
        "height": 853,
        "alt": ALT,
        "caption": CAPTION,
        "credit": CREDIT,
    }
    assert [picture["alt"] for picture in document["pictures"]] == [ALT, "In the body", "After it"]
    assert document["body_html"] == (
        f'<p>First.</p><figure><img src="{SITE_URL}/pictures/{TOKEN}/640.jpg" width="640" '
        f'height="480" alt="In the body"><figcaption>{CREDIT}</figcaption></figure>'
        "<ul><li>Second.</li></ul>"
    )


def test_a_plain_text_tells_of_them_in_brackets(path: str, get: Get) -> None:
    text = get(f"{path}.txt").body
    told = (
        f"[Picture: {ALT} — {CAPTION} — {CREDIT}]",
        "First.",
        f"[Picture: In the body — {CREDIT}]",
        "- Second.",
        "[Picture: After it]",
    )
    assert in_order(text, *told)
    assert "picture 1" not in text


def test_a_plain_text_says_nothing_of_a_picture_that_says_nothing(
    paper: MemoryPaper, get: Get
) -> None:
    silent = a_shown_picture(alt="", caption=None, credit=None)
    assert "[Picture" not in get(paper.publish(pictures=(silent,)) + ".txt").body


@pytest.mark.parametrize("index", [0, 1, 99])
def test_a_mark_of_no_picture_and_one_of_the_lead_are_left_out_everywhere(
    paper: MemoryPaper, get: Get, index: int
) -> None:
    body = f"<p>First.</p>{picture_mark(index)}<p>Second.</p>"
    path = paper.publish(body_html=body, pictures=(a_shown_picture(),))
    for address in (*(f"{path}.{form}" for form in ("json", "txt", "md")), "/feeds/latest.json"):
        said = get(address).body
        assert "<!--" not in said, address
        assert "picture 9" not in said
        assert said.count("arches") == 1


def test_markdown_shows_them(path: str, get: Get) -> None:
    text = get(f"{path}.md").body
    assert in_order(
        text,
        f"![A bridge & its \\<arches\\>](<{ADDRESS}>)",
        'The "old" bridge. Eleni Markou/Levant Wire',
        "First.",
        f"![In the body](<{SITE_URL}/pictures/{TOKEN}/640.jpg>)",
        "- Second.",
        f"![After it](<{ADDRESS}>)",
    )


def test_sitemaps_name_the_lead(path: str, paper: MemoryPaper, get: Get) -> None:
    paper.publish("other", headline="Without one")
    for sitemap in ("news", "2025-01"):
        body = get(f"/sitemaps/{sitemap}.xml").body
        assert body.count("<loc>") == 2
        image = f"<image:image>\n<image:loc>{ADDRESS}</image:loc>\n</image:image>"
        assert body.count(image) == 1
        assert image in body[body.index(path) :].partition("</url>")[0]
