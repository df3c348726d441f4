"""An article as search engines read it: schema.org's ``NewsArticle`` and its place, in JSON-LD.

An opinion, as its label says, is an ``OpinionNewsArticle`` (https://schema.org/OpinionNewsArticle).
"""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from broadsheet.domain.content import Content, CorrectionNote, Link
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.addresses import Address
from broadsheet.pages.assets import ICON, asset
from broadsheet.pages.house_style import HouseStyle
from broadsheet.site import POLICIES, Site

# Inside <script> the HTML parser looks for "</script" and "<!--" and decodes nothing, so these are
# written as JSON can (https://html.spec.whatwg.org/multipage/scripting.html, section 4.12.1.3).
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


def describe_article(
    style: HouseStyle,
    content: Content,
    address: str | None,
    published: datetime,
    updated: datetime | None,
) -> Markup:
    """Write the description of a published article, as JSON that is safe in a script element.

    Parameters
    ----------
    style
        Of the paper that publishes it.
    content
        The article.
    address
        Its page's, absolute; while it is not known, nothing is said of addresses.
    published, updated
        When readers first saw it, and when what they see now came, if that was later.
    """
    site, source = style.site, content.source
    article = {
        "@type": "OpinionNewsArticle" if site.is_opinion(content.label) else "NewsArticle",
        "headline": content.headline,
        "description": content.standfirst,
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": (updated or published).isoformat(timespec="seconds"),
        "author": [_author(author, site, address) for author in content.byline],
        "articleSection": style.section_name(content.section),
        "keywords": [tag.label for tag in content.tags],
        "inLanguage": content.language,
        "isAccessibleForFree": True,
        "mainEntityOfPage": address,
        "publisher": _publisher(site, address),
        "sourceOrganization": source and _organization(source.name, None),
        "correction": [_correction(note) for note in content.corrections],
    }
    graph = [article, *([_breadcrumbs(style, content, address)] if address else [])]
    return _markup(_without_empty({"@context": "https://schema.org", "@graph": graph}))


def _breadcrumbs(style: HouseStyle, content: Content, address: str) -> dict[str, Any]:
    """Say where the article stands: the front page, its section, itself."""
    section = style.section_link(content.section)
    places = [
        (style.site.title, _absolute(address, Address.FRONT.path())),
        (section.label, _absolute(address, section.path)),
        (content.headline, address),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(places, start=1)
        ],
    }


def _author(author: Link, site: Site, address: str | None) -> dict[str, Any]:
    return {
        "@type": "Organization" if author.label == site.newsroom else "Person",
        "name": author.label,
        "url": _absolute(address, Address.AUTHOR.path(author.slug)),
    }


def _publisher(site: Site, address: str | None) -> dict[str, Any]:
    publisher = _organization(site.title, _absolute(address, Address.FRONT.path()))
    policies = {
        POLICIES[policy.name]: _absolute(address, policy.address) for policy in site.policies
    }
    logo = {"logo": _absolute(address, asset(ICON).path)}
    return publisher | {"@type": "NewsMediaOrganization"} | logo | policies


def _markup(document: object) -> Markup:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for where it goes


def _absolute(address: str | None, path: str) -> str | None:
    """Make a path of the site absolute by the address of one of its pages."""
    return urljoin(address, path) if address else None


def _organization(name: str, url: str | None) -> dict[str, Any]:
    return {"@type": "Organization", "name": name, "url": url}


def _correction(note: CorrectionNote) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": _to_the_second(note.at),
    }


def _to_the_second(moment: str) -> str:
    return parse_moment(moment).isoformat(timespec="seconds")


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Leave out the members that are null or an empty list."""
    if isinstance(value, dict):
        members = {name: _without_empty(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, [])}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
