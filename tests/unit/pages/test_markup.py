"""What a validator does not ask of every kind of page; `tests/validity` has it read them all."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.assets import ICON, STYLESHEET, asset, icon_in_page
from broadsheet.pages.response import Response
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)
ADDRESSES = {"href", "src", "action", "data-source", "content"}
URL = re.compile(r"(?:[\w!$&'()*+,./:;=?@~#-]|%[0-9A-Fa-f]{2})+")
"""What an address may hold (WHATWG URL, URL code points); the words of other scripts too."""


class Addresses(HTMLParser):
    """The addresses of a page, in whatever attribute they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        is_fact = tag == "meta" and not named.get("property", "").endswith(":url")
        self.found += [named[name] for name in ADDRESSES & set(named) if not is_fact]


def addresses_of(page: Response) -> list[str]:
    reader = Addresses()
    reader.feed(page.body)
    return reader.found


def every_kind(paper: MemoryPaper, get: Get) -> Iterator[tuple[str, Response]]:
    """Give a page of every kind, each with all that it can hold."""
    for number in range(21):
        paper.publish(f"n{number}", publish_at=NOW - number * HOUR, tags=("North Korea",))
    note = CorrectionNote("2025-01-22T10:00:00.000000Z", "It was Tuesday.")
    source = SourceCredit("Levant Wire", "https://wire.example/")
    article = paper.publish(
        tags=("North Korea",), byline=("Ελένη Μάρκου", "B"), source=source, corrections=(note,)
    )
    edited = paper.edit("edited", (NOW - HOUR, {"headline": "One"}), (NOW, {"headline": "Two"}))
    gone = paper.publish("gone", withdrawal=Withdrawal(WithdrawnAs.GONE))
    paper.correct("bridge", NOW, "It was Tuesday.")
    older = re.search(r'href="(/\?older=[^"]+)"', get("/").body)
    assert older
    for address in (
        *("/", older[1], "/news/", "/tags/north-korea/", "/authors/newsroom/", "/corrections/"),
        *("/menu/", article, edited, f"{edited}?history", f"{edited}?history=desk-1..desk-2"),
        *(gone, "/nowhere/"),
    ):
        yield address, get(address)


def test_every_address_in_every_page_is_a_valid_one(paper: MemoryPaper, get: Get) -> None:
    for address, page in every_kind(paper, get):
        found = addresses_of(page)
        assert icon_in_page() in found, address
        assert [each for each in found if not URL.fullmatch(each)] == [], address


@pytest.mark.parametrize("address", ["data:image/svg+xml,%3Csvg xmlns", "/a b", "/%zz", '/"'])
def test_an_invalid_address_would_be_found(address: str) -> None:
    assert not URL.fullmatch(address)
    assert URL.fullmatch(f"{SITE_URL}/news/")


def fact(page: Response, name: str) -> str | None:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page.body)
    return found and found[1]


def test_search_engines_list_a_page_under_a_title_of_its_own_or_not_at_all(
    paper: MemoryPaper, get: Get
) -> None:
    titles: list[str] = []
    listed: list[str] = []
    for address, page in every_kind(paper, get):
        titles += re.findall(r"<title>(.*)</title>", page.body)
        assert len(titles) == len(set(titles)), titles
        robots = fact(page, "robots")
        if "?" in address or page.status != 200:
            assert (robots or "").startswith("noindex"), address
        else:
            assert robots == "max-image-preview:large", address
            listed.append(fact(page, "description") or address)
    assert all(" " in description for description in listed), listed
    assert len(set(listed)) >= len(listed) - 1  # two articles have the same standfirst


def test_the_icon_has_the_colour_of_the_paper() -> None:
    accent = re.search(r"--accent:(#\w+)", asset(STYLESHEET).body)
    assert accent
    assert f'fill="{accent[1]}"' in asset(ICON).body
