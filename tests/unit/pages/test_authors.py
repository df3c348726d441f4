import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.slug import slug_of_name
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site import Author, Site, WebLink
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper, text_of

Get = Callable[..., Response]
MARIA = Author(
    "Maria Papadopoulou",
    "Political editor, </script>.",
    languages=("el", "en-GB", "xx"),
    email="maria@paper.example",
    links=(WebLink("Her own site", "https://maria.example/"),),
    same_as=("https://www.wikidata.org/wiki/Q1",),
)
PETROS = Author("Petros Ioannou", "Takes the pictures.", slug=slug_of_name("P. Ioannou", "author"))


@pytest.fixture
def get(site: Site, paper: MemoryPaper) -> Get:
    """Ask a paper that knows these two for a path."""
    newspaper = Newspaper(replace(site, authors=(MARIA, PETROS)), paper, paper)
    return lambda path: newspaper.page(Request("GET", path), NOW)


def told(response: Response) -> dict[str, Any]:
    text = response.body.partition('<script type="application/ld+json">')[2].partition("</script")
    document: dict[str, Any] = json.loads(text[0])
    return document


def test_an_author_is_told_of_above_the_stories(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish(byline=("Maria Papadopoulou",))
    page = get("/authors/maria-papadopoulou/")
    words = text_of(page)
    assert "Author Maria Papadopoulou Political editor, </script>." in words
    assert "Writes in Ελληνικά, English, xx" in words
    assert '<a href="mailto:maria@paper.example"><bdi>maria@paper.example</bdi></a>' in page.body
    assert '<a href="https://maria.example/"><bdi>Her own site</bdi></a>' in page.body
    assert words.index("Her own site") < words.index("North Korea")
    assert f'<a href="{path}">' in page.body


def test_search_engines_are_told_who_the_author_is(paper: MemoryPaper, get: Get) -> None:
    assert told(get("/authors/maria-papadopoulou/")) == {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": {
            "@type": "Person",
            "name": "Maria Papadopoulou",
            "url": f"{SITE_URL}/authors/maria-papadopoulou/",
            "description": "Political editor, </script>.",
            "email": "maria@paper.example",
            "knowsLanguage": ["el", "en-GB", "xx"],
            "sameAs": ["https://www.wikidata.org/wiki/Q1"],
        },
    }
    paper.facts = HeaderFacts()
    assert "url" not in told(get("/authors/maria-papadopoulou/"))["mainEntity"]


def test_an_article_says_of_its_authors_what_is_known(paper: MemoryPaper, get: Get) -> None:
    page = get(paper.publish(byline=("Anna Kyriakou", "Maria Papadopoulou")))
    anna, maria = told(page)["@graph"][0]["author"]
    assert anna.keys() == {"@type", "name", "url"}
    assert maria["sameAs"] == ["https://www.wikidata.org/wiki/Q1"]
    assert (maria["description"], maria["email"]) == (MARIA.line, MARIA.email)
    notes = page.body.partition('<ul class="authors"')[2].partition("</ul>")[0]
    assert re.findall(r"<bdi>(.*?)</bdi></a> · <bdi>(.*?)</bdi>", notes) == [
        ("Maria Papadopoulou", "Political editor, &lt;/script&gt;."),
    ]
    assert 'href="/authors/maria-papadopoulou/"' in notes


def test_of_an_author_who_is_not_known_an_article_says_no_more_than_the_name(
    paper: MemoryPaper, get: Get
) -> None:
    end = get(paper.publish(byline=("Anna Kyriakou",))).body.partition('class="authors"')[2]
    assert "<bdi>Anna Kyriakou</bdi></a></li>" in end


def test_a_known_author_is_there_before_the_first_story(get: Get) -> None:
    for path in ("/authors/maria-papadopoulou/", "/feeds/authors/maria-papadopoulou/latest.xml"):
        assert get(path).status == 200
        assert "Maria Papadopoulou" in get(path).body
    assert "Nothing is published here yet." in get("/authors/maria-papadopoulou/").body
    for path in ("/authors/anna-kyriakou/", "/feeds/authors/anna-kyriakou/latest.xml"):
        assert get(path).status == 404


def test_an_author_whom_bylines_name_otherwise_has_their_page(paper: MemoryPaper, get: Get) -> None:
    paper.publish(byline=("P. Ioannou",))
    page = get(f"/authors/{PETROS.slug}/")
    assert "<h1><bdi>Petros Ioannou</bdi></h1>" in page.body
    assert "North Korea" in page.body


def test_an_author_without_an_entry_has_a_page_as_before(paper: MemoryPaper, get: Get) -> None:
    paper.publish(byline=("Anna Kyriakou",))
    page = get("/authors/anna-kyriakou/")
    assert "<h1><bdi>Anna Kyriakou</bdi></h1>" in page.body
    assert "ld+json" not in page.body


def test_known_authors_are_in_the_sitemap(get: Get) -> None:
    body = get("/sitemaps/pages.xml").body
    for author in ("maria-papadopoulou", PETROS.slug):
        assert f"{SITE_URL}/authors/{author}/" in body
