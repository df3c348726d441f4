import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.header import HeaderFacts
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site import POLICIES, Policy, Site
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)


def told(response: Response) -> dict[str, Any]:
    """Read what a page tells search engines, by kinds, cut out of it as an HTML parser would."""
    text = response.body.partition('<script type="application/ld+json">')[2]
    document: dict[str, Any] = json.loads(text.partition("</script")[0])
    assert document["@context"] == "https://schema.org"
    return {kind["@type"]: kind for kind in document["@graph"]}


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
    article = told(get(path, NOW + HOUR))["NewsArticle"]
    publisher = article.pop("publisher")
    assert article == {
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
        "articleSection": "Ειδήσεις",
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
    assert get(publisher.pop("logo").removeprefix(SITE_URL)).status == 200
    assert publisher == {
        "@type": "NewsMediaOrganization",
        "name": "The Broadsheet",
        "url": f"{SITE_URL}/",
        "correctionsPolicy": f"{SITE_URL}/corrections-policy/",
    }


def test_search_engines_are_told_where_an_article_stands(paper: MemoryPaper, get: Get) -> None:
    path = paper.publish(headline="Troops & tanks")
    breadcrumbs = told(get(path))["BreadcrumbList"]["itemListElement"]
    assert [(each["position"], each["name"], each["item"]) for each in breadcrumbs] == [
        (1, "The Broadsheet", f"{SITE_URL}/"),
        (2, "News", f"{SITE_URL}/news/"),
        (3, "Troops & tanks", f"{SITE_URL}{path}"),
    ]


def test_every_policy_of_the_settings_is_told(paper: MemoryPaper, site: Site) -> None:
    policies = tuple(Policy(name, f"https://p.example/{name}") for name in POLICIES)
    newspaper = Newspaper(replace(site, policies=policies), paper, paper)
    article = told(newspaper.page(Request("GET", paper.publish()), NOW))["NewsArticle"]
    for name, in_schema in POLICIES.items():
        assert article["publisher"][in_schema] == f"https://p.example/{name}"


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Opinion", "OpinionNewsArticle"), ("ΓΝΏΜΗ", "OpinionNewsArticle"), ("Live", "NewsArticle")],
)
def test_search_engines_are_told_what_is_an_opinion(
    paper: MemoryPaper, get: Get, label: str, kind: str
) -> None:
    assert set(told(get(paper.publish(label=label)))) == {kind, "BreadcrumbList"}


def test_search_engines_are_told_no_address_that_is_not_known(paper: MemoryPaper, get: Get) -> None:
    paper.facts = HeaderFacts()
    kinds = told(get(paper.publish(standfirst=None)))
    article = kinds.pop("NewsArticle")
    assert not kinds
    assert article.keys() & {"mainEntityOfPage", "description", "correction", "keywords"} == set()
    assert article["author"] == [{"@type": "Organization", "name": "Newsroom"}]
    assert article["publisher"] == {"@type": "NewsMediaOrganization", "name": "The Broadsheet"}
    assert article["dateModified"] == article["datePublished"]
