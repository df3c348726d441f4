"""Structured data: what pages tell search engines in the words of schema.org, as JSON-LD."""

import json
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from broadsheet.domain.content import Link
from broadsheet.pages.addresses import Address
from broadsheet.pages.house_style import HouseStyle

# Inside <script> the HTML parser looks for "</script" and "<!--" and decodes nothing, so these are
# written as JSON can (https://html.spec.whatwg.org/multipage/scripting.html, section 4.12.1.3).
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


def json_ld(**document: Any) -> Markup:  # noqa: ANN401 - whatever JSON holds
    """Write a document as JSON that is safe in a script element.

    Members that are null or an empty list are left out.
    """
    return json_in_script(_without_empty({"@context": "https://schema.org"} | document))


def json_in_script(document: Any) -> Markup:  # noqa: ANN401 - whatever JSON holds
    """Write a document as JSON that is safe in a script element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped for where it goes


def absolute(address: str | None, path: str) -> str | None:
    """Make a path of the site absolute by the address of one of its pages."""
    return urljoin(address, path) if address else None


def organization(name: str, url: str | None) -> dict[str, Any]:
    """Describe an organization."""
    return {"@type": "Organization", "name": name, "url": url}


def author(style: HouseStyle, named: Link, address: str | None) -> dict[str, Any]:
    """Describe an author, with what the settings say of one; the newsroom is no person.

    Parameters
    ----------
    style
        Of the paper.
    named
        The author, as an article names one.
    address
        Of the page that says it, absolute; while it is not known, nothing is said of addresses.
    """
    described = {
        "@type": "Organization" if named.label == style.site.newsroom else "Person",
        "name": named.label,
        "url": absolute(address, Address.AUTHOR.path(named.slug)),
    }
    known = style.author(named.slug)
    if known is None:
        return described
    return described | {
        "description": known.line,
        "email": known.email,
        "knowsLanguage": list(known.languages),
        "sameAs": list(known.same_as),
    }


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Leave out the members that are null or an empty list."""
    if isinstance(value, dict):
        members = {name: _without_empty(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member not in (None, [])}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
