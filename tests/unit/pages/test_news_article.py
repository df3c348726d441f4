import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.header import HeaderFacts
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)


def news_article(response: Response) -> dict[str, Any]:
    """Read what a page tells search engines, cut out of it as an HTML parser would."""
    text = response.body.partition('<script type="application/ld+json">')[2]
    document: dict[str, Any] = json.loads(text.partition("</script")[0])
    return document


def test_search_engines_are_told_what_the_article_is(paper: MemoryPaper, get: Get) -> None:
    hostile = '</script><script>alert(1)</script><!-- \u2028 & "so on"'
    path = paper.publish(
        headline=hostile,
        byline=("M. Papadopoulou", "Newsroom"),
        tags=("Cyprus",),
        source=SourceCredit("Sky News", None),
        corrections=(CorrectionNote("2025-01-22T13:00:00.000000Z", "It was <b>Tuesday</b>."),),
        folded=2,
        modified_at=NOW + HOUR,
        language="el",
    )
    article = news_article(get(path, NOW + HOUR))
    publisher = article.pop("publisher")
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": hostile,
        "description": "U.S. officials warn that the deployment could escalate the war.",
        "datePublished": "2025-01-22T12:00:00+00:00",
        "dateModified": "2025-01-22T13:00:00+00:00",
        "author": [
            {
                "@type": "Person",
                "name": "M. Papadopoulou",
                "url": f"{SITE_URL}/authors/m-papadopoulou-r7wy57/",
            },
            {"@type": "Organization", "name": "Newsroom", "url": f"{SITE_URL}/authors/newsroom/"},
        ],
        "articleSection": "News",
        "keywords": ["Cyprus"],
        "inLanguage": "el",
        "isAccessibleForFree": True,
        "mainEntityOfPage": f"{SITE_URL}{path}",
        "sourceOrganization": {"@type": "Organization", "name": "Sky News"},
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "It was <b>Tuesday</b>.",
                "datePublished": "2025-01-22T13:00:00+00:00",
            }
        ],
    }
    assert (publisher["name"], publisher["url"]) == ("The Broadsheet", f"{SITE_URL}/")
    assert get(publisher["logo"].removeprefix(SITE_URL)).status == 200


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Opinion", "OpinionNewsArticle"), ("ΓΝΏΜΗ", "OpinionNewsArticle"), ("Live", "NewsArticle")],
)
def test_search_engines_are_told_what_is_an_opinion(
    paper: MemoryPaper, get: Get, label: str, kind: str
) -> None:
    assert news_article(get(paper.publish(label=label)))["@type"] == kind


def test_search_engines_are_told_no_address_that_is_not_known(paper: MemoryPaper, get: Get) -> None:
    paper.facts = HeaderFacts()
    article = news_article(get(paper.publish(standfirst=None)))
    assert article.keys() & {"mainEntityOfPage", "description", "correction", "keywords"} == set()
    assert article["author"] == [{"@type": "Organization", "name": "Newsroom"}]
    assert article["publisher"] == {"@type": "Organization", "name": "The Broadsheet"}
    assert article["dateModified"] == article["datePublished"]
