"""An article as search engines read it: schema.org's ``NewsArticle`` and its place, in JSON-LD.

An opinion, as its label says, is an ``OpinionNewsArticle`` (https://schema.org/OpinionNewsArticle).
"""

from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup

from broadsheet.domain.content import Content, CorrectionNote
from broadsheet.domain.lists import Card
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.addresses import Address
from broadsheet.pages.assets import ICON, asset
from broadsheet.pages.house_style import HouseStyle
from broadsheet.pages.structured_data import absolute, author, json_ld, organization
from broadsheet.pages.translations import OtherLanguages
from broadsheet.site import POLICIES, Site


class ArticleAddresses(NamedTuple):
    """Where an article is.

    Attributes
    ----------
    page
        The address of its page, absolute, if that is known.
    images
        Paths of its picture, in the shapes that search engines want.
    """

    page: str | None
    images: tuple[str, ...] = ()


def describe_article(
    style: HouseStyle,
    content: Content,
    addresses: ArticleAddresses,
    dates: tuple[datetime, datetime | None],
    others: OtherLanguages,
) -> Markup:
    """Write the description of a published article, as JSON that is safe in a script element.

    Parameters
    ----------
    style, content
        Of the paper that publishes it, and the article.
    addresses
        Of its page and its picture; while the first is not known, nothing is said of any.
    dates
        When readers first saw it, and when what they see now came, if that was later.
    others
        The story in other languages.
    """
    site, source, address = style.site, content.source, addresses.page
    article = {
        "@type": "OpinionNewsArticle" if site.is_opinion(content.label) else "NewsArticle",
        "headline": content.headline,
        "description": content.standfirst,
        **_dates(*dates),
        "author": [author(style, named, address) for named in content.byline],
        "articleSection": style.section_name(content.section, content.language),
        "keywords": [tag.label for tag in content.tags],
        "inLanguage": content.language,
        "isAccessibleForFree": True,
        **_places(addresses),
        "publisher": _publisher(site, address),
        "sourceOrganization": source and organization(source.name, None),
        "correction": [_correction(note) for note in content.corrections],
        **_translations(content, address, others),
    }
    graph = [article, *([_breadcrumbs(style, content, address)] if address else [])]
    return json_ld(**{"@graph": graph})


def _places(addresses: ArticleAddresses) -> dict[str, Any]:
    images = [absolute(addresses.page, path) for path in addresses.images if addresses.page]
    return {"mainEntityOfPage": addresses.page, "image": images}


def _dates(published: datetime, updated: datetime | None) -> dict[str, str]:
    return {
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": (updated or published).isoformat(timespec="seconds"),
    }


def _breadcrumbs(style: HouseStyle, content: Content, address: str) -> dict[str, Any]:
    """Say where the article stands: the front page, its section, itself."""
    section = style.section_link(content.section)
    places = [
        (style.site.title, absolute(address, Address.FRONT.path())),
        (section.label, absolute(address, section.path)),
        (content.headline, address),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(places, start=1)
        ],
    }


def _publisher(site: Site, address: str | None) -> dict[str, Any]:
    publisher = organization(site.title, absolute(address, Address.FRONT.path()))
    policies = {
        POLICIES[policy.name]: absolute(address, policy.address) for policy in site.policies
    }
    logo = {"logo": absolute(address, asset(ICON).path)}
    return publisher | {"@type": "NewsMediaOrganization"} | logo | policies


def _translations(content: Content, address: str | None, others: OtherLanguages) -> dict[str, Any]:
    """Say what is translated from the article, or what it is translated from, if readers may know.

    See https://schema.org/workTranslation and https://schema.org/translationOfWork.
    """
    works = {card.article: _work(card, address) for card in others.cards}
    if content.article == others.original:
        return {"workTranslation": list(works.values())}
    return {"translationOfWork": works.get(others.original or "")}


def _work(card: Card, address: str | None) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": card.headline,
        "inLanguage": card.language,
        "url": absolute(address, card.path),
    }


def _correction(note: CorrectionNote) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": _to_the_second(note.at),
    }


def _to_the_second(moment: str) -> str:
    return parse_moment(moment).isoformat(timespec="seconds")
