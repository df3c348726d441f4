"""An article as search engines read it: schema.org's ``NewsArticle``, in JSON-LD."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from broadsheet.domain.content import Content, CorrectionNote, Link
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.assets import ICON, asset
from broadsheet.site import Site

# Inside <script> the HTML parser looks for "</script" and "<!--" and decodes nothing, so these are
# written as JSON can (https://html.spec.whatwg.org/multipage/scripting.html, section 4.12.1.3).
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


class NewsArticles:
    """Describes the articles of one site.

    Parameters
    ----------
    site
        Their publisher.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def describe(
        self, content: Content, address: str | None, published: datetime, modified: datetime
    ) -> Markup:
        """Write the description of a published article.

        Parameters
        ----------
        content
            The article.
        address
            Its page's, absolute; while it is not known, nothing is said of addresses.
        published, modified
            When readers first saw it, and when what they see now came.

        Returns
        -------
        Markup
            JSON that is safe between ``<script>`` and ``</script>``.
        """
        section = self._site.section(content.section)
        source = content.source
        document = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": content.headline,
            "description": content.standfirst,
            "datePublished": published.isoformat(timespec="seconds"),
            "dateModified": modified.isoformat(timespec="seconds"),
            "author": self._authors(content.byline, address),
            "articleSection": section.name if section else content.section,
            "keywords": [tag.label for tag in content.tags],
            "inLanguage": content.language,
            "isAccessibleForFree": True,
            "mainEntityOfPage": address,
            "publisher": self._publisher(address),
            "sourceOrganization": source and _organization(source.name, None),
            "correction": [_correction(note) for note in content.corrections],
        }
        return _markup(_said(document))

    def _authors(self, byline: Sequence[Link], address: str | None) -> list[dict[str, Any]]:
        return [
            {
                "@type": "Organization" if author.label == self._site.newsroom else "Person",
                "name": author.label,
                "url": _beside(address, f"/authors/{author.slug}/"),
            }
            for author in byline
        ]

    def _publisher(self, address: str | None) -> dict[str, Any]:
        publisher = _organization(self._site.title, _beside(address, "/"))
        return publisher | {"logo": _beside(address, asset(ICON).path)}


def _markup(document: object) -> Markup:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for where it goes


def _beside(address: str | None, path: str) -> str | None:
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


def _said(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Leave out what there is nothing to say of."""
    if isinstance(value, dict):
        said = {name: _said(member) for name, member in value.items()}
        return {name: member for name, member in said.items() if member not in (None, [])}
    return [_said(item) for item in value] if isinstance(value, list) else value
