"""What programs look for at an address of their own: security.txt, ads.txt and llms.txt."""

from datetime import UTC, datetime, timedelta

from broadsheet.pages import errors
from broadsheet.pages.addresses import Address, RequestTarget
from broadsheet.pages.press import Press
from broadsheet.pages.response import FOR_A_MINUTE, PLAIN, Response, document

_GOOD_FOR = timedelta(days=30)


def answer_security(press: Press, target: RequestTarget, now: datetime) -> Response:
    """Answer with whom to tell of a weakness (RFC 9116).

    It expires 30 days after the day it is asked for: what is served is what holds now, and a copy
    that somebody kept does not. RFC 9116 wants less than a year.
    """
    site, site_url = press.style.site, press.shelf.header().site_url
    expires = datetime(now.year, now.month, now.day, tzinfo=UTC) + _GOOD_FOR
    lines = [
        f"Contact: mailto:{site.contact_email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {site.language}",
        *([f"Canonical: {site_url}{target.path}"] if site_url else []),
    ]
    return _text(lines)


def answer_ads(press: Press, _target: RequestTarget, now: datetime) -> Response:
    """Answer with who may sell the paper's advertisements, where the settings say so (IAB)."""
    ads_txt = press.style.site.ads_txt
    if ads_txt is None:
        return errors.not_found(press.issue(press.shelf.header(), now))
    return _text(ads_txt.splitlines())


def answer_llms(press: Press, _target: RequestTarget, now: datetime) -> Response:
    """Answer with what language models are told of the paper, where the settings say so.

    See https://llmstxt.org/: Markdown, with links to what is worth reading.
    """
    facts = press.shelf.header()
    if not press.style.site.llms_txt:
        return errors.not_found(press.issue(facts, now))
    site, site_url = press.style.site, facts.site_url
    lists = [
        *((section.label, section.path) for section in press.style.sections),
        (press.style.catalogue.gettext("Corrections"), Address.CORRECTIONS.path()),
    ]
    feeds = [("Atom", Address.FEED.path("atom")), ("JSON Feed", Address.FEED.path("json"))]
    return _text(
        [
            f"# {site.title}",
            "",
            f"> {site.description}",
            "",
            "## Sections",
            "",
            *(f"- [{name}]({site_url}{path})" for name, path in lists),
            "",
            "## The newest articles, whole",
            "",
            *(f"- [{name}]({site_url}{path})" for name, path in feeds),
            "",
            "Every article is also at its address with .md, .txt or .json behind it.",
        ]
    )


def _text(lines: list[str]) -> Response:
    return document(200, "".join(f"{line}\n" for line in lines), PLAIN, FOR_A_MINUTE)
