"""The languages of a story: each page leads to the others, and to nothing that is not there yet."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from broadsheet.domain.article import Prominence
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.identity import article_key
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.languages import own_names
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.preview import Previews
from broadsheet.pages.response import Request, Response
from broadsheet.site import Site
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper, content_at, text_of

Get = Callable[..., Response]
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
LATER = NOW + 2 * HOUR
UNSEEN: list[dict[str, Any]] = [
    {"publish_at": None},
    {"publish_at": LATER},
    {"withdrawal": Withdrawal(WithdrawnAs.VANISH)},
    {"withdrawal": Withdrawal(WithdrawnAs.GONE, "Wrong.")},
]


def story(paper: MemoryPaper) -> dict[str, str]:
    """One story in four languages; the paths by language, the original's first."""
    paths = {"en": paper.publish("bridge", headline="The bridge")}
    for language, headline in (("ar", "الجسر"), ("el", "Η γέφυρα"), ("tr", "Köprü")):
        paths[language] = paper.publish(
            f"bridge-{language}",
            headline=headline,
            language=language,
            section="world",
            translation_of="bridge",
        )
    return paths


def alternates(page: Response) -> dict[str, str]:
    """The addresses that a page's head gives by language."""
    head = page.body.partition("</head>")[0]
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', head))


def linked(page: Response) -> dict[str, str]:
    """The paths that a page's readers are led to, by language."""
    line = page.body.partition('<p class="times translations">')[2].partition("</p>")[0]
    return dict(re.findall(r'hreflang="([^"]+)" lang="[^"]+" dir="\w+" href="([^"]+)"', line))


def described(page: Response) -> dict[str, Any]:
    """What search engines are told of the article."""
    text = page.body.partition('<script type="application/ld+json">')[2].partition("</script")[0]
    article: dict[str, Any] = json.loads(text)["@graph"][0]
    return article


def test_each_page_of_a_story_leads_to_all_the_others(paper: MemoryPaper, get: Get) -> None:
    paths = story(paper)
    for language, path in paths.items():
        page = get(path)
        assert alternates(page) == {each: f"{SITE_URL}{other}" for each, other in paths.items()}
        assert linked(page) == {each: other for each, other in paths.items() if each != language}
    page = get(paths["ar"])
    assert "Read this story in: English · Ελληνικά · Türkçe" in text_of(page)
    assert list(linked(page)) == ["en", "el", "tr"], "in the order of the settings"
    own = '<p class="times translations"><span lang="en" dir="ltr">Read'
    assert own in page.body
    assert 'lang="ar" dir="rtl" href=' in get(paths["en"]).body
    assert '<meta property="og:locale" content="ar_EG">' in page.body
    for locale in ("en_US", "el_GR", "tr_TR"):
        assert f'<meta property="og:locale:alternate" content="{locale}">' in page.body


def test_a_story_in_one_language_says_nothing_of_others(paper: MemoryPaper, get: Get) -> None:
    page = get(paper.publish())
    assert not re.search("hreflang|locale:alternate|Read this story|workTranslation", page.body)


def test_an_original_that_is_not_there_hides_no_translation(paper: MemoryPaper, get: Get) -> None:
    one = paper.publish("one", language="el", translation_of="nobody")
    two = paper.publish("two", language="tr", translation_of="nobody")
    assert linked(get(one)) == {"tr": two}
    assert linked(get(two)) == {"el": one}
    assert "translationOfWork" not in described(get(one))


def test_machines_are_told_which_is_the_original(paper: MemoryPaper, get: Get) -> None:
    paths = story(paper)
    original = described(get(paths["en"]))
    assert [work["inLanguage"] for work in original["workTranslation"]] == ["el", "tr", "ar"]
    assert original["workTranslation"][0] == {
        "@type": "NewsArticle",
        "headline": "Η γέφυρα",
        "inLanguage": "el",
        "url": f"{SITE_URL}{paths['el']}",
    }
    translation = described(get(paths["el"]))
    assert "workTranslation" not in translation
    assert translation["translationOfWork"]["url"] == f"{SITE_URL}{paths['en']}"


def test_programs_are_told_too(paper: MemoryPaper, get: Get) -> None:
    paths = story(paper)
    told = json.loads(get(f"{paths['el']}.json").body)["translations"]
    assert told == [
        {"language": language, "headline": headline, "url": f"{SITE_URL}{paths[language]}"}
        for language, headline in (("en", "The bridge"), ("tr", "Köprü"), ("ar", "الجسر"))
    ]


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize("which", ["original", "translation"])
def test_what_readers_may_not_see_is_not_linked_or_hinted_at(
    paper: MemoryPaper, get: Get, unseen: dict[str, Any], which: str
) -> None:
    fields: dict[str, Any] = {"headline": "Secret", "section": "world"}
    if which == "original":
        seen = paper.publish("seen", language="el", translation_of="hidden")
    else:
        seen = paper.publish("seen")
        fields |= {"language": "el", "translation_of": "seen"}
    addresses = [seen, *(f"{seen}.{extension}" for extension in ("json", "txt", "md"))]
    before = [get(address) for address in addresses]
    paper.publish("hidden", **fields | unseen)
    after = [get(address) for address in addresses]
    assert after == before
    assert [answer.headers for answer in after] == [answer.headers for answer in before]


