"""What trafilatura gives back of every article: headline, byline, date and body."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from trafilatura import bare_extraction
from trafilatura.settings import Document

from tests.pages.recovered import compare_with_body, words_of
from tests.pages.whole_paper import NOW, WholePaper, site_in
from tests.paper import SITE_URL

SHORT = 250
"""Of a body of fewer characters trafilatura takes the element of the article, headline and all."""
ZONE = ZoneInfo(site_in("en").time_zone)


def extracted(paper: WholePaper, path: str) -> dict[str, Any]:
    document = bare_extraction(paper.get(path, NOW).body, url=SITE_URL + path, with_metadata=True)
    assert isinstance(document, Document), path
    return document.as_dict()


def test_every_article_has_its_headline_byline_and_date(papers: dict[str, WholePaper]) -> None:
    for paper in papers.values():
        for article, story in paper.stories.items():
            content, found = paper.content_of(article), extracted(paper, story.path)
            published = datetime.fromisoformat(story.fields["publish_at"]).astimezone(ZONE)
            names = [name.label for name in content.byline]
            assert found["title"] == content.headline
            assert words_of(found["author"]) == words_of(" ".join(names)), article
            assert found["date"] == f"{published:%Y-%m-%d}", article


def test_every_article_has_its_body_and_nothing_of_the_furniture(
    papers: dict[str, WholePaper],
) -> None:
    languages = set()
    for paper in papers.values():
        for article, story in paper.stories.items():
            content = paper.content_of(article)
            text = compare_with_body(content, extracted(paper, story.path)["text"])
            assert text.of_body >= 0.98, (article, text)
            assert text.furniture == set(), article
            if text.length > SHORT:
                assert text.of_found >= 0.98, (article, text)
                languages.add(content.language)
    assert languages == {"ar", "el", "en", "tr"}
