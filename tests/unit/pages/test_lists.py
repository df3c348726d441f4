import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from broadsheet.domain.content import CorrectionNote
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import NOW, MemoryPaper, text_of

Get = Callable[..., Response]
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def test_the_front_page_has_a_lead_seconds_and_a_river(paper: MemoryPaper, get: Get) -> None:
    for number in range(21):
        paper.publish(f"n{number}", headline=f"Story {number}.", publish_at=NOW - number * HOUR)
    response = get("/")
    ranks = re.findall(r'class="card (\w+)', response.body)
    assert ranks == ["lead"] + ["second"] * 5 + ["feature"] + ["brief"] * 3 + ["row"] * 10
    assert "Story 0." in response.body.partition("second")[0]
    assert "Story 20." not in response.body
    older = re.search(r'href="(/\?older=[^"]+)"[^>]*>Older', response.body)
    assert older
    second = get(older[1])
    assert re.findall(r"Story \d+", second.body) == ["Story 20"]
    assert re.findall(r'class="card (\w+)', second.body) == ["row"]
    assert "Older stories" not in second.body
    newer = re.search(r'href="(/\?newer=[^"]+)">Newer', second.body)
    assert newer
    back = get(newer[1])
    assert (back.status, back.headers["Location"]) == (302, "/")


def test_a_page_after_the_first_says_which_it_is_and_is_not_listed(
    paper: MemoryPaper, get: Get
) -> None:
    for number in range(41):
        moment = NOW - number * HOUR
        paper.publish(f"n{number}", publish_at=moment, tags=("Cyprus",))
        paper.correct(f"n{number}", moment, "It was so.")
    for path, name, rest in [
        ("/", "The Broadsheet", ""),
        ("/news/", "News", " – The Broadsheet"),
        ("/tags/cyprus/", "Cyprus", " – The Broadsheet"),
        ("/authors/newsroom/", "Newsroom", " – The Broadsheet"),
        ("/corrections/", "Corrections", " – The Broadsheet"),
    ]:
        first = get(path)
        assert f"<title>{name}{rest}</title>" in first.body
        assert "noindex" not in first.body
        assert f'<link rel="canonical" href="https://paper.example{path}">' in first.body
        cursors = [f"{NOW - hours * HOUR:%Y-%m-%dT%H:%M:%S.%fZ}~a" for hours in (0, 20)]
        second, third = (get(f"{path}?older={cursor}") for cursor in cursors)
        for page, newest in (
            (second, "22 January, 2025, 13:00"),
            (third, "21 January, 2025, 17:00"),
        ):
            assert f"<title>{name}: {newest} and earlier{rest}</title>" in page.body
            assert '<meta name="robots" content="noindex, follow">' in page.body


def test_a_section_that_has_nothing_yet_says_so(get: Get) -> None:
    for path in ("/", "/news/"):
        response = get(path)
        assert response.status == 200
        assert "Nothing is published" in response.body


def test_the_corrections_page_says_when_what_was_put_right(paper: MemoryPaper, get: Get) -> None:
    for number in range(21):
        path = paper.correct(f"n{number}", NOW - number * 24 * HOUR, "It was <Tuesday>.")
    paper.correct("soon", NOW + 9 * SECOND, "Not yet.")
    response = get("/corrections/")
    assert "What was put right News A bridge 22 January, 2025 It was <T" in text_of(response)
    assert '<time datetime="2025-01-21">21 January, 2025</time>' in response.body
    assert response.body.count("It was &lt;Tuesday&gt;.") == 20
    assert "Not yet." not in response.body
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
    older = re.search(r'href="(/corrections/\?older=[^"]+)"', response.body)
    assert older
    assert f'<a href="{path}">A bridge</a>' in get(older[1]).body


def test_every_correction_of_an_article_leads_to_its_place_there(
    paper: MemoryPaper, get: Get
) -> None:
    texts = ["It was\n<Tuesday>.", "It was Wednesday.", "It was Thursday."]
    notes = [CorrectionNote(f"2025-01-2{day}T09:00:00Z", text)
             for day, text in enumerate(reversed(texts))]  # fmt: skip
    path = paper.publish("bridge", headline="bridge", corrections=tuple(notes))
    assert paper.correct("bridge", NOW, *texts) == path
    listed, article = get("/corrections/").body, get(path).body
    places = re.findall(rf'<a href="{path}#([\w-]+)"><time[^>]*>[^<]*</time></a></p>\n'
                        r'<p lang="en" dir="ltr">(.*?)</p>', listed)  # fmt: skip
    shown = ["It was<br>&lt;Tuesday&gt;.", *texts[1:]]
    assert [text for _, text in places] == shown
    for anchor, text in places:
        place = rf'<p id="{anchor}"><time[^>]*>[^<]*</time> {text}</p>'
        assert len(re.findall(place, article)) == 1, anchor
    assert "earlier correction" not in listed


@pytest.mark.parametrize(
    ("in_all", "words"),
    [(2, ""), (3, "1 earlier correction in the article"), (9, "7 earlier corrections in the a")],
)
def test_what_the_card_has_no_room_for_is_said_to_be_in_the_article(
    paper: MemoryPaper, get: Get, in_all: int, words: str
) -> None:
    path = paper.correct("bridge", NOW, "The newest.", "One before.", in_all=in_all)
    page = get("/corrections/")
    assert re.findall(r"#correction-(\d)\"><time", page.body) == [f"{in_all}", f"{in_all - 1}"]
    assert words in text_of(page)
    link = f'<a href="{path}#correction-1">{in_all - 2} earlier correction'
    assert (link in page.body) is (in_all > 2)


def test_where_nothing_was_corrected_that_is_said(get: Get) -> None:
    response = get("/corrections/")
    assert response.status == 200
    assert "There are none yet." in text_of(response)
    assert '<li><a href="/corrections/">Corrections</a></li>' in get("/").body


def test_a_list_is_named_as_its_newest_article_names_it(paper: MemoryPaper, get: Get) -> None:
    paper.publish("old", tags=("north korea",), byline=("M. Papadopoulou",))
    paper.publish("new", tags=("North Korea",), publish_at=NOW + SECOND)
    assert "<h1><bdi>north korea</bdi></h1>" in get("/tags/north-korea/").body
    assert "<h1><bdi>North Korea</bdi></h1>" in get("/tags/north-korea/", NOW + SECOND).body
    assert "<h1><bdi>M. Papadopoulou</bdi></h1>" in get("/authors/m-papadopoulou-r7wy57/").body
    assert "Home / Tag north korea" in text_of(get("/tags/north-korea/"))
    assert "Home / Author M. Papadopoulou" in text_of(get("/authors/m-papadopoulou-r7wy57/"))


def test_a_section_is_marked_where_it_is_read_and_named_elsewhere(
    paper: MemoryPaper, get: Get
) -> None:
    paper.publish(tags=("Cyprus",))
    kicker = '<span class="kicker">News</span>'
    current = '<a href="/news/" aria-current="true">News</a>'
    assert [text in get("/news/").body for text in (current, kicker)] == [True, False]
    for path in ("/", "/tags/cyprus/"):
        assert [text in get(path).body for text in (current, kicker)] == [False, True], path