def test_a_translation_is_there_from_its_moment_on_whatever_the_edge_keeps(
    paper: MemoryPaper, get: Get
) -> None:
    original = paper.publish()
    before = {address: get(address) for address in (original, f"{original}.json")}
    due = NOW + 9 * SECOND
    later = paper.publish(
        "later", language="el", section="world", publish_at=due, translation_of="troops"
    )
    for address, earlier in before.items():
        now = get(address)
        assert now.body == earlier.body
        assert now.headers["Cache-Control"] == "public, max-age=0, s-maxage=9"
        assert later in get(address, due).body
    assert linked(get(later, due)) == {"en": original}


def test_what_is_withdrawn_is_linked_no_longer(paper: MemoryPaper, get: Get) -> None:
    paths = story(paper)
    for cards in paper.lists.values():
        cards[:] = [card for card in cards if card.article != "bridge-el"]
    assert set(linked(get(paths["en"]))) == {"tr", "ar"}
    assert set(alternates(get(paths["tr"]))) == {"en", "tr", "ar"}


def test_of_several_in_one_language_the_newest_is_linked_and_never_the_pages_own(
    paper: MemoryPaper, get: Get
) -> None:
    original = paper.publish("bridge", publish_at=NOW - 3 * HOUR)
    for number in (2, 1):
        paper.publish(
            f"el-{number}", language="el", publish_at=NOW - number * HOUR, translation_of="bridge"
        )
    newest = paper.publish("el-0", language="el", translation_of="bridge")
    assert linked(get(original)) == {"el": newest}
    assert linked(get(newest)) == {"en": original}


def test_varieties_of_a_language_are_told_apart() -> None:
    assert own_names(["pt-BR", "pt-PT", "el-CY", "zh-Hant", "tlh", "EN"]) == [
        "português (BR)", "português (PT)", "Ελληνικά", "中文", "tlh", "English",
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["", SITE_URL])
def test_machines_are_given_absolute_addresses_or_none(
    paper: MemoryPaper, get: Get, url: str
) -> None:
    paths = story(paper)
    paper.facts = HeaderFacts(url)
    page = get(paths["en"])
    assert bool(alternates(page)) is bool(url)
    assert set(linked(page)) == {"el", "tr", "ar"}
    assert ("url" in described(page)["workTranslation"][0]) is bool(url)


def test_every_page_of_a_story_takes_one_call_more_and_others_none(
    paper: MemoryPaper, get: Get
) -> None:
    paths = story(paper)
    scheduled = paper.publish("soon", publish_at=LATER, translation_of="bridge")
    first_round = ["cards_before", "article_and_header"]
    for address, calls in [
        *((path, [*first_round, "cards_before", "content"]) for path in paths.values()),
        (scheduled, first_round),
        *((path, ["cards_before", *first_round, "content"]) for path in paths.values()),
        (scheduled.replace("/news/", "/world/"), first_round),
        (f"{paths['el']}.json", ["article_and_header", "cards_before", "content"]),
        (f"{paths['el']}.md", ["article_and_header", "content"]),
        (f"{scheduled}.json", ["article_and_header"]),
    ]:
        paper.calls.clear()
        get(address)
        assert paper.calls == calls, address


def test_an_article_in_no_list_of_translations_asks_for_none(paper: MemoryPaper, get: Get) -> None:
    path = story(paper)["en"]
    key = article_key("bridge")
    paper.heads[key] = replace(paper.heads[key], lists=("all",))
    paper.calls.clear()
    page = get(path)
    assert paper.calls == ["cards_before", "article_and_header", "content"]
    assert not alternates(page) | linked(page)


def test_a_preview_leads_to_what_readers_may_see(
    paper: MemoryPaper, site: Site, now: datetime
) -> None:
    paths = story(paper)
    paper.publish("later", language="fr", publish_at=LATER, translation_of="bridge")
    head = paper.heads[article_key("bridge")]
    head = replace(head, publish_at=LATER)
    shown = Previews(site, paper, SITE_URL).page(head, paper.kept[content_at("bridge")], now)
    assert linked(shown) == {language: paths[language] for language in ("el", "tr", "ar")}
    assert not alternates(shown)


def test_the_line_is_in_the_language_of_the_site(paper: MemoryPaper, site: Site) -> None:
    path = story(paper)["en"]
    for language, said in (
        ("el", "Διαβάστε το και σε άλλη γλώσσα: Ελληνικά · Türkçe · العربية"),
        ("ar", "اقرأ هذا الخبر بلغة أخرى: Ελληνικά"),
    ):
        paper_in = Newspaper(replace(site, language=language), paper, paper)
        assert said in text_of(paper_in.page(Request("GET", path), NOW))


def test_a_brief_may_be_a_translation(paper: MemoryPaper, get: Get) -> None:
    original = paper.publish("bridge")
    brief = paper.publish("el", language="el", prominence=Prominence.BRIEF, translation_of="bridge")
    assert linked(get(original)) == {"el": brief}
