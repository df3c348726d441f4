"""Sharing: a mail that says what it is about, and the address itself."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.domain.header import HeaderFacts
from broadsheet.pages.response import Response
from broadsheet.pages.sharing import share_links
from tests.unit.pages.conftest import SITE_URL, MemoryPaper

HEADLINES = ("A bridge", "Ask & answer: 100 % + 1?", "Γέφυρα «νέα»\nCc: all@example.com", "<b>\"'")


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_mail_holds_the_headline_and_the_address_as_they_are(headline: str) -> None:
    shared = share_links(SITE_URL, "/news/a-b?c&d", headline)
    assert shared
    assert shared.address == f"{SITE_URL}/news/a-b?c&d"
    parts = urlsplit(shared.mail)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert parse_qs(parts.query) == {"subject": [headline], "body": [shared.address]}
    assert shared.mail.isascii()
    assert not set(shared.mail) & set(" +\n<>\"'")


def test_an_article_without_an_address_is_not_shared(
    paper: MemoryPaper, get: Callable[..., Response]
) -> None:
    path = paper.publish()
    assert f'<button type="button" value="{SITE_URL}{path}"' in get(path).body
    assert '<a href="mailto:?subject=North%20Korea' in get(path).body
    paper.facts = HeaderFacts()
    page = get(path)
    assert page.status == 200
    assert "mailto:" not in page.body
    assert share_links(SITE_URL, None, "A bridge") is None
